import { INPUT_TABLES, type InputColumn } from "../domain/input-tables.ts";
import type { ColumnMapping, SourceDeclaration } from "../domain/project.ts";
import { mappedColumn, type MappedColumn, type RawColumn } from "./raw-columns.ts";
import { looksJoined } from "./joined-records.ts";
import { sqlText } from "../engine/engine.ts";
import { extraName } from "./raw-table.ts";
import { dialectOf } from "./source-header.ts";
import { type Mapping, type MappingContext, readMapping } from "./mapping.ts";
import { optOutsSql, optOutText } from "./opt-outs.ts";
import { declarationsOf } from "./source-declarations.ts";

/** What the SELECT of a file needs to know beyond the source's own declaration. */
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

/**
 * The SELECT that reads one file of a source: one row for each record, in the file's order, with what its mapping gives and
 * what became of the record: `reject` is the column and code of its first problem, `is_excluded` true for a record that the
 * source's condition does not want. `raw.<table>` adds what is the same for every row of the source (raw-table.ts).
 *
 * Everything in it comes from parsed expressions or from names and words of this program; source values never do.
 * Throws GK0321 for a mapped column that the header lacks, GK0245 for an expression of the wrong type.
 */
export function rawSelect(relation: string, source: SourceDeclaration, file: RawContext): string {
  const context = { ...file, declarations: declarationsOf(source, file.timeZone, file.typedColumns) };
  const mapped = mappedColumns(source, context);
  const extras = extrasOf(source, context);
  const inner = [
    ...mapped.flatMap(({ column, reading }) => innerColumns(column, reading)),
    ...extras.map(({ name, reading }) => `${textOf(reading)} as ${name}_text`),
    ...optOutColumns(source, context),
    ...recordSql(source, context),
  ];
  const outputs = [
    ...mapped.flatMap(({ raw }) => outputsOf(source, raw)),
    ...kindOfUnmapped(source),
    ...extras.map(({ name }) => `${name}_text as ${name}`),
    ...(source.optOuts.length === 0 ? [] : [`${optOutsSql(source.optOuts.length)} as opt_outs`]),
    ...fateSql(mapped.map(({ column }) => `${column.name}_text`)),
  ];
  const read = withSteps(`(select ${inner.join(",\n  ")} from ${relation}) as mapped`, mapped);
  return [
    `select ${outputs.join(",\n  ")}`,
    `from (select *, ${judgement(source, mapped)} as reject_found`,
    `from ${read}) as judged`,
  ].join("\n");
}

/** A file, and what its source declares of it. */
type SourceContext = RawContext & MappingContext;

/** A canonical column that the source maps. */
interface Mapped {
  readonly column: InputColumn;
  readonly reading: Mapping;
  readonly raw: RawColumn;
}

function mappedColumns(source: SourceDeclaration, context: SourceContext): Mapped[] {
  return INPUT_TABLES[source.table].flatMap((column) => {
    const mapping = mappingOf(source, column.name);
    if (mapping === undefined) return [];
    const reading = readMapping(mapping, column, context);
    const names: MappedColumn = {
      text: `${column.name}_text`,
      typed: reading.typed === null ? null : `${column.name}_typed`,
      formats: reading.formats,
    };
    return [{ column, reading, raw: mappedColumn(source.table, column, names, context.timeZone) }];
  });
}

/** One SELECT around the other for each step of the columns that are read in steps. */
function withSteps(read: string, mapped: readonly Mapped[]): string {
  const steps = Math.max(0, ...mapped.map(({ raw }) => raw.prepared.length));
  return Array.from({ length: steps }, (_, step) => step).reduce((relation, step) => {
    const columns = mapped.flatMap(({ raw }) => raw.prepared[step] ?? []).map(({ name, sql }) => `${sql} as ${name}`);
    return `(select *,\n  ${columns.join(",\n  ")}\nfrom ${relation}) as step_${step + 1}`;
  }, read);
}

/** What is asked of a record as a whole: whether it is wanted, and whether it looks like several. */
function recordSql(source: SourceDeclaration, context: SourceContext): string[] {
  const wanted = source.where && readMapping({ column: "where", expression: source.where }, "boolean", context).typed;
  const joined = context.mayBeJoined === true ? looksJoined(context.header, dialectOf(source)) : "false";
  return [`${wanted ?? "true"} as is_wanted`, `${joined} as looks_joined`];
}

function mappingOf(source: SourceDeclaration, column: string): ColumnMapping | undefined {
  return source.columns.find((mapping) => mapping.column === column);
}

function innerColumns(column: InputColumn, reading: Mapping): string[] {
  const typed = reading.typed === null ? [] : [`${reading.typed} as ${column.name}_typed`];
  const words = column.type === "choice" ? column.choices : [];
  return [`${textOf(reading, words)} as ${column.name}_text`, ...typed];
}

/** What may stand unseen around a value beside blanks and control characters: blanks of every width, marks of byte order and of direction. */
const UNSEEN =
  "\u00A0\u1680\u180E\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u200B\u200C\u200D\u200E\u200F" +
  "\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u202F\u205F\u2060\u2066\u2067\u2068\u2069\u3000\uFEFF";

/**
 * The text without what is unseen at its ends, null when nothing is left. Looking first costs an eighth of trimming always,
 * and a twentieth where the text is not ASCII; to know the word as it stands costs less still.
 */
function textOf({ text }: Mapping, words: readonly string[] = []): string {
  const isUnseen = (character: string) => `strpos('${UNSEEN}', ${character}) > 0`;
  const [first, last] = [`substr(${text}, 1, 1)`, `substr(${text}, -1)`];
  const endsBlank = ["' '", "chr(9)", "chr(10)", "chr(13)"].map((blank) => `ends_with(${text}, ${blank})`).join(" or ");
  const needsTrim =
    `${text} < '!' or ${endsBlank} ` +
    `or byte_length(${text}) <> length(${text}) and (${isUnseen(first)} or ${isUnseen(last)})`;
  const isWord = words.length === 0 ? "" : `when ${text} in (${words.map(sqlText).join(", ")}) then ${text} `;
  return `case ${isWord}when ${needsTrim} then nullif(trim(both ' \t\r\n${UNSEEN}' from ${text}), '') else ${text} end`;
}

function outputsOf(source: SourceDeclaration, raw: RawColumn): string[] {
  return raw.outputs.map(({ column, sql }) => `${completedSql(source, column.name, sql)} as ${column.name}`);
}

/**
 * Amounts are signed in `raw.*`, and a transaction without kind is told by the sign of its amount. A customer whose record does
 * not say how it was collected was collected as the source says.
 */
function completedSql(source: SourceDeclaration, column: string, sql: string): string {
  if (column === "collection_channel" && source.collectionChannel !== undefined)
    return `coalesce(${sql}, ${sqlText(source.collectionChannel)})`;
  if (source.table !== "transactions") return sql;
  if (column === "kind") return `coalesce(${sql}, ${KIND_BY_SIGN})`;
  const isKindMapped = mappingOf(source, "kind") !== undefined;
  if (column !== "amount" || source.refundSign !== "positive" || !isKindMapped) return sql;
  return `case when kind_word in ('refund', 'cancellation') and amount_value > 0 then -amount_value else amount_value end`;
}

const KIND_BY_SIGN = "case when amount_value < 0 then 'refund' else 'sale' end";

function kindOfUnmapped(source: SourceDeclaration): string[] {
  const isOwed = source.table === "transactions" && mappingOf(source, "kind") === undefined;
  return isOwed ? [`${KIND_BY_SIGN} as kind`] : [];
}

interface Extra {
  readonly name: string;
  readonly reading: Mapping;
}

/** The extra columns of customers that this source maps. */
function extrasOf(source: SourceDeclaration, context: SourceContext): Extra[] {
  if (source.table !== "customers") return [];
  return context.extraColumns.flatMap((column) => {
    const mapping = mappingOf(source, column);
    return mapping === undefined ? [] : [{ name: extraName(column), reading: readMapping(mapping, "text", context) }];
  });
}

function optOutColumns(source: SourceDeclaration, context: SourceContext): string[] {
  return source.optOuts.map(({ expression }, position) => {
    const reading = readMapping({ column: "opt_out", expression }, "text", context);
    return `${textOf(reading)} as ${optOutText(position)}`;
  });
}

/** SQL for the first problem of a record, as `column:code`; null for none and for a record that is not wanted. */
function judgement(source: SourceDeclaration, mapped: readonly Mapped[]): string {
  // A contact that ended in a refusal is kept whatever else of the record can be read.
  const mayReject =
    source.table === "contact_history" ? "coalesce(outcome_word, '') not in ('opted_out', 'complained') and " : "";
  const problems = mapped.flatMap(({ column, raw }) =>
    raw.problems.map(({ when, code }) => ({ when: `${mayReject}${when}`, reject: `${column.name}:${code}` })),
  );
  problems.push(...refundProblems(source));
  const reject = problems.length === 0 ? "cast(null as varchar)" : caseOf(problems);
  return `case when looks_joined then ':GK0315' when is_wanted then ${reject} end`;
}

/** What became of the record; all null for one that is loaded, which costs nothing to write. */
function fateSql(texts: readonly string[]): string[] {
  const digest = `sha256_hex(concat_ws('|', ${texts.map((text) => `coalesce(${text}, '')`).join(", ")}))`;
  return [
    "reject_found as reject",
    "case when reject_found is null and not coalesce(is_wanted, false) then true end as is_excluded",
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
  return [{ when: "kind_word in ('refund', 'cancellation') and amount_value > 0", reject: "amount:GK0313" }];
}
