import type { EquationSystem } from "../../../src/auditor/equations.ts";
import type { KnownCell, KnownNumber } from "../../../src/auditor/known-cells.ts";
import { ANYTHING } from "../../../src/auditor/span.ts";

/** Where the number of a withheld cell stands. */
export const PLACE = { file: "t.csv", line: 2, values: { segment: "a" }, measure: "customers" };

/** Its number of customers. */
export const NUMBER: KnownNumber = {
  quantity: "customers",
  span: ANYTHING,
  isPrinted: false,
  isWithheld: true,
  isWithheldAlone: false,
  places: [PLACE],
};

export const CELL: KnownCell = { key: "a", values: { segment: "a" }, numbers: new Map([["customers", NUMBER]]) };

/** A release with that cell alone. */
export function universeOf(rules: {
  readonly minimumUnits: number;
  readonly areZerosPrinted: boolean;
}): EquationSystem["universe"] {
  return {
    name: "u",
    run: "r",
    asOf: null,
    from: null,
    hasPrevious: false,
    isOwnMoment: true,
    areFlows: false,
    complete: new Set(),
    ...rules,
    shapes: [["segment"]],
    cells: new Map([["a", CELL]]),
    contradictions: [],
  };
}
