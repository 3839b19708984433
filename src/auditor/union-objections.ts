import { sizeOfAll } from "./counted-customers.ts";
import { numberText, ONE } from "./decimals.ts";
import type { Combination, Elimination, Solution } from "./elimination.ts";
import type { EquationSystem, Target } from "./equations.ts";
import { hiddenUnions } from "./hidden-unions.ts";
import { isTooMuchKnown } from "./needs.ts";
import { type Objection, objection, type Part } from "./objections.ts";
import { onlyValue } from "./span.ts";

/** A sum of unknowns that follows from what is printed. */
interface KnownUnion {
  readonly unknowns: readonly number[];
  readonly sum: bigint;
  readonly combination: () => Combination;
}

/**
 * Sums of withheld parts that follow, of too few together: what a printed number leaves when everything known is taken from it, and what elimination leaves. With the customers given, of
 * somebody who is counted as well: who is alone in one part knows the others, and who brings second most to an amount knows the first too well; and all other sums that follow and are so.
 *
 * Source: disclosure.md §3. Pure; throws nothing.
 */
export function unionObjections(
  system: EquationSystem,
  elimination: Elimination,
  solutions: ReadonlyMap<Target, Solution>,
): Objection[] {
  const objections: Objection[] = [];
  const done = new Set<string>();
  // What is printed is looked at row by row.
  const printed = new Set(
    system.equations.filter(({ span }) => onlyValue(span) !== null).map(({ terms }) => keyOf([...terms.keys()])),
  );
  const unions = function* (): Iterable<KnownUnion> {
    yield* unionsOf(system, elimination, solutions);
    yield* hiddenOf(system, elimination);
  };
  for (const union of unions()) {
    const key = keyOf(union.unknowns);
    if (done.has(key)) continue;
    done.add(key);
    const kind = kindOf(system, union);
    if (kind === null || (kind === "exact" && printed.has(key))) continue;
    const parts = [...union.combination()].flatMap(([index, [over, by]]): Part[] => {
      const place = system.equations[index]?.place ?? null;
      return place === null ? [] : [{ times: by === 1n ? `${over}` : `${over}/${by}`, place }];
    });
    const [first] = parts;
    if (first === undefined) continue;
    const text = numberText(union.sum);
    objections.push(objection(kind, first.place, { low: text, high: text }, parts));
  }
  return objections;
}

function keyOf(unknowns: readonly number[]): string {
  return unknowns.toSorted((a, b) => a - b).join();
}

function* unionsOf(
  { equations }: EquationSystem,
  elimination: Elimination,
  solutions: ReadonlyMap<Target, Solution>,
): Iterable<KnownUnion> {
  for (const [{ unknowns }, { value, combination }] of solutions)
    if (unknowns.length > 0) yield { unknowns, sum: value, combination: () => combination };

  const values = new Map<number, bigint | null>();
  const valueOf = (unknown: number): bigint | null => {
    const known = values.get(unknown);
    if (known !== undefined) return known;
    const value = elimination.valueOf(unknown) ?? elimination.solve([unknown])?.value ?? null;
    values.set(unknown, value);
    return value;
  };
  for (const [index, { terms, span }] of equations.entries()) {
    const sum = onlyValue(span);
    if (sum === null || [...terms.values()].some((weight) => weight !== 1)) continue;
    const unknowns = [...terms.keys()].filter((unknown) => valueOf(unknown) === null);
    const known = [...terms.keys()].reduce((all, unknown) => all + (valueOf(unknown) ?? 0n), 0n);
    if (unknowns.length > 0)
      yield {
        unknowns,
        sum: sum - known,
        combination: () => elimination.solve(unknowns)?.combination ?? new Map([[index, [1n, 1n]]]),
      };
  }
  for (const { terms, sum, combination } of elimination.sums())
    if ([...terms.values()].every((weight) => weight === 1n)) yield { unknowns: [...terms.keys()], sum, combination };
  for (const [unknown, value] of values)
    if (value !== null)
      yield {
        unknowns: [unknown],
        sum: value,
        combination: () => elimination.solve([unknown])?.combination ?? new Map(),
      };
}

function* hiddenOf(system: EquationSystem, elimination: Elimination): Iterable<KnownUnion> {
  for (const unknowns of hiddenUnions(system, elimination)) {
    const solution = elimination.solve(unknowns);
    if (solution !== null) yield { unknowns, sum: solution.value, combination: () => solution.combination };
  }
}

function kindOf(
  { universe, quantities, sizes }: EquationSystem,
  { unknowns, sum }: KnownUnion,
): "exact" | "insider" | null {
  const [quantity] = [...new Set(unknowns.map((unknown) => quantities[unknown]))];
  if (quantity === undefined || unknowns.some((unknown) => quantities[unknown] !== quantity)) return null;
  if (quantity === "customers" && sum > 0n && sum < BigInt(universe.minimumUnits) * ONE) return "exact";
  if (sizes === null) return null;
  const parts = unknowns.flatMap((unknown) => sizes[unknown] ?? []);
  return isTooMuchKnown(quantity, parts, sizeOfAll(sizes, unknowns), universe) ? "insider" : null;
}
