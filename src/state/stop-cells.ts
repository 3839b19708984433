import type { Column, SqlValue } from "../engine/engine.ts";

/** What a row of a stops file may hold. */
export interface StopCells {
  readonly columns: readonly Column[];
  /** Columns that are never null: without one of them a row would bind nobody, or not as it did. */
  readonly required: readonly string[];
}

/** The cells of a row in the order of its columns; null when it is no such row: a column too many, one missing, another type. */
export function stopCells(row: unknown, { columns, required }: StopCells): SqlValue[] | null {
  if (typeof row !== "object" || row === null) return null;
  const given = row as Record<string, unknown>;
  const isKnown = Object.keys(given).every((name) => columns.some((column) => column.name === name));
  if (!isKnown || required.some((name) => given[name] === undefined)) return null;
  const cells = columns.map(({ name, type }) => (given[name] === undefined ? null : cellOf(given[name], type)));
  return cells.every((cell) => cell !== undefined) ? cells : null;
}

/** A year may have more digits than four: a day of the year 9999 ends in the next one somewhere on Earth. */
const TIMESTAMP = /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?$/u;

/** The value as the engine takes it; undefined when it has another type than the column. */
function cellOf(value: unknown, type: string): SqlValue | undefined {
  switch (type) {
    case "boolean":
      return typeof value === "boolean" ? value : undefined;
    case "integer":
    case "bigint":
      return Number.isSafeInteger(value) ? (value as number) : undefined;
    case "timestamp(6)":
      return typeof value === "string" && TIMESTAMP.test(value) ? value : undefined;
    default:
      return typeof value === "string" ? value : undefined;
  }
}
