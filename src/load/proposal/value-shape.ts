/** How the values of a column look, as far as a mapping has to know. */
export type ValueShape = "moment" | "slashed_moment" | "bare_day" | "number" | "phone" | "email" | "other";

/** Of ten thousand values so many must have a shape for the column to have it: a file has its slips. */
export const ENOUGH_OF_TEN_THOUSAND = 9500;

const TIME = String.raw`[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?`;

const SHAPES: readonly (readonly [ValueShape, RegExp])[] = [
  ["bare_day", /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u],
  ["moment", new RegExp(String.raw`^\d{4}-\d{2}-\d{2}(?:${TIME}(?:Z|[+-]\d{2}:?\d{2})?)?$`, "u")],
  ["slashed_moment", new RegExp(String.raw`^\d{4}([/.])\d{2}\1\d{2}(?:${TIME})?$`, "u")],
  ["number", /^[+-]?\d{1,14}(?:\.\d{1,4}0*)?$/u],
  ["email", /^[^\s@]+@[^\s@]+\.[^\s@]+$/u],
  ["phone", /^\+?[\d\s().-]{7,20}$/u],
];

/** The shape that nearly all values have that are not blank, the strictest first; null when all are blank. */
export function shapeOf(values: readonly string[]): ValueShape | null {
  const told = values.map((value) => value.trim()).filter((value) => value !== "");
  if (told.length === 0) return null;
  const found = SHAPES.find(([, pattern]) => {
    const fitting = told.filter((value) => pattern.test(value)).length;
    return fitting * 10_000 >= told.length * ENOUGH_OF_TEN_THOUSAND;
  });
  return found?.[0] ?? "other";
}

/** Whether values look like numbers of telephones: those without signs look like numbers too. */
export function mayBePhone(shape: ValueShape | null): boolean {
  return shape === "phone" || shape === "number" || shape === "bare_day";
}

/** Whether a text looks like a value and not like the name of a column: then the file has no header. */
export function looksLikeValue(text: string): boolean {
  const trimmed = text.trim();
  return SHAPES.some(([, pattern]) => pattern.test(trimmed)) && /\d|@/u.test(trimmed);
}
