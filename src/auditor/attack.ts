import type { Highs } from "highs";

import { isCount, type Quantity } from "./column-meanings.ts";
import { type Component, componentsOf } from "./components.ts";
import { sizeOfAll } from "./counted-customers.ts";
import { numberText } from "./decimals.ts";
import { type Combination, Elimination, type Solution } from "./elimination.ts";
import type { Equation, EquationSystem, Target } from "./equations.ts";
import { Judge } from "./judge.ts";
import { KnownAnyway } from "./known-anyway.ts";
import type { KnownNumber, Place } from "./known-cells.ts";
import { isNeverLessThanNothing, withinLeast } from "./least-revenue.ts";
import { type SaidNumber, textObjections } from "./numbers-in-text.ts";
import { type Objection, objection, type Part } from "./objections.ts";
import { pushTargets } from "./push-targets.ts";
import { Reader } from "./reader.ts";
import { exactly } from "./span.ts";
import { unionObjections } from "./union-objections.ts";

/** What an attack on one system of equations found, and how far it went. */
export interface AttackResult {
  readonly objections: readonly Objection[];
  /** Numbers that no file prints. */
  readonly asked: number;
  readonly equations: number;
  /** Of the numbers asked about, those that were looked at with equations alone, since there were too many unknowns together. */
  readonly withoutProgram: number;
  /** Whether every equation was looked at. */
  readonly isWhole: boolean;
}

/** More unknowns that hang together than these are not given to the solver. */
const MOST_UNKNOWNS = 12_000;

/**
 * Attacks what files withhold: what follows from the equations exactly; and of what does not, how far a reader can be from the truth, by linear programs. A count that can only be
 * less than the least number of customers, and an amount of a withheld cell that is known to a coin, is an objection.
 *
 * Source: disclosure.md §6. Throws on an error of the solver.
 */
export function attack(highs: Highs, system: EquationSystem, said: readonly SaidNumber[]): AttackResult {
  const elimination = new Elimination(system.equations);
  const solutions = new Map<Target, Solution>();
  for (const target of system.targets) {
    const solution = elimination.solve(target.unknowns);
    if (solution !== null) solutions.set(target, solution);
  }
  const judge = new Judge(system, solutions);
  const objections: Objection[] = elimination.contradictions.slice(0, 1).flatMap((combination) => {
    const parts = partsOf(system.equations, combination);
    const [first] = parts;
    return first === undefined ? [] : [objection("contradiction", first.place, UNKNOWN, parts)];
  });
  for (const [target, { value, combination }] of solutions) {
    if (!judge.isUnsafe(target, exactly(value))) continue;
    const text = numberText(value);
    objections.push(
      objection("exact", placeOf(target.number), { low: text, high: text }, partsOf(system.equations, combination)),
    );
  }
  const open = system.targets
    .filter((target) => !solutions.has(target))
    .map((target) => withinLeast(target, system, elimination));
  const anyway = new KnownAnyway(highs, system);
  const { found, left } = pushAll(highs, system, { elimination, judge, anyway }, open);
  anyway.dispose();
  objections.push(...found);
  // Where a cell is told, the sums that tell it are not told as well.
  const unions = unionObjections(system, elimination, solutions).filter(
    ({ kind }) => kind === "insider" || objections.length === 0,
  );
  return {
    objections: [...objections, ...unions, ...textObjections(system, elimination, open, said)],
    asked: system.targets.length,
    equations: system.equations.length,
    withoutProgram: left,
    isWhole: elimination.isWhole,
  };
}

const UNKNOWN = { low: null, high: null };

interface Pushed {
  readonly found: readonly Objection[];
  readonly left: number;
}

function pushAll(
  highs: Highs,
  system: EquationSystem,
  {
    elimination,
    judge,
    anyway,
  }: { readonly elimination: Elimination; readonly judge: Judge; readonly anyway: KnownAnyway },
  targets: readonly Target[],
): Pushed {
  const valueOf = (unknown: number) => elimination.valueOf(unknown);
  const components = componentsOf(
    system.equations,
    targets.map(({ unknowns }) => unknowns),
    (unknown) => valueOf(unknown) === null,
  );
  const placeOfUnknown = new Map(
    components.flatMap(({ unknowns }, index) => unknowns.map((unknown) => [unknown, index] as const)),
  );
  const found: Objection[] = [];
  let left = 0;
  for (const [index, component] of components.entries()) {
    const own = targets.filter(({ unknowns }) => unknowns.some((unknown) => placeOfUnknown.get(unknown) === index));
    if (own.length === 0) continue;
    const isTooMuch = component.unknowns.length > MOST_UNKNOWNS;
    const told = isTooMuch ? null : pushComponent(highs, component, { system, valueOf, judge, anyway }, own);
    if (told === null) left += own.length;
    else found.push(...told);
  }
  return { found, left };
}

interface Known {
  readonly system: EquationSystem;
  readonly valueOf: (unknown: number) => bigint | null;
  readonly judge: Judge;
  readonly anyway: KnownAnyway;
}

/**
 * Pushes the numbers of one component; null where no table agrees with everything. Amounts are taken to be never negative where none is printed, and if that cannot be,
 * to be anything.
 */
function pushComponent(
  highs: Highs,
  component: Component,
  { system, valueOf, judge, anyway }: Known,
  targets: readonly Target[],
): Objection[] | null {
  const mayBeNegative = system.sizes === null && neverNegative(system).has("revenue") ? [false, true] : [true];
  for (const isAnything of mayBeNegative) {
    const isNeverNegative = (unknown: number) =>
      system.quantities[unknown] !== "revenue" || (isNeverLessThanNothing(system, unknown) ?? !isAnything);
    const isWhole = (unknown: number) => isCount(system.quantities[unknown] ?? "revenue");
    const given = { equations: system.equations, valueOf, isNeverNegative, isWhole };
    const reader = new Reader(highs, component, given, furthestNeeded(system, targets));
    try {
      const found = pushTargets(reader, system.equations, { judge, anyway }, targets);
      if (found !== null) return found;
    } finally {
      reader.dispose();
    }
  }
  const [first] = targets;
  const isCounted = targets.every(({ number }) => number.quantity !== "revenue");
  return first !== undefined && isCounted ? [contradictionOf(first)] : null;
}

/** The world that is looked at is no smaller than what is counted, and than what is asked of it. */
function furthestNeeded({ universe, sizes }: EquationSystem, targets: readonly Target[]): number {
  const { orders, bought, refunds } = sizeOfAll(sizes ?? [], [...(sizes ?? []).keys()]);
  const reaches = targets.flatMap(({ reach }) => (reach === null ? [] : [Math.abs(reach.low), Math.abs(reach.high)]));
  return reaches.reduce(
    (most, one) => Math.max(most, one),
    Math.max(universe.minimumUnits, orders.total, bought.total + refunds.total),
  );
}

/** Counts, and amounts of which no file prints a negative one. */
function neverNegative({ universe }: EquationSystem): ReadonlySet<Quantity> {
  const all = [...universe.cells.values()].flatMap(({ numbers }) => [...numbers.values()]);
  const negative = new Set(all.filter(({ span }) => (span.low ?? 0n) < 0n).map(({ quantity }) => quantity));
  return new Set(all.map(({ quantity }) => quantity).filter((quantity) => !negative.has(quantity)));
}

function contradictionOf(target: Target): Objection {
  return objection("contradiction", placeOf(target.number), UNKNOWN, []);
}

function placeOf({ places, quantity }: KnownNumber): Place {
  return places[0] ?? { file: "", line: null, values: {}, measure: quantity };
}

function partsOf(equations: readonly Equation[], combination: Combination): Part[] {
  return [...combination].flatMap(([index, [over, by]]) =>
    partOf(equations[index], by === 1n ? over.toString() : `${over}/${by}`),
  );
}

function partOf(equation: Equation | undefined, times: string | null): Part[] {
  const { place = null } = equation ?? {};
  return place === null ? [] : [{ times, place }];
}
