import type { Highs } from "highs";

import { boundedInterval, type KnownLine } from "./bounded-attacker.ts";

/** A published sum of unknown amounts. */
export interface PublishedSum {
  readonly unknowns: readonly number[];
  readonly value: number;
}

/** The least and the greatest value of a sum of unknowns that a reader holds possible who knows published sums and the least value of each unknown. Infinite where nothing bounds it. */
export function possibleInterval(
  highs: Highs,
  least: readonly number[],
  published: readonly PublishedSum[],
  asked: readonly number[],
): [low: number, high: number] {
  const lines = published.map(({ unknowns, value }): KnownLine => {
    return { terms: new Map(unknowns.map((unknown) => [unknown, 1])), low: value, high: value };
  });
  return boundedInterval(highs, least, lines, asked);
}
