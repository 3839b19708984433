import { join } from "node:path";

import { modelNamed, modelsOf } from "../../src/catalog/catalog.ts";
import { materializeModel, materializeModels, runAudits } from "../../src/catalog/materialize.ts";
import { stopsNotAsRecorded } from "../../src/errors.ts";
import { checkDenials } from "../../src/load/check-denials.ts";
import type { LoadedInput } from "../../src/load/load-inputs.ts";
import { listRowsOf } from "../../src/load/check-lists.ts";
import { checkRegisters, newSnapshots } from "../../src/load/check-registers.ts";
import { hashPoints } from "../../src/load/hashed-points.ts";
import { recordNumber } from "../../src/load/record-number.ts";
import { newestSnapshots } from "../../src/load/register-snapshots.ts";
import { attachOrEmpty } from "../../src/engine/attach.ts";
import type { SourceDeclaration } from "../../src/domain/project.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { REGISTER_COLUMNS } from "../../src/state/register-snapshot.ts";
import { looseContactKey } from "../../src/identity/loose-key.ts";
import { OUTCOME_COLUMNS } from "../../src/state/outcome-store.ts";
import { fillErasedCustomers } from "../../src/state/erased-customers.ts";
import { hiddenDenial } from "../../src/state/hidden-denial.ts";
import { HOLDER_COLUMNS, STOP_COLUMNS } from "../../src/state/stop-columns.ts";
import { isLookingOnly, type RunContext } from "../context.ts";

/** Tables whose files can hold denials, or merges that bind them. */
const KEPT_TABLES: readonly string[] = ["consent_events", "suppressions", "contact_history", "merges"];

/** What finds new denials; the other models of the stage read the denials when they are in the store. */
const FINDING_DENIALS: readonly string[] = [
  "consent.stated_contacts",
  "consent.further_readings",
  "consent.loaded_denials",
  "consent.loaded_statuses",
  "consent.denials",
  "consent.new_holders",
  "consent.unreadable_denials",
  "consent.unreadable_suppressions",
];

const NEW_DENIALS = ["consent.loaded_denials", "consent.loaded_statuses"]
  .map(
    (table) =>
      `select loaded.* from ${table} as loaded left join state.stops on stops.denial_id = loaded.denial_id where stops.denial_id is null`,
  )
  .join(" union all ");

/** Folds every consent event and stop ever seen into the denials and grants that hold over the run's send windows. */
export async function consent(context: RunContext): Promise<void> {
  const { engine, catalog, project, results, stops, temporaryFolder } = context;
  await attachStops(context);
  await findErased(context);
  await findDenials(context);
  await checkDenials(engine, results.inputs);
  await checkHidden(context);
  const snapshots = newestSnapshots(project, results.inputs);
  await hashPoints(context, project.lists, temporaryFolder);
  await checkRegisters(engine, {
    lists: project.lists,
    inputs: results.inputs,
    snapshots,
    before: stops.registers,
  });
  if (!isLookingOnly(context.purpose)) await absorbDenials(context);
  await materializeModels(
    engine,
    modelsOf(catalog, "consent").filter(({ name }) => !FINDING_DENIALS.includes(name)),
  );
  await runAudits(engine, catalog, "consent");
}

async function attachStops({ engine, stops, outcomes }: RunContext): Promise<void> {
  await attachOrEmpty(engine, "state.outcomes", OUTCOME_COLUMNS, outcomes.files);
  await attachOrEmpty(engine, "state.stops", STOP_COLUMNS, stops.files);
  await attachOrEmpty(engine, "state.holders", HOLDER_COLUMNS, stops.holderFiles);
  await attachOrEmpty(engine, "state.register_entries", REGISTER_COLUMNS, stops.registerFiles);
}

/** Whoever was erased and is here again is bound by a tombstone. */
async function findErased({ engine, stops, project }: RunContext): Promise<void> {
  await fillErasedCustomers(engine, stops, project.keys.erasure, looseContactKey);
}

/** Throws GK0442 when a row of the store keeps a refusal of the new files from ever being taken in. */
async function checkHidden({ engine, project, stops, results }: RunContext): Promise<void> {
  const hidden = await hiddenDenial(engine, stops, project.keys.erasure);
  if (hidden === null) return;
  const input = results.inputs.find(({ loaded }) => loaded.fileId === hidden.fileId);
  const record = recordNumber(hidden.recordIndex, input?.loaded.malformed ?? []);
  throw stopsNotAsRecorded({ hidden: `${input?.file ?? hidden.fileId}, ${record}` });
}

/**
 * Looks for denials in the files that the store has not taken in; on most nights there are none, and nothing to read but numbers without a country,
 * which bind people of a country that is new as well.
 */
async function findDenials(context: RunContext): Promise<void> {
  const { engine, catalog } = context;
  const isNothingNew = newFiles(context).length === 0;
  for (const name of FINDING_DENIALS) {
    const isEmpty =
      isNothingNew &&
      (name === "consent.loaded_statuses" ||
        (name === "consent.loaded_denials" && !(await hasFurtherReadings(engine))));
    if (isEmpty) await engine.fill(name, STOP_COLUMNS, []);
    else await materializeModel(engine, modelNamed(catalog, name));
  }
}

async function hasFurtherReadings(engine: Engine): Promise<boolean> {
  const [counted] = await engine.query("select count(*) as readings from consent.further_readings");
  return Number(counted?.["readings"]) > 0;
}

function newFiles({ results, stops }: RunContext): LoadedInput[] {
  return results.inputs.filter(
    ({ table, source, loaded }) =>
      (KEPT_TABLES.includes(table) || source.optOuts.length > 0 || hasStatuses(source)) &&
      !stops.hasAbsorbed(loaded.fileId),
  );
}

/** Whether records of the source may say of customers or contact points that they are not to be contacted. */
function hasStatuses({ table, columns }: SourceDeclaration): boolean {
  return ["customers", "contact_points"].includes(table) && columns.some(({ column }) => column === "status");
}

/**
 * Takes denials not seen before, who holds the contact points that denials name, and merges into the stops store: all of them
 * outlive the files.
 */
async function absorbDenials(context: RunContext): Promise<void> {
  const { engine, project, stops, outcomes, results, temporaryFolder, assertHeld, note } = context;
  const fileIds = newFiles(context).map(({ loaded }) => loaded.fileId);
  const rows = {
    denials: NEW_DENIALS,
    holders: "select * from consent.new_holders",
    merges: "select * from identity.new_merges",
  };
  await stops.absorb(
    engine,
    rows,
    {
      fileIds,
      listRows: listRowsOf(results.inputs),
      registers: newSnapshots(newestSnapshots(project, results.inputs), stops.registers),
    },
    { temporaryFile: join(temporaryFolder, "stops.parquet"), assertHeld, note },
  );
  await outcomes.settle(note);
  // From here on the store has them all: the table of the new ones is memory that later stages need.
  await attachStops(context);
  await engine.fill("consent.loaded_denials", STOP_COLUMNS, []);
  await engine.fill("consent.loaded_statuses", STOP_COLUMNS, []);
}
