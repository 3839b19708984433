import type { Highs, Model } from "highs";

import { assert, present } from "../assert.ts";
import { isWithin, movesOf, type Program, programOf } from "./attack-program.ts";
import type { ModelCell, Published } from "./joint-model.ts";
import { MovementFinder } from "./movement-finder.ts";
import { MovementPool } from "./movement-pool.ts";
import type { ProgramRow, Term, Unknowns } from "./unknowns.ts";
import { wholeSolution } from "./whole-solution.ts";
import type { WitnessLog } from "./witness-log.ts";
import { type CellInterval, type Side, TOLERANCE, Witnesses } from "./witnesses.ts";

/** A cell that a reader can come too close to, and what would help. */
export interface IntervalFailure {
  readonly id: string;
  readonly row: string;
  /** Published rows of the tables any of which would loosen it if it were withheld. */
  readonly tellers: readonly string[];
}

/** What the audit starts from. */
export interface WhatIsKnown extends Pick<Published, "isPublished"> {
  /** What an audit reached of the same model with more published; empty at first. */
  readonly before: readonly CellInterval[];
  /** Movements found before, in this model or another of the same leaf cells; those found now are added. None by default. */
  readonly movements?: MovementPool;
  /** Tables that are known not to be excluded; those found now are added. None by default. */
  readonly log?: WitnessLog;
}

const SIDES = ["below", "above"] as const;

/** How many ways of being near the truth are tried. */
const NEARNESSES = 4;

/** What the solver is to make small so that a cell errs much. */
function costsOf(terms: readonly Term[], side: Side): ReadonlyMap<number, number> {
  const sign = side === "above" ? -1 : 1;
  return new Map(terms.map(([column, coefficient]) => [column, sign * coefficient]));
}

/** A reader with a solver, who pushes one protected cell after the other as far from the truth as what is published allows. */
export class Attack {
  readonly #highs: Highs;
  readonly #unknowns: Unknowns;
  readonly #isPublished: Published["isPublished"];
  readonly #movements: MovementPool;
  // Made when they are needed: most cells are shown to be safe without.
  #program: Program | undefined;
  #rows: readonly ProgramRow[] | undefined;
  #finder: MovementFinder | undefined;
  #solver: Model | undefined;
  /** The same in movements up and down apart, which it keeps as small as it can. */
  #mover: Model | undefined;
  #nearness = 0;
  readonly #witnesses: Witnesses;

  constructor(
    highs: Highs,
    unknowns: Unknowns,
    { isPublished, before, movements = new MovementPool(), log }: WhatIsKnown,
  ) {
    this.#highs = highs;
    this.#unknowns = unknowns;
    this.#isPublished = isPublished;
    this.#movements = movements;
    const isCertain = unknowns.model.ordered === undefined;
    this.#witnesses = new Witnesses(unknowns, () => this.#theProgram(), { before, isCertain, ...(log && { log }) });
  }

  dispose(): void {
    this.#mover?.dispose();
    this.#solver?.dispose();
  }

  intervalOf(cell: ModelCell): CellInterval {
    return this.#witnesses.intervalOf(cell);
  }

  /** Whether both needs of the cell are met, without asking what would help where they are not. */
  isSafe(cell: ModelCell): boolean {
    const need = present(cell.need, "only protected cells are asked about");
    return SIDES.every((side) => this.#witnesses.isMet(cell, side) || this.#isReached(cell, side, need[side]));
  }

  /** Undefined when both needs of the cell are met. */
  ask(cell: ModelCell): IntervalFailure | undefined {
    const need = present(cell.need, "only protected cells are asked about");
    const tellers = SIDES.flatMap((side) =>
      this.#witnesses.isMet(cell, side) ? [] : this.#push(cell, side, need[side]),
    );
    const isSafe = SIDES.every((side) => this.#witnesses.isMet(cell, side));
    return isSafe ? undefined : { id: cell.id, row: cell.row, tellers: [...new Set(tellers)] };
  }

  /** Looks for a table that errs enough; the published cells that hold the cell when there is none. */
  #push(cell: ModelCell, side: Side, need: number): string[] {
    const terms = this.#unknowns.termsOf(cell);
    assert(terms.length > 0, "a protected cell does not follow by arithmetic");
    this.#look(terms, side, need);
    return this.#witnesses.isMet(cell, side) ? [] : this.#pushFurthest(cell, side, { terms, need });
  }

  #isReached(cell: ModelCell, side: Side, need: number): boolean {
    const terms = this.#unknowns.termsOf(cell);
    // Where even fractions do not reach, there is nothing to push.
    if (terms.length === 0 || !this.#look(terms, side, need)) return false;
    if (!this.#witnesses.isMet(cell, side)) this.#pushFurthest(cell, side, { terms, need });
    return this.#witnesses.isMet(cell, side);
  }

  /** Notes a table in which a sum errs enough if one is found soon. False when there is none, in fractions either. */
  #look(terms: readonly Term[], side: Side, need: number): boolean {
    const found = this.#theFinder().find(terms, side === "above" ? 1 : -1, need);
    // What is found soon may forget what bounds several cells together.
    if (found === undefined || !isWithin(this.#theProgram(), found)) return this.#tryNearest(terms, side, need);
    this.#witnesses.note(found);
    return true;
  }

  /**
   * Notes a table near the truth in which the cell errs enough, if there is one that is found soon: by several measures of nearness, and where each has
   * fractions, in whole numbers with the columns that move in any of them. False when there is none.
   */
  #tryNearest(terms: readonly Term[], side: Side, need: number): boolean {
    const moved = new Set<number>();
    let isThere = false;
    for (let attempt = 0; attempt < NEARNESSES; attempt += 1) {
      if (attempt > 0) this.#changeNearness(attempt);
      const nearest = this.#nearest(terms, side, need);
      if (nearest === undefined) break;
      isThere = true;
      for (const [column, value] of nearest.entries()) if (Math.abs(value) > TOLERANCE) moved.add(column);
      const whole = this.#isWhole(nearest) ? nearest : this.#wholeBetween(attempt, moved, { terms, side, need });
      if (whole === undefined) continue;
      this.#witnesses.note(whole);
      break;
    }
    this.#changeNearness(0);
    return isThere;
  }

  /** What moves by fractions in one table seldom moves by whole numbers alone; what moves in one of two mostly does. */
  #wholeBetween(
    attempt: number,
    moved: ReadonlySet<number>,
    { terms, side, need }: { readonly terms: readonly Term[]; readonly side: Side; readonly need: number },
  ): Float64Array | undefined {
    if (attempt === 0) return undefined;
    const columns = [...moved].toSorted((a, b) => a - b);
    return this.#wholeSolution(columns, need, costsOf(terms, side));
  }

  /** Lets columns weigh differently, the same way each time; all the same at first. */
  #changeNearness(attempt: number): void {
    const width = this.#unknowns.isWhole.length;
    if (this.#nearness === attempt) return;
    this.#nearness = attempt;
    const weights = Float64Array.from({ length: 2 * width }, (_, column) =>
      attempt === 0 ? 1 : 1 + (((column % width) * (2 * attempt + 1) * 2_654_435_761) % 97) / 97,
    );
    this.#theMover().changeColsCost({ kind: "range", from: 0, to: 2 * width - 1 }, weights);
  }

  /** The table nearest to the truth in which the cell errs enough: few columns move in it, and mostly by whole numbers. */
  #nearest(terms: readonly Term[], side: Side, need: number): Float64Array | undefined {
    const sign = side === "above" ? 1 : -1;
    const width = this.#unknowns.isWhole.length;
    const indices = terms.flatMap(([column]) => [column, column + width]);
    const values = terms.flatMap(([, coefficient]) => [sign * coefficient, -sign * coefficient]);
    const row = this.#theRows().length;
    const mover = this.#theMover();
    mover.addRow(need, this.#highs.infinity, { indices, values });
    mover.setLogicalBasis();
    const { modelStatus } = mover.run();
    const { colValue } = mover.getSolution();
    mover.deleteRows({ kind: "range", from: row, to: row });
    if (modelStatus !== this.#highs.constants.modelStatus.optimal) return undefined;
    const moved = new Float64Array(width);
    for (let column = 0; column < width; column += 1)
      moved[column] = (colValue[column] ?? 0) - (colValue[column + width] ?? 0);
    return moved;
  }

  /** Pushes the cell as far from the truth as it goes. */
  #pushFurthest(cell: ModelCell, side: Side, { terms, need }: { terms: readonly Term[]; need: number }): string[] {
    const solver = this.#theSolver();
    for (const [column, cost] of costsOf(terms, side)) solver.changeColCost(column, cost);
    this.#run(solver);
    const furthest = -solver.getObjectiveValue();
    const { colValue, rowDual } = solver.getSolution();
    const isEnough = furthest >= need - TOLERANCE * Math.max(1, need);
    if (this.#isWhole(colValue)) this.#witnesses.note(colValue);
    else if (isEnough) this.#pushWhole(need, colValue, costsOf(terms, side));
    for (const [column] of terms) solver.changeColCost(column, 0);
    if (this.#witnesses.isMet(cell, side)) return [];
    const tellers = this.#tellers(rowDual);
    if (tellers.length === 0) this.#witnesses.noteFree(cell, side);
    return tellers;
  }

  /**
   * Published rows with a price: those that bind the objective, and known leaf cells that would move it if they could move, by the prices of
   * the rows that they are in.
   */
  #tellers(rowDual: Float64Array): string[] {
    const prices = new Map<number, number>();
    const rows = this.#theRows();
    const binding = rows.filter((_, row) => Math.abs(rowDual[row] ?? 0) > TOLERANCE);
    for (const [row, { known }] of rows.entries())
      for (const [variable, coefficient] of known)
        prices.set(variable, (prices.get(variable) ?? 0) + coefficient * (rowDual[row] ?? 0));
    const movers = this.#unknowns.model.cells.filter(({ fate, variables: [variable = -1, ...others] }) => {
      return fate === "open" && others.length === 0 && Math.abs(prices.get(variable) ?? 0) > TOLERANCE;
    });
    const tellersOf = (some: readonly ProgramRow[]) => some.flatMap(({ teller }) => teller ?? []);
    const sums = [...tellersOf(binding.filter(({ isExact }) => isExact)), ...movers.map(({ row }) => row)];
    // Without one mean that bounds others the next one does nearly as well: first what bounds the cell by itself.
    return sums.length > 0 ? sums : tellersOf(binding);
  }

  /**
   * The same objective in whole numbers: fractions of a person protect nobody. Tried first with what the solution with fractions moves alone, which is
   * a small program and nearly always enough.
   */
  #pushWhole(need: number, fractions: Float64Array, costs: ReadonlyMap<number, number>): void {
    const moved = [...fractions.keys()].filter((column) => Math.abs(fractions[column] ?? 0) > TOLERANCE);
    const found = this.#wholeSolution(moved, need, costs) ?? this.#wholeSolution([...fractions.keys()], need, costs);
    if (found !== undefined) this.#witnesses.note(found);
  }

  #wholeSolution(columns: readonly number[], need: number, costs: ReadonlyMap<number, number>) {
    const { isWhole } = this.#unknowns;
    const found = wholeSolution(this.#highs, this.#theProgram(), { columns, isWhole, need, costs });
    // Of what the solver calls a table some is none: it is counted again.
    return found !== undefined && this.#isWhole(found) && isWithin(this.#theProgram(), found) ? found : undefined;
  }

  #theRows(): readonly ProgramRow[] {
    this.#rows ??= this.#unknowns.rows(this.#isPublished);
    return this.#rows;
  }

  #theProgram(): Program {
    const { model, variables: unknown, furthest } = this.#unknowns;
    this.#program ??= programOf(model, { unknown, rows: this.#theRows(), furthest }, this.#highs.infinity);
    return this.#program;
  }

  #theFinder(): MovementFinder {
    const { isWhole, leaves, paces } = this.#unknowns;
    this.#finder ??= new MovementFinder(this.#theProgram(), { leaves, isWhole, paces }, this.#movements);
    return this.#finder;
  }

  #theSolver(): Model {
    this.#solver ??= this.#made(this.#theProgram(), { presolve: "off", simplex_strategy: 4 });
    return this.#solver;
  }

  #theMover(): Model {
    this.#mover ??= this.#made(movesOf(this.#theProgram()), { presolve: "off" });
    return this.#mover;
  }

  #made(program: Program, options: Readonly<Record<string, number | string>>): Model {
    const model = this.#highs.createModel(program);
    model.options.set({ ...options, output_flag: false, random_seed: 1 });
    return model;
  }

  #run(solver: Model): void {
    const { modelStatus } = solver.run();
    const { optimal, objectiveTarget } = this.#highs.constants.modelStatus;
    if (modelStatus !== optimal && modelStatus !== objectiveTarget)
      throw new Error(`the interval audit ended with status ${modelStatus} of the solver`);
  }

  #isWhole(values: Float64Array): boolean {
    return values.every(
      (value, column) => this.#unknowns.isWhole[column] !== true || Math.abs(value - Math.round(value)) <= TOLERANCE,
    );
  }
}
