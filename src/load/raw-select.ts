import { INPUT_TABLES, type InputColumn } from "../domain/input-tables.ts";
import type { ColumnMapping, SourceDeclaration } from "../domain/project.ts";
import { mappedColumn, type MappedColumn, type RawColumn } from "./raw-columns.ts";
import { CONDITION, fateSql } from "./fate.ts";
import { looksJoined } from "./joined-records.ts";
import { sqlText } from "../engine/engine.ts";
import type { Dialect } from "../expression/dialect.ts";
import { extraName } from "./raw-table.ts";
import { dialectOf } from "./source-header.ts";
import { type Mapping, type MappingContext, readMapping } from "./mapping.ts";
import { optOutsSql, optOutText } from "./opt-outs.ts";
import { trimmedSql } from "./trimmed-text.ts";
import { declarationsOf } from "./source-declarations.ts";

/** What the SELECT of a file needs to know beyond the source's own declaration. */
export interface RawContext {
  readonly timeZone: string;
  /** How the engine that reads the file spells expressions. */
  readonly dialect: Dialect;
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
 * what became of the record (fate.ts). `raw.<table>` adds what is the same for every row of the source (raw-table.ts).
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
    ...extras.map(({ name, reading }) => `${trimmedSql(reading.text)} as ${name}_text`),
    ...optOutColumns(source, context),
    ...recordSql(source, context),
  ];
  const outputs = [
    ...mapped.flatMap(({ raw }) => outputsOf(source, raw)),
    ...kindOfUnmapped(source),
    ...extras.map(({ name }) => `${name}_text as ${name}`),
    ...(source.optOuts.length === 0 ? [] : [`${optOutsSql(source.optOuts.length)} as opt_outs`]),
    `${fateSql("problem", digestOf(mapped), "is_wanted")} as fate`,
  ];
  const read = withSteps(`(select ${inner.join(",\n  ")} from ${relation}) as mapped`, mapped);
  return [
    `select ${outputs.join(",\n  ")}`,
    `from (select *, ${judgement(source, mapped)} as problem`,
    `from ${read}) as judged`,
  ].join("\n");
}

/** What stands in place of a text that an expression could not make; no column knows it as a word. */
const NO_WORD = "?";

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
      given: `${column.name}_given`,
      text: `${column.name}_text`,
      typed: reading.typed === null ? null : `${column.name}_typed`,
      formats: reading.formats,
      dialect: context.dialect,
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
  const condition = source.where && readMapping({ column: "where", expression: source.where }, "boolean", context);
  const wanted = condition?.typed ?? "true";
  // Whether a record is wanted is not known where the condition hangs on what cannot be read.
  const unknown =
    condition === undefined || condition.unread === null ? "false" : `(${wanted}) is null and ${condition.unread}`;
  const joined = context.mayBeJoined === true ? looksJoined(context.header, dialectOf(source)) : "false";
  return [`${wanted} as is_wanted`, `${unknown} as is_wanted_unknown`, `${joined} as looks_joined`];
}

function mappingOf(source: SourceDeclaration, column: string): ColumnMapping | undefined {
  return source.columns.find((mapping) => mapping.column === column);
}

function innerColumns(column: InputColumn, reading: Mapping): string[] {
  const typed = reading.typed === null ? [] : [`${reading.typed} as ${column.name}_typed`];
  return [`${givenText(column, reading)} as ${column.name}_given`, ...typed];
}

/** A word that decides what may be done is no word where it was made of what cannot be read. */
function givenText(column: InputColumn, { text, typed, unread }: Mapping): string {
  const decides = column.type === "choice" || column.dataClass === "control";
  return decides && typed === null && unread !== null ? `case when ${unread} then '${NO_WORD}' else ${text} end` : text;
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
    const text = trimmedSql(reading.text);
    // A refusal that is made of what cannot be read is one.
    const said = reading.unread === null ? text : `case when ${reading.unread} then '${NO_WORD}' else ${text} end`;
    return `${said} as ${optOutText(position)}`;
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
  const unknown = source.where === undefined ? "" : `when is_wanted_unknown then '${CONDITION}:GK0311' `;
  return `case when looks_joined then ':GK0315' ${unknown}when is_wanted then ${reject} end`;
}

/** SQL for the hash of a record's texts, by which a rejected one is known again. */
function digestOf(mapped: readonly Mapped[]): string {
  const texts = mapped.map(({ column }) => `coalesce(${column.name}_text, '')`);
  return `sha256_hex(concat_ws('|', ${texts.join(", ")}))`;
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
