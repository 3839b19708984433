/** Decimal digits that amounts keep. */
const SCALE = 4;

/** The ten-thousandths of a decimal text with at most four decimals, exactly. */
export function scaledOf(decimal: string): bigint {
  const [, sign = "", whole = "0", fraction = ""] = /^(-?)(\d+)(?:\.(\d{1,4}))?$/u.exec(decimal) ?? [];
  const digits = BigInt(whole + fraction.padEnd(SCALE, "0"));
  return sign === "-" ? -digits : digits;
}

/** Ten-thousandths as a decimal text with four decimals. */
export function decimalText(scaled: bigint): string {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(SCALE + 1, "0");
  return `${scaled < 0n ? "-" : ""}${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`;
}
