import type { InputColumn, InputTableName } from "../domain/input-tables.ts";
import type { SourceFormats } from "../domain/project.ts";
import { NO_WORDS, YES_WORDS } from "../domain/yes-no-words.ts";
import type { Column } from "../engine/engine.ts";
import type { Dialect } from "../expression/dialect.ts";
import { declaredTimeSql } from "./declared-time.ts";
import { timeSql } from "./event-time.ts";
import { WORDS_NEVER_GUESSED } from "./word-columns.ts";
import { trimmedSql } from "./trimmed-text.ts";
import { localToUtc, utcToLocal } from "../expression/local-time.ts";

/** A mapped column of one source, as the inner SELECT offers it. */
export interface MappedColumn {
  /** The column that holds the value's text as it is given. */
  readonly given: string;
  /** The name of the text without what is unseen at its ends, which the first steps add. */
  readonly text: string;
  /** The column that holds it as a number or date, or as a time in ISO 8601, where an expression gave one. */
  readonly typed: string | null;
  /** How the text is read where there is no such column. */
  readonly formats: SourceFormats | undefined;
  /** How the engine that reads it spells patterns. */
  readonly dialect: Dialect;
}

/** What one canonical column becomes in `raw.*`: its output columns, and when a record must be rejected for it. */
export interface RawColumn {
  /** Columns read off once and used by the outputs and problems: each step's may use those of the steps before. */
  readonly prepared: readonly PreparedStep[];
  readonly outputs: readonly { readonly column: Column; readonly sql: string }[];
  readonly problems: readonly { readonly when: string; readonly code: string }[];
}

/** Columns that one SELECT adds. */
export type PreparedStep = readonly { readonly name: string; readonly sql: string }[];

/** Contact values: those that are their own contact key already say so once, when they are loaded. */
const CONTACT_COLUMNS: Readonly<Partial<Record<InputTableName, string>>> = {
  contact_points: "value",
  suppressions: "value",
  consent_events: "contact_point",
  contact_history: "contact_point",
};

/** Times of which only the local day matters. */
const DAY_COLUMNS: ReadonlySet<string> = new Set(["registered_at", "valid_from", "valid_until"]);

const NEVER_GUESSED: ReadonlySet<string> = new Set(Object.values(WORDS_NEVER_GUESSED).map(({ column }) => column));

/** The outputs of a column that the source does not map: nulls of the right types. */
export function unmappedColumn(table: InputTableName, column: InputColumn): RawColumn["outputs"] {
  return outputColumns(table, column).map((output) => ({
    column: output,
    sql: output.name.endsWith("_precision")
      ? "'absent'"
      : output.type === "boolean"
        ? "false"
        : `cast(null as ${output.type})`,
  }));
}

/** The outputs of a mapped column, and the conditions under which its record is rejected. */
export function mappedColumn(
  table: InputTableName,
  column: InputColumn,
  mapped: MappedColumn,
  timeZone: string,
): RawColumn {
  const values = valuesOf(table, column, mapped, timeZone);
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
  const single = (sqlType: string): Column[] => [{ name, type: sqlType }];
  if (DAY_COLUMNS.has(name)) return single("date");
  switch (type) {
    case "text":
      return CONTACT_COLUMNS[table] === name
        ? [...single("varchar"), { name: `${name}_key`, type: "varchar" }]
        : single("varchar");
    case "choice":
      return single("varchar");
    case "decimal":
      return single("decimal(18, 4)");
    case "boolean":
      return single("boolean");
    case "date":
      return [...single("date"), { name: `is_${name}_unreadable`, type: "boolean" }];
    case "event_time":
      return [...single("timestamp(6)"), { name: `${name}_precision`, type: "varchar" }];
    case "instant_or_local":
      return table === "transactions"
        ? [...single("timestamp(6)"), { name: "ordered_date", type: "date" }]
        : [...single("timestamp(6)"), { name: `${name}_precision`, type: "varchar" }];
  }
}

/**
 * Records that forbid something are kept whatever of them can be read; the consent stage and the staging models say what each
 * part means. A list's own value must be readable, and whose a preference is: without it the row names nobody.
 */
function isNeverRejected(table: InputTableName, column: string): boolean {
  if (table === "consent_events") return true;
  if (table === "suppressions") return column !== "value";
  if (table === "preferences") return column !== "customer_id";
  return table === "customers" && column === "status";
}

interface Values {
  readonly prepared?: RawColumn["prepared"];
  readonly outputs: readonly string[];
  readonly problems: readonly { readonly when: string; readonly code: string }[];
}

function valuesOf(table: InputTableName, column: InputColumn, mapped: MappedColumn, timeZone: string): Values {
  const { text, typed } = mapped;
  const isBlank = `${text} is null`;
  const missing = column.isRequired && !column.mayBeBlank ? [{ when: isBlank, code: "GK0310" }] : [];
  const unreadable = (value: string) => ({ when: `${text} is not null and ${value} is null`, code: "GK0311" });
  switch (column.type) {
    case "text":
      return { prepared: [trimmed(mapped)], outputs: textOutputs(table, column.name, text), problems: missing };
    case "choice":
      return choiceValues(column, mapped, missing);
    case "decimal":
      return {
        ...decimalValues(column.name, mapped),
        problems: [...missing, ...decimalProblems(column.name, text, typed)],
      };
    case "boolean": {
      const value = `case when lower(${text}) in (${words(YES_WORDS)}) then true when lower(${text}) in (${words(NO_WORDS)}) then false end`;
      return { prepared: [trimmed(mapped)], outputs: [value], problems: [...missing, unreadable(value)] };
    }
    case "date":
      return {
        prepared: [trimmed(mapped)],
        outputs: [typed ?? text, `(${text} is not null and ${typed} is null)`],
        problems: missing,
      };
    case "event_time":
      return { ...eventTime(column.name, mapped), problems: missing };
    case "instant_or_local":
      return {
        ...instantOrLocal(column.name, mapped, timeZone),
        problems: [...missing, unreadable(`${column.name}_time`)],
      };
  }
}

/** The column that says what kind of contact point a value must be to count as one; elsewhere any kind will do. */
const KIND_COLUMNS: Readonly<Partial<Record<InputTableName, string>>> = {
  contact_points: "kind",
  suppressions: "match",
};

function textOutputs(table: InputTableName, name: string, text: string): string[] {
  if (name === "country") return [`upper(${text})`];
  if (CONTACT_COLUMNS[table] !== name) return [text];
  const kind = KIND_COLUMNS[table];
  const isOfKind =
    kind === undefined ? "" : ` and ${kind}_word = case when starts_with(${text}, '+') then 'phone' else 'email' end`;
  return [text, `case when is_clean_contact(${text})${isOfKind} then clean_contact_key(${text}) end`];
}

const AMOUNT = "[+-]?[0-9]{1,14}([.][0-9]{1,4}0*)?";
const NUMBER = "[+-]?[0-9]+([.][0-9]+)?";

/** The step that adds a column's text; `isPlain` names a column that tells a value as it stands. */
function trimmed({ given, text }: MappedColumn, isPlain?: string): PreparedStep {
  return [{ name: text, sql: trimmedSql(given, isPlain) }];
}

/** An amount with two decimals, which most are, is proved by the cast there and back for half of what a pattern costs. */
function decimalValues(name: string, mapped: MappedColumn): Pick<Values, "prepared" | "outputs"> {
  const { given, text, typed } = mapped;
  const value = `${name}_value`;
  if (typed !== null) {
    const step = [...trimmed(mapped), { name: value, sql: `try_cast(${typed} as decimal(18, 4))` }];
    return { prepared: [step], outputs: [value] };
  }
  const [cents, isPlain] = [`${name}_cents`, `${name}_is_plain`];
  const sql = `case when ${isPlain} then cast(${cents} as decimal(18, 4))
      when matches(${text}, '${AMOUNT}') then try_cast(${text} as decimal(18, 4)) end`;
  const prepared = [
    [{ name: cents, sql: `try_cast(${given} as decimal(16, 2))` }],
    [{ name: isPlain, sql: `cast(${cents} as varchar) = ${given}` }],
    trimmed(mapped, isPlain),
    [{ name: value, sql }],
  ];
  return { prepared, outputs: [value] };
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

/** Most words are written as the column knows them, and looked at no further. */
function choiceValues(column: InputColumn, mapped: MappedColumn, missing: Values["problems"]): Values {
  const { given, text } = mapped;
  const [isPlain, word] = [`${column.name}_is_plain`, `${column.name}_word`];
  const known = column.isList
    ? `matches(${word}, '(${column.choices.join("|")})([|;, ]+(${column.choices.join("|")}))*')`
    : `${word} in (${words(column.choices)})`;
  // Where an unknown word could be a refusal the file is refused as a whole, so its records are not rejected one by one.
  const unknown = NEVER_GUESSED.has(column.name)
    ? []
    : [
        ...missing,
        { when: `not coalesce(${isPlain}, false) and ${text} is not null and not ${known}`, code: "GK0314" },
      ];
  const prepared = [
    [{ name: isPlain, sql: `${given} in (${words(column.choices)})` }],
    trimmed(mapped, isPlain),
    [{ name: word, sql: `case when ${isPlain} then ${given} else lower(${text}) end` }],
  ];
  return { prepared, outputs: [word], problems: unknown };
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

/** The names of a time's timestamp and of whether it has an offset, with the steps that lead there. */
function preparedTime(name: string, mapped: MappedColumn) {
  const { given, text, typed, formats, dialect } = mapped;
  const [cast, isPlain, form] = [`${name}_cast`, `${name}_is_plain`, `${name}_form`];
  const [timestamp, hasOffset] = [`${name}_time`, `${name}_has_offset`];
  const names = { given: typed ?? given, text: typed ?? text, cast, isPlain, form };
  const isDeclared = typed === null && (formats?.date !== undefined || formats?.timestamp !== undefined);
  const sql = isDeclared ? declaredTimeSql(names, formats, dialect) : timeSql(names);
  const read = [
    { name: timestamp, sql: sql.timestamp },
    { name: hasOffset, sql: sql.hasOffset },
  ];
  const prepared = [
    [{ name: cast, sql: sql.cast }],
    [{ name: isPlain, sql: sql.isPlain }],
    trimmed(mapped, typed === null ? isPlain : undefined),
    [{ name: form, sql: sql.form }],
    read,
  ];
  return { timestamp, hasOffset, prepared };
}

function words(list: readonly string[]): string {
  return list.map((word) => `'${word}'`).join(", ");
}
