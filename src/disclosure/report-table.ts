import { present } from "../assert.ts";
import type { Channel } from "../domain/campaign.ts";
import { channelOf, channelsAsked, isContactable } from "../domain/contactable.ts";
import type { ReportMeasure, ReportTable } from "../domain/report.ts";
import { type ChannelShown, shownChannels } from "./contactable-protection.ts";
import { isAmountUnsafe } from "./contributions.ts";
import { isTooSmall } from "./counts.ts";
import { type ExactTable, isComparing } from "./exact-table.ts";
import { disclosingZeros } from "./group-disclosure.ts";
import { hiddenMedians } from "./hidden-medians.ts";
import type { ReleasePattern } from "./protect-release.ts";
import type { ProtectedRow, ProtectedTable } from "./protected-table.ts";
import { isSmall, type ProtectionRules } from "./protection-rules.ts";
import { rowId } from "./release-rows.ts";
import { addSums, type CellSums, measuresOf, NOTHING, type Sum, sumsOf } from "./report-measures.ts";
import { isRevenueUnsafe } from "./revenue-model.ts";
import { momentPlace, type ReportRow, rowsOfTable } from "./report-rows.ts";

/**
 * The tables of one run with the pattern of their ordinary ones, see `protectRelease`. A withheld row is so with all its measures.
 *
 * A table by the previous segment adds up to the sizes that the earlier run may have published, and a table of sizes over time
 * repeats them, so where any cell of the run is withheld either is withheld whole. So is the former when few are gone since.
 *
 * Who could be contacted is protected beside that, see `shownChannels`.
 *
 * Source: disclosure.md §2 to §4, and §5 for tables that compare. Pure; throws nothing.
 */
export function showTables(
  tables: readonly ExactTable[],
  pattern: Omit<ReleasePattern, "certificates">,
  rules: ProtectionRules,
): ProtectedTable[] {
  const { minimumUnits } = rules;
  // Who is gone is the difference between such a table and any other.
  const isUnsafe = ({ table, cells, gone = 0n }: ExactTable) =>
    isTooSmall(Number(gone), minimumUnits) ||
    rowsOfTable(table, cells).some(({ sums }) => isSmall(Number(sums.customers), rules)) ||
    disclosingZeros({ table, cells }).length > 0;
  const isOrdinary = (id: string) => tables.some((exact) => exact.id === id && !isComparing(exact));
  const isAnythingWithheld = pattern.rows.size > 0 || [...pattern.tables].some(isOrdinary);
  const isWithheldWhole = (exact: ExactTable) =>
    pattern.tables.has(exact.id) || (isComparing(exact) && (isAnythingWithheld || isUnsafe(exact)));
  const shown = shownChannels(
    tables.map((exact) => ({
      cells: exact.cells,
      channels: channelsAsked(exact.table.measures),
      isComparing: isComparing(exact),
      isWithheldWhole: isWithheldWhole(exact),
    })),
    minimumUnits,
  );
  const hasWithheld = (exact: ExactTable) =>
    isWithheldWhole(exact) ||
    rowsOfTable(exact.table, exact.cells).some(({ values }) => pattern.rows.has(rowId(exact.id, values)));
  return tables.map((exact, index) =>
    protectedTable(exact, {
      hiddenMedians: hiddenMedians(exact.table, tables, hasWithheld),
      isWithheldWhole: isWithheldWhole(exact),
      isWithheld: (values, sum) =>
        isWithheldWhole(exact) ||
        (isComparing(exact)
          ? withheldOf(pattern, sum).size > 0 || isComparedUnsafe(exact, sum, rules)
          : withheldOf(pattern, sum).has(rowId(exact.id, values))),
      isChannelShown: present(shown[index], "an answer for each table"),
    }),
  );
}

function withheldOf({ rows, amounts }: Omit<ReleasePattern, "certificates">, sum: Sum): ReadonlySet<string> {
  return sum === "customers" ? rows : amounts[sum];
}

/** Whether a table that compares has a cell of which a sum says too much of one customer. It is then shown of no cell, as it is where any of the run is withheld. */
function isComparedUnsafe({ compared = [] }: ExactTable, sum: Sum, { amounts }: ProtectionRules): boolean {
  if (sum === "customers") return false;
  return compared.some(({ contributions }) =>
    sum === "orders" ? isAmountUnsafe(contributions.orders, amounts) : isRevenueUnsafe(contributions, amounts),
  );
}

interface Pattern {
  readonly isWithheldWhole: boolean;
  readonly hiddenMedians: ReadonlySet<ReportMeasure>;
  readonly isWithheld: (values: ReportRow["values"], sum: Sum) => boolean;
  readonly isChannelShown: ChannelShown;
}

function protectedTable({ id, table, cells }: ExactTable, pattern: Pattern): ProtectedTable {
  const all = rowsOfTable(table, cells).filter(({ index }) => index !== null || !pattern.isWithheldWhole);
  const leaves = all.filter(({ index }) => index !== null);
  const isShown = ({ values }: ReportRow, sum: Sum) => !pattern.isWithheld(values, sum);
  const published = (sum: Sum) => (leaves.every((leaf) => isShown(leaf, sum)) ? leaves : null);
  // A sum beside a withheld part would give the part away.
  const isSummed = (channel: Channel) => leaves.every(({ sums }) => pattern.isChannelShown(channel, sums));
  const rows = all.map((row): ProtectedRow => {
    if (!isShown(row, "customers"))
      return { values: row.values, isWithheld: true, withheldMeasures: [], measures: noMeasures(table.measures) };
    const place = {
      published: (sum: Sum) => {
        const own = published(sum);
        return own && besides(table, row, own).map(({ sums }) => sums);
      },
      whole: (sum: Sum) => wholeOf(table, row, all, { published: published(sum), isShown: (one) => isShown(one, sum) }),
      index: row.index,
    };
    return shownRow(table, row, measuresOf(table, row.sums, place), {
      channel: (channel) => (row.index === null ? isSummed(channel) : pattern.isChannelShown(channel, row.sums)),
      sum: (sum) => isShown(row, sum),
      median: (measure) => !pattern.hiddenMedians.has(measure),
    });
  });
  return {
    id,
    table,
    rows,
    cells: all.filter((row) => row.sums.customers > 0n || !isShown(row, "customers")).length,
    cellsWithheld: rows.filter(({ isWithheld }) => isWithheld).length,
    cellsPartlyWithheld: rows.filter(
      // Of who could be contacted totals go wherever a cell does.
      ({ withheldMeasures: own, values }) =>
        own.some((measure) => !isContactable(measure)) || (own.length > 0 && !values.includes(null)),
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

/** A row that is not withheld, but for the measures of channels, sums and scores that are. */
function shownRow(
  table: ReportTable,
  { values, index }: ReportRow,
  measures: ProtectedRow["measures"],
  isShown: {
    readonly channel: (channel: Channel) => boolean;
    readonly sum: (sum: Sum) => boolean;
    readonly median: (measure: ReportMeasure) => boolean;
  },
): ProtectedRow {
  const withheldMeasures = table.measures.filter((one) => {
    if (isContactable(one)) return !isShown.channel(channelOf(one));
    // Only a total has it.
    if (one === "gini" && index !== null) return false;
    return !isShown.median(one) || !sumsOf(one).every(isShown.sum);
  });
  return { values, isWithheld: false, withheldMeasures, measures: { ...measures, ...noMeasures(withheldMeasures) } };
}

function noMeasures(measures: readonly ReportMeasure[]): ProtectedRow["measures"] {
  return Object.fromEntries(measures.map((measure) => [measure, null]));
}
