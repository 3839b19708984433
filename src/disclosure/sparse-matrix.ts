/** Rows of a few numbers each, one after the other. */
export interface SparseMatrix {
  /** Where each row begins, and where the last ends. */
  readonly starts: Int32Array;
  readonly places: Int32Array;
  readonly weights: Float64Array;
}

/** Pure; throws nothing. */
export function sparseMatrix(
  rows: readonly (readonly { readonly place: number; readonly weight: number }[])[],
): SparseMatrix {
  const starts = new Int32Array(rows.length + 1);
  for (const [index, row] of rows.entries()) starts[index + 1] = (starts[index] ?? 0) + row.length;
  const all = rows.flat();
  return {
    starts,
    places: Int32Array.from(all, ({ place }) => place),
    weights: Float64Array.from(all, ({ weight }) => weight),
  };
}
