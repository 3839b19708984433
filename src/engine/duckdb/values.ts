import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from "@duckdb/node-api";

import type { SqlValue } from "../engine.ts";

/** A DuckDB value as it crosses the seam. Types no model may return (lists, structs, blobs) throw. */
export function toSqlValue(value: DuckDBValue): SqlValue {
  if (value === null) return null;
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
    case "bigint":
      return value;
    default:
      return toText(value);
  }
}

function toText(value: object): string {
  if (value instanceof DuckDBDecimalValue || value instanceof DuckDBDateValue) return value.toString();
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) return value.toString();
  throw new TypeError(`a result column has a type that does not cross the seam: ${value.constructor.name}`);
}
