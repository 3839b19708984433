import type { Highs } from "highs";

import { coarserTables } from "../disclosure/coarser-tables.ts";
import { type ExactTable, isComparing, type TableGroup } from "../disclosure/exact-table.ts";
import { isMuchWithheld, type ProtectedTable } from "../disclosure/protected-table.ts";
import type { ProtectionRules } from "../disclosure/protection-rules.ts";
import { protectReleasedRows } from "../disclosure/protect-release.ts";
import { showTables } from "../disclosure/report-table.ts";
import type { Engine } from "../engine/engine.ts";
import { tableGroups } from "./report-atoms.ts";

/** What a table would withhold by a coarser grouping, every other table as it is. */
export type CoarserGrouping = Pick<ProtectedTable, "id" | "table" | "cells" | "cellsWithheld">;

/** So many groups of customers are looked at in all, and groupings that have more of them than are left are not tried: the time a plan is worth, and the same on every machine. */
const MOST_WORK = 600;

/**
 * For each table of which too much is withheld the finest grouping tried of which no more than a fifth is, found by protecting it beside all other tables; none
 * where nothing tried is better, and of tables that compare. Source: disclosure.md §7. Throws what the engine throws, and on an error of the solver.
 */
export async function coarserGroupings(
  { engine, highs, rules }: { readonly engine: Engine; readonly highs: Highs; readonly rules: ProtectionRules },
  exact: readonly ExactTable[],
  shown: readonly ProtectedTable[],
): Promise<CoarserGrouping[]> {
  const advised: CoarserGrouping[] = [];
  let work = 0;
  for (const [index, table] of exact.entries()) {
    const fine = shown[index];
    if (fine === undefined || !isMuchWithheld(fine) || isComparing(table)) continue;
    const passing: CoarserGrouping[] = [];
    const candidates = coarserTables(table, rules.minimumUnits).map((coarser) => exact.with(index, coarser));
    for (const { tables, groups, own } of await leastWorkFirst(engine, candidates)) {
      if (work + own > MOST_WORK) break;
      work += own;
      const found = countedTables(highs, { tables, groups }, rules)[index];
      if (found !== undefined && !isMuchWithheld(found) && !found.isWithheldWhole) passing.push(found);
    }
    const [finest] = passing.toSorted((a, b) => printed(b) - printed(a));
    if (finest !== undefined) advised.push(finest);
  }
  return advised;
}

/** The tables as far as customers are concerned: how many cells are withheld with all they say is the same whatever is withheld of amounts. */
function countedTables(
  highs: Highs,
  { tables, groups }: { readonly tables: readonly ExactTable[]; readonly groups: readonly TableGroup[] },
  rules: ProtectionRules,
): ProtectedTable[] {
  const ordinary = tables.filter((exact) => !isComparing(exact));
  const pattern = protectReleasedRows(highs, ordinary, groups, rules);
  return showTables(tables, { ...pattern, amounts: { orders: pattern.rows, revenue: pattern.rows } }, rules);
}

/** What takes least comes first: the coarsest groupings are the likeliest to pass, and there is advice however fine the rest would be. */
async function leastWorkFirst(engine: Engine, candidates: readonly (readonly ExactTable[])[]) {
  const weighed = [];
  for (const tables of candidates) {
    const groups = await tableGroups(engine, tables);
    weighed.push({ tables, groups, own: groups.reduce((sum, { atoms }) => sum + (atoms?.length ?? MOST_WORK / 2), 0) });
  }
  return weighed.toSorted((a, b) => a.own - b.own);
}

function printed({ cells, cellsWithheld }: CoarserGrouping): number {
  return cells - cellsWithheld;
}
