import type { Highs, Model } from "highs";

import { assert, present } from "../assert.ts";
import { type Combination, type JointModel, type ModelCell, termsOf, valueOf } from "./joint-model.ts";

/** How far a reader errs about a protected cell at least: what was reached, which is enough unless the cell is in `failures`. */
export interface CellInterval {
  readonly id: string;
  readonly below: number;
  readonly above: number;
}

/** A cell that a reader can come too close to, and what would help. */
export interface IntervalFailure {
  readonly id: string;
  readonly row: string;
  /** Published rows of the tables any of which would loosen it if it were withheld. */
  readonly tellers: readonly string[];
}

/** What the audit starts from. */
export interface WhatIsKnown {
  readonly isPublished: (cell: ModelCell) => boolean;
  /** Whether the sums of a leaf cell follow from what is published. */
  readonly isKnown: (leaf: number) => boolean;
  /** What an audit reached of the same model with more published; empty at first. */
  readonly before: readonly CellInterval[];
}

export interface IntervalAudit {
  readonly intervals: readonly CellInterval[];
  readonly failures: readonly IntervalFailure[];
}

/**
 * Asks, for each cell that must be protected, what the least and the greatest value are that a reader can hold possible, by linear programming over
 * everything that is published. The program is written in deviations from the truth, so that what is published says that sums of deviations are
 * nothing, and the truth is always a solution. Every solution found is a table that the reader cannot exclude, for all cells at once: cells whose
 * needs were met by an earlier solution are not asked about again, nor those met before.
 * Whole numbers are asked for where the solution that meets a need has fractions.
 *
 * Source: disclosure.md §4; Fischetti and Salazar-González, the attacker subproblems (Mathematical Programming 84, 1999). Throws on a solver error.
 */
export function auditIntervals(highs: Highs, model: JointModel, known: WhatIsKnown): IntervalAudit {
  const asked = model.cells.filter((cell) => cell.need !== null && cell.fate !== "printed");
  if (asked.length === 0) return { intervals: [], failures: [] };
  const attack = new Attack(highs, model, known);
  try {
    const failures = asked.flatMap((cell) => attack.ask(cell) ?? []);
    return { intervals: asked.map((cell) => attack.intervalOf(cell)), failures };
  } finally {
    attack.dispose();
  }
}

/** A need that is met within rounding of the solver. */
const TOLERANCE = 1e-6;

interface Reached {
  below: number;
  above: number;
}

class Attack {
  readonly #highs: Highs;
  readonly #model: JointModel;
  readonly #solver: Model;
  /** Columns of the program by variable. */
  readonly #columns: ReadonlyMap<number, number>;
  readonly #rows: readonly ProgramRow[];
  readonly #protectedCells: readonly ModelCell[];
  readonly #reached = new Map<string, Reached>();

  constructor(highs: Highs, model: JointModel, { isPublished, isKnown, before }: WhatIsKnown) {
    this.#highs = highs;
    this.#model = model;
    const unknown = [...model.variables.entries()].flatMap(([variable, { leaf }]) => (isKnown(leaf) ? [] : [variable]));
    this.#columns = new Map(unknown.map((variable, column) => [variable, column]));
    this.#protectedCells = model.cells.filter(({ need, fate }) => need !== null && fate !== "printed");
    for (const { id } of this.#protectedCells) this.#reached.set(id, { below: 0, above: 0 });
    for (const { id, below, above } of before) this.#reached.set(id, { below, above });
    const rows = distinctRows(model, this.#columns, isPublished);
    this.#rows = rows;
    this.#solver = highs.createModel(this.#programOf(unknown, rows));
    this.#solver.options.set({ output_flag: false, presolve: "off", simplex_strategy: 4, random_seed: 1 });
  }

  dispose(): void {
    this.#solver.dispose();
  }

  intervalOf({ id }: ModelCell): CellInterval {
    return { id, ...present(this.#reached.get(id), "every protected cell is noted") };
  }

  /** Undefined when both needs of the cell are met. */
  ask(cell: ModelCell): IntervalFailure | undefined {
    const need = present(cell.need, "only protected cells are asked about");
    const tellers = [
      ...(this.#isMet(cell, "above") ? [] : this.#push(cell, "above", need.above)),
      ...(this.#isMet(cell, "below") ? [] : this.#push(cell, "below", need.below)),
    ];
    // Where nothing that is published holds it, a reader knows no more than that zeros would be printed.
    const isSafe = tellers.length === 0 || (this.#isMet(cell, "above") && this.#isMet(cell, "below"));
    return isSafe ? undefined : { id: cell.id, row: cell.row, tellers: [...new Set(tellers)] };
  }

  #isMet(cell: ModelCell, side: keyof Reached): boolean {
    const need = present(cell.need, "a protected cell")[side];
    const reached = present(this.#reached.get(cell.id), "every protected cell is noted")[side];
    return reached >= need - TOLERANCE * Math.max(1, need);
  }

  /** Pushes the cell as far from the truth as it goes; the published cells that hold it when that is not enough. */
  #push(cell: ModelCell, side: keyof Reached, need: number): string[] {
    const terms = termsOf(cell).flatMap(([variable, coefficient]) => {
      const column = this.#columns.get(variable);
      return column === undefined ? [] : [[column, coefficient] as const];
    });
    assert(terms.length > 0, "a protected cell does not follow by arithmetic");
    const sign = side === "above" ? -1 : 1;
    for (const [column, coefficient] of terms) this.#solver.changeColCost(column, sign * coefficient);
    this.#run();
    const furthest = -this.#solver.getObjectiveValue();
    const { colValue, rowDual } = this.#solver.getSolution();
    const isEnough = furthest >= need - TOLERANCE * Math.max(1, need);
    if (this.#isWhole(colValue)) this.#note(colValue);
    else if (isEnough) this.#pushWhole(need);
    for (const [column] of terms) this.#solver.changeColCost(column, 0);
    return this.#isMet(cell, side) ? [] : this.#tellers(rowDual);
  }

  /**
   * Published rows with a price: those that bind the objective, and known leaf cells that would move it if they could move, by the prices of
   * the rows that they are in.
   */
  #tellers(rowDual: Float64Array): string[] {
    const prices = new Map<number, number>();
    const binding = this.#rows.filter((_, row) => Math.abs(rowDual[row] ?? 0) > TOLERANCE);
    for (const [row, { known }] of this.#rows.entries())
      for (const [variable, coefficient] of known)
        prices.set(variable, (prices.get(variable) ?? 0) + coefficient * (rowDual[row] ?? 0));
    const movers = this.#model.cells.filter(({ fate, variables: [variable = -1, ...others] }) => {
      return fate === "open" && others.length === 0 && Math.abs(prices.get(variable) ?? 0) > TOLERANCE;
    });
    return [...binding.flatMap(({ teller }) => teller ?? []), ...movers.map(({ row }) => row)];
  }

  /** The same objective in whole numbers: fractions of a person protect nobody. */
  #pushWhole(need: number): void {
    const types = this.#highs.constants.variableType;
    const whole = [...this.#columns].filter(([variable]) => this.#model.variables[variable]?.isWhole === true);
    for (const [, column] of whole) this.#solver.changeColIntegrality(column, types.integer);
    this.#solver.options.set({ objective_target: -need, presolve: "on", mip_heuristic_effort: 0 });
    this.#run();
    const { colValue } = this.#solver.getSolution();
    if (this.#isWhole(colValue)) this.#note(colValue);
    this.#solver.clearIntegrality();
    this.#solver.options.set({ presolve: "off" });
  }

  #run(): void {
    const { modelStatus } = this.#solver.run();
    const { optimal, objectiveTarget } = this.#highs.constants.modelStatus;
    if (modelStatus !== optimal && modelStatus !== objectiveTarget)
      throw new Error(`the interval audit ended with status ${modelStatus} of the solver`);
  }

  #isWhole(values: Float64Array): boolean {
    return [...this.#columns].every(([variable, column]) => {
      const value = values[column] ?? 0;
      return this.#model.variables[variable]?.isWhole !== true || Math.abs(value - Math.round(value)) <= TOLERANCE;
    });
  }

  /** A solution is a table that cannot be excluded: what it says of every protected cell is reached. */
  #note(values: Float64Array): void {
    for (const cell of this.#protectedCells) {
      let deviation = 0;
      for (const [variable, coefficient] of termsOf(cell)) {
        const column = this.#columns.get(variable);
        if (column !== undefined) deviation += coefficient * (values[column] ?? 0);
      }
      const reached = present(this.#reached.get(cell.id), "every protected cell is noted");
      reached.above = Math.max(reached.above, deviation);
      reached.below = Math.max(reached.below, -deviation);
    }
  }

  #programOf(unknown: readonly number[], rows: readonly ProgramRow[]) {
    const variables = unknown.map((variable) => present(this.#model.variables[variable], "a variable of the model"));
    const needs = this.#protectedCells.map((cell) => {
      const { below, above } = present(cell.need, "a protected cell");
      return Math.max(below, above, Math.abs(valueOf(this.#model, cell)));
    });
    // Beyond this nobody has to err. A bound keeps every program bounded; a smaller world errs on the safe side.
    const furthest = 4 * Math.max(1, ...needs);
    const starts = [0];
    for (const { columns } of rows) starts.push((starts.at(-1) ?? 0) + columns.length);
    return {
      numCols: unknown.length,
      numRows: rows.length,
      colCost: new Float64Array(unknown.length),
      colLower: variables.map(({ least, value }) => Math.max(least - value, -furthest)),
      colUpper: variables.map(() => furthest),
      rowLower: rows.map(({ least }) => least),
      rowUpper: rows.map(({ isExact }) => (isExact ? 0 : this.#highs.infinity)),
      matrix: {
        format: "csr" as const,
        numRows: rows.length,
        numCols: unknown.length,
        starts,
        indices: rows.flatMap(({ columns }) => columns),
        values: rows.flatMap(({ weights }) => weights),
      },
    };
  }
}

interface ProgramRow {
  /** The row of a table that says it; null for what is known besides. */
  readonly teller: string | null;
  readonly columns: readonly number[];
  readonly weights: readonly number[];
  /** Its known variables with their coefficients. */
  readonly known: readonly (readonly [variable: number, coefficient: number])[];
  readonly least: number;
  readonly isExact: boolean;
}

/** What is published about unknown variables, and what is known of them besides; nothing twice. */
function distinctRows(
  model: JointModel,
  columns: ReadonlyMap<number, number>,
  isPublished: (cell: ModelCell) => boolean,
): ProgramRow[] {
  const rowOf = (teller: string | null, combination: Combination, least: number, isExact: boolean): ProgramRow => {
    const terms = termsOf(combination).flatMap(([variable, coefficient]) => {
      const column = columns.get(variable);
      return column === undefined ? [] : [{ column, coefficient }];
    });
    terms.sort((a, b) => a.column - b.column);
    const known = termsOf(combination).filter(([variable]) => !columns.has(variable));
    return {
      teller,
      known,
      columns: terms.map(({ column }) => column),
      weights: terms.map(({ coefficient }) => coefficient),
      least,
      isExact,
    };
  };
  const rows = [
    ...model.cells.filter(isPublished).map((cell) => rowOf(cell.row, cell, 0, true)),
    ...model.inequalities.map((known) => rowOf(null, known, known.least - valueOf(model, known), false)),
  ].filter((row) => row.columns.length > 0);
  return [...new Map(rows.map((row) => [`${row.columns.join()};${row.weights.join()};${row.isExact}`, row])).values()];
}
