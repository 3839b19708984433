import type { InputColumn, InputTableName } from "../domain/input-tables.ts";
import type { SourceFormats } from "../domain/project.ts";
import type { Column } from "../engine/engine.ts";
import { declaredTimeSql } from "./declared-time.ts";
import { timeSql, type TimeSql } from "./event-time.ts";
import { WORDS_NEVER_GUESSED } from "./word-columns.ts";
import { localToUtc, utcToLocal } from "../expression/local-time.ts";

/** A mapped column of one source, as the inner SELECT offers it. */
export interface MappedColumn {
  /** The column that holds the value as text. */
  readonly text: string;
  /** The column that holds it as a number or date, or as a time in ISO 8601, where an expression gave one. */
  readonly typed: string | null;
  /** How the text is read where there is no such column. */
  readonly formats: SourceFormats | undefined;
}

/** What one canonical column becomes in `raw.*`: its output columns, and when a record must be rejected for it. */
export interface RawColumn {
  /** Columns of the middle SELECT, read off once and used by the outputs and problems. */
  readonly prepared: readonly { readonly name: string; readonly sql: string }[];
  readonly outputs: readonly { readonly column: Column; readonly sql: string }[];
  readonly problems: readonly { readonly when: string; readonly code: string }[];
}

/** Contact values: those that are their own contact key already say so once, when they are loaded. */
const CONTACT_COLUMNS: ReadonlySet<string> = new Set(["value", "contact_point"]);

/** Times of which only the local day matters. */
const DAY_COLUMNS: ReadonlySet<string> = new Set(["registered_at", "valid_from", "valid_until"]);

const NEVER_GUESSED: ReadonlySet<string> = new Set(Object.values(WORDS_NEVER_GUESSED).map(({ column }) => column));

const TRUE_WORDS = ["true", "t", "yes", "y", "1", "是"];
const FALSE_WORDS = ["false", "f", "no", "n", "0", "否"];

/** The outputs of a column that the source does not map: nulls of the right types. */
export function unmappedColumn(table: InputTableName, column: InputColumn): RawColumn {
  const outputs = outputColumns(table, column).map((output) => ({
    column: output,
    sql: output.name.endsWith("_precision")
      ? "'absent'"
      : output.type === "boolean"
        ? "false"
        : `cast(null as ${output.type})`,
  }));
  return { prepared: [], outputs, problems: [] };
}

/** The outputs of a mapped column, and the conditions under which its record is rejected. */
export function mappedColumn(
  table: InputTableName,
  column: InputColumn,
  mapped: MappedColumn,
  timeZone: string,
): RawColumn {
  const values = valuesOf(column, mapped, timeZone);
  const outputs = outputColumns(table, column).map((output, index) => ({
    column: output,
    sql: values.outputs[index] ?? "null",
  }));
  return {
    prepared: values.prepared ?? [],
    outputs,
    problems: isNeverRejected(table, column.name) ? [] : values.problems,
  };
}

/** Names and types of a column's outputs. */
export function outputColumns(table: InputTableName, { name, type }: InputColumn): Column[] {
  const only = (sqlType: string): Column[] => [{ name, type: sqlType }];
  if (DAY_COLUMNS.has(name)) return only("date");
  switch (type) {
    case "text":
      return CONTACT_COLUMNS.has(name)
        ? [...only("varchar"), { name: `${name}_key`, type: "varchar" }]
        : only("varchar");
    case "choice":
      return only("varchar");
    case "decimal":
      return only("decimal(18, 4)");
    case "boolean":
      return only("boolean");
    case "date":
      return [...only("date"), { name: `is_${name}_unreadable`, type: "boolean" }];
    case "event_time":
      return [...only("timestamp(6)"), { name: `${name}_precision`, type: "varchar" }];
    case "instant_or_local":
      return table === "transactions"
        ? [...only("timestamp(6)"), { name: "ordered_date", type: "date" }]
        : [...only("timestamp(6)"), { name: `${name}_precision`, type: "varchar" }];
  }
}

/**
 * Records that forbid something are kept whatever of them can be read; the consent stage and the staging models say what each
 * part means. A list's own value must be readable: without it the row names nobody.
 */
function isNeverRejected(table: InputTableName, column: string): boolean {
  if (table === "consent_events") return true;
  if (table === "suppressions") return column !== "value";
  return table === "customers" && column === "status";
}

interface Values {
  readonly prepared?: RawColumn["prepared"];
  readonly outputs: readonly string[];
  readonly problems: readonly { readonly when: string; readonly code: string }[];
}

function valuesOf(column: InputColumn, mapped: MappedColumn, timeZone: string): Values {
  const { text, typed } = mapped;
  const isBlank = `${text} is null`;
  const missing = column.isRequired && !column.mayBeBlank ? [{ when: isBlank, code: "GK0310" }] : [];
  const unreadable = (value: string) => ({ when: `${text} is not null and ${value} is null`, code: "GK0311" });
  switch (column.type) {
    case "text":
      return { outputs: textOutputs(column.name, text), problems: missing };
    case "choice":
      return choiceValues(column, text, missing);
    case "decimal":
      return {
        ...decimalValues(column.name, text, typed),
        problems: [...missing, ...decimalProblems(column.name, text, typed)],
      };
    case "boolean": {
      const value = `case when lower(${text}) in (${words(TRUE_WORDS)}) then true when lower(${text}) in (${words(FALSE_WORDS)}) then false end`;
      return { outputs: [value], problems: [...missing, unreadable(value)] };
    }
    case "date":
      return { outputs: [typed ?? text, `(${text} is not null and ${typed} is null)`], problems: missing };
    case "event_time":
      return { ...eventTime(column.name, mapped), problems: missing };
    case "instant_or_local":
      return {
        ...instantOrLocal(column.name, mapped, timeZone),
        problems: [...missing, unreadable(`${column.name}_time`)],
      };
  }
}

function textOutputs(name: string, text: string): string[] {
  if (name === "country") return [`upper(${text})`];
  return CONTACT_COLUMNS.has(name)
    ? [text, `case when is_clean_contact(${text}) then clean_contact_key(${text}) end`]
    : [text];
}

const AMOUNT = "[+-]?[0-9]{1,14}([.][0-9]{1,4}0*)?";
const NUMBER = "[+-]?[0-9]+([.][0-9]+)?";

function decimalValues(name: string, text: string, typed: string | null): Pick<Values, "prepared" | "outputs"> {
  const sql =
    typed === null
      ? `case when matches(${text}, '${AMOUNT}') then try_cast(${text} as decimal(18, 4)) end`
      : `try_cast(${typed} as decimal(18, 4))`;
  return { prepared: [{ name: `${name}_value`, sql }], outputs: [`${name}_value`] };
}

function decimalProblems(name: string, text: string, typed: string | null): Values["problems"] {
  const isUnread = `${text} is not null and ${name}_value is null`;
  if (typed === null) {
    return [
      { when: `${isUnread} and matches(${text}, '${NUMBER}')`, code: "GK0312" },
      { when: isUnread, code: "GK0311" },
    ];
  }
  return [
    { when: `${text} is not null and ${typed} is null`, code: "GK0311" },
    { when: `${typed} is not null and (${name}_value is null or ${name}_value <> ${typed})`, code: "GK0312" },
  ];
}

function choiceValues(column: InputColumn, text: string, missing: Values["problems"]): Values {
  const known = column.isList
    ? `matches(lower(replace(${text}, ' ', '')), '(${column.choices.join("|")})([|;,](${column.choices.join("|")}))*')`
    : `lower(${text}) in (${words(column.choices)})`;
  // Where an unknown word could be a refusal the file is refused as a whole, so its records are not rejected one by one.
  if (NEVER_GUESSED.has(column.name)) return { outputs: [`lower(${text})`], problems: [] };
  return {
    outputs: [`lower(${text})`],
    problems: [...missing, { when: `${text} is not null and not ${known}`, code: "GK0314" }],
  };
}

/** A day or local time keeps its day only: consent-gate.md §2 reads it in no zone. */
function eventTime(name: string, mapped: MappedColumn): Values {
  const { text } = mapped;
  const { prepared, timestamp, hasOffset } = preparedTime(name, mapped);
  const value = `case when ${hasOffset} then ${timestamp} else cast(cast(${timestamp} as date) as timestamp(6)) end`;
  const precision = `case when ${text} is null then 'absent' when ${timestamp} is null then 'unreadable' when ${hasOffset} then 'instant' else 'day' end`;
  return { prepared, outputs: [value, precision], problems: [] };
}

function instantOrLocal(name: string, mapped: MappedColumn, timeZone: string): Values {
  const { prepared, timestamp, hasOffset } = preparedTime(name, mapped);
  const utc = `case when ${hasOffset} then ${timestamp} else ${localToUtc(timestamp, timeZone)} end`;
  const day = `cast(case when ${hasOffset} then ${utcToLocal(timestamp, timeZone)} else ${timestamp} end as date)`;
  if (DAY_COLUMNS.has(name)) return { prepared, outputs: [day], problems: [] };
  const precision = `case when ${timestamp} is null then 'unreadable' when ${hasOffset} then 'instant' else 'day' end`;
  return { prepared, outputs: [utc, name === "ordered_at" ? day : precision], problems: [] };
}

function preparedTime(
  name: string,
  { text, typed, formats }: MappedColumn,
): TimeSql & { readonly prepared: RawColumn["prepared"] } {
  const isDeclared = typed === null && (formats?.date !== undefined || formats?.timestamp !== undefined);
  const sql = isDeclared ? declaredTimeSql(text, formats) : timeSql(typed ?? text);
  const names = { timestamp: `${name}_time`, hasOffset: `${name}_has_offset` };
  const prepared = [
    { name: names.timestamp, sql: sql.timestamp },
    { name: names.hasOffset, sql: `coalesce(${sql.hasOffset}, false)` },
  ];
  return { ...names, prepared };
}

function words(list: readonly string[]): string {
  return list.map((word) => `'${word}'`).join(", ");
}
