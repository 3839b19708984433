import { INPUT_TABLES } from "../../domain/input-tables.ts";
import { spelledName } from "../../expression/spelled-name.ts";
import type { Meaning } from "./column-words.ts";
import type { FileColumn, FileColumns, Found } from "./file-columns.ts";
import { type FormatReading, ISO } from "./format-reading.ts";
import { numberReadings } from "./number-readings.ts";
import { timeReadings } from "./time-readings.ts";
import type { ValueShape } from "./value-shape.ts";

/** A column of an input table, what it is read from, and why. */
export interface ProposedColumn {
  readonly column: string;
  readonly expression: string;
  /** The columns of the file it is read from. */
  readonly from: readonly string[];
  /** How its values look, where that was asked. */
  readonly shape: ProposedShape | null;
  /** The formats in which all its values can be read; one when nothing is in doubt, none where they do not matter. */
  readonly readings: readonly FormatReading[];
}

/** How values look that a mapping reads; written ones are read by what the source declares. */
export type ProposedShape = ValueShape | "written_moment" | "written_number";

/** The column as it stands, whatever its values look like. */
export function plain(found: Found, meaning: Meaning, column: string = meaning): ProposedColumn | null {
  const source = found.get(meaning);
  if (source === undefined) return null;
  return { column, expression: spelledName(source.name), from: [source.name], shape: null, readings: [] };
}

/** A column of days or moments, where there is a way to read its values. */
export function moment(file: FileColumns, found: Found, meaning: Meaning): ProposedColumn | null {
  const source = found.get(meaning);
  if (source === undefined) return null;
  const values = file.valuesOf(source.index);
  const isIso = source.shape === "moment";
  const readings = isIso ? [isoReading(values)] : timeReadings(values);
  if (readings.length === 0) return null;
  const shape = isIso ? "moment" : "written_moment";
  return { column: meaning, expression: spelledName(source.name), from: [source.name], shape, readings };
}

/** A column of numbers, where its values can be read as such. */
export function number(file: FileColumns, found: Found, meaning: Meaning): ProposedColumn | null {
  const source = found.get(meaning);
  const read = source && numbers(file, [source]);
  return source && read ? { ...read, column: meaning, expression: spelledName(source.name) } : null;
}

function isoReading(values: readonly string[]): FormatReading {
  const lengths = values.map((value) => value.trim().length);
  return {
    ...(lengths.includes(ISO_DAY) ? { date: ISO } : {}),
    ...(lengths.some((length) => length > ISO_DAY) ? { timestamp: ISO } : {}),
  };
}

const ISO_DAY = "2026-10-01".length;

/** An amount as it stands, or what quantity and price make, where there is a way to read them. */
export function amount(file: FileColumns, found: Found): ProposedColumn | null {
  const [whole, quantity, price] = (["amount", "quantity", "unit_price"] as const).map((meaning) => found.get(meaning));
  const one = whole && numbers(file, [whole]);
  if (whole !== undefined && one) return { ...one, expression: spelledName(whole.name) };
  if (quantity === undefined || price === undefined) return null;
  const both = numbers(file, [quantity, price]);
  return both && { ...both, expression: `number(${spelledName(quantity.name)}) * number(${spelledName(price.name)})` };
}

/** What an amount is read from, in formats that read all of it. */
function numbers(file: FileColumns, sources: readonly FileColumn[]): Omit<ProposedColumn, "expression"> | null {
  const readings = numberReadings(
    sources.flatMap(({ index }) => file.valuesOf(index)),
    file.hasTypes,
  );
  if (readings.length === 0) return null;
  const isPlain = readings.length === 1 && readings[0]?.decimal === "." && readings[0].thousands === "";
  const shape = isPlain ? "number" : "written_number";
  return { column: "amount", from: sources.map(({ name }) => name), shape, readings };
}

/** What kind of transaction it is, where all its words are known. */
export function kind(file: FileColumns, found: Found): ProposedColumn | null {
  const source = found.get("kind");
  const kinds = INPUT_TABLES.transactions.find(({ name }) => name === "kind")?.choices ?? [];
  return source !== undefined && areWords(file.valuesOf(source.index), kinds) ? plain(found, "kind") : null;
}

/** A name as it stands, or what a first and a last name make. */
export function fullName(found: Found): ProposedColumn | null {
  const [first, last] = [found.get("first_name"), found.get("last_name")];
  if (found.has("full_name") || first === undefined || last === undefined) return plain(found, "full_name");
  return {
    column: "full_name",
    expression: `trim(coalesce(${spelledName(first.name)}, '') || ' ' || coalesce(${spelledName(last.name)}, ''))`,
    from: [first.name, last.name],
    shape: null,
    readings: [],
  };
}

/** Whether all values that are not blank are words of a list, and there is one. */
export function areWords(values: readonly string[], words: readonly string[]): boolean {
  const told = values.map((value) => value.trim().toLowerCase()).filter((value) => value !== "");
  return told.length > 0 && told.every((value) => words.includes(value));
}
