import type { Highs, Model } from "highs";

import type { Component } from "./components.ts";
import { ONE } from "./decimals.ts";
import type { Equation } from "./equations.ts";
import { type Program, wholeTable } from "./whole-table.ts";

/** How far a sum can be pushed, and the equations that hold it there. */
export interface Push {
  readonly value: number;
  /** Places of equations. */
  readonly holding: readonly number[];
}

/** A sum that is to be moved, and how far up. */
export interface Stretch {
  readonly unknowns: readonly number[];
  readonly most: number;
}

/** What the solver rounds by. */
const TOLERANCE = 1e-7;

/** What the reader knows of unknowns beside the equations. */
export interface Given {
  readonly equations: readonly Equation[];
  /** Of an unknown that is worked out. */
  readonly valueOf: (unknown: number) => bigint | null;
  readonly isNeverNegative: (unknown: number) => boolean;
  /** Whether it counts something. */
  readonly isWhole: (unknown: number) => boolean;
}

/** A reader with a solver of linear programs, who looks at one component of the equations and pushes sums up and down. */
export class Reader {
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #columns: ReadonlyMap<number, number>;
  readonly #rows: readonly number[];
  readonly #valueOf: Given["valueOf"];
  readonly #furthest: number;
  /** What the solver's numbers are multiples of: it rounds by the same, however much money there is. */
  readonly #unit: number;
  readonly #lowest: Float64Array;
  readonly #program: Program;
  readonly #isWhole: readonly boolean[];
  /** The last table that agrees with everything printed, by unknown. */
  #table: Float64Array = new Float64Array();

  constructor(highs: Highs, component: Component, given: Given, least: number) {
    this.#highs = highs;
    this.#valueOf = given.valueOf;
    this.#columns = new Map(component.unknowns.map((unknown, column) => [unknown, column]));
    const rows = component.equations.filter((index) => {
      const span = given.equations[index]?.span;
      return span !== undefined && (span.low !== null || span.high !== null);
    });
    this.#rows = rows;
    this.#furthest = furthestOf(
      rows.map((index) => given.equations[index] ?? NOTHING),
      least,
    );
    this.#unit = Math.max(1, this.#furthest / 4e6);
    this.#lowest = Float64Array.from(component.unknowns, (unknown) =>
      given.isNeverNegative(unknown) ? 0 : -this.#furthest / this.#unit,
    );
    this.#isWhole = component.unknowns.map(given.isWhole);
    this.#program = this.#programOf(component, given, rows);
    this.#model = highs.createModel(this.#program);
    this.#model.options.set({ output_flag: false, presolve: "off", simplex_strategy: 4, random_seed: 1 });
  }

  dispose(): void {
    this.#model.dispose();
  }

  /** What a sum of unknowns is in the last table found. */
  seen(unknowns: readonly number[]): number {
    let sum = 0;
    for (const unknown of unknowns) {
      const column = this.#columns.get(unknown);
      sum +=
        column === undefined
          ? Number(this.#valueOf(unknown) ?? 0n) / Number(ONE)
          : this.#unit * (this.#table[column] ?? 0);
    }
    return sum;
  }

  /** Pushes a sum of unknowns as far as it goes; null when no table agrees with everything printed. */
  push(unknowns: readonly number[], direction: "down" | "up"): Push | null {
    const columns = unknowns.flatMap((unknown) => this.#columns.get(unknown) ?? []);
    const cost = direction === "up" ? -1 : 1;
    for (const column of columns) this.#model.changeColCost(column, cost);
    const { modelStatus } = this.#model.run();
    // A change of costs forgets the solution.
    const solution = modelStatus === this.#highs.constants.modelStatus.optimal ? this.#model.getSolution() : null;
    for (const column of columns) this.#model.changeColCost(column, 0);
    if (solution === null) return null;
    this.#table = Float64Array.from(solution.colValue);
    const holding = this.#rows.filter((_, row) => Math.abs(solution.rowDual[row] ?? 0) > TOLERANCE);
    return { value: this.seen(unknowns), holding };
  }

  /**
   * Looks for a table in which many sums are up, or down, at once: those of one unknown only as far as is asked, so that there is something left for the others. Returns
   * whether there is one.
   */
  stretch(sums: readonly Stretch[], direction: "down" | "up"): boolean {
    const cost = direction === "up" ? -1 : 1;
    const costs = new Map<number, number>();
    const limits = new Map<number, number>();
    for (const { unknowns, most } of sums) {
      const columns = unknowns.flatMap((unknown) => this.#columns.get(unknown) ?? []);
      for (const column of columns) costs.set(column, cost);
      const [only] = columns;
      if (only !== undefined && unknowns.length === 1 && direction === "up") limits.set(only, most / this.#unit);
    }
    const end = this.#furthest / this.#unit;
    for (const [column, own] of costs) this.#model.changeColCost(column, own);
    for (const [column, most] of limits)
      this.#model.changeColBounds(column, this.#lowest[column] ?? 0, Math.min(end, most));
    const { modelStatus } = this.#model.run();
    const isFound = modelStatus === this.#highs.constants.modelStatus.optimal;
    if (isFound) this.#table = Float64Array.from(this.#model.getSolution().colValue);
    for (const column of costs.keys()) this.#model.changeColCost(column, 0);
    for (const column of limits.keys()) this.#model.changeColBounds(column, this.#lowest[column] ?? 0, end);
    return isFound;
  }

  /** Whether what counts something is a whole number in the last table found. */
  get isWholeTable(): boolean {
    if (this.#unit !== 1) return false;
    return this.#isWhole.every((isWhole, column) => {
      const value = this.#table[column] ?? 0;
      return !isWhole || Math.abs(value - Math.round(value)) < TOLERANCE;
    });
  }

  /** Looks for a table in whole numbers in which a sum goes as far as is asked: whether there is one, and null where that was not found out. */
  hasWholeTable(unknowns: readonly number[], direction: "down" | "up", far: number): boolean | null {
    if (this.#unit !== 1) return null;
    const columns = unknowns.flatMap((unknown) => this.#columns.get(unknown) ?? []);
    const known = unknowns.filter((unknown) => !this.#columns.has(unknown));
    const left = far - known.reduce((sum, unknown) => sum + inUnits(this.#valueOf(unknown) ?? 0n), 0);
    const between = direction === "up" ? { low: left, high: Infinity } : { low: -Infinity, high: left };
    const found = wholeTable(this.#highs, this.#program, this.#isWhole, { columns, ...between });
    if (found instanceof Float64Array) this.#table = found;
    return found === null ? null : found !== "none";
  }

  #programOf({ unknowns }: Component, { equations, valueOf }: Given, rows: readonly number[]): Program {
    const { infinity } = this.#highs;
    const starts = [0];
    const [indices, values] = [new Array<number>(), new Array<number>()];
    const [rowLower, rowUpper] = [new Array<number>(), new Array<number>()];
    for (const index of rows) {
      const { terms, span } = equations[index] ?? NOTHING;
      let known = 0n;
      for (const [unknown, weight] of terms) {
        const column = this.#columns.get(unknown);
        if (column === undefined) {
          known += BigInt(weight) * (valueOf(unknown) ?? 0n);
          continue;
        }
        indices.push(column);
        values.push(weight);
      }
      starts.push(indices.length);
      rowLower.push(span.low === null ? -infinity : inUnits(span.low - known) / this.#unit);
      rowUpper.push(span.high === null ? infinity : inUnits(span.high - known) / this.#unit);
    }
    const width = unknowns.length;
    return {
      numCols: width,
      numRows: rows.length,
      colCost: new Float64Array(width),
      colLower: this.#lowest,
      // A world with an end has an end of every push, and a table that shows it.
      colUpper: new Float64Array(width).fill(this.#furthest / this.#unit),
      rowLower: Float64Array.from(rowLower),
      rowUpper: Float64Array.from(rowUpper),
      matrix: {
        format: "csr" as const,
        numRows: rows.length,
        numCols: width,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
      },
    };
  }
}

const NOTHING: Equation = { terms: new Map(), span: { low: null, high: null }, place: null };

function inUnits(units: bigint): number {
  return Number(units) / Number(ONE);
}

/** Beyond this nobody is looked for: a multiple of everything that is printed. */
function furthestOf(equations: readonly Equation[], least: number): number {
  const sizes = equations.flatMap(({ span: { low, high } }) => [low, high].map((end) => Math.abs(inUnits(end ?? 0n))));
  return 4 * sizes.reduce((most, size) => Math.max(most, size), least);
}
