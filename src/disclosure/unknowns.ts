import { present } from "../assert.ts";
import { type Combination, type JointModel, type ModelCell, type Published, termsOf, valueOf } from "./joint-model.ts";

/** What is published, or known besides, of unknown variables: that a sum of deviations is nothing, or no less than something. */
export interface ProgramRow {
  /** The row of a table that says it; null for what is known besides. */
  readonly teller: string | null;
  readonly columns: readonly number[];
  readonly weights: readonly number[];
  /** Its known variables with their coefficients. */
  readonly known: readonly (readonly [variable: number, coefficient: number])[];
  readonly least: number;
  readonly isExact: boolean;
  /** The same for rows about the same sum. */
  readonly sum: string;
}

/** A column of a program with its coefficient. */
export type Term = readonly [column: number, coefficient: number];

/** The variables of a model that a reader does not know, which are the columns of programs about it, and what is the same of these programs whatever else is published. */
export class Unknowns {
  readonly model: JointModel;
  readonly isKnown: (leaf: number) => boolean;
  /** The variable of each column. */
  readonly variables: readonly number[];
  /** Of each column, whether it counts something. */
  readonly isWhole: readonly boolean[];
  /** The leaf cell of each column, and how much it moves where that moves by one. */
  readonly leaves: readonly number[];
  readonly paces: readonly number[];
  /** Cells that must be protected. */
  readonly cells: readonly ModelCell[];
  /** Beyond this nobody has to err. A bound keeps every program bounded; a smaller world errs on the safe side. */
  readonly furthest: number;
  readonly #columns: ReadonlyMap<number, number>;
  readonly #rows = new WeakMap<Combination, ProgramRow>();
  readonly #terms = new Map<ModelCell, readonly Term[]>();

  constructor(model: JointModel, isKnown: (leaf: number) => boolean) {
    this.model = model;
    this.isKnown = isKnown;
    const unknown = [...model.variables.entries()].filter(([, { leaf }]) => !isKnown(leaf));
    this.variables = unknown.map(([variable]) => variable);
    this.#columns = new Map(this.variables.map((variable, column) => [variable, column]));
    this.isWhole = unknown.map(([, { isWhole }]) => isWhole);
    this.leaves = unknown.map(([, { leaf }]) => leaf);
    this.paces = unknown.map(([, { pace = 1 }]) => pace);
    this.cells = model.cells.filter(({ need, fate }) => need !== null && fate !== "printed");
    this.furthest = furthestOf(model, this.cells);
  }

  columnOf(variable: number): number | undefined {
    return this.#columns.get(variable);
  }

  /** The columns that a protected cell is a sum of. */
  termsOf(cell: ModelCell): readonly Term[] {
    const terms =
      this.#terms.get(cell) ??
      termsOf(cell).flatMap(([variable, coefficient]): Term[] => {
        const column = this.#columns.get(variable);
        return column === undefined ? [] : [[column, coefficient]];
      });
    this.#terms.set(cell, terms);
    return terms;
  }

  /** What is published about unknown variables, and what is known of them besides; nothing twice. */
  rows(isPublished: Published["isPublished"]): ProgramRow[] {
    const { cells, inequalities, ordered } = this.model;
    const rows = [
      ...cells.filter(isPublished).map((cell) => this.#once(cell, () => this.#ofCell(cell))),
      ...[...inequalities, ...(ordered?.({ isPublished, isKnown: this.isKnown }) ?? [])].map((known) =>
        this.#once(known, () => this.#ofInequality(known)),
      ),
    ];
    const distinct = new Map<string, ProgramRow>();
    for (const row of rows) {
      if (row.columns.length === 0) continue;
      const other = distinct.get(row.sum);
      // Of bounds of the same sum the closest says it all.
      if (other === undefined || row.least >= other.least) distinct.set(row.sum, row);
    }
    return [...distinct.values()];
  }

  #once(combination: Combination, make: () => ProgramRow): ProgramRow {
    const row = this.#rows.get(combination) ?? make();
    this.#rows.set(combination, row);
    return row;
  }

  #ofCell(cell: ModelCell): ProgramRow {
    return this.#rowOf(cell, { teller: cell.isDecided === true ? null : cell.row, least: 0, isExact: true });
  }

  /** The truth is within, but for the rounding of sums of money. */
  #ofInequality(known: JointModel["inequalities"][number]): ProgramRow {
    const least = Math.min(0, known.least - valueOf(this.model, known));
    return this.#rowOf(known, { teller: known.teller ?? null, least, isExact: false });
  }

  #rowOf(combination: Combination, said: Pick<ProgramRow, "teller" | "least" | "isExact">): ProgramRow {
    const terms: { readonly column: number; readonly coefficient: number }[] = [];
    const known: (readonly [variable: number, coefficient: number])[] = [];
    for (const term of termsOf(combination)) {
      const [variable, coefficient] = term;
      const column = this.#columns.get(variable);
      if (column === undefined) known.push(term);
      else terms.push({ column, coefficient });
    }
    terms.sort((a, b) => a.column - b.column);
    const [columns, weights] = [terms.map(({ column }) => column), terms.map(({ coefficient }) => coefficient)];
    return { ...said, columns, weights, known, sum: `${columns.join()};${weights.join()};${said.isExact}` };
  }
}

function furthestOf(model: JointModel, cells: readonly ModelCell[]): number {
  const needs = cells.map((cell) => {
    const { below, above } = present(cell.need, "a protected cell");
    return Math.max(below, above, Math.abs(valueOf(model, cell)));
  });
  return 4 * Math.max(1, ...needs);
}
