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
  /** Their places, beside each other to be looked through: most columns have nothing at most of them. */
  #places: number[] = [];

  push(change: BasisChange): void {
    this.#changes.push(change);
    this.#places.push(change.place);
  }

  clear(): void {
    this.#changes = [];
    this.#places = [];
  }

  /** The inverse times a column. */
  multiplyColumn(column: SparseVector): void {
    const [changes, at, { numbers }] = [this.#changes, this.#places, column];
    for (let index = 0; index < changes.length; index += 1) {
      const place = at[index] ?? 0;
      const number = numbers[place] ?? 0;
      const change = number === 0 ? undefined : changes[index];
      if (change === undefined) continue;
      const { places, factors } = change;
      column.add(place, -number);
      column.addTimes(number, places, factors, 0, places.length);
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
