import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { isProbablePrime, PrimeField, randomPrime, type Residue } from "../../src/disclosure/prime-field.ts";
import { PublishedSpan } from "../../src/disclosure/published-span.ts";

const PRIME = 2_305_843_009_213_693_951n;

describe("whole numbers modulo a prime", () => {
  const field = new PrimeField(PRIME);
  const number = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.bigInt({ min: -PRIME / 2n, max: PRIME / 2n }));
  const residue = number.map((value): Residue => field.add(value, 0));
  const plain = (value: Residue) => ((BigInt(value) % PRIME) + PRIME) % PRIME;

  test("add, multiply and divide as bigints do, whatever form they have", () => {
    fc.assert(
      fc.property(residue, residue, (one, other) => {
        expect(plain(field.add(one, other))).toBe((plain(one) + plain(other)) % PRIME);
        expect(plain(field.multiply(one, other))).toBe((plain(one) * plain(other)) % PRIME);
        if (one !== 0) expect(field.multiply(one, field.inverse(one))).toBe(1);
      }),
    );
  });

  test("have one form each, so that equal ones are the same value", () => {
    fc.assert(
      fc.property(residue, residue, (one, other) => {
        expect(field.add(field.add(one, other), field.negate(other))).toBe(one);
      }),
    );
    expect(Object.is(field.multiply(-1, 0), 0)).toBe(true);
  });

  test("are modulo a random prime of 61 bits", () => {
    const primes = [randomPrime(), randomPrime()];
    for (const prime of primes) expect([prime >> 60n, isProbablePrime(prime)]).toEqual([1n, true]);
    expect(primes[0]).not.toBe(primes[1]);
    expect([1n, 2n, 91n, 97n, 3_215_031_751n, PRIME, PRIME - 2n].map(isProbablePrime)).toEqual([
      false,
      true,
      false,
      true,
      false,
      true,
      false,
    ]);
  });
});

describe("what follows from published sums", () => {
  test("is what remains of a sum without its published parts", () => {
    const span = new PublishedSpan(new PrimeField(PRIME), () => 0);
    span.publish(span.reduce({ variables: [0, 1, 2] }));
    expect(span.reduce({ variables: [0, 1, 2] }).size).toBe(0);
    span.publish(span.reduce({ variables: [2] }));
    expect([0, 1, 2].map((variable) => span.isKnown(variable))).toEqual([false, false, true]);
    expect(span.unions().map((union) => union.toSorted((a, b) => a - b))).toContainEqual([0, 1]);
  });

  test("is told before it is published, in multiples and fractions too", () => {
    const span = new PublishedSpan(new PrimeField(PRIME), () => 0);
    expect(span.watch({ variables: [0] })).toBe(true);
    span.publish(span.reduce({ variables: [0, 1] }));
    span.publish(span.reduce({ variables: [0, 2] }));
    // (0 + 1) + (0 + 2) − (1 + 2) is twice the watched variable.
    expect(span.wouldTell(span.reduce({ variables: [1, 2] }))).toBe(true);
    expect(span.wouldTell(span.reduce({ variables: [1, 2], coefficients: [1, -1] }))).toBe(false);
    expect(span.wouldTell(span.reduce({ variables: [3] }))).toBe(false);
  });

  test("is no news when it follows already", () => {
    const span = new PublishedSpan(new PrimeField(PRIME), () => 0);
    span.publish(span.reduce({ variables: [0] }));
    expect(span.watch({ variables: [0] })).toBe(false);
  });
});
