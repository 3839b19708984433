import { join } from "node:path";

import type { Column, Engine, SqlValue } from "../engine/engine.ts";
import { scrubColumnsMissing, scrubColumnTwice, scrubRecordsBlank } from "../errors.ts";
import { nearest } from "../expression/suggest.ts";
import { type ContactKind, contactKey } from "../identity/contact-key.ts";
import { cleanEmailPattern, cleanPhonePattern } from "../identity/clean-values.ts";
import { readCsvRecords } from "../io/csv-reader.ts";

/** The columns of `scrub.statements`: what each record of a list names, one row for each thing. */
export const STATEMENT_COLUMNS: readonly Column[] = [
  { name: "record_number", type: "bigint" },
  /** `customer`, or the kind of contact point. */
  { name: "kind", type: "varchar" },
  /** The customer id, or the exact key of the contact point; null when it cannot be read. */
  { name: "named_key", type: "varchar" },
];

/** Columns that say who is meant. Any other column is not looked at, but for `country`. */
const SCRUB_COLUMNS = ["customer_id", "phone", "email", "address"] as const;

/** A list as it was read: the Parquet files of its statements, and its number of records. */
export interface ScrubbedList {
  readonly files: readonly string[];
  readonly records: number;
}

/** How a list is read. */
export interface ScrubReading {
  /** The embedded engine. */
  readonly local: Engine;
  readonly temporaryFolder: string;
  /** By which telephone numbers without calling code are read when the record states no country. */
  readonly defaultCountry: string | null;
  /** How messages name the file. */
  readonly name: string;
}

/** Rows written together: enough to be quick, few enough to stay small in memory. */
const BATCH = 200_000;
const LINES_KEPT = 20;

/**
 * The records of a CSV file with a header, in UTF-8: whom each of them means, as keys. No contact value is kept. Throws GK0473 without a column
 * that says who is meant, GK0474 for one that is there twice, GK0475 for records that name nobody, and GK0303, GK0304 or GK0306
 * for a file that is no CSV.
 */
export async function readScrubbedList(path: string, reading: ScrubReading): Promise<ScrubbedList> {
  const records = readCsvRecords(path, { name: reading.name });
  const columns = columnsOf(((await records.next()).value ?? []) as string[], reading.name);
  const files: string[] = [];
  const blank: number[] = [];
  let batch: SqlValue[][] = [];
  let [line, count] = [2, 0];
  for await (const record of records) {
    const start = line;
    // A cell may hold line breaks.
    line += 1 + record.reduce((breaks, cell) => breaks + (cell.includes("\n") ? cell.split("\n").length - 1 : 0), 0);
    count += 1;
    const rows = statementsOf(record, columns, count, reading.defaultCountry);
    if (rows.length === 0 && blank.length < LINES_KEPT) blank.push(start);
    batch.push(...rows);
    if (batch.length < BATCH) continue;
    files.push(await keep(batch, files.length, reading));
    batch = [];
  }
  if (blank.length > 0) throw scrubRecordsBlank({ lines: blank }, { at: { file: reading.name, line: blank[0] } });
  if (batch.length > 0) files.push(await keep(batch, files.length, reading));
  return { files, records: count };
}

/** Where each column is that says who is meant. */
type ScrubColumns = ReadonlyMap<string, number>;

function columnsOf(header: readonly string[], file: string): ScrubColumns {
  const names = header.map((name) => name.trim().toLowerCase());
  const wanted: readonly string[] = [...SCRUB_COLUMNS, "country"];
  const twice = wanted.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice !== undefined) throw scrubColumnTwice({ column: twice }, { at: { file, line: 1 } });
  const found = new Map(wanted.flatMap((name) => (names.includes(name) ? [[name, names.indexOf(name)]] : [])));
  if (SCRUB_COLUMNS.some((name) => found.has(name))) return found;
  const meant = names.map((name) => nearest(name, SCRUB_COLUMNS)).find((name) => name !== undefined);
  throw scrubColumnsMissing({ nearest: meant }, { at: { file, line: 1 } });
}

function statementsOf(
  record: readonly string[],
  columns: ScrubColumns,
  recordNumber: number,
  defaultCountry: string | null,
): SqlValue[][] {
  const cell = (name: string) => record[columns.get(name) ?? record.length] ?? "";
  const country = /^[A-Za-z]{2}$/u.test(cell("country").trim()) ? cell("country").trim().toUpperCase() : defaultCountry;
  return SCRUB_COLUMNS.flatMap((name) => {
    const value = cell(name);
    if (value.trim() === "") return [];
    // Ids are text, exactly as they are given.
    if (name === "customer_id") return [[recordNumber, "customer", value]];
    return [[recordNumber, name, keyOf(name, value, country)]];
  });
}

const CLEAN: Readonly<Partial<Record<ContactKind, RegExp>>> = {
  phone: new RegExp(`^(?:${cleanPhonePattern})$`, "u"),
  email: new RegExp(`^(?:${cleanEmailPattern})$`, "u"),
};

/** A clean value is its own key and needs no parser, which takes most of the time otherwise. */
function keyOf(kind: ContactKind, value: string, country: string | null): string | null {
  return CLEAN[kind]?.test(value) === true ? `${kind}:${value}` : contactKey(kind, value, country).key;
}

async function keep(
  rows: readonly SqlValue[][],
  index: number,
  { local, temporaryFolder }: ScrubReading,
): Promise<string> {
  const path = join(temporaryFolder, `scrubbed-${index}.parquet`);
  await local.fill("scrub.batch", STATEMENT_COLUMNS, rows);
  await local.writeParquet("select * from scrub.batch", path, ["record_number", "kind"]);
  await local.drop("scrub.batch");
  return path;
}
