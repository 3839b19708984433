import { dimensionsOf, type ReportDimension } from "../domain/report.ts";
import { isTooSmall } from "./counts.ts";
import type { ExactTable } from "./exact-table.ts";
import { addSums } from "./report-measures.ts";
import { OTHER, type ReportCell } from "./report-rows.ts";

/**
 * A table whose small values are one, `(other)`, in each dimension that asks for it: those of which more than half of the cells that anybody is in have too few
 * customers, and of the other values the one with fewest customers of those with enough: each of the small ones may be anything that is small. Without that one
 * whoever reads the remainder would know of each of its values that it is small, and of nine, nine and nine what each is; and of eleven, of which one is enough,
 * that the other is one. Where no value has enough, or none would stand beside it, nothing is combined.
 *
 * Source: disclosure.md §7: at least two cells and k units. Pure; throws nothing.
 */
export function withRemainder(exact: ExactTable, minimumUnits: number): ExactTable {
  const asked = exact.table.remainder ?? [];
  return dimensionsOf(exact.table).reduce((table, dimension, place) => {
    if (!asked.includes(dimension)) return table;
    const values = combinedValues(table.cells, place, minimumUnits);
    return values.size === 0 ? table : combine(table, { dimension, place, values });
  }, exact);
}

/** Which values of a dimension are one in the remainder; none where there is none. */
function combinedValues(cells: readonly ReportCell[], place: number, minimumUnits: number): ReadonlySet<string> {
  const counts = new Map<string, number[]>();
  for (const { values, customers } of cells)
    if (customers > 0n)
      counts.set(values[place] ?? "", [...(counts.get(values[place] ?? "") ?? []), Number(customers)]);
  const sizes = [...counts].map(([value, own]) => ({
    value,
    customers: own.reduce((sum, customers) => sum + customers, 0),
    isSmall: 2 * own.filter((customers) => isTooSmall(customers, minimumUnits)).length > own.length,
  }));
  const small = sizes.filter(({ isSmall }) => isSmall);
  const others = sizes.filter(({ isSmall }) => !isSmall);
  // One that is least has room for a small one of one less than enough, beside the others of one each.
  const known = small.reduce((sum, { customers }) => sum + customers, 0);
  const isEnough = ({ customers }: (typeof sizes)[number]) => customers + known >= 2 * minimumUnits - 2 + small.length;
  const [cover] = others.filter(isEnough).toSorted((a, b) => a.customers - b.customers || (a.value < b.value ? -1 : 1));
  if (small.length === 0 || cover === undefined || others.length < 2) return new Set();
  return new Set([...small, cover].map(({ value }) => value));
}

interface Combining {
  readonly dimension: ReportDimension;
  readonly place: number;
  readonly values: ReadonlySet<string>;
}

function combine(exact: ExactTable, { dimension, place, values }: Combining): ExactTable {
  const cells = new Map<string, ReportCell>();
  for (const cell of exact.cells) {
    const own = cell.values[place] ?? "";
    const named = { ...cell, values: cell.values.with(place, values.has(own) ? OTHER : own) };
    const key = named.values.join("\u0000");
    const known = cells.get(key);
    cells.set(key, known === undefined ? named : { ...addSums(known, named), values: named.values });
  }
  return {
    ...exact,
    cells: [...cells.values()],
    parts: exact.parts ?? exact.cells,
    combined: new Map([...(exact.combined ?? []), [dimension, values]]),
  };
}
