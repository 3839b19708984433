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
  const model = highs.createModel(withSum(program, question, highs.infinity));
  try {
    return solve(highs, model, isWhole);
  } finally {
    model.dispose();
  }
}

function solve(highs: Highs, model: Model, isWhole: readonly boolean[]): Float64Array | "none" | null {
  model.options.set({ output_flag: false, mip_max_nodes: MOST_NODES, random_seed: 1 });
  for (const [column, isOwn] of isWhole.entries())
    if (isOwn) model.changeColIntegrality(column, highs.constants.variableType.integer);
  const { modelStatus } = model.run();
  const { optimal, infeasible } = highs.constants.modelStatus;
  if (modelStatus === infeasible) return "none";
  return modelStatus === optimal ? Float64Array.from(model.getSolution().colValue) : null;
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
