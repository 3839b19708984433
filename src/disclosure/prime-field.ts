import { randomBytes } from "node:crypto";

/**
 * A whole number modulo a prime, as the representative nearest to zero: as a number where that is exact, else as a bigint. Nearly all
 * coefficients of tables are 1 and −1, and numbers are many times faster.
 */
export type Residue = number | bigint;

/** How coefficients are reckoned with. */
export interface Field {
  add(one: Residue, other: Residue): Residue;
  multiply(one: Residue, other: Residue): Residue;
  negate(value: Residue): Residue;
  /** What times `value` is one; `value` is not zero. */
  inverse(value: Residue): Residue;
}

/** Thrown where what comes out hangs on the prime. */
export class HangsOnPrime extends Error {}

/** Whole numbers, as they are modulo every prime above 2^60: as long as they are exact, and nothing is divided by anything but one. Throws `HangsOnPrime` elsewhere. */
export class WholeNumbers implements Field {
  add(one: Residue, other: Residue): number {
    return exact(Number(one) + Number(other));
  }

  multiply(one: Residue, other: Residue): number {
    // No −0, which is not the same key of anything.
    return exact(Number(one) * Number(other)) + 0;
  }

  negate(value: Residue): number {
    return this.multiply(-1, value);
  }

  inverse(value: Residue): number {
    if (value === 1 || value === -1) return value;
    throw new HangsOnPrime("only one divides every whole number");
  }
}

function exact(value: number): number {
  if (!Number.isSafeInteger(value)) throw new HangsOnPrime("a number is not exact");
  return value;
}

/** Whole numbers modulo a prime above 2^53: what is zero there and not in truth is so for one prime in many. */
export class PrimeField implements Field {
  readonly #prime: bigint;
  readonly #half: bigint;

  constructor(prime: bigint) {
    this.#prime = prime;
    this.#half = prime / 2n;
  }

  add(one: Residue, other: Residue): Residue {
    if (typeof one === "number" && typeof other === "number") {
      const sum = one + other;
      if (Number.isSafeInteger(sum)) return sum;
    }
    return this.#nearest(BigInt(one) + BigInt(other));
  }

  multiply(one: Residue, other: Residue): Residue {
    if (typeof one === "number" && typeof other === "number") {
      const product = one * other;
      // No −0, which is not the same key of anything.
      if (Number.isSafeInteger(product)) return product + 0;
    }
    return this.#nearest(BigInt(one) * BigInt(other));
  }

  negate(value: Residue): Residue {
    return this.multiply(-1, value);
  }

  /** What times `value` is one; `value` is not zero. Extended Euclid. */
  inverse(value: Residue): Residue {
    if (value === 1 || value === -1) return value;
    let [low, high] = [((BigInt(value) % this.#prime) + this.#prime) % this.#prime, this.#prime];
    let [x, y] = [1n, 0n];
    while (low > 1n) {
      const quotient = high / low;
      [low, high] = [high - quotient * low, low];
      [x, y] = [y - quotient * x, x];
    }
    return this.#nearest(x);
  }

  #nearest(value: bigint): Residue {
    let rest = value % this.#prime;
    if (rest > this.#half) rest -= this.#prime;
    else if (rest < -this.#half) rest += this.#prime;
    const number = Number(rest);
    return Number.isSafeInteger(number) ? number : rest;
  }
}

/** A random prime of 61 bits, so that nobody can make a table that is singular for it alone. */
export function randomPrime(): bigint {
  for (;;) {
    const candidate = (randomBytes(8).readBigUInt64BE() >> 3n) | (1n << 60n) | 1n;
    if (isProbablePrime(candidate)) return candidate;
  }
}

/** Miller and Rabin's test with the bases that decide every number below 2^64 (Sorenson and Webster, 2015). */
export function isProbablePrime(candidate: bigint): boolean {
  if (candidate < 2n) return false;
  for (const base of BASES) {
    if (candidate === base) return true;
    if (candidate % base === 0n) return false;
  }
  let [odd, halvings] = [candidate - 1n, 0];
  while (odd % 2n === 0n) [odd, halvings] = [odd / 2n, halvings + 1];
  return BASES.every((base) => isWitnessOfPrime(base, odd, halvings, candidate));
}

const BASES = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n];

function isWitnessOfPrime(base: bigint, odd: bigint, halvings: number, candidate: bigint): boolean {
  let power = powerOf(base, odd, candidate);
  if (power === 1n || power === candidate - 1n) return true;
  for (let step = 1; step < halvings; step += 1) {
    power = (power * power) % candidate;
    if (power === candidate - 1n) return true;
  }
  return false;
}

function powerOf(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square, rest] = [1n, base % modulus, exponent];
  while (rest > 0n) {
    if (rest % 2n === 1n) result = (result * square) % modulus;
    [square, rest] = [(square * square) % modulus, rest / 2n];
  }
  return result;
}
