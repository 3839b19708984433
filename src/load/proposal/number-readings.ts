import type { FormatReading } from "./format-reading.ts";
import { shapeOf } from "./value-shape.ts";

/** A number's signs, in the order in which they are taken where they make no difference. */
const SIGNS = [
  { decimal: ".", thousands: "" },
  { decimal: ",", thousands: "" },
  { decimal: ".", thousands: "," },
  { decimal: ",", thousands: "." },
  { decimal: ".", thousands: "'" },
  { decimal: ".", thousands: " " },
  { decimal: ",", thousands: " " },
] as const;

type Signs = (typeof SIGNS)[number];

const PLAIN = SIGNS[0];

/**
 * The ways in which all values that are not blank are numbers, one for each set of values they give: `12,50` has one,
 * `1,234` has two. Where the file has types of its own a point is a point. None when there is no way.
 */
export function numberReadings(values: readonly string[], hasTypes: boolean): readonly FormatReading[] {
  const told = values.map((value) => value.trim()).filter((value) => value !== "");
  const isPlain = mayBePlain(told);
  if (told.length === 0 || (hasTypes && isPlain)) return isPlain ? [PLAIN] : [];
  const readings = new Map<string, Signs>();
  for (const signs of SIGNS) {
    const read = told.map((value) => plainNumber(value, signs));
    const numbers = read.filter((number) => number !== null);
    const key = numbers.join(" ");
    if (numbers.length === told.length && !readings.has(key)) readings.set(key, signs);
  }
  return readings.size === 0 && isPlain ? [PLAIN] : [...readings.values()];
}

/** As nearly all are; eight digits may be a day as well as a number. */
function mayBePlain(values: readonly string[]): boolean {
  const shape = shapeOf(values);
  return shape === "number" || shape === "bare_day";
}

/** The number as it is without format; null for a text that is no number in one, or one with more digits than an amount. */
function plainNumber(text: string, { decimal, thousands }: Signs): string | null {
  const sign = thousands === " " ? "[ \u00A0\u202F]" : thousands.replace(".", String.raw`\.`);
  const grouped = thousands === "" ? "" : String.raw`|\d{1,3}(?:(?<sign>${sign})\d{3})(?:\k<sign>\d{3}){0,3}`;
  const pattern = new RegExp(String.raw`^[+-]?(?:\d{1,14}${grouped})(?:[${decimal}]\d{1,4}0*)?$`, "u");
  if (!pattern.test(text)) return null;
  const [whole = "", decimals = ""] = text.split(decimal);
  return `${whole.replaceAll(/[^\d-]/gu, "")}.${decimals.replace(/0+$/u, "")}`;
}
