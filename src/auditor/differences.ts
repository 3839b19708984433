import type { Quantity } from "./column-meanings.ts";
import { numberText, ONE } from "./decimals.ts";
import type { KnownCell, Universe } from "./known-cells.ts";
import { type Objection, objection } from "./objections.ts";
import { onlyValue } from "./span.ts";

/** Dimensions whose values nobody leaves: who bought first in March did so for ever. */
const LASTING: ReadonlySet<string> = new Set(["cohort_month", "cohort_quarter", "cohort_year"]);

/** What differences between releases say. */
export interface DifferenceResult {
  readonly objections: readonly Objection[];
  /** The same cells of two moments that differ by so few that a reader may know whom, if nobody left one of them. */
  readonly remarks: readonly Objection[];
  readonly compared: number;
}

/**
 * Compares each count with the same cell of other releases. Cells of the same moment, and of values that nobody leaves, hold the same customers but for those by whom they differ: a difference of too
 * few is a cell of too few. Of other cells of two moments nobody can tell from files alone how many came and how many left. Where just the same customers are in both, few orders between them are those of few.
 */
export function differences(universes: readonly Universe[], earlier: readonly Universe[]): DifferenceResult {
  const found = universes.flatMap((universe) =>
    earlier
      .filter((other) => other.run !== universe.run && other.hasPrevious === universe.hasPrevious)
      .flatMap((other) => compare(universe, other)),
  );
  return {
    objections: found.filter(({ isNested, isFew }) => isNested && isFew).map(({ told }) => told),
    remarks: found.filter(({ isNested, isFew }) => !isNested && isFew).map(({ told }) => told),
    compared: found.filter(({ told }) => told.place.measure !== "orders").length,
  };
}

/** Whether nobody leaves a cell between two moments. Out of a window that moves on, customers fall. */
export function isLasting({ values }: KnownCell, universe: Universe, other: Universe): boolean {
  return universe.from === null && other.from === null && Object.keys(values).every((name) => LASTING.has(name));
}

interface Compared {
  readonly isFew: boolean;
  readonly isNested: boolean;
  readonly told: Objection;
}

function compare(universe: Universe, other: Universe): Compared[] {
  const isSameMoment = universe.asOf !== null && universe.asOf === other.asOf && universe.from === other.from;
  return [...universe.cells.values()].flatMap((cell): Compared[] => {
    const before = other.cells.get(cell.key);
    if (before === undefined) return [];
    const isNested = isSameMoment || isLasting(cell, universe, other);
    const customers = compareNumber("customers", [cell, before], universe);
    if (customers === null) return [];
    const found = [{ ...customers, isNested }];
    // Of the same customers, so few orders more are those of as few: what they paid is in the revenue.
    const orders = isNested && customers.isEqual ? compareNumber("orders", [cell, before], universe) : null;
    return orders === null ? found : [...found, { ...orders, isNested }];
  });
}

/** A number and the same of another release; null where either is not printed. */
function compareNumber(
  quantity: Quantity,
  [cell, before]: readonly [KnownCell, KnownCell],
  { minimumUnits }: Universe,
) {
  const [now, then] = [printedOf(cell, quantity), printedOf(before, quantity)];
  const [place, earlierPlace] = [placeOf(cell, quantity), placeOf(before, quantity)];
  if (now === null || then === null || place === undefined || earlierPlace === undefined) return null;
  const difference = now > then ? now - then : then - now;
  const text = numberText(difference);
  const parts = [
    { times: now > then ? "1" : "-1", place },
    { times: now > then ? "-1" : "1", place: earlierPlace },
  ];
  return {
    isEqual: difference === 0n,
    isFew: difference > 0n && difference < BigInt(minimumUnits) * ONE,
    told: objection("difference", place, { low: text, high: text }, parts),
  };
}

function printedOf({ numbers }: KnownCell, quantity: Quantity): bigint | null {
  const number = numbers.get(quantity);
  return number?.isPrinted === true ? onlyValue(number.span) : null;
}

function placeOf({ numbers }: KnownCell, quantity: Quantity) {
  return numbers.get(quantity)?.places[0];
}
