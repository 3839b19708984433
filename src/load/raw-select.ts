import { assert } from "../assert.ts";
import { INPUT_TABLES, type InputColumn, type InputTableName } from "../domain/input-tables.ts";
import type { ColumnMapping, SourceDeclaration } from "../domain/project.ts";
import type { Column } from "../engine/engine.ts";
import { sqlText } from "../engine/engine.ts";
import { mappedColumn, type MappedColumn, outputColumns, type RawColumn, unmappedColumn } from "./raw-columns.ts";
import { looksJoined } from "./joined-records.ts";
import { dialectOf } from "./source-header.ts";
import { type Mapping, type MappingContext, readMapping } from "./mapping.ts";
import { declarationsOf } from "./source-declarations.ts";

/** What the SELECT of `raw.*` needs to know beyond the source's own declaration. */
export interface RawContext {
  readonly timeZone: string;
  /** Names of the extra customer columns of the whole project, in order. */
  readonly extraColumns: readonly string[];
  /** The columns that the file has. */
  readonly header: readonly string[];
  readonly fileName: string;
  /** The file has line feeds inside quotes: records that look like several joined by a stray quote are rejected. */
  readonly mayBeJoined?: boolean;
  /** Columns of the file that are no texts, and those that no mapping can read; none where all are texts. */
  readonly typedColumns?: ReadonlySet<string>;
  readonly nestedColumns?: ReadonlyMap<string, string>;
}

/** Columns every raw table has beside its canonical ones. */
const TRACE_COLUMNS: readonly Column[] = [
  { name: "source_id", type: "varchar" },
  { name: "load_status", type: "varchar" },
  { name: "reject", type: "varchar" },
  { name: "reject_digest", type: "varchar" },
];

/** The columns of `raw.<table>` without the record index that attaching adds. */
export function rawTableColumns(table: InputTableName, extraColumns: readonly string[]): Column[] {
  const canonical = INPUT_TABLES[table].flatMap((column) => outputColumns(table, column));
  return [...canonical, ...extraOutputs(table, extraColumns), ...tableColumns(table), ...TRACE_COLUMNS];
}

/**
 * The SELECT that reads one file of a source as rows of `raw.<table>`: one row for each record, in the file's order,
 * `loaded`, `excluded` by the source's condition, or `rejected` with the column and code of its first problem.
 *
 * Everything in it comes from parsed expressions or from names and words of this program; source values never do.
 * Throws GK0321 for a mapped column that the header lacks, GK0245 for an expression of the wrong type.
 */
export function rawSelect(relation: string, source: SourceDeclaration, file: RawContext): string {
  const context = { ...file, declarations: declarationsOf(source, file.timeZone, file.typedColumns) };
  const columns = INPUT_TABLES[source.table].map((column) => ({ column, mapping: mappingOf(source, column.name) }));
  const mapped = columns.map(({ column, mapping }) => ({
    column,
    reading: mapping && readMapping(mapping, column, context),
  }));
  const extras = extrasOf(source, context);
  const raw = mapped.map(({ column, reading }) => rawColumn(source.table, column, reading, context.timeZone));
  const inner = [
    ...mapped.flatMap(({ column, reading }) => (reading === undefined ? [] : innerColumns(column, reading))),
    ...extras.flatMap(({ name, reading }) => (reading === undefined ? [] : [`${textOf(reading)} as ${name}_text`])),
    ...recordSql(source, context),
  ];
  const prepared = raw.flatMap((column) => column.prepared.map(({ name, sql }) => `,\n  ${sql} as ${name}`));
  const texts = mapped.flatMap(({ column, reading }) => (reading === undefined ? [] : [`${column.name}_text`]));
  const outputs = [...outputsOf(source, raw), ...extraSql(extras), ...ownSql(source), ...traceSql(source, texts)];
  return [
    `select ${outputs.join(",\n  ")}`,
    `from (select *, ${judgement(source, raw)} as reject_found from (select *${prepared.join("")}`,
    `from (select ${inner.join(",\n  ")} from ${relation}) as mapped) as prepared) as judged`,
  ].join("\n");
}

/** What is asked of a record as a whole: whether it is wanted, and whether it looks like several. */
function recordSql(source: SourceDeclaration, context: RawContext & MappingContext): string[] {
  const wanted = source.where && readMapping({ column: "where", expression: source.where }, "boolean", context).typed;
  const joined = context.mayBeJoined === true ? looksJoined(context.header, dialectOf(source)) : "false";
  return [`${wanted ?? "true"} as is_wanted`, `${joined} as looks_joined`];
}

function mappingOf(source: SourceDeclaration, column: string): ColumnMapping | undefined {
  return source.columns.find((mapping) => mapping.column === column);
}

function rawColumn(
  table: InputTableName,
  column: InputColumn,
  reading: Mapping | undefined,
  timeZone: string,
): RawColumn {
  if (reading === undefined) return unmappedColumn(table, column);
  const names: MappedColumn = {
    text: `${column.name}_text`,
    typed: reading.typed === null ? null : `${column.name}_typed`,
    formats: reading.formats,
  };
  return mappedColumn(table, column, names, timeZone);
}

function innerColumns(column: InputColumn, reading: Mapping): string[] {
  const typed = reading.typed === null ? [] : [`${reading.typed} as ${column.name}_typed`];
  return [`${textOf(reading)} as ${column.name}_text`, ...typed];
}

/** What may stand unseen around a value: blanks of every width, line ends, marks of byte order and of direction. */
const UNSEEN =
  " \t\r\n\u00A0\u1680\u180E\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u200B\u200C\u200D\u200E\u200F" +
  "\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u202F\u205F\u2060\u2066\u2067\u2068\u2069\u3000\uFEFF";

/** The text without what is unseen at its ends, null when nothing is left. Looking first costs an eighth of trimming always. */
function textOf({ text }: Mapping): string {
  const needsTrim = `${text} < '!' or substr(${text}, -1) < '!' or byte_length(${text}) <> length(${text})`;
  return `case when ${needsTrim} then nullif(trim(both '${UNSEEN}' from ${text}), '') else ${text} end`;
}

function outputsOf(source: SourceDeclaration, raw: readonly RawColumn[]): string[] {
  return raw.flatMap(({ outputs }) =>
    outputs.map(({ column, sql }) => `${signedSql(source, column.name, sql)} as ${column.name}`),
  );
}

/** Amounts are signed in `raw.*`, and a transaction without kind is told by the sign of its amount. */
function signedSql(source: SourceDeclaration, column: string, sql: string): string {
  if (source.table !== "transactions") return sql;
  const isKindMapped = mappingOf(source, "kind") !== undefined;
  if (column === "kind") return `coalesce(${sql}, case when amount_value < 0 then 'refund' else 'sale' end)`;
  if (column !== "amount" || source.refundSign !== "positive" || !isKindMapped) return sql;
  return `case when lower(kind_text) in ('refund', 'cancellation') and amount_value > 0 then -amount_value else amount_value end`;
}

interface Extra {
  readonly name: string;
  readonly reading: Mapping | undefined;
}

function extrasOf(source: SourceDeclaration, context: RawContext & MappingContext): Extra[] {
  if (source.table !== "customers") return [];
  return context.extraColumns.map((column) => {
    const mapping = mappingOf(source, column);
    return { name: extraName(column), reading: mapping && readMapping(mapping, "text", context) };
  });
}

function extraSql(extras: readonly Extra[]): string[] {
  return extras.map(
    ({ name, reading }) => `${reading === undefined ? "cast(null as varchar)" : `${name}_text`} as ${name}`,
  );
}

function extraOutputs(table: InputTableName, extraColumns: readonly string[]): Column[] {
  return table === "customers" ? extraColumns.map((column) => ({ name: extraName(column), type: "varchar" })) : [];
}

/** The raw column of an extra customer column. Column names are identifiers, checked by the configuration. */
export function extraName(column: string): string {
  assert(/^[a-z][a-z0-9_]*$/u.test(column), "an extra column is an identifier");
  return `extra_${column}`;
}

function tableColumns(table: InputTableName): Column[] {
  return table === "transactions" ? [{ name: "is_whole_transaction", type: "boolean" }] : [];
}

function ownSql(source: SourceDeclaration): string[] {
  return source.table === "transactions" ? [`${source.records === "transaction"} as is_whole_transaction`] : [];
}

/** SQL for the first problem of a record, as `column:code`; null for none and for a record that is not wanted. */
function judgement(source: SourceDeclaration, raw: readonly RawColumn[]): string {
  const columnsOfTable = INPUT_TABLES[source.table];
  // A contact that ended in a refusal is kept whatever else of the record can be read.
  const mayReject =
    source.table === "contact_history"
      ? "coalesce(lower(outcome_text), '') not in ('opted_out', 'complained') and "
      : "";
  const problems = raw.flatMap((column, index) =>
    column.problems.map(({ when, code }) => ({
      when: `${mayReject}${when}`,
      reject: `${columnsOfTable[index]?.name ?? ""}:${code}`,
    })),
  );
  problems.push(...refundProblems(source));
  const reject = problems.length === 0 ? "cast(null as varchar)" : caseOf(problems);
  return `case when looks_joined then ':GK0315' when is_wanted then ${reject} end`;
}

function traceSql(source: SourceDeclaration, texts: readonly string[]): string[] {
  const digest = `sha256_hex(concat_ws('|', ${texts.map((text) => `coalesce(${text}, '')`).join(", ")}))`;
  return [
    `${sqlText(source.source)} as source_id`,
    "case when reject_found is not null then 'rejected' when is_wanted then 'loaded' else 'excluded' end as load_status",
    "reject_found as reject",
    `case when reject_found is not null then ${digest} end as reject_digest`,
  ];
}

function caseOf(problems: readonly { readonly when: string; readonly reject: string }[]): string {
  return `case ${problems.map(({ when, reject }) => `when ${when} then '${reject}'`).join("\n    ")} end`;
}

/** A refund written as a positive amount would count as income; the source must say that it means it so. */
function refundProblems(source: SourceDeclaration): { when: string; reject: string }[] {
  if (source.table !== "transactions" || source.refundSign === "positive" || mappingOf(source, "kind") === undefined)
    return [];
  return [{ when: "lower(kind_text) in ('refund', 'cancellation') and amount_value > 0", reject: "amount:GK0313" }];
}
