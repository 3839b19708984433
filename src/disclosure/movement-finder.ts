import { present } from "../assert.ts";
import type { Program } from "./attack-program.ts";
import { commonDivisor } from "./witness-line.ts";
import { type Mover, type MovementLines, movementLines } from "./movement-lines.ts";
import type { Movement, MovementPool } from "./movement-pool.ts";
import { type MoverTerm, NearestMovement, type Room } from "./nearest-movement.ts";
import type { Term } from "./unknowns.ts";

/** What the columns of a program are. */
export interface ColumnKinds {
  /** The leaf cell of each column. */
  readonly leaves: readonly number[];
  readonly isWhole: readonly boolean[];
  /** How much each column moves where its leaf cell moves by one. */
  readonly paces: readonly number[];
}

/** A movement as the program has it. */
interface KnownMovement {
  readonly movers: Int32Array;
  readonly amounts: Float64Array;
  /** Whether it moves anything that counts something. */
  readonly isWhole: boolean;
}

/** How exact sums of amounts are, which are no whole numbers. */
const ROUNDING = 1e-7;

/**
 * Finds tables in which a cell errs enough: sums of movements that were found before, or else the nearest movement. All the sums of a leaf cell move together,
 * which keeps most of what is known of one beside another. What is found is within what is published, counted again in whole numbers where it is of such.
 */
export class MovementFinder {
  readonly #pool: MovementPool;
  readonly #leaves: readonly number[];
  readonly #lines: MovementLines;
  readonly #room: Room;
  readonly #nearest: NearestMovement;
  readonly #moverOf: readonly number[];
  readonly #width: number;
  readonly #paces: readonly number[];
  /** Of each mover, whether it moves what counts something. */
  readonly #isWhole: readonly boolean[];
  /** Movements by the movers that are in them. */
  readonly #known: KnownMovement[][];
  readonly #values: Float64Array;

  constructor(program: Program, { leaves, isWhole, paces }: ColumnKinds, pool: MovementPool) {
    this.#pool = pool;
    this.#width = program.numCols;
    this.#paces = paces;
    const columnsOf = new Map<number, number[]>();
    for (const [column, leaf] of leaves.entries()) {
      const own = columnsOf.get(leaf);
      if (own === undefined) columnsOf.set(leaf, [column]);
      else own.push(column);
    }
    this.#leaves = [...columnsOf.keys()];
    const places = new Map(this.#leaves.map((leaf, mover) => [leaf, mover]));
    this.#moverOf = leaves.map((leaf) => present(places.get(leaf), "each column has a mover"));
    const columns = [...columnsOf.values()];
    this.#isWhole = columns.map((own) => own.some((column) => isWhole[column] === true));
    this.#lines = movementLines(program, columns, paces);
    this.#room = roomOf(program, this.#lines, paces);
    this.#nearest = new NearestMovement(this.#lines, this.#room);
    this.#values = new Float64Array(this.#leaves.length);
    this.#known = this.#leaves.map(() => []);
    for (const movement of pool.movements) this.#keep(movement, places);
  }

  /** How a table that cannot be excluded differs from the truth, in which a sum errs by `need` in one direction; undefined when none is found soon. */
  find(terms: readonly Term[], direction: 1 | -1, need: number): Float64Array | undefined {
    const weights = new Map<number, number>();
    for (const [column, coefficient] of terms) {
      const mover = this.#moverOf[column] ?? -1;
      weights.set(mover, (weights.get(mover) ?? 0) + direction * coefficient * (this.#paces[column] ?? 1));
    }
    this.#values.fill(0);
    const least = this.#reachable(weights, need);
    if (!this.#addKnown(weights, least)) {
      const moverTerms = [...weights].map(([place, weight]): MoverTerm => ({ place, weight }));
      if (!this.#isNearestFound(moverTerms, least)) return undefined;
    }
    const moved = new Float64Array(this.#width);
    for (let column = 0; column < moved.length; column += 1)
      moved[column] = (this.#paces[column] ?? 1) * (this.#values[this.#moverOf[column] ?? -1] ?? 0);
    return moved;
  }

  /** The least sum from `need` on that whole movements can add up to. */
  #reachable(weights: ReadonlyMap<number, number>, need: number): number {
    const isWhole = [...weights.keys()].every((mover) => this.#isWhole[mover]);
    const divisor = isWhole ? [...weights.values()].reduce((one, other) => commonDivisor(one, Math.abs(other)), 0) : 0;
    return divisor > 1 ? divisor * Math.ceil(need / divisor - ROUNDING) : need;
  }

  /** Adds up known movements, each as far as it goes, those first that help most alone. Whether that is enough. */
  #addKnown(weights: ReadonlyMap<number, number>, need: number): boolean {
    const candidates = new Set([...weights.keys()].flatMap((mover) => this.#known[mover] ?? []));
    const helpful = [...candidates].flatMap((movement) => {
      let gain = 0;
      for (const [index, mover] of movement.movers.entries())
        gain += (weights.get(mover) ?? 0) * (movement.amounts[index] ?? 0);
      if (gain === 0) return [];
      const turn = Math.sign(gain);
      return [{ movement, turn, gain: Math.abs(gain), most: Math.abs(gain) * this.#roomOf(movement, turn) }];
    });
    helpful.sort((a, b) => b.most - a.most);
    let left = need;
    for (const { movement, turn, gain } of helpful) {
      const enough = movement.isWhole ? Math.ceil(left / gain) : left / gain;
      const times = Math.min(enough, this.#roomOf(movement, turn));
      if (times <= 0) continue;
      for (const [index, mover] of movement.movers.entries())
        this.#values[mover] = (this.#values[mover] ?? 0) + turn * times * (movement.amounts[index] ?? 0);
      left -= gain * times;
      if (left <= 0) return true;
    }
    return false;
  }

  /** How many times a movement can be added to what has moved. */
  #roomOf({ movers, amounts, isWhole }: KnownMovement, turn: number): number {
    const { up, down } = this.#room;
    let room = Infinity;
    for (let index = 0; index < movers.length; index += 1) {
      const mover = movers[index] ?? 0;
      const amount = turn * (amounts[index] ?? 0);
      const value = this.#values[mover] ?? 0;
      room = Math.min(room, amount > 0 ? ((up[mover] ?? 0) - value) / amount : ((down[mover] ?? 0) + value) / -amount);
    }
    return isWhole ? Math.floor(room) : room;
  }

  #isNearestFound(terms: readonly MoverTerm[], need: number): boolean {
    const found = this.#nearest.find(terms, need);
    if (found === undefined) return false;
    this.#values.fill(0);
    const { up, down } = this.#room;
    const movement = new Map<number, number>();
    for (const [mover, value] of found) {
      const amount = this.#isWhole[mover] === true ? Math.round(value) : value;
      const isWithin = amount <= (up[mover] ?? 0) + ROUNDING && -amount <= (down[mover] ?? 0) + ROUNDING;
      if (!isWithin || Math.abs(amount - value) > ROUNDING * Math.max(1, Math.abs(value))) return false;
      if (amount !== 0) movement.set(this.#leaves[mover] ?? -1, amount);
      this.#values[mover] = amount;
    }
    const gain = terms.reduce((sum, { place, weight }) => sum + weight * (this.#values[place] ?? 0), 0);
    const places = new Map([...found.keys()].map((mover) => [this.#leaves[mover] ?? -1, mover]));
    if (gain < need - ROUNDING * need || !this.#keep(movement, places)) return false;
    this.#pool.add(movement);
    return true;
  }

  /** Takes note of a movement if it keeps every line, which is whether it does. */
  #keep(movement: Movement, places: ReadonlyMap<number, number>): boolean {
    const movers = [...movement.keys()].map((leaf) => places.get(leaf) ?? -1);
    if (movers.includes(-1)) return false;
    const amounts = [...movement.values()];
    const most = Math.max(...amounts.map(Math.abs));
    const isWhole = movers.some((mover) => this.#isWhole[mover]);
    const areWhole = movers.every((mover) => this.#isWhole[mover]);
    const sums = new Map<number, number>();
    for (const [index, mover] of movers.entries())
      for (const { place, weight } of this.#lines.movers[mover]?.lines ?? [])
        sums.set(place, (sums.get(place) ?? 0) + weight * (amounts[index] ?? 0));
    const isRight = [...sums.values()].every((sum) => (areWhole ? sum === 0 : Math.abs(sum) <= ROUNDING * most));
    if (!isRight) return false;
    if (!movers.every((mover, index) => this.#isWhole[mover] !== true || Number.isInteger(amounts[index])))
      return false;
    const known = { movers: Int32Array.from(movers), amounts: Float64Array.from(amounts), isWhole };
    for (const mover of movers) this.#known[mover]?.push(known);
    return true;
  }
}

/** How far each mover can move alone; what bounds several together is left out. Of equal movements the same one is always the nearest. */
function roomOf(program: Program, { movers }: MovementLines, paces: readonly number[]): Room {
  const members = new Map<number, number>();
  for (const { limits } of movers) for (const { place } of limits) members.set(place, (members.get(place) ?? 0) + 1);
  const most = ({ columns, limits }: Mover, direction: 1 | -1): number =>
    Math.min(
      ...columns.map((column) => {
        const end = direction > 0 ? (program.colUpper[column] ?? 0) : -(program.colLower[column] ?? 0);
        return end / (paces[column] ?? 1);
      }),
      ...limits
        .filter(({ place, weight }) => weight * direction < 0 && members.get(place) === 1)
        .map(({ place, weight }) => -(program.rowLower[place] ?? 0) / Math.abs(weight)),
    );
  return {
    up: Float64Array.from(movers, (mover) => most(mover, 1)),
    down: Float64Array.from(movers, (mover) => most(mover, -1)),
    costs: Float64Array.from(movers, (_, mover) => 1 + ((mover * 2_654_435_761) % 9973) / 1e6),
  };
}
