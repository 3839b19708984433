/** Every number of an audit is a whole number of these parts of one: files have four decimals, and means of others a few more. */
export const ONE = 100_000_000n;

/** A number as it was printed: what it can have been before it was rounded is half a unit of its last decimal up or down. */
export interface Printed {
  readonly value: bigint;
  /** Half a unit of the last decimal; what a whole number or a sum of money is rounded by is nothing, see `isRounded`. */
  readonly half: bigint;
  readonly decimals: number;
}

const NUMBER = /^([+-]?)(\d+)(?:\.(\d{0,8}))?(%?)$/u;

/** The number that a field prints; null when it prints none, or has more decimals than an audit counts with. */
export function printedNumber(text: string): Printed | null {
  const [, sign = "", whole = "0", fraction = "", percent = ""] = NUMBER.exec(text.trim()) ?? [];
  if (!NUMBER.test(text.trim())) return null;
  const units = BigInt(whole) * ONE + BigInt(fraction.padEnd(8, "0"));
  const value = sign === "-" ? -units : units;
  const half = ONE / 10n ** BigInt(fraction.length) / 2n;
  const by = percent === "%" ? 100n : 1n;
  return { value: value / by, half: half / by, decimals: fraction.length + (percent === "%" ? 2 : 0) };
}

/** A number as people read it, without zeros at its end. */
export function numberText(units: bigint): string {
  const size = units < 0n ? -units : units;
  const fraction = (size % ONE).toString().padStart(8, "0").replace(/0+$/u, "");
  return `${units < 0n ? "-" : ""}${size / ONE}${fraction === "" ? "" : `.${fraction}`}`;
}

/** The greatest whole number that is not greater than the quotient. */
export function floorQuotient(over: bigint, by: bigint): bigint {
  const quotient = over / by;
  return over % by !== 0n && over < 0n !== by < 0n ? quotient - 1n : quotient;
}

/** The least whole number that is not less than the quotient. */
export function ceilQuotient(over: bigint, by: bigint): bigint {
  return -floorQuotient(-over, by);
}
