import type { Highs, Model } from "highs";

import { assert, present } from "../assert.ts";
import { distinctRows, movesOf, partOf, type Program, programOf, type ProgramRow } from "./attack-program.ts";
import { type JointModel, type ModelCell, termsOf, valueOf } from "./joint-model.ts";
import { witnessLine } from "./witness-line.ts";

/** How far a reader errs about a protected cell at least: what was reached, which is enough unless the cell is in `failures`. */
export interface CellInterval {
  readonly id: string;
  readonly below: number;
  readonly above: number;
  /** The sides on which nothing that is published holds it: a reader knows no more than that zeros would be printed. */
  readonly free: readonly Side[];
}

type Side = "below" | "above";

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

/** A need that is met within rounding of the solver. */
const TOLERANCE = 1e-6;

const SIDES = ["below", "above"] as const;

interface Reached extends Record<Side, number> {
  free: readonly Side[];
}

/** How many ways of being near the truth are tried. */
const NEARNESSES = 4;

/** What the solver is to make small so that a cell errs much. */
function costsOf(terms: readonly Term[], side: Side): ReadonlyMap<number, number> {
  const sign = side === "above" ? -1 : 1;
  return new Map(terms.map(([column, coefficient]) => [column, sign * coefficient]));
}

/** A column with its coefficient. */
type Term = readonly [column: number, coefficient: number];

/** A reader with a solver, who pushes one protected cell after the other as far from the truth as what is published allows. */
export class Attack {
  readonly #highs: Highs;
  readonly #model: JointModel;
  readonly #solver: Model;
  /** The same in movements up and down apart, which it keeps as small as it can. */
  readonly #mover: Model;
  #nearness = 0;
  /** Columns of the program by variable. */
  readonly #columns: ReadonlyMap<number, number>;
  readonly #rows: readonly ProgramRow[];
  readonly #program: Program;
  readonly #isWholeColumn: readonly boolean[];
  readonly #protectedCells: readonly ModelCell[];
  readonly #reached = new Map<string, Reached>();

  constructor(highs: Highs, model: JointModel, { isPublished, isKnown, before }: WhatIsKnown) {
    this.#highs = highs;
    this.#model = model;
    const unknown = [...model.variables.entries()].flatMap(([variable, { leaf }]) => (isKnown(leaf) ? [] : [variable]));
    this.#columns = new Map(unknown.map((variable, column) => [variable, column]));
    this.#protectedCells = model.cells.filter(({ need, fate }) => need !== null && fate !== "printed");
    for (const { id } of this.#protectedCells) this.#reached.set(id, { below: 0, above: 0, free: [] });
    for (const { id, ...reached } of before) this.#reached.set(id, { ...reached });
    const rows = distinctRows(model, this.#columns, isPublished);
    this.#rows = rows;
    this.#isWholeColumn = unknown.map((variable) => model.variables[variable]?.isWhole === true);
    this.#program = programOf(
      model,
      { unknown, rows, furthest: furthestOf(model, this.#protectedCells) },
      highs.infinity,
    );
    this.#solver = highs.createModel(this.#program);
    this.#solver.options.set({ output_flag: false, presolve: "off", simplex_strategy: 4, random_seed: 1 });
    this.#mover = highs.createModel(movesOf(this.#program));
    this.#mover.options.set({ output_flag: false, presolve: "off", random_seed: 1 });
  }

  dispose(): void {
    this.#mover.dispose();
    this.#solver.dispose();
  }

  intervalOf({ id }: ModelCell): CellInterval {
    return { id, ...present(this.#reached.get(id), "every protected cell is noted") };
  }

  /** Undefined when both needs of the cell are met. */
  ask(cell: ModelCell): IntervalFailure | undefined {
    const need = present(cell.need, "only protected cells are asked about");
    const tellers = SIDES.flatMap((side) => (this.#isMet(cell, side) ? [] : this.#push(cell, side, need[side])));
    const isSafe = SIDES.every((side) => this.#isMet(cell, side));
    return isSafe ? undefined : { id: cell.id, row: cell.row, tellers: [...new Set(tellers)] };
  }

  #isMet(cell: ModelCell, side: Side): boolean {
    const need = present(cell.need, "a protected cell")[side];
    const reached = present(this.#reached.get(cell.id), "every protected cell is noted");
    return reached.free.includes(side) || reached[side] >= need - TOLERANCE * Math.max(1, need);
  }

  /** Looks for a table that errs enough; the published cells that hold the cell when there is none. */
  #push(cell: ModelCell, side: Side, need: number): string[] {
    const terms = termsOf(cell).flatMap(([variable, coefficient]) => {
      const column = this.#columns.get(variable);
      return column === undefined ? [] : [[column, coefficient] as const];
    });
    assert(terms.length > 0, "a protected cell does not follow by arithmetic");
    this.#tryNearest(terms, side, need);
    return this.#isMet(cell, side) ? [] : this.#pushFurthest(cell, side, { terms, need });
  }

  /**
   * Notes a table near the truth in which the cell errs enough, if there is one that is found soon: by several measures of nearness, and where each has
   * fractions, in whole numbers with the columns that move in any of them.
   */
  #tryNearest(terms: readonly Term[], side: Side, need: number): void {
    const moved = new Set<number>();
    for (let attempt = 0; attempt < NEARNESSES; attempt += 1) {
      if (attempt > 0) this.#changeNearness(attempt);
      const nearest = this.#nearest(terms, side, need);
      if (nearest === undefined) break;
      for (const [column, value] of nearest.entries()) if (Math.abs(value) > TOLERANCE) moved.add(column);
      const whole = this.#isWhole(nearest)
        ? nearest
        : this.#wholeSolution(
            [...moved].toSorted((a, b) => a - b),
            need,
            costsOf(terms, side),
          );
      if (whole === undefined) continue;
      this.#note(whole);
      break;
    }
    this.#changeNearness(0);
  }

  /** Lets columns weigh differently, the same way each time; all the same at first. */
  #changeNearness(attempt: number): void {
    const width = this.#isWholeColumn.length;
    if (this.#nearness === attempt) return;
    this.#nearness = attempt;
    const weights = Float64Array.from({ length: 2 * width }, (_, column) =>
      attempt === 0 ? 1 : 1 + (((column % width) * (2 * attempt + 1) * 2_654_435_761) % 97) / 97,
    );
    this.#mover.changeColsCost({ kind: "range", from: 0, to: 2 * width - 1 }, weights);
  }

  /** The table nearest to the truth in which the cell errs enough: few columns move in it, and mostly by whole numbers. */
  #nearest(terms: readonly Term[], side: Side, need: number): Float64Array | undefined {
    const sign = side === "above" ? 1 : -1;
    const width = this.#isWholeColumn.length;
    const indices = terms.flatMap(([column]) => [column, column + width]);
    const values = terms.flatMap(([, coefficient]) => [sign * coefficient, -sign * coefficient]);
    const row = this.#rows.length;
    this.#mover.addRow(need, this.#highs.infinity, { indices, values });
    this.#mover.setLogicalBasis();
    const { modelStatus } = this.#mover.run();
    const { colValue } = this.#mover.getSolution();
    this.#mover.deleteRows({ kind: "range", from: row, to: row });
    if (modelStatus !== this.#highs.constants.modelStatus.optimal) return undefined;
    return Float64Array.from(
      { length: width },
      (_, column) => (colValue[column] ?? 0) - (colValue[column + width] ?? 0),
    );
  }

  /** Pushes the cell as far from the truth as it goes. */
  #pushFurthest(cell: ModelCell, side: Side, { terms, need }: { terms: readonly Term[]; need: number }): string[] {
    for (const [column, cost] of costsOf(terms, side)) this.#solver.changeColCost(column, cost);
    this.#run();
    const furthest = -this.#solver.getObjectiveValue();
    const { colValue, rowDual } = this.#solver.getSolution();
    const isEnough = furthest >= need - TOLERANCE * Math.max(1, need);
    if (this.#isWhole(colValue)) this.#note(colValue);
    else if (isEnough) this.#pushWhole(need, colValue, costsOf(terms, side));
    for (const [column] of terms) this.#solver.changeColCost(column, 0);
    if (this.#isMet(cell, side)) return [];
    const tellers = this.#tellers(rowDual);
    const reached = present(this.#reached.get(cell.id), "every protected cell is noted");
    if (tellers.length === 0) reached.free = [...reached.free, side];
    return tellers;
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

  /**
   * The same objective in whole numbers: fractions of a person protect nobody. Tried first with what the solution with fractions moves alone, which is
   * a small program and nearly always enough.
   */
  #pushWhole(need: number, fractions: Float64Array, costs: ReadonlyMap<number, number>): void {
    const moved = [...fractions.keys()].filter((column) => Math.abs(fractions[column] ?? 0) > TOLERANCE);
    const found = this.#wholeSolution(moved, need, costs) ?? this.#wholeSolution([...fractions.keys()], need, costs);
    if (found !== undefined) this.#note(found);
  }

  /** A solution in whole numbers in which only some columns move; undefined when the solver finds none that meets the need. */
  #wholeSolution(
    columns: readonly number[],
    need: number,
    costs: ReadonlyMap<number, number>,
  ): Float64Array | undefined {
    const model = this.#highs.createModel(partOf(this.#program, columns, costs));
    try {
      model.options.set({ output_flag: false, objective_target: -need, mip_heuristic_effort: 0, random_seed: 1 });
      const { integer } = this.#highs.constants.variableType;
      for (const [place, column] of columns.entries())
        if (this.#isWholeColumn[column] === true) model.changeColIntegrality(place, integer);
      const { optimal, objectiveTarget } = this.#highs.constants.modelStatus;
      const { modelStatus } = model.run();
      if (modelStatus !== optimal && modelStatus !== objectiveTarget) return undefined;
      const { colValue } = model.getSolution();
      const values = new Float64Array(this.#isWholeColumn.length);
      for (const [place, column] of columns.entries()) values[column] = colValue[place] ?? 0;
      const isEnough = -model.getObjectiveValue() >= need - TOLERANCE * Math.max(1, need);
      return isEnough && this.#isWhole(values) ? values : undefined;
    } finally {
      model.dispose();
    }
  }

  #run(): void {
    const { modelStatus } = this.#solver.run();
    const { optimal, objectiveTarget } = this.#highs.constants.modelStatus;
    if (modelStatus !== optimal && modelStatus !== objectiveTarget)
      throw new Error(`the interval audit ended with status ${modelStatus} of the solver`);
  }

  #isWhole(values: Float64Array): boolean {
    return values.every(
      (value, column) => this.#isWholeColumn[column] !== true || Math.abs(value - Math.round(value)) <= TOLERANCE,
    );
  }

  /** A solution is a table that cannot be excluded: what it, and those on its line, say of every protected cell is reached. */
  #note(solution: Float64Array): void {
    // Whole numbers come within rounding of the solver, and are to stay whole in multiples.
    const values = solution.map((value, column) => (this.#isWholeColumn[column] === true ? Math.round(value) : value));
    const { low, high } = witnessLine(this.#program, values, this.#isWholeColumn);
    for (const cell of this.#protectedCells) {
      let deviation = 0;
      for (const [variable, coefficient] of termsOf(cell)) {
        const column = this.#columns.get(variable);
        if (column !== undefined) deviation += coefficient * (values[column] ?? 0);
      }
      const reached = present(this.#reached.get(cell.id), "every protected cell is noted");
      reached.above = Math.max(reached.above, high * deviation, low * deviation);
      reached.below = Math.max(reached.below, -high * deviation, -low * deviation);
    }
  }
}

/** Beyond this nobody has to err. A bound keeps every program bounded; a smaller world errs on the safe side. */
function furthestOf(model: JointModel, cells: readonly ModelCell[]): number {
  const needs = cells.map((cell) => {
    const { below, above } = present(cell.need, "a protected cell");
    return Math.max(below, above, Math.abs(valueOf(model, cell)));
  });
  return 4 * Math.max(1, ...needs);
}
