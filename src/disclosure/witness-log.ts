import type { Combination } from "./joint-model.ts";
import { termsOf } from "./joint-model.ts";
import type { WitnessLine } from "./witness-line.ts";

/** A table that cannot be excluded: how far each variable is from the truth in it, and how far it may be stretched. */
export interface Witness {
  readonly values: ReadonlyMap<number, number>;
  readonly line: WitnessLine;
}

/** The witnesses of one model. They hold when more is withheld, and those in which a cell does not move when that cell is published. */
export class WitnessLog {
  readonly witnesses: Witness[];

  constructor(witnesses: readonly Witness[] = []) {
    this.witnesses = [...witnesses];
  }

  add(witness: Witness): void {
    this.witnesses.push(witness);
  }

  /** Those that still hold when a combination is published. */
  keeping(combination: Combination): WitnessLog {
    const terms = termsOf(combination);
    const isKept = ({ values }: Witness) =>
      Math.abs(terms.reduce((sum, [variable, weight]) => sum + weight * (values.get(variable) ?? 0), 0)) <= ROUNDING;
    return new WitnessLog(this.witnesses.filter(isKept));
  }
}

const ROUNDING = 1e-9;
