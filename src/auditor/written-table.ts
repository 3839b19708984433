import type { ErrorPosition } from "../errors.ts";
import { exportColumnUnknown, exportBroken, numberUnreadable } from "../errors.ts";
import { type ColumnMeaning, meaningOf } from "./column-meanings.ts";
import { type Printed, printedNumber } from "./decimals.ts";

/** A table as it was found in a file: names of columns, and fields as text, null where there is nothing. */
export interface FoundTable {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** The line of the first row, where the file has lines. */
  readonly firstLine: number | null;
}

/** Where and when a table was made, as far as its folder says. */
export interface TableOrigin {
  /** Tables of one run count the same customers; a file alone is a run of its own. */
  readonly run: string;
  readonly asOf: string | null;
  /** The first day whose sales count; null where all do. */
  readonly from: string | null;
  readonly minimumUnits: number;
  /** Whether a withheld cell is known to be somebody, since nobody is printed as zero. */
  readonly areZerosPrinted: boolean;
  /** Whether orders are those of a period, of which customers may have none. */
  readonly areFlows: boolean;
  readonly currency: string | null;
  /** Names of totals. */
  readonly totals: ReadonlySet<string>;
}

/** A column that says something of numbers. */
export interface MeasureColumn {
  readonly name: string;
  readonly meaning: ColumnMeaning;
}

/** One row: a value of each dimension, null where it is summed over, and what each measure prints, null where it is withheld or blank. */
export interface WrittenRow {
  readonly line: number | null;
  readonly values: readonly (string | null)[];
  readonly printed: readonly (Printed | null)[];
  readonly status: string | null;
}

/** A written table, understood. */
export interface WrittenTable {
  readonly file: string;
  readonly origin: TableOrigin;
  readonly dimensions: readonly string[];
  readonly measures: readonly MeasureColumn[];
  readonly rows: readonly WrittenRow[];
}

/** How a withheld cell is written beside being empty. */
const WITHHELD: ReadonlySet<string> = new Set(["", "[c]", "c", "–", "-", "suppressed", "withheld"]);

/**
 * Understands a table: what stands left of the first measure are dimensions, and every other column is a measure that the auditor knows. Throws GK0531 for a table
 * without any, GK0533 for a column that it does not know, and GK0532 for a field that is no number.
 */
export function writtenTable(found: FoundTable, origin: TableOrigin): WrittenTable {
  const meanings = found.columns.map(meaningOf);
  const width = meanings.findIndex((meaning) => meaning !== null);
  if (width === -1) throw exportBroken({ file: found.file, reason: NO_MEASURE }, { at: { file: found.file } });
  const measures = found.columns.slice(width).map((name, index): MeasureColumn => {
    const meaning = meanings[width + index] ?? null;
    if (meaning === null)
      throw exportColumnUnknown({ file: found.file, column: name }, { at: { file: found.file, line: 1 } });
    return { name, meaning };
  });
  const statusAt = measures.findIndex(({ meaning }) => meaning.kind === "status");
  const rows = found.rows.map((fields, index): WrittenRow => {
    const line = found.firstLine === null ? null : found.firstLine + index;
    const at = { file: found.file, line: line ?? undefined };
    return {
      line,
      values: fields.slice(0, width).map((field) => dimensionValue(field, origin.totals)),
      printed: measures.map(({ name, meaning }, place) =>
        meaning.kind === "status" ? null : numberOf(fields[width + place] ?? null, name, at),
      ),
      status: statusAt === -1 ? null : (fields[width + statusAt] ?? null),
    };
  });
  return { file: found.file, origin, dimensions: found.columns.slice(0, width), measures, rows };
}

const NO_MEASURE = { en: "no column of it is a measure", "zh-CN": "其中没有任何一列是指标" };

function dimensionValue(field: string | null, totals: ReadonlySet<string>): string | null {
  const text = field ?? "";
  return totals.has(text) ? null : text;
}

function numberOf(field: string | null, column: string, at: ErrorPosition): Printed | null {
  if (field === null || WITHHELD.has(field.trim().toLowerCase())) return null;
  const number = printedNumber(field);
  if (number === null) throw numberUnreadable({ column }, { at });
  return number;
}
