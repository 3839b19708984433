import { INPUT_TABLES, type InputTableName } from "../../domain/input-tables.ts";
import { spelledName } from "../../expression/spelled-name.ts";
import { MEANINGS, type Meaning } from "./column-words.ts";
import { bestColumns, type FileColumn, type FileColumns, type Found } from "./file-columns.ts";
import type { WrittenFormats } from "./format-reading.ts";
import { matchName } from "./match-name.ts";
import { amount, areWords, fullName, kind, moment, number, plain, type ProposedColumn } from "./proposed-columns.ts";
import { type FormatQuestion, settleFormats } from "./settle-formats.ts";
import { mayBePhone, type ValueShape } from "./value-shape.ts";

/** A source of one input table. */
export interface ProposedSource {
  readonly table: ProposedTable;
  /** Tells the sources of one file apart: `phone`, `email`; empty for the first. */
  readonly part: string;
  readonly columns: readonly ProposedColumn[];
  readonly where: string | null;
  readonly formats: WrittenFormats;
  readonly question: FormatQuestion | null;
}

/** Tables that are proposed; the others hold refusals, or outcomes that may be. */
export const PROPOSED_TABLES = [
  "transactions",
  "customers",
  "contact_points",
] as const satisfies readonly InputTableName[];

export type ProposedTable = (typeof PROPOSED_TABLES)[number];

/** A required column that nothing of the file can be read as. */
export interface MissingColumn {
  readonly column: string;
  /** The column of the file whose name says so and whose values cannot be read; null when there is none. */
  readonly from: string | null;
  /** It holds no value at all, at the beginning of the file. */
  readonly isBlank: boolean;
}

/** What a table would be read from. */
export interface Draft {
  readonly table: ProposedTable;
  readonly sources: readonly ProposedSource[];
  readonly missing: readonly MissingColumn[];
}

const OF_ORDERS: readonly Meaning[] = MEANINGS.slice(0, MEANINGS.indexOf("region") + 1);
const OF_PEOPLE: readonly Meaning[] = [
  "customer_id",
  ...MEANINGS.slice(MEANINGS.indexOf("region"), MEANINGS.indexOf("registered_at") + 1),
];

/** A file of orders, or of their lines. */
export function transactionsOf(file: FileColumns): Draft {
  const found = bestColumns(file, OF_ORDERS);
  const columns = [
    plain(found, "transaction_id"),
    plain(found, "line_id"),
    plain(found, "customer_id"),
    moment(file, found, "ordered_at"),
    amount(file, found),
    plain(found, "currency"),
    kind(file, found),
    plain(found, "original_transaction_id"),
    plain(found, "article"),
    found.has("article") ? number(file, found, "quantity") : null,
    plain(found, "channel"),
    plain(found, "category"),
    plain(found, "store_id"),
    plain(found, "region"),
  ].filter((column) => column !== null);
  return draftOf("transactions", columns, found);
}

/** A file with one customer a record, and what reaches them. */
export function customersOf(file: FileColumns): Draft {
  const found = bestColumns(file, OF_PEOPLE);
  const columns = [
    plain(found, "customer_id"),
    fullName(found),
    moment(file, found, "birth_date"),
    plain(found, "gender"),
    plain(found, "region"),
    plain(found, "country"),
    plain(found, "language"),
    plain(found, "time_zone"),
    plain(found, "household_id"),
    moment(file, found, "registered_at"),
  ].filter((column) => column !== null);
  const { table, sources, missing } = draftOf("customers", columns, found);
  const customer = columns.find(({ column }) => column === "customer_id");
  const points = customer === undefined ? [] : pointSources(file, customer, columns);
  // An id alone says nothing about anybody.
  const isAnybody = columns.length > 1 || points.length > 0;
  return {
    table,
    sources: [...sources, ...points],
    missing: isAnybody ? missing : [...missing, { column: "full_name", from: null, isBlank: false }],
  };
}

/** A file with one contact point a record. */
export function contactPointsOf(file: FileColumns): Draft {
  const found = bestColumns(file, ["customer_id", "point_kind", "point_value", "country"]);
  const kindColumn = found.get("point_kind");
  const kinds = INPUT_TABLES.contact_points.find(({ name }) => name === "kind")?.choices ?? [];
  const isKind = kindColumn !== undefined && areWords(file.valuesOf(kindColumn.index), kinds);
  const columns = [
    plain(found, "customer_id"),
    isKind ? plain(found, "point_kind", "kind") : null,
    plain(found, "point_value", "value"),
    plain(found, "country"),
  ].filter((column) => column !== null);
  return draftOf("contact_points", columns, found);
}

function draftOf(table: ProposedTable, proposed: readonly ProposedColumn[], found: Found): Draft {
  const { columns, formats, question } = settleFormats(proposed);
  const mapped = new Set(columns.map(({ column }) => column));
  const missing = INPUT_TABLES[table]
    .filter(({ name, isRequired }) => isRequired && !mapped.has(name))
    .map(({ name }) => missingColumn(name, meantFor(name, found)));
  return { table, sources: [{ table, part: "", columns, where: null, formats, question }], missing };
}

function missingColumn(column: string, meant: FileColumn | undefined): MissingColumn {
  return { column, from: meant?.name ?? null, isBlank: meant?.shape === null };
}

/** The column whose name says that it is what could not be read. */
function meantFor(column: string, found: Found): FileColumn | undefined {
  const meanings: Readonly<Record<string, readonly Meaning[]>> = {
    ordered_at: ["ordered_at"],
    amount: ["amount", "unit_price", "quantity"],
    kind: ["point_kind"],
  };
  return meanings[column]?.map((meaning) => found.get(meaning)).find((source) => source !== undefined);
}

/** A source for each column with telephones, mail or postal addresses, in a file with one customer a record. */
function pointSources(file: FileColumns, customer: ProposedColumn, used: readonly ProposedColumn[]): ProposedSource[] {
  const taken = new Set(used.flatMap(({ from }) => from));
  const points = (["phone", "email", "address"] as const).flatMap((point) =>
    file.columns
      .filter(({ name, shape }) => !taken.has(name) && matchName(name, point) !== null && fitsPoint(point, shape))
      .map((column) => ({ point, column })),
  );
  // A name such as "mail address" fits twice; the earlier kind has it.
  const seen = new Set<FileColumn>();
  const own = points.filter(({ column }) => !seen.has(column) && seen.add(column));
  return own.map(({ point, column: { name, shape } }, index) => {
    const before = own.slice(0, index).filter((other) => other.point === point).length;
    return {
      table: "contact_points",
      part: before === 0 ? point : `${point}-${before + 1}`,
      columns: [
        customer,
        { column: "kind", expression: `'${point}'`, from: [], shape: null, readings: [] },
        { column: "value", expression: spelledName(name), from: [name], shape, readings: [] },
      ],
      where: `trim(${spelledName(name)}) <> ''`,
      formats: {},
      question: null,
    };
  });
}

function fitsPoint(point: "phone" | "email" | "address", shape: ValueShape | null): boolean {
  if (point === "phone") return shape === null || mayBePhone(shape);
  if (point === "email") return shape === null || shape === "email";
  return shape === null || shape === "other";
}
