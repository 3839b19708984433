import type { MovementLines } from "./movement-lines.ts";
import { ProductForm } from "./product-form.ts";
import { type SparseMatrix, sparseMatrix } from "./sparse-matrix.ts";
import { SparseVector } from "./sparse-vector.ts";

/** How far movers can move, and what it costs to move each by one. */
export interface Room {
  readonly up: Float64Array;
  readonly down: Float64Array;
  readonly costs: Float64Array;
}

/** A mover with its coefficient in a sum. */
export interface MoverTerm {
  readonly place: number;
  readonly weight: number;
}

/** What is zero but for rounding. */
const ZERO = 1e-9;
/** What is within its bounds but for rounding. */
const NEARLY = 1e-7;
/** No row is taken for shorter. */
const SHORTEST = 1e-4;
/** More changes of the basis than a near table takes; what takes more is left to the solver. */
const MOST_PIVOTS = 600;

// Where a variable is. The first two are where it may enter the basis from.
const AT_ZERO = 0;
const AT_MOST = 1;
const BASIC = 2;
const STUCK = 3;

/**
 * The movement of least cost in which a sum moves by `need` and no line changes, by the dual simplex method from the basis in which nothing moves: nearly all
 * of a table is never looked at, so that it takes a small part of the time of a solver that sets up the whole. What it finds is to be checked; what
 * it does not find may still be there.
 *
 * Places are those of the lines, and one more for the sum. Variables are movers up and down apart: twice the mover, and one more for down.
 *
 * Source: the bounded dual simplex method with the product form of the inverse, Maros, Computational Techniques of the Simplex Method (2003), 8.3 and 10.
 */
export class NearestMovement {
  readonly #costs: Float64Array;
  readonly #target: number;
  /** The movers of each line, and the lines of each mover. */
  readonly #ofLine: SparseMatrix;
  readonly #ofMover: SparseMatrix;
  #terms: readonly MoverTerm[] = [];
  readonly #inverse = new ProductForm();
  /** The variable that is basic at a place; −1 while the line itself is. */
  readonly #basic: Int32Array;
  /** How far each variable goes. */
  readonly #mosts: Float64Array;
  /** Where each variable is. */
  readonly #states: Uint8Array;
  /** The value of what is basic at each place. */
  readonly #values: SparseVector;
  /** What the lines pay for each mover. */
  readonly #prices: SparseVector;
  /** How long the row of the inverse at each place is, squared: what is missing there counts the less. */
  readonly #lengths: Float64Array;
  readonly #row: SparseVector;
  readonly #alpha: SparseVector;
  readonly #column: SparseVector;

  constructor({ lines, movers }: MovementLines, room: Room) {
    this.#costs = room.costs;
    this.#target = lines.length;
    this.#ofLine = sparseMatrix(lines);
    this.#ofMover = sparseMatrix(movers.map((mover) => mover.lines));
    this.#basic = new Int32Array(lines.length + 1).fill(-1);
    this.#mosts = Float64Array.from({ length: 2 * movers.length }, (_, variable) =>
      Math.max(0, (turnOf(variable) > 0 ? room.up : room.down)[variable >> 1] ?? 0),
    );
    this.#states = Uint8Array.from(this.#mosts, restingState);
    this.#values = new SparseVector(lines.length + 1);
    this.#lengths = new Float64Array(lines.length + 1).fill(1);
    this.#row = new SparseVector(lines.length + 1);
    this.#column = new SparseVector(lines.length + 1);
    this.#prices = new SparseVector(movers.length);
    this.#alpha = new SparseVector(movers.length);
  }

  /** How far each mover moves, those that do; undefined when nothing is found soon. */
  find(terms: readonly MoverTerm[], need: number): Map<number, number> | undefined {
    this.#terms = terms;
    this.#values.add(this.#target, need);
    let found: Map<number, number> | undefined;
    for (let pivots = 0; pivots < MOST_PIVOTS; pivots += 1) {
      const leaving = this.#leaving();
      if (leaving < 0) found = this.#solution();
      if (leaving < 0 || !this.#pivot(leaving)) break;
    }
    this.#forget();
    return found;
  }

  #forget(): void {
    for (let index = 0; index < this.#values.size; index += 1) {
      const place = this.#values.places[index] ?? 0;
      const variable = this.#basic[place] ?? -1;
      if (variable >= 0) this.#states[variable] = AT_ZERO;
      this.#basic[place] = -1;
      this.#lengths[place] = 1;
    }
    for (let index = 0; index < this.#prices.size; index += 1) {
      const mover = this.#prices.places[index] ?? 0;
      for (const variable of [2 * mover, 2 * mover + 1])
        if (this.#states[variable] === AT_MOST) this.#states[variable] = AT_ZERO;
    }
    this.#values.clear();
    this.#prices.clear();
    this.#inverse.clear();
  }

  /** How far what is basic at a place is out of its bounds: what it must grow by. */
  #missingOf(place: number): number {
    const value = this.#values.numbers[place] ?? 0;
    if (value < 0) return -value;
    const variable = this.#basic[place] ?? -1;
    const most = variable < 0 ? 0 : (this.#mosts[variable] ?? 0);
    return value > most ? most - value : 0;
  }

  /** The place that is farthest out of its bounds; −1 when none is. */
  #leaving(): number {
    let [found, most] = [-1, 0];
    for (let index = 0; index < this.#values.size; index += 1) {
      const place = this.#values.places[index] ?? 0;
      const missing = Math.abs(this.#missingOf(place));
      if (missing <= NEARLY) continue;
      const distance = (missing * missing) / (this.#lengths[place] ?? 1);
      if (distance > most) [found, most] = [place, distance];
    }
    return found;
  }

  /** Takes a variable out of the basis and another in. False when none can be. */
  #pivot(place: number): boolean {
    const missing = this.#missingOf(place);
    this.#row.add(place, 1);
    this.#inverse.multiplyRow(this.#row);
    this.#makeAlpha();
    const entering = this.#entering(missing > 0 ? 1 : -1);
    const isDone = entering >= 0 && this.#exchange(place, entering, missing);
    if (isDone) {
      const [mover, turn] = [entering >> 1, turnOf(entering)];
      const reduced = (this.#costs[mover] ?? 0) - turn * (this.#prices.numbers[mover] ?? 0);
      // Prices move until the variable that entered pays for itself.
      const step = reduced / (turn * (this.#alpha.numbers[mover] ?? 0));
      this.#prices.addVector(step, this.#alpha);
    }
    this.#alpha.clear();
    this.#row.clear();
    return isDone;
  }

  /** The row of the tableau, for movers up. */
  #makeAlpha(): void {
    const { starts, places, weights } = this.#ofLine;
    for (let index = 0; index < this.#row.size; index += 1) {
      const line = this.#row.places[index] ?? 0;
      const factor = this.#row.numbers[line] ?? 0;
      if (factor === 0) continue;
      if (line === this.#target) for (const { place, weight } of this.#terms) this.#alpha.add(place, factor * weight);
      else this.#alpha.addTimes(factor, places, weights, starts[line] ?? 0, starts[line + 1] ?? 0);
    }
  }

  /** The variable that must enter so that all prices stay right, the one that pays for itself first; −1 without one. */
  #entering(sign: number): number {
    let found = -1;
    let least = Infinity;
    let size = 0;
    const { places, numbers, size: length } = this.#alpha;
    const [costs, prices, states] = [this.#costs, this.#prices.numbers, this.#states];
    for (let index = 0; index < length; index += 1) {
      const mover = places[index] ?? 0;
      const alpha = sign * (numbers[mover] ?? 0);
      const own = alpha < 0 ? -alpha : alpha;
      if (own <= ZERO) continue;
      // One of the two can leave zero, and the other its upper bound.
      const side = alpha < 0 ? 0 : 1;
      for (let other = 0; other < 2; other += 1) {
        const turn = side ^ other;
        const variable = 2 * mover + turn;
        if (states[variable] !== other) continue;
        const price = prices[mover] ?? 0;
        const reduced = (costs[mover] ?? 0) - (turn === 0 ? price : -price);
        const ratio = Math.max(0, other === AT_MOST ? -reduced : reduced) / own;
        if (ratio > least + ZERO || (ratio > least - ZERO && own <= size)) continue;
        found = variable;
        least = ratio;
        size = own;
      }
    }
    return found;
  }

  /** Puts a variable in place of what is basic, which goes to its bound. False when rounding is all that allows it. */
  #exchange(place: number, entering: number, missing: number): boolean {
    const column = this.#column;
    this.#fillColumn(entering);
    const pivot = column.numbers[place] ?? 0;
    const isDone = Math.abs(pivot) > NEARLY;
    if (isDone) {
      const growth = -missing / pivot;
      const start = this.#states[entering] === AT_MOST ? (this.#mosts[entering] ?? 0) : 0;
      // The row becomes what it is in terms of the basis.
      this.#changeLengths(place);
      this.#changeBasis(place, growth);
      const left = this.#basic[place] ?? -1;
      if (left >= 0) {
        this.#states[left] = missing < 0 ? AT_MOST : AT_ZERO;
      }
      this.#basic[place] = entering;
      this.#states[entering] = BASIC;
      this.#values.add(place, start + growth - (this.#values.numbers[place] ?? 0));
    }
    column.clear();
    return isDone;
  }

  #changeLengths(place: number): void {
    const { places, numbers, size } = this.#column;
    const { numbers: row, places: rowPlaces, size: rowSize } = this.#row;
    const lengths = this.#lengths;
    const pivot = numbers[place] ?? 1;
    let length = 0;
    for (let index = 0; index < rowSize; index += 1) {
      const number = row[rowPlaces[index] ?? 0] ?? 0;
      length += number * number;
    }
    this.#inverse.multiplyColumn(this.#row);
    for (let index = 0; index < size; index += 1) {
      const other = places[index] ?? 0;
      const share = (numbers[other] ?? 0) / pivot;
      const change = share * (share * length - 2 * (row[other] ?? 0));
      lengths[other] = Math.max((lengths[other] ?? 1) + change, SHORTEST);
    }
    lengths[place] = Math.max(length / (pivot * pivot), SHORTEST);
  }

  /** Moves the values by what the entering variable moves, and keeps what the change does to later products. */
  #changeBasis(place: number, growth: number): void {
    const { places, numbers, size } = this.#column;
    const pivot = numbers[place] ?? 0;
    const [kept, factors] = [new Int32Array(size), new Float64Array(size)];
    let length = 0;
    for (let index = 0; index < size; index += 1) {
      const other = places[index] ?? 0;
      const number = numbers[other] ?? 0;
      if (Math.abs(number) <= ZERO) continue;
      this.#values.add(other, -number * growth);
      kept[length] = other;
      factors[length] = other === place ? 1 / pivot : -number / pivot;
      length += 1;
    }
    this.#inverse.push({ place, places: kept.subarray(0, length), factors: factors.subarray(0, length) });
  }

  /** The column of a variable in terms of the basis. */
  #fillColumn(variable: number): void {
    const [mover, turn] = [variable >> 1, turnOf(variable)];
    const { starts, places, weights } = this.#ofMover;
    this.#column.addTimes(turn, places, weights, starts[mover] ?? 0, starts[mover + 1] ?? 0);
    for (const { place, weight } of this.#terms) if (place === mover) this.#column.add(this.#target, turn * weight);
    this.#inverse.multiplyColumn(this.#column);
  }

  #solution(): Map<number, number> {
    const moved = new Map<number, number>();
    const add = (variable: number, value: number) => {
      if (Math.abs(value) > ZERO) moved.set(variable >> 1, (moved.get(variable >> 1) ?? 0) + turnOf(variable) * value);
    };
    for (let index = 0; index < this.#values.size; index += 1) {
      const place = this.#values.places[index] ?? 0;
      const variable = this.#basic[place] ?? -1;
      if (variable >= 0) add(variable, this.#values.numbers[place] ?? 0);
    }
    for (let index = 0; index < this.#prices.size; index += 1) {
      const mover = this.#prices.places[index] ?? 0;
      for (const variable of [2 * mover, 2 * mover + 1])
        if (this.#states[variable] === AT_MOST) add(variable, this.#mosts[variable] ?? 0);
    }
    return moved;
  }
}

function restingState(most: number): number {
  return most > 0 ? AT_ZERO : STUCK;
}

/** 1 for a variable that moves up, −1 for one that moves down. */
function turnOf(variable: number): 1 | -1 {
  return (variable & 1) === 0 ? 1 : -1;
}
