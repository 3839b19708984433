/** A vector of mostly zeros that is filled and cleared in time that depends on what is in it alone. */
export class SparseVector {
  /** The number at each place. */
  readonly numbers: Float64Array;
  /** Places that were added to, each once, the first `size` of them; a number there may be zero again. */
  readonly places: Int32Array;
  size = 0;
  readonly #isUsed: Uint8Array;

  constructor(length: number) {
    this.numbers = new Float64Array(length);
    this.places = new Int32Array(length);
    this.#isUsed = new Uint8Array(length);
  }

  add(place: number, number: number): void {
    if (this.#isUsed[place] === 0) {
      this.#isUsed[place] = 1;
      this.places[this.size] = place;
      this.size += 1;
    }
    this.numbers[place] = (this.numbers[place] ?? 0) + number;
  }

  /** Adds some places of a row of numbers, each so many times. */
  addTimes(factor: number, places: Int32Array, weights: Float64Array, start: number, end: number): void {
    const [numbers, used, isUsed] = [this.numbers, this.places, this.#isUsed];
    let { size } = this;
    for (let at = start; at < end; at += 1) {
      const place = places[at] ?? 0;
      if (isUsed[place] === 0) {
        isUsed[place] = 1;
        used[size] = place;
        size += 1;
      }
      numbers[place] = (numbers[place] ?? 0) + factor * (weights[at] ?? 0);
    }
    this.size = size;
  }

  /** Adds another vector of the same length so many times. */
  addVector(factor: number, other: SparseVector): void {
    const [numbers, used, isUsed] = [this.numbers, this.places, this.#isUsed];
    const { numbers: added, places, size: length } = other;
    let { size } = this;
    for (let at = 0; at < length; at += 1) {
      const place = places[at] ?? 0;
      if (isUsed[place] === 0) {
        isUsed[place] = 1;
        used[size] = place;
        size += 1;
      }
      numbers[place] = (numbers[place] ?? 0) + factor * (added[place] ?? 0);
    }
    this.size = size;
  }

  clear(): void {
    for (let index = 0; index < this.size; index += 1) {
      const place = this.places[index] ?? 0;
      this.numbers[place] = 0;
      this.#isUsed[place] = 0;
    }
    this.size = 0;
  }
}
