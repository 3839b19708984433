import { type GroupSize, sizeOfAll } from "./counted-customers.ts";
import { ONE } from "./decimals.ts";
import type { SummedNumber } from "./equations.ts";
import { groupBy } from "./group-by.ts";
import type { Universe } from "./known-cells.ts";
import { mostOfOne, reachOf } from "./needs.ts";
import { onlyValue } from "./span.ts";

interface Sized extends SummedNumber {
  readonly own: ReadonlySet<number>;
  /** What it is, where that is known: printed, or counted by whoever holds the data. */
  readonly value: number | null;
  readonly size: GroupSize | null;
}

/**
 * Those who are in a cell and not in another within it, where they are few: each cell is large enough, and the difference of two printed ones is the number of a few.
 * With the customers given, of amounts as well, and whether or not both cells are printed.
 *
 * Source: disclosure.md §3, §5, within one release.
 */
export function differencesWithin(
  universe: Universe,
  cells: readonly SummedNumber[],
  sizes: readonly GroupSize[] | null,
): SummedNumber[] {
  const asked = cells.filter(({ number }) => isAsked(number, sizes !== null));
  const byQuantity = groupBy(asked, ({ number }) => number.quantity);
  // What is a cell of its own is asked about as that.
  const known = new Set(cells.map(({ unknowns }) => unknowns.join()));
  return [...byQuantity.values()].flatMap((own) => ofQuantity(universe, own, { sizes, known }));
}

function isAsked(
  { quantity, isPrinted, isWithheldAlone, isWithheld }: SummedNumber["number"],
  areGiven: boolean,
): boolean {
  if (quantity === "customers") return isPrinted || (areGiven && isWithheld);
  return areGiven && (quantity === "orders" || quantity === "revenue") && (isPrinted || isWithheldAlone);
}

function ofQuantity(
  universe: Universe,
  cells: readonly SummedNumber[],
  { sizes, known }: { readonly sizes: readonly GroupSize[] | null; readonly known: Set<string> },
): SummedNumber[] {
  const distinct = new Map(cells.map((cell) => [cell.unknowns.join(), cell]));
  const all = [...distinct.values()].map((cell): Sized => {
    const size = sizes === null ? null : sizeOfAll(sizes, cell.unknowns);
    const printed = onlyValue(cell.number.span);
    const value = size?.customers ?? (printed === null ? null : Number(printed / ONE));
    return { ...cell, own: new Set(cell.unknowns), value, size };
  });
  // Whatever lies within a cell begins with one of its unknowns.
  const byFirst = groupBy(
    all.filter(({ unknowns }) => unknowns.length > 0),
    ({ unknowns }) => unknowns[0] ?? -1,
  );
  const found: SummedNumber[] = [];
  for (const outer of all) {
    for (const unknown of outer.unknowns) {
      for (const inner of byFirst.get(unknown) ?? []) {
        if (inner.own.size >= outer.own.size || !canBeFew(universe, outer, inner)) continue;
        if (!inner.unknowns.every((one) => outer.own.has(one))) continue;
        const rest = outer.unknowns.filter((one) => !inner.own.has(one)).toSorted((a, b) => a - b);
        const key = rest.join();
        if (known.has(key) || !isFew(universe, outer, rest, sizes)) continue;
        known.add(key);
        found.push({
          cell: outer.cell,
          number: { ...outer.number, isPrinted: false, isWithheld: true },
          unknowns: rest,
        });
      }
    }
  }
  return found;
}

function canBeFew(universe: Universe, outer: Sized, inner: Sized): boolean {
  if (outer.value === null || inner.value === null) return false;
  const difference = outer.value - inner.value;
  // Files alone tell of nobody no more than that.
  if (difference < universe.minimumUnits) return outer.size !== null || difference > 0;
  const { quantity } = outer.number;
  if (outer.size === null || inner.size === null || quantity === "customers") return false;
  const amount = quantity === "orders" ? "orders" : "bought";
  const left = outer.size[amount].total - inner.size[amount].total;
  if (left <= mostOfOne(outer.size[amount], universe)) return true;
  if (amount === "orders") return false;
  const given = outer.size.refunds.total - inner.size.refunds.total;
  return Math.max(given, left - outer.size.bought.first) <= mostOfOne(outer.size.refunds, universe);
}

function isFew(
  { minimumUnits, areZerosPrinted, areFlows }: Universe,
  { number }: Sized,
  rest: readonly number[],
  sizes: readonly GroupSize[] | null,
): boolean {
  if (sizes === null) return true;
  const rules = { minimumUnits, areFlows, knownLeast: 1, isNobodyFew: !areZerosPrinted };
  return reachOf(number.quantity, sizeOfAll(sizes, rest), rules) !== null;
}
