import type { Quantity } from "./column-meanings.ts";
import { isLasting } from "./differences.ts";
import { groupBy } from "./group-by.ts";
import type { KnownCell, Universe } from "./known-cells.ts";
import { narrowCell } from "./share-spans.ts";
import { ANYTHING } from "./span.ts";
import type { WrittenTable } from "./written-table.ts";

/**
 * The tables of other releases that count the same customers as new ones do, since they are of the same moment and the same sales: as if they were of the same run, so that all are one system of
 * equations; in one list for each release. Files without a moment say nothing of that.
 */
export function ofSameMoment(
  tables: readonly WrittenTable[],
  earlier: readonly WrittenTable[],
): (readonly WrittenTable[])[] {
  const byRun = groupBy(earlier, ({ origin }) => origin.run);
  return [...byRun.values()]
    .map((own) =>
      own.flatMap((table) => {
        const { asOf, from, run } = table.origin;
        const like = tables.find(({ origin }) => asOf !== null && origin.asOf === asOf && origin.from === from);
        if (like === undefined || like.origin.run === run) return [];
        return [{ ...table, origin: { ...table.origin, run: like.origin.run } }];
      }),
    )
    .filter((own) => own.length > 0);
}

/** What never becomes less in a group that nobody leaves. */
const GROWING: readonly Quantity[] = ["customers", "orders"];

/**
 * Puts into a universe what earlier moments say of it: whoever ever bought first in March did so for ever, so that their number, and that of their orders, is at least what it was. Orders only where no two
 * printed numbers say otherwise, as they do where orders are cancelled.
 */
export function narrowByEarlier(universe: Universe, earlier: readonly Universe[]): void {
  for (const other of earlier) {
    if (!isLater(universe, other)) continue;
    const pairs = [...universe.cells.values()].flatMap((cell): (readonly [KnownCell, KnownCell])[] => {
      const before = isLasting(cell, universe, other) ? other.cells.get(cell.key) : undefined;
      return before === undefined ? [] : [[cell, before]];
    });
    for (const quantity of GROWING) {
      if (pairs.some((pair) => hasShrunk(quantity, pair))) continue;
      for (const [cell, before] of pairs) {
        const number = before.numbers.get(quantity);
        const [place] = number?.places ?? [];
        const low = number?.span.low ?? null;
        if (place !== undefined && low !== null && low > 0n && cell.numbers.has(quantity))
          narrowCell(cell, quantity, { low, high: null }, place);
      }
    }
  }
}

function isLater({ asOf, hasPrevious }: Universe, other: Universe): boolean {
  return asOf !== null && other.asOf !== null && asOf > other.asOf && hasPrevious === other.hasPrevious;
}

function hasShrunk(quantity: Quantity, [now, before]: readonly [KnownCell, KnownCell]): boolean {
  const high = (now.numbers.get(quantity)?.span ?? ANYTHING).high;
  const low = (before.numbers.get(quantity)?.span ?? ANYTHING).low;
  return high !== null && low !== null && high < low;
}
