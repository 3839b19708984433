import { ceilQuotient, floorQuotient, ONE } from "./decimals.ts";

/** What a reader knows of a number: between which two it lies, both included; null where nothing holds it. */
export interface Span {
  readonly low: bigint | null;
  readonly high: bigint | null;
}

/** A number of which nothing is known. */
export const ANYTHING: Span = { low: null, high: null };

/** One number. */
export function exactly(value: bigint): Span {
  return { low: value, high: value };
}

/** The number itself where the span leaves no other; null where it does. */
export function onlyValue({ low, high }: Span): bigint | null {
  return low !== null && low === high ? low : null;
}

/** What both say together; null when they contradict each other. */
export function both(one: Span, other: Span): Span | null {
  const low = one.low === null || (other.low !== null && other.low > one.low) ? other.low : one.low;
  const high = one.high === null || (other.high !== null && other.high < one.high) ? other.high : one.high;
  return low !== null && high !== null && low > high ? null : { low, high };
}

/** The whole numbers of a span; null when there is none. */
export function wholeNumbers({ low, high }: Span): Span | null {
  const whole = {
    low: low === null ? null : ceilQuotient(low, ONE) * ONE,
    high: high === null ? null : floorQuotient(high, ONE) * ONE,
  };
  return whole.low !== null && whole.high !== null && whole.low > whole.high ? null : whole;
}

/** What a product of two spans without negative numbers lies between. */
export function product(one: Span, other: Span): Span {
  if (isBelowZero(one) || isBelowZero(other)) return ANYTHING;
  return {
    low: one.low === null || other.low === null ? null : floorQuotient(one.low * other.low, ONE),
    high: one.high === null || other.high === null ? null : ceilQuotient(one.high * other.high, ONE),
  };
}

/** What a quotient of two spans without negative numbers lies between. */
export function quotient(over: Span, by: Span): Span {
  if (isBelowZero(over) || isBelowZero(by)) return ANYTHING;
  return {
    low: over.low === null || by.high === null || by.high === 0n ? null : floorQuotient(over.low * ONE, by.high),
    high: over.high === null || by.low === null || by.low === 0n ? null : ceilQuotient(over.high * ONE, by.low),
  };
}

function isBelowZero({ low, high }: Span): boolean {
  return (low ?? 0n) < 0n || (high ?? 0n) < 0n;
}
