import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { Elimination } from "../../src/disclosure/elimination.ts";
import type { Combination } from "../../src/disclosure/joint-model.ts";
import { HangsOnPrime, PrimeField, randomPrime, type Residue, WholeNumbers } from "../../src/disclosure/prime-field.ts";
import { PublishedSpan } from "../../src/disclosure/published-span.ts";

const WIDTH = 6;

/** Sums and differences of a few variables, some of them in multiples that need not divide each other. */
const combination = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: WIDTH - 1 }), fc.constantFrom(-3, -1, 1, 1, 1, 2, 5)), {
    minLength: 1,
    selector: ([variable]) => variable,
  })
  .map((terms): Combination => ({ variables: terms.map(([one]) => one), coefficients: terms.map(([, one]) => one) }));

describe("whole numbers", () => {
  const number = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.maxSafeInteger()).filter((value) => value !== 0);

  test("are what they are modulo any prime, or say that they hang on it", () => {
    const [whole, modulo] = [new WholeNumbers(), new PrimeField(randomPrime())];
    const answerOf = (question: () => Residue) => {
      try {
        return question();
      } catch (error) {
        expect(error).toBeInstanceOf(HangsOnPrime);
        return null;
      }
    };
    let hanging = 0;
    fc.assert(
      fc.property(number, number, (one, other) => {
        for (const [found, expected] of [
          [answerOf(() => whole.add(one, other)), modulo.add(one, other)],
          [answerOf(() => whole.multiply(one, other)), modulo.multiply(one, other)],
          [answerOf(() => whole.inverse(one)), modulo.inverse(one)],
        ] as const) {
          if (found === null) hanging += 1;
          else expect(found).toBe(expected);
        }
      }),
    );
    expect(hanging).toBeGreaterThan(0);
  });
});

describe("an elimination", () => {
  test("says what eliminations modulo primes say that did everything from the start", () => {
    let [refused, fractions] = [0, 0];
    fc.assert(
      fc.property(fc.array(combination, { minLength: 2, maxLength: 9 }), combination, (published, watched) => {
        const elimination = new Elimination();
        const spans = [randomPrime(), randomPrime()].map((prime) => new PublishedSpan(new PrimeField(prime), () => 0));
        expect(elimination.watch(watched)).toBe(spans.every((span) => span.watch(watched)));
        for (const one of published) {
          const reduced = spans.map((span) => span.reduce(one));
          const isTelling = spans.some((span, place) => {
            const row = reduced[place] ?? new Map<number, Residue>();
            return row.size > 0 && span.wouldTell(row);
          });
          expect(elimination.wouldTell(one)).toBe(isTelling);
          expect(elimination.publishUnlessTelling(one)).toBe(!isTelling);
          if (isTelling) refused += 1;
          else
            for (const [place, span] of spans.entries())
              if ((reduced[place]?.size ?? 0) > 0) span.publish(reduced[place] ?? new Map<number, Residue>());
          if (reduced.some((row) => [...row.values()].some((weight) => Math.abs(Number(weight)) > 1))) fractions += 1;
        }
        for (let variable = 0; variable < WIDTH; variable += 1)
          expect(elimination.isKnown(variable)).toBe(spans.some((span) => span.isKnown(variable)));
        for (const one of [...published, watched])
          expect(elimination.follows(one)).toBe(spans.every((span) => span.reduce(one).size === 0));
      }),
    );
    expect(refused).toBeGreaterThan(0);
    expect(fractions).toBeGreaterThan(0);
  });

  test("goes on where halves come up, with what was published before", () => {
    const elimination = new Elimination();
    for (const variables of [
      [0, 1],
      [0, 2],
    ])
      elimination.publish({ variables });
    expect([0, 1, 2].map((variable) => elimination.isKnown(variable))).toEqual([false, false, false]);
    // Twice the first variable is what is left.
    elimination.publish({ variables: [1, 2] });
    expect([0, 1, 2].map((variable) => elimination.isKnown(variable))).toEqual([true, true, true]);
    expect(elimination.canFollow({ variables: [0, 3] })).toBe(false);
  });
});
