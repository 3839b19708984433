import type { Highs } from "highs";

import { type ExactTable, isComparing, type TableGroup } from "../../src/disclosure/exact-table.ts";
import { protectRelease } from "../../src/disclosure/protect-release.ts";
import type { ProtectedTable } from "../../src/disclosure/protected-table.ts";
import type { ProtectionRules } from "../../src/disclosure/protection-rules.ts";
import { showTables } from "../../src/disclosure/report-table.ts";

/** The tables of a release with all that is withheld of them. */
export function protectTables(
  highs: Highs,
  tables: readonly ExactTable[],
  groups: readonly TableGroup[],
  rules: ProtectionRules,
): ProtectedTable[] {
  const ordinary = tables.filter((exact) => !isComparing(exact));
  return showTables(tables, protectRelease(highs, ordinary, groups, rules), rules);
}
