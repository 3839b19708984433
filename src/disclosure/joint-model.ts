/**
 * One linear model of everything that leaves together. A reader knows the published cells, each a whole-number combination of
 * variables, and what bounds the variables; what follows from that about a cell that must be protected is what they learn.
 */
export interface JointModel {
  readonly variables: readonly ModelVariable[];
  readonly cells: readonly ModelCell[];
  /** What is known of variables beside the cells, such as orders − customers ≥ 0. */
  readonly inequalities: readonly Inequality[];
  /** More of that, which follows from what is published and from how customers are in order; nothing by default. Of less that is published less follows. */
  readonly ordered?: (published: Published) => readonly Inequality[];
  /** Whether what is known of a few variables together, all of them withheld, says too much of somebody. */
  readonly isUnsafeUnion: (variables: readonly number[]) => boolean;
  /** By which unsafe unions are looked for; where none is given, those alone are looked at that a published cell or the elimination leaves. */
  readonly unionRules?: readonly UnionRule[];
}

/** One way in which a union is unsafe: its greatest part is not hidden by the rest of it. */
export interface UnionRule {
  /** How much there is in a variable of what a union must hide. */
  readonly weightOf: (variable: number) => number;
  /** Whether there can be an unsafe union of variables and of others that weigh no more than the heaviest of them. Never so of more variables when it is not of fewer. */
  readonly canBeUnsafe: (variables: readonly number[]) => boolean;
}

/** That a combination is nowhere less than something. */
export interface Inequality extends Combination {
  readonly least: number;
  /** The published row that says so; none where it is so whatever is published. */
  readonly teller?: string;
}

/** What a reader has. */
export interface Published {
  readonly isPublished: (cell: ModelCell) => boolean;
  /** Whether the sums of a leaf cell follow from what is published. */
  readonly isKnown: (leaf: number) => boolean;
}

/** A sum that no other sum is a part of: of one measure in one leaf cell. */
export interface ModelVariable {
  /** The variable of the same leaf cell in the model that counts; its own number there. */
  readonly leaf: number;
  /** Its true value. */
  readonly value: number;
  /** The least value that a reader holds possible; −Infinity where it may be negative. */
  readonly least: number;
  /** Whether it counts something. */
  readonly isWhole: boolean;
  /** How much it moves where its leaf cell moves by one, in the tables that are tried first; one by default. */
  readonly pace?: number;
}

/** A combination of variables; a coefficient that is not given is 1. No variable twice. */
export interface Combination {
  readonly variables: readonly number[];
  readonly coefficients?: readonly number[];
}

/** A number that may be printed, or that must not follow from what is. */
export interface ModelCell extends Combination {
  readonly id: string;
  /** What is withheld together: the cells of one row of a table, one for each measure. */
  readonly row: string;
  /**
   * `open`: to be printed unless it must be withheld. `printed`: it is out already, or goes out whatever happens. `never`: it is no cell of any
   * table, but nobody may learn it.
   */
  readonly fate: "open" | "printed" | "never";
  /** Whether it was decided before that it is printed, so that against what it tells nothing is to be withheld here; false by default. */
  readonly isDecided?: boolean;
  /** How far from the truth a reader must at least err, both ways; null where the cell is safe by itself. */
  readonly need: ProtectionNeed | null;
  /** Cells are printed in this order as long as nothing follows from them: totals before leaves, large before small. */
  readonly order: number;
}

/** Distances from the true value that what a reader holds possible must reach. */
export interface ProtectionNeed {
  readonly below: number;
  readonly above: number;
}

/** Every variable of a combination with its coefficient. */
export function termsOf({
  variables,
  coefficients,
}: Combination): (readonly [variable: number, coefficient: number])[] {
  return variables.map((variable, index) => [variable, coefficients?.[index] ?? 1]);
}

/** The true value of a combination. */
export function valueOf(model: JointModel, combination: Combination): number {
  return termsOf(combination).reduce(
    (sum, [variable, coefficient]) => sum + coefficient * (model.variables[variable]?.value ?? 0),
    0,
  );
}
