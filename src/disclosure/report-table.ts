import type { Highs } from "highs";

import { present } from "../assert.ts";
import type { Channel } from "../domain/campaign.ts";
import { channelOf, channelsAsked, isContactable } from "../domain/contactable.ts";
import { dimensionsOf, type ReportMeasure, type ReportTable } from "../domain/report.ts";
import { type ChannelShown, shownChannels } from "./contactable-protection.ts";
import { isTooSmall } from "./counts.ts";
import { protectRelease, type ReleasePattern } from "./protect-release.ts";
import { type Atom, rowId } from "./release-model.ts";
import { addSums, type CellSums, measuresOf, NOTHING } from "./report-measures.ts";
import { momentPlace, type ReportCell, type ReportRow, rowsOfTable } from "./report-rows.ts";

/** A table with its leaf cells. */
export interface ExactTable {
  readonly id: string;
  readonly table: ReportTable;
  readonly cells: readonly ReportCell[];
  /** Customers of the previous moment that it counts and that no other table does; none by default. */
  readonly gone?: bigint;
}

/** Tables that say something of one another, and the atoms that their cells are sums of; null where these are too many to be looked at. */
export interface TableGroup {
  readonly tables: readonly string[];
  readonly atoms: readonly Atom[] | null;
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
  /** Every combination of the dimensions' values, then the totals when the table has them. */
  readonly rows: readonly ProtectedRow[];
  /** Rows that are withheld, totals among them. */
  readonly cellsWithheld: number;
  /** Cells of which only measures are withheld. */
  readonly cellsPartlyWithheld: number;
  readonly hasTotals: boolean;
  /** Withheld whole, because it cannot be shown beside another table of the run. */
  readonly isWithheldWhole: boolean;
}

/**
 * Protects the tables of one run together: small cells are withheld with all their measures, and as many others that none of them follows from all
 * tables and totals beside each other, exactly or too nearly, see `protectRelease`.
 *
 * A table by the previous segment adds up to the sizes that the earlier run may have published, and a table of sizes over time
 * repeats them, so where any cell of the run is withheld either is withheld whole. So is the former when few are gone since.
 *
 * Who could be contacted is protected beside that, see `shownChannels`.
 *
 * Source: disclosure.md §2 to §4, and §5 for tables that compare. Pure; throws on an error of the solver.
 */
export function protectTables(
  highs: Highs,
  tables: readonly ExactTable[],
  groups: readonly TableGroup[],
  minimumUnits: number,
): ProtectedTable[] {
  const ordinary = tables.filter((exact) => !isComparing(exact));
  return showTables(tables, protectRelease(highs, ordinary, groups, minimumUnits), minimumUnits);
}

/** The tables with the pattern of their ordinary ones. Pure; throws nothing. */
export function showTables(
  tables: readonly ExactTable[],
  pattern: ReleasePattern,
  minimumUnits: number,
): ProtectedTable[] {
  // Who is gone is the difference between such a table and any other.
  const isUnsafe = ({ cells, gone = 0n }: ExactTable) =>
    [gone, ...cells.map(({ customers }) => customers)].some((customers) => isTooSmall(Number(customers), minimumUnits));
  const isAnythingWithheld = pattern.rows.size > 0 || pattern.tables.size > 0;
  const isWithheldWhole = (exact: ExactTable) =>
    isComparing(exact) ? isAnythingWithheld || isUnsafe(exact) : pattern.tables.has(exact.id);
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
    protectedTable(exact, {
      isWithheldWhole: isWithheldWhole(exact),
      isWithheld: (values) => isWithheldWhole(exact) || pattern.rows.has(rowId(exact.id, values)),
      isChannelShown: present(shown[index], "an answer for each table"),
    }),
  );
}

/** Whether a table compares with an earlier moment, whose own tables hold sums of its cells. */
export function isComparing({ table }: ExactTable): boolean {
  return dimensionsOf(table).some((name) => name === "previous_segment" || name === "as_of");
}

interface Pattern {
  readonly isWithheldWhole: boolean;
  readonly isWithheld: (values: ReportRow["values"]) => boolean;
  readonly isChannelShown: ChannelShown;
}

function protectedTable({ id, table, cells }: ExactTable, pattern: Pattern): ProtectedTable {
  const all = rowsOfTable(table, cells).filter(({ index }) => index !== null || !pattern.isWithheldWhole);
  const leaves = all.filter(({ index }) => index !== null);
  const isShown = ({ values }: ReportRow) => !pattern.isWithheld(values);
  const published = leaves.every(isShown) ? leaves : null;
  // A sum beside a withheld part would give the part away.
  const isSummed = (channel: Channel) => leaves.every(({ sums }) => pattern.isChannelShown(channel, sums));
  const rows = all.map((row): ProtectedRow => {
    if (!isShown(row))
      return { values: row.values, isWithheld: true, withheldMeasures: [], measures: noMeasures(table.measures) };
    const place = {
      published: published && besides(table, row, published).map(({ sums }) => sums),
      whole: wholeOf(table, row, all, { published, isShown }),
      index: row.index,
    };
    return shownRow(table, row, measuresOf(table, row.sums, place), (channel) =>
      row.index === null ? isSummed(channel) : pattern.isChannelShown(channel, row.sums),
    );
  });
  return {
    id,
    table,
    rows,
    cellsWithheld: rows.filter(({ isWithheld }) => isWithheld).length,
    cellsPartlyWithheld: rows.filter(
      ({ withheldMeasures, values }) => withheldMeasures.length > 0 && !values.includes(null),
    ).length,
    hasTotals: table.totals && !pattern.isWithheldWhole,
    isWithheldWhole: pattern.isWithheldWhole,
  };
}

/** The rows that a row's shares are taken of: those of its as-of moment, which are all of them in a table of one moment. */
function besides(table: ReportTable, { values }: ReportRow, rows: readonly ReportRow[]): readonly ReportRow[] {
  const place = momentPlace(table);
  return place < 0 ? rows : rows.filter((row) => row.values[place] === values[place]);
}

/** What a row's shares are taken of, where it is published: as the total, or as the sum of cells that all are. */
function wholeOf(
  table: ReportTable,
  row: ReportRow,
  all: readonly ReportRow[],
  { published, isShown }: { published: readonly ReportRow[] | null; isShown: (row: ReportRow) => boolean },
): CellSums | null {
  if (published !== null) return besides(table, row, published).reduce((sum, { sums }) => addSums(sum, sums), NOTHING);
  const total = all.find(({ values }) => values.every((value) => value === null));
  return total !== undefined && isShown(total) ? total.sums : null;
}

/** A row that is not withheld, but for the measures of channels that are. */
function shownRow(
  table: ReportTable,
  { values }: ReportRow,
  measures: ProtectedRow["measures"],
  isShown: (channel: Channel) => boolean,
): ProtectedRow {
  const withheldMeasures = table.measures.filter((one) => isContactable(one) && !isShown(channelOf(one)));
  return { values, isWithheld: false, withheldMeasures, measures: { ...measures, ...noMeasures(withheldMeasures) } };
}

function noMeasures(measures: readonly ReportMeasure[]): ProtectedRow["measures"] {
  return Object.fromEntries(measures.map((measure) => [measure, null]));
}
