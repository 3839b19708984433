import { spelledName } from "../../expression/spelled-name.ts";
import {
  bothReadings,
  type FormatReading,
  hasShortYear,
  ISO,
  type WrittenFormats,
  writtenFormats,
} from "./format-reading.ts";
import type { ProposedColumn } from "./proposed-columns.ts";

/** The columns of a source and what it declares of their formats. */
export interface SettledColumns {
  readonly columns: readonly ProposedColumn[];
  /** Empty where nothing needs declaring, or nobody can say what. */
  readonly formats: WrittenFormats;
  /** What only the user can tell; null when nothing is in doubt. */
  readonly question: FormatQuestion | null;
}

/** Columns of the file whose values can be read in more ways than one, and what the source would declare for each. */
export interface FormatQuestion {
  readonly from: readonly string[];
  readonly choices: readonly WrittenFormats[];
}

/**
 * A source has one format of a kind, so its columns are read together: what remains is what all their values agree with. A
 * column that fits no other before it is read by an expression of its own, or not at all. Where more than one way remains, or
 * a year has two digits, that is a question, and nothing is declared.
 */
export function settleFormats(columns: readonly ProposedColumn[]): SettledColumns {
  let ways: readonly FormatReading[] = [{}];
  const settled: ProposedColumn[] = [];
  for (const column of columns) {
    const together = column.readings.length === 0 ? ways : waysTogether(ways, column.readings);
    const own = together.length > 0 ? column : withOwnFormat(column);
    if (own !== null) settled.push(own);
    if (together.length > 0) ways = together;
  }
  const [first = {}] = ways;
  const isCertain = ways.length === 1 && !isShort(first);
  if (isCertain) return { columns: settled, formats: writtenFormats(first), question: null };
  const doubtful = settled.filter(({ readings }) => readings.length > 1 || readings.some(isShort));
  const from = doubtful.flatMap((column) => column.from);
  return { columns: settled, formats: {}, question: { from, choices: ways.map(choiceOf) } };
}

/** One that needs no declaration still has a line to choose. */
function choiceOf(way: FormatReading): WrittenFormats {
  const formats = writtenFormats(way);
  return Object.keys(formats).length === 0 ? { decimal: "." } : formats;
}

/** A file that writes its days in one order is not taken to write them in another where they have a time of day. */
function waysTogether(ways: readonly FormatReading[], readings: readonly FormatReading[]): readonly FormatReading[] {
  const together = ways
    .flatMap((way) => readings.map((reading) => bothReadings(way, reading)))
    .filter((way) => way !== null);
  const inOneOrder = together.filter(isInOneOrder);
  return inOneOrder.length > 0 ? inOneOrder : together;
}

function isInOneOrder({ date, timestamp }: FormatReading): boolean {
  return date === undefined || timestamp === undefined || timestamp.startsWith(date);
}

function isShort({ date, timestamp }: FormatReading): boolean {
  return hasShortYear(date) || hasShortYear(timestamp);
}

/** Days alone have a function that says their pattern. */
function withOwnFormat(column: ProposedColumn): ProposedColumn | null {
  const [reading, ...others] = column.readings;
  const [name] = column.from;
  if (
    reading?.date === undefined ||
    reading.timestamp !== undefined ||
    others.length > 0 ||
    isShort(reading) ||
    name === undefined
  )
    return null;
  const pattern = reading.date === ISO ? "yyyy-MM-dd" : reading.date;
  return { ...column, expression: `date(${spelledName(name)}, '${pattern}')`, readings: [] };
}
