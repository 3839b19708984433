import type { SparseVector } from "./sparse-vector.ts";

/** One change of a basis: a matrix of ones on the diagonal but for the column at `place`, which has these factors. */
export interface BasisChange {
  readonly place: number;
  readonly places: Int32Array;
  readonly factors: Float64Array;
}

/** What is zero but for rounding. */
const ZERO = 1e-9;

/** The inverse of a basis that was the identity, as the product of its changes. */
export class ProductForm {
  #changes: BasisChange[] = [];

  push(change: BasisChange): void {
    this.#changes.push(change);
  }

  clear(): void {
    this.#changes = [];
  }

  /** The inverse times a column. */
  multiplyColumn(column: SparseVector): void {
    for (const { place, places, factors } of this.#changes) {
      const number = column.numbers[place] ?? 0;
      if (number === 0) continue;
      column.add(place, -number);
      for (let at = 0; at < places.length; at += 1) column.add(places[at] ?? 0, (factors[at] ?? 0) * number);
    }
  }

  /** A row times the inverse. */
  multiplyRow(row: SparseVector): void {
    const { numbers } = row;
    for (let index = this.#changes.length - 1; index >= 0; index -= 1) {
      const change = this.#changes[index];
      if (change === undefined) continue;
      const { place, places, factors } = change;
      let sum = 0;
      for (let at = 0; at < places.length; at += 1) sum += (numbers[places[at] ?? 0] ?? 0) * (factors[at] ?? 0);
      const own = numbers[place] ?? 0;
      if (sum !== 0 || own !== 0) row.add(place, Math.abs(sum) > ZERO ? sum - own : -own);
    }
  }
}
