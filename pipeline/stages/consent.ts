import { join } from "node:path";

import { materialize } from "../../src/catalog/materialize.ts";
import { checkDenials } from "../../src/load/check-denials.ts";
import { listRowsOf } from "../../src/load/check-lists.ts";
import { attachOrEmpty } from "../../src/engine/attach.ts";
import { STOP_COLUMNS } from "../../src/state/stops-store.ts";
import type { RunContext } from "../context.ts";

/** Tables whose files can hold denials. */
const DENIAL_TABLES: readonly string[] = ["consent_events", "suppressions", "contact_history"];

const NEW_DENIALS = `select loaded_denials.* from consent.loaded_denials
  left join state.stops on stops.denial_id = loaded_denials.denial_id where stops.denial_id is null`;

/** Folds every consent event and stop ever seen into the denials and grants that hold over the run's send windows. */
export async function consent(context: RunContext): Promise<void> {
  const { engine, catalog, stops, results } = context;
  await attachOrEmpty(engine, "state.stops", STOP_COLUMNS, stops.files);
  await materialize(engine, catalog, "consent");
  await checkDenials(engine, results.inputs);
  if (context.purpose !== "plan") await absorbDenials(context);
}

/** Takes the denials of files not seen before into the stops store, where they outlive the files. */
async function absorbDenials({ engine, stops, results, temporaryFolder }: RunContext): Promise<void> {
  const inputs = results.inputs.filter(({ table, loaded }) => DENIAL_TABLES.includes(table) && !stops.hasAbsorbed(loaded.fileId));
  if (inputs.length === 0) return;
  const absorbed = { fileIds: inputs.map(({ loaded }) => loaded.fileId), listRows: listRowsOf(results.inputs) };
  await stops.absorb(engine, NEW_DENIALS, absorbed, join(temporaryFolder, "stops.parquet"));
}
