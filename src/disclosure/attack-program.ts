import type { ModelData } from "highs";

import { present } from "../assert.ts";
import type { JointModel } from "./joint-model.ts";
import type { ProgramRow } from "./unknowns.ts";

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
  const starts = new Int32Array(rows.length + 1);
  for (const [row, { columns }] of rows.entries()) starts[row + 1] = (starts[row] ?? 0) + columns.length;
  const indices = new Int32Array(starts[rows.length] ?? 0);
  const values = new Float64Array(indices.length);
  for (const [row, { columns, weights }] of rows.entries()) {
    indices.set(columns, starts[row]);
    values.set(weights, starts[row]);
  }
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
      starts,
      indices,
      values,
    },
  };
}

/** Whether deviations are within every bound of a program, but for rounding. */
export function isWithin({ colLower, colUpper, rowLower, rowUpper, matrix }: Program, values: Float64Array): boolean {
  const isBetween = (value: number, least: number, most: number, size: number) =>
    value >= least - ROUNDING * size && value <= most + ROUNDING * size;
  for (let column = 0; column < values.length; column += 1) {
    const value = values[column] ?? 0;
    if (!isBetween(value, colLower[column] ?? 0, colUpper[column] ?? 0, Math.max(1, Math.abs(value)))) return false;
  }
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
  const { numCols: width, matrix, colUpper, colLower } = program;
  const [indices, values] = [new Int32Array(2 * matrix.indices.length), new Float64Array(2 * matrix.indices.length)];
  for (let entry = 0; entry < matrix.indices.length; entry += 1) {
    const [column, weight] = [matrix.indices[entry] ?? 0, matrix.values[entry] ?? 0];
    indices[2 * entry] = column;
    indices[2 * entry + 1] = column + width;
    values[2 * entry] = weight;
    values[2 * entry + 1] = -weight;
  }
  const most = new Float64Array(2 * width);
  most.set(colUpper);
  most.set(
    colLower.map((least) => -least),
    width,
  );
  return {
    ...program,
    numCols: 2 * width,
    colCost: new Float64Array(2 * width).fill(1),
    colLower: new Float64Array(2 * width),
    colUpper: most,
    matrix: { ...matrix, numCols: 2 * width, starts: matrix.starts.map((start) => 2 * start), indices, values },
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
