import { present } from "../assert.ts";
import { type Combination, termsOf } from "./joint-model.ts";
import type { Field, Residue } from "./prime-field.ts";

/** Coefficients by variable, none of them zero. */
export type SparseRow = Map<number, Residue>;

/**
 * Everything that follows from published cells by arithmetic in one field: their span, kept so that each published cell has one
 * variable of its own (its pivot) that no other has. Whatever is left of a combination when the pivots are replaced is what is not known of it.
 */
export class PublishedSpan {
  readonly #field: Field;
  /** For each variable that follows from others, what it is but for known numbers: minus the sum of the row. */
  readonly #pivots = new Map<number, number>();
  readonly #rows: { readonly row: SparseRow; readonly isWatched: boolean }[] = [];
  /** The rows in which a variable is. */
  readonly #users: (Set<number> | undefined)[] = [];
  readonly #orderOf: (variable: number) => number;

  /** `orderOf` puts the variables last that are least likely to be published: they are the cheapest pivots. */
  constructor(field: Field, orderOf: (variable: number) => number) {
    this.#field = field;
    this.#orderOf = orderOf;
  }

  /** What is not known of a combination; empty when it follows from what is published. */
  reduce(combination: Combination): SparseRow {
    const reduced: SparseRow = new Map();
    for (const [variable, coefficient] of termsOf(combination)) {
      const pivot = this.#pivots.get(variable);
      if (pivot === undefined) this.#add(reduced, variable, coefficient);
      else
        for (const [other, weight] of this.#row(pivot))
          this.#add(reduced, other, this.#field.multiply(-coefficient, weight));
    }
    return reduced;
  }

  /** Takes note of a combination that must not follow. False when it does already. */
  watch(combination: Combination): boolean {
    const row = this.reduce(combination);
    if (row.size > 0) this.#keep(row, true);
    return row.size > 0;
  }

  /** Whether a watched combination would follow if this one, reduced and not empty, were published too. */
  wouldTell(reduced: SparseRow): boolean {
    const pivot = this.#leastUsed(reduced);
    for (const user of this.#users[pivot] ?? []) {
      const { row, isWatched } = present(this.#rows[user], "users are rows");
      if (isWatched && this.#isMultiple(row, reduced, pivot)) return true;
    }
    return false;
  }

  /** Publishes a combination that was reduced just now and is not empty. */
  publish(reduced: SparseRow): void {
    const pivot = this.#leastUsed(reduced);
    const inverse = this.#field.inverse(present(reduced.get(pivot), "the pivot is in the row"));
    const rest: SparseRow = new Map();
    for (const [variable, weight] of reduced)
      if (variable !== pivot) rest.set(variable, this.#field.multiply(weight, inverse));
    for (const user of this.#users[pivot] ?? []) this.#replace(user, pivot, rest);
    this.#users[pivot] = undefined;
    this.#pivots.set(pivot, this.#keep(rest, false));
  }

  /** Whether the value of a variable follows. */
  isKnown(variable: number): boolean {
    const pivot = this.#pivots.get(variable);
    return pivot !== undefined && this.#row(pivot).size === 0;
  }

  /** The sums of unknown variables, each once, that follow: the unions that a reader knows. */
  unions(): number[][] {
    return [...this.#pivots].flatMap(([pivot, place]) => {
      const row = this.#row(place);
      return row.size > 0 && [...row.values()].every((weight) => weight === 1) ? [[pivot, ...row.keys()]] : [];
    });
  }

  /** How each variable that is not known moves with those that nothing follows for but from it; none of which nothing is published. */
  directions(): Map<number, SparseRow> {
    const directions = new Map<number, SparseRow>();
    for (const [pivot, place] of this.#pivots) {
      const row = this.#row(place);
      if (row.size === 0) continue;
      directions.set(pivot, new Map([...row].map(([free, weight]) => [free, this.#field.negate(weight)])));
      for (const free of row.keys()) if (!directions.has(free)) directions.set(free, new Map([[free, 1]]));
    }
    return directions;
  }

  /** How variables move that move so each. */
  together(one: SparseRow, other: SparseRow): SparseRow {
    const sum: SparseRow = new Map(one);
    for (const [variable, weight] of other) this.#add(sum, variable, weight);
    return sum;
  }

  #row(place: number): SparseRow {
    return present(this.#rows[place], "rows are never removed").row;
  }

  #keep(row: SparseRow, isWatched: boolean): number {
    const place = this.#rows.push({ row, isWatched }) - 1;
    for (const variable of row.keys()) this.#use(variable, place);
    return place;
  }

  #use(variable: number, place: number): void {
    const users = this.#users[variable];
    if (users === undefined) this.#users[variable] = new Set([place]);
    else users.add(place);
  }

  /** In one row, puts what it is in place of a variable: minus the sum of `rest`. */
  #replace(place: number, variable: number, rest: SparseRow): void {
    const row = this.#row(place);
    const factor = this.#field.negate(present(row.get(variable), "the row uses the variable"));
    row.delete(variable);
    for (const [other, weight] of rest) {
      const amount = this.#field.multiply(factor, weight);
      const before = row.get(other);
      const sum = before === undefined ? amount : this.#field.add(before, amount);
      if (sum === 0) {
        row.delete(other);
        this.#users[other]?.delete(place);
      } else {
        row.set(other, sum);
        if (before === undefined) this.#use(other, place);
      }
    }
  }

  #add(row: SparseRow, variable: number, amount: Residue): void {
    const sum = this.#field.add(row.get(variable) ?? 0, amount);
    if (sum === 0) row.delete(variable);
    else row.set(variable, sum);
  }

  /** The variable of fewest rows, so that few have to be rewritten; of equals the one least likely to be published. */
  #leastUsed(row: SparseRow): number {
    let [best, fewest] = [-1, Infinity];
    for (const variable of row.keys()) {
      const uses = this.#users[variable]?.size ?? 0;
      const isBetter = uses < fewest || (uses === fewest && this.#compare(variable, best) > 0);
      if (isBetter) [best, fewest] = [variable, uses];
    }
    return best;
  }

  #compare(one: number, other: number): number {
    return this.#orderOf(one) - this.#orderOf(other) || one - other;
  }

  #isMultiple(row: SparseRow, other: SparseRow, shared: number): boolean {
    if (row.size !== other.size) return false;
    const [a, b] = [row.get(shared), other.get(shared)];
    if (a === undefined || b === undefined) return false;
    for (const [variable, weight] of row) {
      const beside = other.get(variable);
      if (beside === undefined || this.#field.multiply(weight, b) !== this.#field.multiply(beside, a)) return false;
    }
    return true;
  }
}
