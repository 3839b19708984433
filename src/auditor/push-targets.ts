import { isCount } from "./column-meanings.ts";
import { numberText, ONE } from "./decimals.ts";
import type { Equation, Target } from "./equations.ts";
import type { Judge, Seen } from "./judge.ts";
import type { KnownAnyway } from "./known-anyway.ts";
import type { KnownNumber, Place } from "./known-cells.ts";
import { type Objection, objection, type Part } from "./objections.ts";
import type { Reader } from "./reader.ts";
import type { Span } from "./span.ts";

/** What says of a number how far a reader must err about it. */
export interface Judges {
  readonly judge: Judge;
  readonly anyway: KnownAnyway;
}

/** Of one component no more numbers than these are looked at in whole numbers. */
const MOST_WHOLE = 60;

/**
 * Pushes numbers up and down until tables show each not to be held too closely, and objects to those that are; null where no table agrees with everything. What only tables with
 * fractions of people show is asked for in whole numbers, where it is held narrowly.
 */
export function pushTargets(
  reader: Reader,
  equations: readonly Equation[],
  { judge, anyway }: Judges,
  targets: readonly Target[],
): Objection[] | null {
  const sights = new Sights(reader, judge, targets);
  if (!reader.stretch([], "up")) return null;
  sights.look();
  stretchAll(reader, judge, sights);
  const found: Objection[] = [];
  for (const [target, range] of sights.seen) {
    const between: Span[] = [];
    const parts: Part[] = [];
    for (const direction of ["up", "down"] as const) {
      if (judge.isSafe(target, range)) break;
      const pushed = reader.push(target.unknowns, direction);
      if (pushed === null) return null;
      sights.look();
      parts.push(
        ...pushed.holding.flatMap((index) => equations[index]?.place ?? []).map((place) => ({ times: null, place })),
      );
      between.push(spanOf(direction, pushed.value));
    }
    if (judge.isSafe(target, range)) continue;
    const span = { low: between[1]?.low ?? null, high: between[0]?.high ?? null };
    if (!judge.isUnsafe(target, span) || !judge.isUnsafe(anyway.within(target), span)) continue;
    found.push(objection("narrow", placeOf(target.number), textOf(span), [...new Set(parts)]));
  }
  // One objection is enough, and tables with fractions are found sooner.
  return found.length > 0 ? found : inWholeNumbers(reader, { judge, anyway }, sights);
}

/** What tables that agree with everything have shown. */
class Sights {
  /** Of each number, and of each in tables in which whatever is counted is whole. */
  readonly seen: ReadonlyMap<Target, Seen>;
  readonly whole: ReadonlyMap<Target, Seen>;
  readonly #reader: Reader;
  readonly #judge: Judge;

  constructor(reader: Reader, judge: Judge, targets: readonly Target[]) {
    this.#reader = reader;
    this.#judge = judge;
    const nothing = () => ({ low: Infinity, high: -Infinity });
    this.seen = new Map(targets.map((target) => [target, nothing()]));
    const counts = targets.filter((target) => isCount(target.number.quantity) && judge.asked(target) !== null);
    this.whole = new Map(counts.map((target) => [target, nothing()]));
  }

  /** Takes note of the last table found. */
  look(): void {
    for (const ranges of this.#reader.isWholeTable ? [this.seen, this.whole] : [this.seen]) {
      for (const [target, range] of ranges) {
        if (this.#judge.isSafe(target, range)) continue;
        const value = this.#reader.seen(target.unknowns);
        range.low = Math.min(range.low, value);
        range.high = Math.max(range.high, value);
      }
    }
  }
}

/** Fractions of people are no people: what is held narrowly is asked for in whole numbers too. */
function inWholeNumbers(reader: Reader, { judge, anyway }: Judges, sights: Sights): Objection[] | null {
  let asked = 0;
  for (const [target, range] of sights.whole) {
    if (judge.isSafe(target, range)) continue;
    if (asked === MOST_WHOLE) return [];
    asked += 1;
    const [up, down] = [reader.push(target.unknowns, "up"), reader.push(target.unknowns, "down")];
    if (up === null || down === null) return null;
    sights.look();
    if (up.value - down.value >= judge.narrow) continue;
    const within = anyway.within(target);
    const far = judge.asked(within);
    if (far === null || judge.isSafe(within, range)) continue;
    const span: { low: bigint | null; high: bigint | null } = { low: null, high: null };
    if (range.high < far.high && reader.hasWholeTable(target.unknowns, "up", far.high) === false)
      span.high = (BigInt(Math.ceil(far.high)) - 1n) * ONE;
    sights.look();
    if (far.low !== null && range.low > far.low && reader.hasWholeTable(target.unknowns, "down", far.low) === false)
      span.low = (BigInt(Math.floor(far.low)) + 1n) * ONE;
    sights.look();
    if (judge.isUnsafe(within, span)) return [objection("narrow", placeOf(target.number), textOf(span), [])];
  }
  return [];
}

/** Finds tables that show many numbers not to be held too closely at once, as long as each shows some more. */
function stretchAll(reader: Reader, judge: Judge, sights: Sights): void {
  for (const direction of ["up", "down", "up"] as const) {
    for (let left = Infinity; ;) {
      const open = [...sights.seen].filter(([target, range]) => !judge.isSafe(target, range));
      if (open.length === 0 || open.length >= left) break;
      left = open.length;
      const sums = open.map(([target, range]) => ({ unknowns: target.unknowns, most: judge.enough(target, range) }));
      if (!reader.stretch(sums, direction)) break;
      sights.look();
    }
  }
}

function spanOf(direction: "down" | "up", value: number): Span {
  const parts = BigInt(Math.round(value * 1e6)) * (ONE / 1_000_000n);
  return direction === "up" ? { low: null, high: parts } : { low: parts, high: null };
}

function textOf({ low, high }: Span): { readonly low: string | null; readonly high: string | null } {
  return { low: low === null ? null : numberText(low), high: high === null ? null : numberText(high) };
}

function placeOf({ places, quantity }: KnownNumber): Place {
  return places[0] ?? { file: "", line: null, values: {}, measure: quantity };
}
