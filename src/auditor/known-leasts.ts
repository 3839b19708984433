import type { SummedNumber } from "./equations.ts";
import { groupBy } from "./group-by.ts";
import { canHideZeros } from "./hidden-zeros.ts";
import type { Universe } from "./known-cells.ts";

/** How many customers a reader knows of, of a sum of unknowns: one for each cell of a table within it, since a cell of nobody would be printed. */
export function knownLeasts(
  { shapes }: Universe,
  cells: readonly SummedNumber[],
): (unknowns: readonly number[]) => number {
  const counts = cells.filter(({ number, unknowns }) => number.quantity === "customers" && unknowns.length > 0);
  const byShape = groupBy(counts, ({ cell }) => Object.keys(cell.values).toSorted().join("\u0000"));
  const tables = shapes
    .filter((shape) => !canHideZeros(shape))
    .map((shape) => {
      const leaves = byShape.get(shape.join("\u0000")) ?? [];
      return new Map(leaves.flatMap(({ unknowns }) => unknowns.map((unknown) => [unknown, unknowns] as const)));
    });
  return (unknowns) => {
    const own = new Set(unknowns);
    const within = tables.map((leaves) => {
      const touched = new Set(unknowns.flatMap((unknown) => [leaves.get(unknown) ?? []]));
      return [...touched].filter((leaf) => leaf.length > 0 && leaf.every((unknown) => own.has(unknown))).length;
    });
    return Math.max(0, ...within);
  };
}
