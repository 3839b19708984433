import type { Highs, Model } from "highs";

/** Sums of columns between bounds, as the solver has them. */
export interface Program {
  readonly numCols: number;
  readonly numRows: number;
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
}

/** A sum of columns that is to be so great, or so little. */
export interface WholeQuestion {
  readonly columns: readonly number[];
  readonly low: number;
  readonly high: number;
}

/** Of more columns than these no table in whole numbers is looked for. */
const MOST_COLUMNS = 3_000;

/** After so many branches the question is left open: the same on every machine, which no time is. */
const MOST_NODES = 400;

/** What the solver rounds by. */
const ROUNDING = 1e-5;

/**
 * Looks for a table in whole numbers that agrees with everything and has a sum between two numbers: the table; `none` where that is proved not to be; null where neither was found within so much work.
 *
 * Source: disclosure.md §4. Throws on an error of the solver.
 */
export function wholeTable(
  highs: Highs,
  program: Program,
  isWhole: readonly boolean[],
  question: WholeQuestion,
): Float64Array | "none" | null {
  if (program.numCols > MOST_COLUMNS) return null;
  const whole = withSum(program, question, highs.infinity);
  const model = highs.createModel(whole);
  try {
    return solve(highs, model, whole, isWhole);
  } finally {
    model.dispose();
  }
}

/**
 * What the solver leaves out before it begins it leaves out wrongly now and then, and says of what can be that it cannot, or finds what is none. So both are taken from the whole program: that there is no table
 * is asked of it once more, and a table is counted again.
 */
function solve(
  highs: Highs,
  model: Model,
  program: Program,
  isWhole: readonly boolean[],
): Float64Array | "none" | null {
  model.options.set({ output_flag: false, mip_max_nodes: MOST_NODES, random_seed: 1 });
  for (const [column, isOwn] of isWhole.entries())
    if (isOwn) model.changeColIntegrality(column, highs.constants.variableType.integer);
  const { optimal, infeasible } = highs.constants.modelStatus;
  for (const presolve of ["on", "off"]) {
    model.options.set({ presolve });
    const { modelStatus } = model.run();
    if (modelStatus === infeasible && presolve === "off") return "none";
    if (modelStatus === infeasible) continue;
    if (modelStatus !== optimal) return null;
    const table = Float64Array.from(model.getSolution().colValue);
    if (isWithin(program, table)) return table;
  }
  return null;
}

/** Whether a table keeps every bound, but for what the solver rounds by. */
function isWithin({ rowLower, rowUpper, colLower, colUpper, matrix }: Program, table: Float64Array): boolean {
  const isBetween = (value: number, low = -Infinity, high = Infinity) => {
    const slack = ROUNDING * Math.max(1, Math.abs(value));
    return value >= low - slack && value <= high + slack;
  };
  const { starts, indices, values } = matrix;
  const sumOf = (row: number) => {
    let sum = 0;
    for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry += 1)
      sum += (values[entry] ?? 0) * (table[indices[entry] ?? 0] ?? 0);
    return sum;
  };
  return (
    table.every((value, column) => isBetween(value, colLower[column], colUpper[column])) &&
    rowLower.every((low, row) => isBetween(sumOf(row), low, rowUpper[row]))
  );
}

/** The program with one sum more. */
function withSum(program: Program, { columns, low, high }: WholeQuestion, infinity: number): Program {
  const { matrix } = program;
  const numRows = program.numRows + 1;
  const end = matrix.indices.length + columns.length;
  return {
    ...program,
    numRows,
    rowLower: Float64Array.from([...program.rowLower, Number.isFinite(low) ? low : -infinity]),
    rowUpper: Float64Array.from([...program.rowUpper, Number.isFinite(high) ? high : infinity]),
    matrix: {
      ...matrix,
      numRows,
      starts: Int32Array.from([...matrix.starts, end]),
      indices: Int32Array.from([...matrix.indices, ...columns]),
      values: Float64Array.from([...matrix.values, ...columns.map(() => 1)]),
    },
  };
}
