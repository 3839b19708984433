import { present } from "../assert.ts";
import type { SourceFormats } from "../domain/project.ts";
import type { Dialect } from "../expression/dialect.ts";
import { printTime } from "../expression/print-format.ts";
import { readTimePattern } from "../expression/time-pattern.ts";
import { patternExpression } from "../expression/time-pattern-sql.ts";
import { type TimeColumns, timeSql, type TimeSql } from "./event-time.ts";

/** One way to read a text as a time, and for which texts. */
interface Reading extends Pick<TimeSql, "timestamp" | "hasOffset"> {
  readonly when: string;
}

/** ISO dates have ten characters; every ISO time has more. */
const DATE_LENGTH = 10;

/**
 * SQL that reads a time in the formats of its source: `date` in place of YYYY-MM-DD, `timestamp` in place of ISO times and
 * instants. A format that is not declared leaves the ISO form of its kind as it is.
 */
export function declaredTimeSql(columns: TimeColumns, formats: SourceFormats, dialect: Dialect): TimeSql {
  const { text } = columns;
  const { pivot } = formats;
  const iso = timeSql(columns);
  const declared = (kind: "date" | "timestamp", format: string) => readingOf(text, { kind, format, pivot, dialect });
  const readings = [
    formats.timestamp === undefined
      ? { when: `length(${text}) > ${DATE_LENGTH}`, ...iso }
      : declared("timestamp", formats.timestamp),
    formats.date === undefined ? { when: `length(${text}) = ${DATE_LENGTH}`, ...iso } : declared("date", formats.date),
  ];
  return {
    ...iso,
    timestamp: caseOf(readings, "timestamp"),
    hasOffset: `coalesce(${caseOf(readings, "hasOffset")}, false)`,
  };
}

/** A declared format, and who reads it. */
interface DeclaredFormat {
  readonly kind: "date" | "timestamp";
  readonly format: string;
  readonly pivot: number | undefined;
  readonly dialect: Dialect;
}

function readingOf(text: string, { kind, format, pivot, dialect }: DeclaredFormat): Reading {
  const reading = readTimePattern(format, kind);
  const pattern = present(reading.ok ? reading.pattern : null, "the configuration read every format");
  const own = { pattern, pivot: pattern.hasShortYear ? pivot : undefined };
  return {
    when: dialect.matches(text, patternExpression(pattern)),
    timestamp: printTime(text, own, dialect),
    hasOffset: String(pattern.hasOffset),
  };
}

function caseOf(readings: readonly Reading[], value: "timestamp" | "hasOffset"): string {
  return `case ${readings.map((reading) => `when ${reading.when} then ${reading[value]}`).join(" ")} end`;
}
