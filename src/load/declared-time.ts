import { present } from "../assert.ts";
import type { SourceFormats } from "../domain/project.ts";
import { duckdbDialect } from "../expression/dialect.ts";
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
export function declaredTimeSql(columns: TimeColumns, formats: SourceFormats): TimeSql {
  const { text } = columns;
  const iso = timeSql(columns);
  const readings = [
    formats.timestamp === undefined
      ? { when: `length(${text}) > ${DATE_LENGTH}`, ...iso }
      : readingOf(text, "timestamp", formats.timestamp, formats.pivot),
    formats.date === undefined
      ? { when: `length(${text}) = ${DATE_LENGTH}`, ...iso }
      : readingOf(text, "date", formats.date, formats.pivot),
  ];
  return {
    ...iso,
    timestamp: caseOf(readings, "timestamp"),
    hasOffset: `coalesce(${caseOf(readings, "hasOffset")}, false)`,
  };
}

function readingOf(text: string, kind: "date" | "timestamp", format: string, pivot: number | undefined): Reading {
  const reading = readTimePattern(format, kind);
  const pattern = present(reading.ok ? reading.pattern : null, "the configuration read every format");
  const own = { pattern, pivot: pattern.hasShortYear ? pivot : undefined };
  return {
    when: duckdbDialect.matches(text, patternExpression(pattern)),
    timestamp: printTime(text, own, duckdbDialect),
    hasOffset: String(pattern.hasOffset),
  };
}

function caseOf(readings: readonly Reading[], value: "timestamp" | "hasOffset"): string {
  return `case ${readings.map((reading) => `when ${reading.when} then ${reading[value]}`).join(" ")} end`;
}
