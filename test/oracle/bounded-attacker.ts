import type { Highs } from "highs";

/** That a sum of multiples of unknowns lies between two numbers. */
export interface KnownLine {
  readonly terms: ReadonlyMap<number, number>;
  readonly low: number;
  readonly high: number;
}

/**
 * The least and the greatest value of a sum of unknowns that a reader holds possible who knows some lines and the least value of each unknown: one plain linear
 * program in the amounts themselves, the obvious way round. Infinite where nothing bounds it.
 */
export function boundedInterval(
  highs: Highs,
  least: readonly number[],
  lines: readonly KnownLine[],
  asked: readonly number[],
): [low: number, high: number] {
  const entries = lines.map(({ terms }) => [...terms]);
  const ends = entries.map((_, row) => entries.slice(0, row + 1).reduce((sum, own) => sum + own.length, 0));
  const finite = (value: number) => (Number.isFinite(value) ? value : Math.sign(value) * highs.infinity);
  const push = (sign: number) => {
    const model = highs.createModel({
      numCols: least.length,
      numRows: lines.length,
      colCost: Float64Array.from(least, (_, unknown) => (asked.includes(unknown) ? sign : 0)),
      colLower: Float64Array.from(least, finite),
      colUpper: new Float64Array(least.length).fill(highs.infinity),
      rowLower: Float64Array.from(lines, ({ low }) => finite(low)),
      rowUpper: Float64Array.from(lines, ({ high }) => finite(high)),
      matrix: {
        format: "csr",
        numRows: lines.length,
        numCols: least.length,
        starts: Int32Array.from([0, ...ends]),
        indices: Int32Array.from(entries.flatMap((own) => own.map(([unknown]) => unknown))),
        values: Float64Array.from(entries.flatMap((own) => own.map(([, weight]) => weight))),
      },
    });
    try {
      model.options.set({ output_flag: false });
      const { modelStatus } = model.run();
      return modelStatus === highs.constants.modelStatus.optimal ? model.getObjectiveValue() : -Infinity;
    } finally {
      model.dispose();
    }
  };
  return [push(1), -push(-1)];
}
