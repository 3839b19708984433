import { isTooSmall } from "./counts.ts";

/** Whom a recall took back of one list, by whatever is one for each person. */
export interface RecalledPeople {
  readonly campaignId: string;
  readonly people: ReadonlySet<string>;
}

/** The counts of people that a recall shows everybody; null is withheld. */
export interface RecallCounts {
  readonly ofLists: ReadonlyMap<string, number | null>;
  /** People every stop of whom was honoured in time. */
  readonly inTime: number | null;
  /** People of whom a stop was honoured late. */
  readonly late: number | null;
}

/**
 * The counts of a recall as terminal and JSON show them, each of distinct people. A list of too few is withheld. The people in time and late add up to
 * everybody who was recalled: both are withheld where either is too small, where a list is withheld, and where their sum beside the lists would tell
 * how many are on one list and not on the others, or on several, and that is too few. Source: disclosure.md §2 and §3. Pure; throws nothing.
 */
export function protectRecall(
  lists: readonly RecalledPeople[],
  late: ReadonlySet<string>,
  minimumUnits: number,
): RecallCounts {
  const isUnsafe = (units: number) => isTooSmall(units, minimumUnits);
  const sizes = lists.map(({ people }) => people.size);
  const whole = new Set(lists.flatMap(({ people }) => [...people])).size;
  const inTime = whole - late.size;
  const told = [
    inTime,
    late.size,
    ...sizes.flatMap((size) => [size, whole - size]),
    sizes.reduce((total, size) => total + size, 0) - whole,
  ];
  const isWithheld = told.some(isUnsafe);
  return {
    ofLists: new Map(
      lists.map(({ campaignId, people }) => [campaignId, isUnsafe(people.size) ? null : people.size] as const),
    ),
    inTime: isWithheld ? null : inTime,
    late: isWithheld ? null : late.size,
  };
}
