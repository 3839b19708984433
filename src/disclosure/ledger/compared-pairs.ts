import { present } from "../../assert.ts";
import type { SharedRow } from "./shared-rows.ts";

/** A row of the new release beside one that is out already, which holds mostly the same customers. */
export interface ComparedPair {
  readonly fresh: SharedRow;
  readonly earlier: SharedRow;
  /** The atoms that only one of them has. Both are empty where both count the same customers. */
  readonly onlyFresh: readonly number[];
  readonly onlyEarlier: readonly number[];
  /** Whether it may tell how many are in only one of them, who are few on a side; else only what these bring may follow. */
  readonly tellsOfFew: boolean;
}

/** Rows of which more, beside the customers that they share, are in only one are about other people. */
const MOST_APART = 1;

/**
 * Rows of the new release and published ones of earlier releases that are nested within each other, or hold mostly the same customers. Of two of the same period
 * it counts, too, how few are in only one of them, whether nested or not: a correction brings few people in and takes few out.
 *
 * Source: disclosure.md §5. Pure; throws nothing.
 */
export function comparedPairs(
  rows: readonly SharedRow[],
  customersOf: (atoms: readonly number[]) => number,
  isSamePeriod: (release: number) => boolean,
  minimumUnits: number,
): ComparedPair[] {
  // A row that is too small by itself is protected as that, and what it differs by with it.
  const fresh = rows.filter(({ release, customers }) => release === 0 && customers >= minimumUnits);
  const earlier = rows.filter(({ release, customers, isWithheld }) => release > 0 && customers > 0 && !isWithheld);
  const byAtom = new Map<number, number[]>();
  for (const [index, { atoms }] of earlier.entries())
    for (const atom of atoms) byAtom.set(atom, [...(byAtom.get(atom) ?? []), index]);
  return fresh.flatMap((row) => {
    const shared = new Map<number, number>();
    for (const atom of row.atoms)
      for (const index of byAtom.get(atom) ?? []) shared.set(index, (shared.get(index) ?? 0) + customersOf([atom]));
    return [...shared].flatMap(([index, common]): ComparedPair[] => {
      const other = present(earlier[index], "indices are of the rows");
      const sides = [row.customers - common, other.customers - common];
      const isFew = sides.some((side) => side > 0 && side < minimumUnits);
      const tellsCounts = sides.includes(0) || (isFew && isSamePeriod(other.release));
      const apart = sides.reduce((sum, side) => sum + side, 0);
      if (!tellsCounts && apart > MOST_APART * common) return [];
      return [
        {
          fresh: row,
          earlier: other,
          // Most pairs are never asked, and those of totals are long.
          get onlyFresh() {
            return without(row.atoms, other.atoms);
          },
          get onlyEarlier() {
            return without(other.atoms, row.atoms);
          },
          tellsOfFew: tellsCounts && isFew,
        },
      ];
    });
  });
}

function without(atoms: readonly number[], others: readonly number[]): number[] {
  const left = new Set(others);
  return atoms.filter((atom) => !left.has(atom));
}
