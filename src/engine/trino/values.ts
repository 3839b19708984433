import type { SqlRow, SqlValue } from "../engine.ts";
import type { ResultColumn } from "./connection.ts";

/**
 * A page's rows as they cross the seam. Throws for a type that no model may return, and for a whole number that the client has
 * rounded: it reads them as doubles.
 */
export function toSqlRows(columns: readonly ResultColumn[], rows: readonly (readonly unknown[])[]): SqlRow[] {
  const readers = columns.map(({ name, type }) => ({ name, read: readerOf(type) }));
  return rows.map((row) =>
    Object.fromEntries(readers.map(({ name, read }, place) => [name, read(row[place] ?? null)])),
  );
}

type Reader = (value: unknown) => SqlValue;

function readerOf(type: string): Reader {
  if (type === "bigint") return (value) => (value === null ? null : wholeNumber(value));
  if (type.startsWith("timestamp")) return (value) => (value === null ? null : withoutZeros(value as string));
  if (/^(?:varchar|char|date|decimal|boolean|tinyint|smallint|integer|double|real|unknown)/u.test(type))
    return (value) => value as SqlValue;
  throw new TypeError(`a result column has a type that does not cross the seam: ${type}`);
}

function wholeNumber(value: unknown): bigint {
  if (typeof value === "string") return BigInt(value);
  if (!Number.isSafeInteger(value)) throw new RangeError("a whole number is too great for the client of the engine");
  return BigInt(value as number);
}

/** Fractions of a second as the embedded engine writes them: none where there is none. */
function withoutZeros(timestamp: string): string {
  return timestamp.replace(/(\.\d*?)0+( |$)/u, "$1$2").replace(/\.( |$)/u, "$1");
}

/** A type as both engines spell it; the cluster knows how long a text is that stands in a statement, which no table does. */
export function portableType(type: string): string {
  return type.startsWith("varchar") ? "varchar" : type.replaceAll(/,(?! )/gu, ", ");
}
