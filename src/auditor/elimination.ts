import type { Equation } from "./equations.ts";
import { onlyValue } from "./span.ts";

/** A multiple of an equation, by its place among all. */
export type Combination = ReadonlyMap<number, Fraction>;

/** Over and by, the latter above nothing. */
export type Fraction = readonly [over: bigint, by: bigint];

/** What follows from equations: the value, and the multiples of them whose sum it is. */
export interface Solution {
  readonly value: bigint;
  readonly combination: Combination;
}

/** What is left of a sum of unknowns: it is (lead × what `key` names − sum) / scale. Sums of one key follow from each other. */
export interface Residue {
  readonly key: string;
  readonly lead: bigint;
  readonly sum: bigint;
  readonly scale: bigint;
}

/** A sum of multiples of equations, told by the sums it was made of. */
interface History {
  readonly parts: readonly (readonly [History | number, bigint])[];
  readonly by: bigint;
}

interface Row {
  terms: Map<number, bigint>;
  sum: bigint;
  history: History;
}

interface Pivot extends Row {
  readonly unknown: number;
  readonly order: number;
}

/** Steps of elimination after which the equations left are not looked at. */
const MOST_STEPS = 40_000_000;

/**
 * What follows exactly from equations: schoolbook elimination in whole numbers without any rounding, each row a sum of unknowns with its history. What is not asked for is
 * not worked out.
 */
export class Elimination {
  readonly #pivots = new Map<number, Pivot>();
  readonly #lone = new Map<number, Pivot>();
  #steps = 0;
  /** Sums of multiples of equations that say that nothing is something. */
  readonly contradictions: Combination[] = [];
  /** Whether every equation was looked at. */
  readonly isWhole: boolean;

  constructor(equations: readonly Equation[]) {
    const uses = new Map<number, number>();
    const rows = [...equations.entries()].flatMap(([index, { terms, span }]) => {
      const sum = onlyValue(span);
      if (sum === null || terms.size === 0) return [];
      for (const unknown of terms.keys()) uses.set(unknown, (uses.get(unknown) ?? 0) + 1);
      return [{ index, terms, sum }];
    });
    let isWhole = true;
    for (const { index, terms, sum } of rows.toSorted((one, other) => one.terms.size - other.terms.size)) {
      if (this.#steps > MOST_STEPS) isWhole = false;
      else this.#add(rowOf(terms, sum, { parts: [[index, 1n]], by: 1n }), uses);
    }
    this.isWhole = isWhole;
  }

  /** What a sum of unknowns is; null when it does not follow. */
  solve(unknowns: readonly number[]): Solution | null {
    const row = rowOf(new Map(unknowns.map((unknown) => [unknown, 1])), 0n, { parts: [], by: 1n });
    const scale = this.#reduce(row);
    if (row.terms.size > 0) return null;
    const combination = new Map<number, Fraction>();
    for (const [equation, [over, by]] of expand(row.history)) combination.set(equation, fraction(-over, by * scale));
    return { value: -row.sum / scale, combination };
  }

  /** A sum of unknowns less everything that the equations say of it. */
  residue(unknowns: readonly number[]): Residue {
    const row = rowOf(new Map(unknowns.map((unknown) => [unknown, 1])), 0n, { parts: [], by: 1n });
    const scale = this.#reduce(row);
    const first = Math.min(...row.terms.keys());
    const lead = row.terms.get(first) ?? 1n;
    const key = [...row.terms]
      .map(([unknown, weight]) => `${unknown}:${fraction(weight, lead).join("/")}`)
      .toSorted((one, other) => (one < other ? -1 : 1));
    return { key: key.join(), lead, sum: row.sum, scale };
  }

  /** What is left of an unknown when everything that the equations say of it is taken away: parts of unknowns of which they say no more. */
  rest(unknown: number): ReadonlyMap<number, Fraction> {
    const row = rowOf(new Map([[unknown, 1]]), 0n, { parts: [], by: 1n });
    const scale = this.#reduce(row);
    return new Map([...row.terms].map(([free, weight]) => [free, fraction(weight, scale)]));
  }

  /** Sums of unknowns that follow, as they were left on the way, each with the multiples of equations that it is. */
  *sums(): Iterable<{
    readonly terms: ReadonlyMap<number, bigint>;
    readonly sum: bigint;
    readonly combination: () => Combination;
  }> {
    for (const { terms, sum, history } of this.#pivots.values())
      yield { terms, sum, combination: () => expand(history) };
  }

  /** The value of an unknown that an equation has alone, or that has been worked out on the way. */
  valueOf(unknown: number): bigint | null {
    const lone = this.#lone.get(unknown);
    return lone === undefined ? null : lone.sum / (lone.terms.get(unknown) ?? 1n);
  }

  #add(row: Row, uses: ReadonlyMap<number, number>): void {
    this.#reduce(row);
    if (row.terms.size === 0) {
      if (row.sum !== 0n) this.contradictions.push(expand(row.history));
      return;
    }
    divide(row);
    let unknown = -1;
    let least = Infinity;
    for (const [candidate, weight] of row.terms) {
      const cost = (uses.get(candidate) ?? 0) + (weight === 1n || weight === -1n ? 0 : 1_000_000);
      if (cost < least) [unknown, least] = [candidate, cost];
    }
    const pivot = { ...row, unknown, order: this.#pivots.size };
    this.#pivots.set(unknown, pivot);
    if (row.terms.size === 1) this.#lone.set(unknown, pivot);
  }

  /** Takes multiples of pivots from a row until it has none of their unknowns; returns by what the row was multiplied. */
  #reduce(row: Row): bigint {
    let scale = 1n;
    const parts: [History | number, bigint][] = [];
    const before = row.history;
    let own = 1n;
    const take = (pivot: Pivot) => {
      const factor = this.#cancel(row, pivot);
      scale *= factor.row;
      own *= factor.row;
      if (factor.row !== 1n) for (const part of parts) part[1] *= factor.row;
      parts.push([pivot.history, -factor.pivot]);
    };
    for (const unknown of row.terms.keys()) {
      const lone = this.#lone.get(unknown);
      if (lone !== undefined) take(lone);
    }
    for (let next = this.#firstPivot(row); next !== undefined; next = this.#firstPivot(row)) take(next);
    row.history = { parts: [[before, own], ...parts], by: 1n };
    return scale;
  }

  #firstPivot({ terms }: Row): Pivot | undefined {
    let first: Pivot | undefined;
    for (const unknown of terms.keys()) {
      const pivot = this.#pivots.get(unknown);
      if (pivot !== undefined && (first === undefined || pivot.order < first.order)) first = pivot;
    }
    this.#steps += terms.size;
    return first;
  }

  /** Makes the row's weight of the pivot's unknown nothing, without fractions. */
  #cancel(row: Row, { terms, sum, unknown }: Pivot): { readonly row: bigint; readonly pivot: bigint } {
    const [weight, own] = [row.terms.get(unknown) ?? 0n, terms.get(unknown) ?? 1n];
    const common = greatestCommonDivisor(weight, own);
    const [byRow, byPivot] = own < 0n ? [-own / common, -weight / common] : [own / common, weight / common];
    if (byRow !== 1n) for (const [other, value] of row.terms) row.terms.set(other, value * byRow);
    for (const [other, value] of terms) {
      const left = (row.terms.get(other) ?? 0n) - byPivot * value;
      if (left === 0n) row.terms.delete(other);
      else row.terms.set(other, left);
    }
    row.sum = byRow * row.sum - byPivot * sum;
    this.#steps += terms.size;
    return { row: byRow, pivot: byPivot };
  }
}

function rowOf(terms: ReadonlyMap<number, number>, sum: bigint, history: History): Row {
  return { terms: new Map([...terms].map(([unknown, weight]) => [unknown, BigInt(weight)])), sum, history };
}

/** Divides a row by what all its weights have in common. */
function divide(row: Row): void {
  let common = 0n;
  for (const weight of row.terms.values()) common = greatestCommonDivisor(common, weight);
  if (common <= 1n || row.sum % common !== 0n) return;
  for (const [unknown, weight] of row.terms) row.terms.set(unknown, weight / common);
  row.sum /= common;
  row.history = { parts: [[row.history, 1n]], by: common };
}

function expand(history: History, known = new Map<History, Combination>()): Combination {
  const found = known.get(history);
  if (found !== undefined) return found;
  const all = new Map<number, Fraction>();
  for (const [part, weight] of history.parts) {
    if (weight === 0n) continue;
    const own: Iterable<readonly [number, Fraction]> =
      typeof part === "number" ? [[part, [1n, 1n]]] : expand(part, known);
    for (const [equation, [over, by]] of own) {
      const [sum, below] = all.get(equation) ?? [0n, 1n];
      const together = fraction(sum * by * history.by + over * weight * below, below * by * history.by);
      if (together[0] === 0n) all.delete(equation);
      else all.set(equation, together);
    }
  }
  known.set(history, all);
  return all;
}

function fraction(over: bigint, by: bigint): Fraction {
  const common = greatestCommonDivisor(over, by);
  return by < 0n ? [-over / common, -by / common] : [over / common, by / common];
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [a, b] = [one < 0n ? -one : one, other < 0n ? -other : other];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}
