import { join } from "node:path";

import { modelNamed } from "../src/catalog/catalog.ts";
import { materializeModel } from "../src/catalog/materialize.ts";
import { attachOrEmpty } from "../src/engine/attach.ts";
import { HOLDOUT_COLUMNS } from "../src/state/holdouts-store.ts";
import { holdoutIds } from "./allocation-parameters.ts";
import type { RunContext } from "./context.ts";

const DRAWN = "allocation.drawn_holdouts";

/**
 * Draws whom the campaigns of a run hold out, before the run has its id: whoever is drawn is kept, and what is kept is part of
 * what a run is made from. A plan and a release draw as well, and keep nobody.
 */
export async function drawHoldouts(context: RunContext): Promise<void> {
  const { engine, catalog, holdouts, purpose, temporaryFolder, assertHeld } = context;
  const ids = holdoutIds(context);
  const attach = async () => attachOrEmpty(engine, "state.holdouts", HOLDOUT_COLUMNS, holdouts.filesOf(ids));
  await attach();
  if (ids.length === 0) {
    await engine.fill(DRAWN, HOLDOUT_COLUMNS, []);
    return;
  }
  await materializeModel(engine, modelNamed(catalog, DRAWN));
  if (purpose !== "run") return;
  const writing = { temporaryFile: join(temporaryFolder, "holdouts.parquet"), assertHeld };
  await holdouts.absorb(engine, ids, `select drawn_holdouts.* from ${DRAWN}`, writing);
  await attach();
  await engine.fill(DRAWN, HOLDOUT_COLUMNS, []);
}
