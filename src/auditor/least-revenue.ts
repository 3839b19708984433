import { ONE } from "./decimals.ts";
import type { Elimination } from "./elimination.ts";
import type { EquationSystem, Target } from "./equations.ts";

/** Whether a reader takes a revenue to be at least nothing: who knows that nobody gives back more than they bought knows so wherever it is true. Null where nobody gave the customers. */
export function isNeverLessThanNothing({ sizes }: Pick<EquationSystem, "sizes">, unknown: number): boolean | null {
  const size = sizes?.[unknown];
  return size === undefined ? null : size.bought.total >= size.refunds.total;
}

/** What must be reached of a revenue is no less than what everybody takes it to be at least, whatever is withheld: its parts that follow, and nothing of the others. */
export function withinLeast(target: Target, system: EquationSystem, elimination: Elimination): Target {
  const { reach, number, unknowns } = target;
  if (reach === null || number.quantity !== "revenue") return target;
  const least = unknowns.reduce((sum, unknown) => {
    const value = elimination.valueOf(unknown) ?? elimination.solve([unknown])?.value ?? null;
    if (value !== null) return sum + Number(value) / Number(ONE);
    return isNeverLessThanNothing(system, unknown) === true ? sum : -Infinity;
  }, 0);
  return least <= reach.low ? target : { ...target, reach: { ...reach, low: least } };
}
