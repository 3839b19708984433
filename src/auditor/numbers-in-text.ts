import { numberText, ONE, printedNumber } from "./decimals.ts";
import type { Elimination, Residue } from "./elimination.ts";
import type { EquationSystem, Target } from "./equations.ts";
import { groupBy } from "./group-by.ts";
import type { KnownNumber } from "./known-cells.ts";
import { type Objection, objection } from "./objections.ts";
import type { TextLine } from "./text-tables.ts";

/** A number that text says and no table prints. */
export interface SaidNumber {
  readonly value: bigint;
  readonly line: TextLine;
}

/** Whole numbers as people write them, with or without commas. */
const NUMBERS = /(?<![\w.,:/-])\d{1,3}(?:,\d{3})+(?![\w%])|(?<![\w.,:/-])\d+(?![\w%:/-]|[.,]\d)/gu;

/** The whole numbers of texts that neither a table nor the description of the report has. */
export function saidNumbers(lines: readonly TextLine[], printed: ReadonlySet<bigint>): SaidNumber[] {
  return lines.flatMap((line) => {
    const known = new Set(line.accounted);
    const words = [...known].filter((word) => !/^\d+$/u.test(word));
    const text = words.reduce((left, word) => left.replaceAll(word, " "), line.text);
    return [...text.matchAll(NUMBERS)].flatMap(([found]): SaidNumber[] => {
      const digits = found.replaceAll(",", "");
      const value = printedNumber(digits)?.value ?? 0n;
      return known.has(digits) || printed.has(value) || value === 0n ? [] : [{ value, line }];
    });
  });
}

/**
 * Numbers in text that give a withheld count away, should they be the total that tables withhold: with it, a count of too few follows, and none that is
 * less than nothing. Numbers below the least number of customers are not looked at: nearly every text has some.
 */
export function textObjections(
  system: EquationSystem,
  elimination: Elimination,
  targets: readonly Target[],
  said: readonly SaidNumber[],
): Objection[] {
  const least = BigInt(system.universe.minimumUnits) * ONE;
  const numbers = said.filter(({ value }) => value >= least);
  if (numbers.length === 0) return [];
  const counts = targets.filter(({ number }) => number.quantity === "customers");
  const withResidue = counts.map((target) => ({ target, residue: elimination.residue(target.unknowns) }));
  const groups = [...groupBy(withResidue, ({ residue }) => residue.key).values()].filter((group) => group.length > 1);
  return numbers.flatMap((number) =>
    groups.flatMap((group) =>
      group.flatMap(({ target: total, residue }) => {
        const all = group.map(({ target, residue: own }) => ({ target, value: impliedBy(number.value, residue, own) }));
        if (all.some(({ value }) => value === null || value < 0n)) return [];
        const few = all.find(({ target, value }) => target !== total && value !== null && value > 0n && value < least);
        if (few === undefined) return [];
        const text = numberText(few.value ?? 0n);
        const { file, line } = number.line;
        const parts = [
          { times: null, place: { file, line, values: {}, measure: "text" } },
          ...total.number.places.slice(0, 1).map((place) => ({ times: null, place })),
        ];
        return [objection("in_text", placeOf(few.target.number), { low: text, high: text }, parts)];
      }),
    ),
  );
}

/** What a sum is when another of the same residue has a value; null where that is no whole number. */
function impliedBy(value: bigint, given: Residue, asked: Residue): bigint | null {
  const over = asked.lead * (given.scale * value + given.sum) - asked.sum * given.lead;
  const by = given.lead * asked.scale;
  return over % (by * ONE) === 0n ? over / by : null;
}

function placeOf({ places, quantity }: KnownNumber) {
  return places[0] ?? { file: "", line: null, values: {}, measure: quantity };
}
