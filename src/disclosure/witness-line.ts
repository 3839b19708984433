import type { Program } from "./attack-program.ts";

/** How far a table that cannot be excluded may be stretched: the deviations times anything from `low` to `high`. */
export interface WitnessLine {
  /** Nothing or less: on the other side of the truth. */
  readonly low: number;
  /** One or more. */
  readonly high: number;
}

/**
 * With a table every other on the line through it and the truth cannot be excluded either, as far as the bounds of single numbers reach: sums that are nothing stay so. Of
 * whole numbers only those multiples count that keep all of them whole, which are those of one over their greatest common divisor.
 *
 * Pure; throws nothing.
 */
export function witnessLine(program: Program, values: Float64Array, isWhole: readonly boolean[]): WitnessLine {
  let [low, high] = [-Infinity, Infinity];
  const within = (movement: number, least: number, most: number) => {
    if (movement === 0) return;
    const [one, other] = [least / movement, most / movement];
    low = Math.max(low, Math.min(one, other));
    high = Math.min(high, Math.max(one, other));
  };
  let divisor = 0;
  for (let column = 0; column < values.length; column += 1) {
    const value = values[column] ?? 0;
    if (value === 0) continue;
    within(value, program.colLower[column] ?? 0, program.colUpper[column] ?? 0);
    if (isWhole[column] === true) divisor = commonDivisor(divisor, Math.abs(Math.round(value)));
  }
  const { starts, indices, values: weights } = program.matrix;
  for (let row = 0; row < program.numRows; row += 1) {
    if (program.rowUpper[row] === 0) continue;
    let movement = 0;
    for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry += 1)
      movement += (weights[entry] ?? 0) * (values[indices[entry] ?? 0] ?? 0);
    within(movement, program.rowLower[row] ?? 0, Infinity);
  }
  const whole = (factor: number) => (divisor === 0 ? factor : Math.floor(factor * divisor + ROUNDING) / divisor);
  const isBound = Number.isFinite(low) && Number.isFinite(high);
  return isBound ? { low: Math.min(0, -whole(-low)), high: Math.max(1, whole(high)) } : { low: 0, high: 1 };
}

const ROUNDING = 1e-9;

/** The greatest whole number of which both are multiples. */
export function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}
