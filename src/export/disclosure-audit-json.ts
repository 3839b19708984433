import type { DisclosureAuditJson } from "../artefacts/disclosure-audit.ts";
import type { Certificate } from "../disclosure/certificate.ts";
import type { ExactTable } from "../disclosure/exact-table.ts";
import type { Certificates } from "../disclosure/protect-rows.ts";
import type { ProtectedTable } from "../disclosure/protected-table.ts";
import type { ProtectionRules } from "../disclosure/protection-rules.ts";
import type { CoarserGrouping } from "./coarser-grouping.ts";

/** What became of the tables of a run, and how that is proved. */
export interface AuditedTables {
  readonly exact: readonly ExactTable[];
  readonly shown: readonly ProtectedTable[];
  readonly certificates: Certificates;
  readonly coarser: readonly CoarserGrouping[];
  readonly rules: ProtectionRules;
  /** The solver's version. */
  readonly solver: string;
}

/** The audit file of a run; its own id is added where it is written. Pure; throws nothing. */
export function disclosureAuditJson({
  exact,
  shown,
  certificates,
  coarser,
  rules,
  solver,
}: AuditedTables): Omit<DisclosureAuditJson, "run_id"> {
  const proofs = Object.entries(certificates).map(([measure, proof]) => [measure, certificateJson(proof)] as const);
  return {
    method: {
      elimination: "Gaussian, modulo two random primes of 61 bits, which decide nothing",
      audit: "linear and whole-number programs in deviations from the truth",
      solver,
    },
    rules: {
      minimum_units: rules.minimumUnits,
      percent: rules.amounts.percent,
      are_zeros_protected: rules.areZerosProtected,
      dominance: rules.amounts.dominance && { ...rules.amounts.dominance },
    },
    certificates: Object.fromEntries(proofs),
    tables: shown.map((table, index) => ({
      id: table.id,
      cells: table.cells,
      cells_withheld: table.cellsWithheld,
      is_withheld_whole: table.isWithheldWhole,
      combined: Object.fromEntries(
        [...(exact[index]?.combined ?? [])].map(([name, values]) => [name, [...values].toSorted()]),
      ),
      coarser: coarser.filter(({ id }) => id === table.id).map(groupingJson)[0] ?? null,
    })),
  };
}

function certificateJson({ repairs, unprotectable, cells }: Certificate) {
  return {
    repairs,
    unprotectable,
    cells: cells
      .toSorted((a, b) => (a.row < b.row ? -1 : 1))
      .map(({ row, value, need, reached, free }) => ({
        ...placeOf(row),
        value: rounded(value),
        need: { below: rounded(need.below), above: rounded(need.above) },
        reached: { below: rounded(reached.below), above: rounded(reached.above) },
        free,
      })),
  };
}

/** The table and the values of a row by its name, see `rowId`. */
function placeOf(row: string): { readonly table: string | null; readonly values: readonly (string | null)[] } {
  if (!row.startsWith("[")) return { table: null, values: [] };
  const [table = null, ...values] = JSON.parse(row) as (string | null)[];
  return { table, values };
}

/** Money has four places; a solver's number no more that mean anything. */
function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** A grouping as it is written in a report, with what it would withhold. Pure; throws nothing. */
export function groupingJson({ table, cells, cellsWithheld }: CoarserGrouping) {
  const { rows, columns, remainder = [] } = table;
  return { rows, columns, remainder, cells, cells_withheld: cellsWithheld };
}
