import type { ModelData } from "highs";

import { present } from "../assert.ts";
import { type Combination, type JointModel, type ModelCell, type Published, termsOf, valueOf } from "./joint-model.ts";

/** A linear program in deviations from the truth, row by row. */
export type Program = ModelData & {
  readonly colCost: Float64Array;
  readonly colLower: Float64Array;
  readonly colUpper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly matrix: {
    readonly format: "csr";
    readonly numRows: number;
    readonly numCols: number;
    readonly starts: Int32Array;
    readonly indices: Int32Array;
    readonly values: Float64Array;
  };
};

/** What a program is made of. */
interface Parts {
  /** Variables that a reader does not know: the columns. */
  readonly unknown: readonly number[];
  readonly rows: readonly ProgramRow[];
  /** How far a column moves at most. */
  readonly furthest: number;
}

/** The program of a model, with nothing to push yet. */
export function programOf(model: JointModel, { unknown, rows, furthest }: Parts, infinity: number): Program {
  const variables = unknown.map((variable) => present(model.variables[variable], "a variable of the model"));
  const starts = [0];
  for (const { columns } of rows) starts.push((starts.at(-1) ?? 0) + columns.length);
  return {
    numCols: unknown.length,
    numRows: rows.length,
    colCost: new Float64Array(unknown.length),
    colLower: Float64Array.from(variables, ({ least, value }) => Math.max(least - value, -furthest)),
    colUpper: new Float64Array(unknown.length).fill(furthest),
    rowLower: Float64Array.from(rows, ({ least }) => least),
    rowUpper: Float64Array.from(rows, ({ isExact }) => (isExact ? 0 : infinity)),
    matrix: {
      format: "csr",
      numRows: rows.length,
      numCols: unknown.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(rows.flatMap(({ columns }) => columns)),
      values: Float64Array.from(rows.flatMap(({ weights }) => weights)),
    },
  };
}

/** Whether deviations are within every bound of a program, but for rounding. */
export function isWithin({ colLower, colUpper, rowLower, rowUpper, matrix }: Program, values: Float64Array): boolean {
  const isBetween = (value: number, least: number, most: number, size: number) =>
    value >= least - ROUNDING * size && value <= most + ROUNDING * size;
  const sizeOf = (value: number) => Math.max(1, Math.abs(value));
  const areColumns = values.every((value, column) =>
    isBetween(value, colLower[column] ?? 0, colUpper[column] ?? 0, sizeOf(value)),
  );
  if (!areColumns) return false;
  for (let row = 0; row < matrix.numRows; row += 1) {
    let [sum, size] = [0, 1];
    for (let entry = matrix.starts[row] ?? 0; entry < (matrix.starts[row + 1] ?? 0); entry += 1) {
      const value = (matrix.values[entry] ?? 0) * (values[matrix.indices[entry] ?? 0] ?? 0);
      sum += value;
      size = Math.max(size, Math.abs(value));
    }
    if (!isBetween(sum, rowLower[row] ?? 0, rowUpper[row] ?? 0, size)) return false;
  }
  return true;
}

/** Of sums of money in floating point. */
const ROUNDING = 1e-6;

/** The program with each column in two, what it moves up and what it moves down, and the sum of all movements to be kept small. */
export function movesOf(program: Program): Program {
  const { numCols: width, matrix } = program;
  const twice = (values: Iterable<number>, turn: (value: number) => number): number[] =>
    [...values].flatMap((value) => [value, turn(value)]);
  return {
    ...program,
    numCols: 2 * width,
    colCost: new Float64Array(2 * width).fill(1),
    colLower: new Float64Array(2 * width),
    colUpper: Float64Array.from([...program.colUpper, ...program.colLower.map((least) => -least)]),
    matrix: {
      ...matrix,
      numCols: 2 * width,
      starts: matrix.starts.map((start) => 2 * start),
      indices: Int32Array.from(twice(matrix.indices, (column) => column + width)),
      values: Float64Array.from(twice(matrix.values, (weight) => -weight)),
    },
  };
}

/** The program in which only some columns move, in their order, with what is to be pushed. */
export function partOf(program: Program, columns: readonly number[], costs: ReadonlyMap<number, number>): Program {
  const places = new Map(columns.map((column, place) => [column, place]));
  const { starts, indices, values } = program.matrix;
  const kept = { rows: new Array<number>(), starts: [0], indices: new Array<number>(), values: new Array<number>() };
  for (let row = 0; row < program.numRows; row += 1) {
    for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry += 1) {
      const place = places.get(indices[entry] ?? -1);
      if (place === undefined) continue;
      kept.indices.push(place);
      kept.values.push(values[entry] ?? 0);
    }
    if (kept.indices.length === kept.starts.at(-1)) continue;
    kept.rows.push(row);
    kept.starts.push(kept.indices.length);
  }
  const of = (all: Float64Array, some: readonly number[]) => Float64Array.from(some, (index) => all[index] ?? 0);
  return {
    numCols: columns.length,
    numRows: kept.rows.length,
    colCost: Float64Array.from(columns, (column) => costs.get(column) ?? 0),
    colLower: of(program.colLower, columns),
    colUpper: of(program.colUpper, columns),
    rowLower: of(program.rowLower, kept.rows),
    rowUpper: of(program.rowUpper, kept.rows),
    matrix: {
      format: "csr",
      numRows: kept.rows.length,
      numCols: columns.length,
      starts: Int32Array.from(kept.starts),
      indices: Int32Array.from(kept.indices),
      values: Float64Array.from(kept.values),
    },
  };
}

/** What is published, or known besides, of unknown variables: that a sum of deviations is nothing, or no less than something. */
export interface ProgramRow {
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
export function distinctRows(
  model: JointModel,
  columns: ReadonlyMap<number, number>,
  published: Published,
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
  const inequalities = [...model.inequalities, ...(model.ordered?.(published) ?? [])];
  const rows = [
    ...model.cells
      .filter(published.isPublished)
      .map((cell) => rowOf(cell.isDecided === true ? null : cell.row, cell, 0, true)),
    // The truth is within, but for the rounding of sums of money.
    ...inequalities.map((known) =>
      rowOf(known.teller ?? null, known, Math.min(0, known.least - valueOf(model, known)), false),
    ),
  ].filter((row) => row.columns.length > 0);
  const distinct = new Map<string, ProgramRow>();
  for (const row of rows) {
    const key = `${row.columns.join()};${row.weights.join()};${row.isExact}`;
    const other = distinct.get(key);
    // Of bounds of the same sum the closest says it all.
    if (other === undefined || row.least >= other.least) distinct.set(key, row);
  }
  return [...distinct.values()];
}

/** Beyond this nobody has to err. A bound keeps every program bounded; a smaller world errs on the safe side. */
export function furthestOf(model: JointModel, cells: readonly ModelCell[]): number {
  const needs = cells.map((cell) => {
    const { below, above } = present(cell.need, "a protected cell");
    return Math.max(below, above, Math.abs(valueOf(model, cell)));
  });
  return 4 * Math.max(1, ...needs);
}
