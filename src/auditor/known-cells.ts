import type { Quantity } from "./column-meanings.ts";
import { cellValues, hasRemainder, writtenValues } from "./remainders.ts";
import { rowSpans } from "./row-spans.ts";
import { both, type Span } from "./span.ts";
import type { WrittenRow, WrittenTable } from "./written-table.ts";

/** Where a number stands. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
  /** By dimension; a dimension that is summed over is not there. */
  readonly values: Readonly<Record<string, string>>;
  readonly measure: string;
}

/** What the files say of one number: one quantity of the customers who share some values. */
export interface KnownNumber {
  readonly quantity: Quantity;
  readonly span: Span;
  /** Whether a file prints it, rather than something that it follows from. */
  readonly isPrinted: boolean;
  /** Whether some file withholds it. */
  readonly isWithheld: boolean;
  /** Whether a row withholds it and prints its customers: it is withheld for its own sake. */
  readonly isWithheldAlone: boolean;
  readonly places: readonly Place[];
}

/** The customers who share some values, and all that the files say of them. */
export interface KnownCell {
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
  readonly numbers: Map<Quantity, KnownNumber>;
}

/** All customers that the tables of one run count at one moment. */
export interface Universe {
  readonly name: string;
  readonly run: string;
  readonly asOf: string | null;
  /** The first day whose sales count; null where all do. */
  readonly from: string | null;
  /** Whether it counts who has gone since, beside the segments of an earlier moment. */
  readonly hasPrevious: boolean;
  /** Whether it is counted at the moment of its run, and not at an earlier one. */
  readonly isOwnMoment: boolean;
  /** Dimensions of which some table names every value. */
  readonly complete: ReadonlySet<string>;
  readonly minimumUnits: number;
  readonly areZerosPrinted: boolean;
  /** Whether orders are those of a period, of which customers may have none. */
  readonly areFlows: boolean;
  /** The dimensions of each table, sorted; different ones once. */
  readonly shapes: readonly (readonly string[])[];
  readonly cells: ReadonlyMap<string, KnownCell>;
  /** Cells of which two files say what cannot both be. */
  readonly contradictions: readonly (readonly [Place, Place])[];
}

/** The cells of tables by the customers they count: a cell that several tables or formats have is one. */
export function universesOf(tables: readonly WrittenTable[]): Universe[] {
  const found = new Map<string, UniverseInProgress>();
  for (const table of tables) {
    for (const row of table.rows) {
      const name = universeName(table, row);
      const universe = found.get(name) ?? startUniverse(name, table, row);
      found.set(name, universe);
      addRow(universe, table, row);
    }
  }
  for (const table of tables) {
    const complete = table.dimensions.filter((_, place) => !hasRemainder(table, place));
    const names = new Set(table.rows.map((row) => universeName(table, row)));
    for (const name of names) for (const dimension of complete) found.get(name)?.complete.add(dimension);
  }
  const ofFlows = new Set(tables.flatMap(({ origin }) => (origin.areFlows ? [origin.run] : [])));
  return [...found.values()].map(({ shapes, ...universe }) => ({
    ...universe,
    areFlows: ofFlows.has(universe.run),
    shapes: [...shapes.values()],
  }));
}

/**
 * Which customers a row counts: those of its run and moment. Who has gone since is counted in tables with the previous segment alone, so that their
 * totals are those of others.
 */
export function universeName(table: WrittenTable, row: WrittenRow): string {
  const { origin, dimensions } = table;
  const moment = momentOf(table, row);
  const before = dimensions.includes("previous_segment") ? " beside the previous segments" : "";
  return `${origin.run}${moment === null ? "" : `, ${moment}`}${before}`;
}

function momentOf({ origin, dimensions }: WrittenTable, { values }: WrittenRow): string | null {
  const momentAt = dimensions.indexOf("as_of");
  return momentAt === -1 ? origin.asOf : (values[momentAt] ?? null);
}

interface UniverseInProgress extends Omit<Universe, "shapes" | "areFlows"> {
  readonly complete: Set<string>;
  readonly shapes: Map<string, readonly string[]>;
  readonly cells: Map<string, KnownCell>;
  readonly contradictions: (readonly [Place, Place])[];
}

function startUniverse(name: string, table: WrittenTable, row: WrittenRow): UniverseInProgress {
  const { run, from, minimumUnits, areZerosPrinted } = table.origin;
  const kept = { name, run, asOf: momentOf(table, row), from, minimumUnits, areZerosPrinted };
  const hasPrevious = table.dimensions.includes("previous_segment");
  const isOwnMoment = kept.asOf === table.origin.asOf;
  return {
    ...kept,
    hasPrevious,
    isOwnMoment,
    complete: new Set(),
    shapes: new Map(),
    cells: new Map(),
    contradictions: [],
  };
}

function addRow(universe: UniverseInProgress, table: WrittenTable, row: WrittenRow): void {
  const kept = table.dimensions.filter((name) => name !== "as_of").toSorted();
  universe.shapes.set(kept.join("\u0000"), kept);
  const values = cellValues(table, row);
  const key = cellKey(values);
  const cell = universe.cells.get(key) ?? { key, values, numbers: new Map<Quantity, KnownNumber>() };
  universe.cells.set(key, cell);
  const written = writtenValues(table, row);
  const spans = rowSpans(table, row);
  const hasCustomers = spans.get("customers")?.isPrinted === true || row.status === "partly_withheld";
  for (const [quantity, { span, isPrinted, isWithheld, measure }] of spans) {
    const place = { file: table.file, line: row.line, values: written, measure };
    const before = cell.numbers.get(quantity);
    const together = before === undefined ? span : both(before.span, span);
    if (together === null && before?.places[0] !== undefined) universe.contradictions.push([before.places[0], place]);
    cell.numbers.set(quantity, {
      quantity,
      span: together ?? span,
      isPrinted: isPrinted || before?.isPrinted === true,
      isWithheld: isWithheld || before?.isWithheld === true,
      isWithheldAlone: (isWithheld && hasCustomers) || before?.isWithheldAlone === true,
      places: isPrinted ? [place, ...(before?.places ?? [])] : [...(before?.places ?? []), place],
    });
  }
}

/** The name of the customers who share some values. */
export function cellKey(values: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(values).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
