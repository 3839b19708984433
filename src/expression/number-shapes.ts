import type { NumberShape } from "./typed-expression.ts";

/** What both engines' widest decimal holds. */
const DIGITS_MAX = 38;
/** The most decimals a product may have: 14 digits are left before the point, as many as decimal(18,4) has. */
export const DECIMALS_MAX = 24;

/** A column: wide enough for every number of the data model, decimal(38,4) sums included as far as they are believable. */
export const NAME_SHAPE: NumberShape = { whole: 30, decimals: 8 };
/** What `number(text)` reads. */
export const READ_SHAPE: NumberShape = { whole: 14, decimals: 8 };
/** The two sides of a division, and its result. The bounds keep the whole-number division inside 128 bits. */
export const DIVIDEND_SHAPE: NumberShape = { whole: 21, decimals: 16 };
export const DIVISOR_SHAPE: NumberShape = { whole: 21, decimals: 8 };
export const QUOTIENT_SHAPE: NumberShape = { whole: 30, decimals: 8 };
/** A null takes the shape of what stands beside it. */
export const NULL_SHAPE: NumberShape = { whole: 0, decimals: 0 };

export function literalShape(digits: string): NumberShape {
  const [whole = "", decimals = ""] = digits.split(".");
  return { whole: whole.length, decimals: decimals.length };
}

/** Fits the values of all shapes, as far as 38 digits reach; the decimals are kept whole. */
export function commonShape(shapes: readonly NumberShape[]): NumberShape {
  const decimals = Math.max(...shapes.map((shape) => shape.decimals));
  return within({ whole: Math.max(...shapes.map((shape) => shape.whole)), decimals });
}

export function sumShape(left: NumberShape, right: NumberShape): NumberShape {
  return within({ whole: Math.max(left.whole, right.whole) + 1, decimals: Math.max(left.decimals, right.decimals) });
}

/** Decimals add up, so a product is never rounded; more than DECIMALS_MAX must be refused by the caller. */
export function productShape(left: NumberShape, right: NumberShape): NumberShape {
  return within({ whole: left.whole + right.whole, decimals: left.decimals + right.decimals });
}

export function roundedShape(shape: NumberShape, decimals: number): NumberShape {
  if (decimals >= shape.decimals) return shape;
  return { whole: shape.whole + 1, decimals };
}

/** Whether a sum or product of these can be too long for its shape, and so must become null. */
export function canOverflow(operator: "+" | "-" | "*", left: NumberShape, right: NumberShape): boolean {
  if (operator === "*") return left.whole + right.whole + left.decimals + right.decimals > DIGITS_MAX;
  return Math.max(left.whole, right.whole) + 1 + Math.max(left.decimals, right.decimals) > DIGITS_MAX;
}

/** The shape's SQL type; one digit at least. */
export function decimalType(shape: NumberShape): string {
  return `decimal(${Math.max(1, shape.whole + shape.decimals)}, ${shape.decimals})`;
}

function within(shape: NumberShape): NumberShape {
  return { whole: Math.min(shape.whole, DIGITS_MAX - shape.decimals), decimals: shape.decimals };
}
