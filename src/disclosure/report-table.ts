import { present } from "../assert.ts";
import type { Channel } from "../domain/campaign.ts";
import { channelOf, channelsAsked, isContactable } from "../domain/contactable.ts";
import type { ReportMeasure, ReportTable } from "../domain/report.ts";
import { type ChannelShown, shownChannels } from "./contactable-protection.ts";
import { isTooSmall } from "./counts.ts";
import { addSums, type CellSums, measuresOf, NOTHING } from "./report-measures.ts";

/** One leaf cell with its exact sums. */
export interface ReportCell extends CellSums {
  /** A value for each dimension of the table, rows first. */
  readonly values: readonly string[];
}

/** A table with its leaf cells. */
export interface ExactTable {
  readonly id: string;
  readonly table: ReportTable;
  readonly cells: readonly ReportCell[];
  /** Customers of the previous moment that it counts and that no other table does; none by default. */
  readonly gone?: bigint;
}

/** One row of a protected table: a total has a blank for each dimension it sums over. */
export interface ProtectedRow {
  readonly values: readonly (string | null)[];
  readonly isWithheld: boolean;
  /** Measures that are withheld though the row is not: who could be contacted. Empty when the whole row is withheld. */
  readonly withheldMeasures: readonly ReportMeasure[];
  readonly measures: Readonly<Partial<Record<ReportMeasure, bigint | null>>>;
}

export interface ProtectedTable {
  readonly id: string;
  readonly table: ReportTable;
  /** Every combination of the dimensions' values, then the totals when they are shown. */
  readonly rows: readonly ProtectedRow[];
  readonly cellsWithheld: number;
  /** Cells of which only measures are withheld. */
  readonly cellsPartlyWithheld: number;
  readonly hasTotals: boolean;
  /** Withheld whole, because another table of the run has withheld cells that this one would add up. */
  readonly isWithheldWhole: boolean;
}

/**
 * Protects the tables of one run together.
 *
 * A cell with 1 to k − 1 customers is withheld with all its measures, and its table shows no totals. Every table counts
 * the same customers, so beside a table with a withheld cell any other is a set of totals to subtract from: only the
 * first such table is published then. Complementary suppression will lift both restrictions.
 *
 * A table by the previous segment adds up to the sizes that the earlier run may have published, and a table of sizes over time
 * repeats them, so with a small cell either is withheld whole, and then gives nothing away about others. So is the former when
 * few are gone since.
 *
 * Who could be contacted is protected beside that, see `shownChannels`.
 *
 * Source: disclosure.md §2, the frequency rule, and §5 for tables that compare. Pure; throws nothing.
 */
export function protectTables(tables: readonly ExactTable[], minimumUnits: number): ProtectedTable[] {
  // Who is gone is the difference between such a table and any other.
  const isUnsafe = ({ cells, gone = 0n }: ExactTable) =>
    [gone, ...cells.map(({ customers }) => customers)].some((customers) => isTooSmall(Number(customers), minimumUnits));
  const firstUnsafe = tables.find((exact) => isUnsafe(exact) && !isComparing(exact));
  const isWithheldWhole = (exact: ExactTable) =>
    (firstUnsafe !== undefined && exact !== firstUnsafe) || (isComparing(exact) && isUnsafe(exact));
  const shown = shownChannels(
    tables.map((exact) => ({
      cells: exact.cells,
      channels: channelsAsked(exact.table.measures),
      isComparing: isComparing(exact),
      isWithheldWhole: isWithheldWhole(exact),
    })),
    minimumUnits,
  );
  return tables.map((exact, index) =>
    protectTable(exact, {
      minimumUnits,
      isWithheldWhole: isWithheldWhole(exact),
      isChannelShown: present(shown[index], "an answer for each table"),
    }),
  );
}

function isComparing({ table }: ExactTable): boolean {
  return [...table.rows, ...table.columns].some((name) => name === "previous_segment" || name === "as_of");
}

/** Where the as-of moment stands among the dimensions: customers of several moments are never added up. -1 without one. */
function momentPlace({ rows, columns }: ReportTable): number {
  return [...rows, ...columns].indexOf("as_of");
}

/** The cells that a row's shares are taken of: those of its as-of moment, which are all of them in a table of one moment. */
function cellsBeside(
  table: ReportTable,
  values: readonly (string | null)[],
  cells: readonly ReportCell[],
): readonly ReportCell[] {
  const place = momentPlace(table);
  return place < 0 ? cells : cells.filter((cell) => cell.values[place] === values[place]);
}

interface Protection {
  readonly minimumUnits: number;
  readonly isWithheldWhole: boolean;
  readonly isChannelShown: ChannelShown;
}

function protectTable(
  { id, table, cells }: ExactTable,
  { minimumUnits, isWithheldWhole, isChannelShown }: Protection,
): ProtectedTable {
  const all = withEmptyCells(cells);
  const isWithheld = (cell: ReportCell) => isWithheldWhole || isTooSmall(Number(cell.customers), minimumUnits);
  const cellsWithheld = all.filter(isWithheld).length;
  // What a share is taken of is the sum of published cells, and there is no such sum beside a withheld one.
  const published = cellsWithheld === 0 ? all : null;
  const rows = all.map((cell, index) => {
    if (isWithheld(cell))
      return { values: cell.values, isWithheld: true, withheldMeasures: [], measures: noMeasures(table.measures) };
    const beside = published && cellsBeside(table, cell.values, published);
    return shownRow(table, cell.values, measuresOf(table, cell, { published: beside, index }), (channel) =>
      isChannelShown(channel, cell),
    );
  });
  const hasTotals = table.totals && published !== null;
  return {
    id,
    table,
    rows: hasTotals ? [...rows, ...totalRows(table, published, isChannelShown)] : rows,
    cellsWithheld,
    cellsPartlyWithheld: rows.filter(({ withheldMeasures }) => withheldMeasures.length > 0).length,
    hasTotals,
    isWithheldWhole,
  };
}

/** A row that is not withheld, but for the measures of channels that are. */
function shownRow(
  table: ReportTable,
  values: ProtectedRow["values"],
  measures: ProtectedRow["measures"],
  isShown: (channel: Channel) => boolean,
): ProtectedRow {
  const withheldMeasures = table.measures.filter((one) => isContactable(one) && !isShown(channelOf(one)));
  return { values, isWithheld: false, withheldMeasures, measures: { ...measures, ...noMeasures(withheldMeasures) } };
}

function noMeasures(measures: readonly ReportMeasure[]): ProtectedRow["measures"] {
  return Object.fromEntries(measures.map((measure) => [measure, null]));
}

/** A combination that nobody is in is a cell too: its zero is true. */
function withEmptyCells(cells: readonly ReportCell[]): ReportCell[] {
  const width = cells[0]?.values.length ?? 0;
  const values = Array.from({ length: width }, (_, index) =>
    [...new Set(cells.map((cell) => cell.values[index] ?? ""))].toSorted(),
  );
  const known = new Map(cells.map((cell) => [cell.values.join("\u0000"), cell]));
  return combinations(values).map((combination) => {
    const cell = known.get(combination.join("\u0000"));
    return cell ?? { ...NOTHING, values: combination };
  });
}

function combinations(values: readonly (readonly string[])[]): string[][] {
  if (values.length === 0) return [];
  return values.reduce<string[][]>(
    (heads, next) => heads.flatMap((head) => next.map((value) => [...head, value])),
    [[]],
  );
}

/** The sums over the columns for each row, over the rows for each column, and over everything; of each as-of moment by itself. */
function totalRows(table: ReportTable, cells: readonly ReportCell[], isChannelShown: ChannelShown): ProtectedRow[] {
  // A sum beside a withheld part would give the part away.
  const isSummed = (channel: Channel) => cells.every((cell) => isChannelShown(channel, cell));
  return keptInTotals(table).flatMap((isKept) => {
    const sums = new Map<string, { readonly shown: readonly (string | null)[]; readonly sum: CellSums }>();
    for (const cell of cells) {
      const shown = cell.values.map((value, index) => (isKept[index] === true ? value : null));
      const key = shown.join("\u0000");
      sums.set(key, { shown, sum: addSums(sums.get(key)?.sum ?? NOTHING, cell) });
    }
    return [...sums.values()].map(({ shown, sum }) =>
      shownRow(
        table,
        shown,
        measuresOf(table, sum, { published: cellsBeside(table, shown, cells), index: null }),
        isSummed,
      ),
    );
  });
}

/** Which dimensions each kind of total keeps, no kind twice, and none that sums over nothing. */
function keptInTotals(table: ReportTable): (readonly boolean[])[] {
  const place = momentPlace(table);
  const ofDimensions = (isKept: (index: number) => boolean) =>
    [...table.rows, ...table.columns].map((_, index) => index === place || isKept(index));
  const { length: width } = table.rows;
  const kinds = [
    ...(table.columns.length > 0
      ? [ofDimensions((index) => index < width), ofDimensions((index) => index >= width)]
      : []),
    ofDimensions(() => false),
  ];
  const summing = kinds.filter((kept) => kept.includes(false));
  return [...new Map(summing.map((kept) => [kept.join(), kept])).values()];
}
