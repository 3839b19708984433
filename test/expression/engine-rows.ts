import fc from "fast-check";

import { duckdbDialect } from "../../src/expression/dialect.ts";
import { printExpression } from "../../src/expression/print.ts";
import type { TypedExpression, ValueType } from "../../src/expression/typed-expression.ts";
import type { Cell } from "../oracle/expression-interpreter.ts";
import { anyText, GENERATED_SCOPE, written } from "./expression-generator.ts";
import { openConnection } from "./duckdb-connection.ts";

/** One value for each name of the generated scope. */
export type Row = ReadonlyMap<string, Cell>;

/** Rows in an engine of its own, for expressions over the generated scope. */
export interface EngineRows {
  /** What DuckDB makes of an expression on every row, as text. */
  valuesOf(typed: TypedExpression, type: ValueType): Promise<(string | null)[]>;
  /** The one column of a SELECT, as text. */
  column(type: ValueType, sql: string): Promise<(string | null)[]>;
  close(): void;
}

const COLUMN_TYPES = {
  text: "varchar",
  number: "decimal(38, 8)",
  boolean: "boolean",
  date: "date",
  instant: "timestamp",
};

/** Random rows, always the same ones; about one value in six is null. */
export const ROWS: readonly Row[] = fc
  .sample(fc.tuple(...[...GENERATED_SCOPE.values()].map(cellOf)), { numRuns: 60, seed: 7 })
  .map((cells): Row => new Map([...GENERATED_SCOPE.keys()].map((name, index) => [name, cells[index] as Cell])));

/** Puts the rows into DuckDB. */
export async function openEngineRows(rows: readonly Row[] = ROWS): Promise<EngineRows> {
  const connection = await openConnection();
  const columns = [...GENERATED_SCOPE].map(([name, type]) => `"${name}" ${COLUMN_TYPES[type]}`);
  await connection.run(`create table records (row_number integer, ${columns.join(", ")})`);
  for (const [index, row] of rows.entries()) {
    const values = [...GENERATED_SCOPE].map(([name, type]) => sqlValue(type, row.get(name)?.value ?? null));
    await connection.run(`insert into records values (${index}, ${values.join(", ")})`);
  }
  const column: EngineRows["column"] = async (type, sql) => {
    const found = (await connection.runAndReadAll(sql)).getRows();
    return found.map(([value]) =>
      type === "number" && typeof value === "string" ? shortest(value) : (value as string | null),
    );
  };
  return {
    column,
    valuesOf: async (typed, type) => {
      const sql = printExpression(typed, duckdbDialect, (name) => `"${name}"`);
      try {
        return await column(type, `select ${comparable(sql, type)} from records order by row_number`);
      } catch (error) {
        throw new Error(`DuckDB refuses ${sql}`, { cause: error });
      }
    },
    close: () => connection.closeSync(),
  };
}

/** SQL for a value as the same text that `shown` makes of it. */
export function comparable(sql: string, type: ValueType): string {
  return type === "instant" ? `cast(epoch_us(${sql}) as varchar)` : `cast(${sql} as varchar)`;
}

/** A value of the oracle as text. */
export function shown(cell: Cell, type: ValueType): string | null {
  if (cell.value === null) return null;
  return type === "number" ? shortest(decimalText(cell.value as bigint, cell.decimals ?? 0)) : String(cell.value);
}

/** A bare column or literal keeps its own scale, so trailing decimal zeros say nothing about a number. */
function shortest(digits: string): string {
  return digits.includes(".") ? digits.replace(/[.]?0*$/u, "") : digits;
}

function decimalText(value: bigint, decimals: number): string {
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, "0");
  const point = digits.length - decimals;
  const sign = value < 0n ? "-" : "";
  return sign + digits.slice(0, point) + (decimals === 0 ? "" : `.${digits.slice(point)}`);
}

function sqlValue(type: ValueType, value: Cell["value"]): string {
  if (value === null) return "null";
  if (type === "number") return decimalText(value as bigint, 8);
  if (type === "boolean") return String(value);
  if (type === "instant") return `make_timestamp(${String(value)})`;
  return type === "date" ? `date '${String(value)}'` : written(String(value));
}

function cellOf(type: ValueType): fc.Arbitrary<Cell> {
  const number = (value: bigint | null): Cell => ({ value, whole: 30, decimals: 8 });
  const missing = { arbitrary: fc.constant(type === "number" ? number(null) : { value: null }), weight: 1 };
  const arbitraries: Record<ValueType, fc.Arbitrary<Cell>> = {
    text: anyText.map((value) => ({ value })),
    number: fc.oneof(
      fc.integer({ min: -500, max: 500 }).map((value) => number(BigInt(value) * 10n ** 6n)),
      fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }).map((value) => number(value)),
      fc.bigInt({ min: -(10n ** 38n - 1n), max: 10n ** 38n - 1n }).map((value) => number(value)),
      fc.constantFrom(0n, 5_0000_0000n, 1n, -1n).map((value) => number(value)),
    ),
    boolean: fc.boolean().map((value) => ({ value })),
    date: fc.constantFrom("2026-01-31", "1999-12-31", "2024-02-29").map((value) => ({ value })),
    instant: fc.bigInt({ min: 0n, max: 2n * 10n ** 15n }).map((value) => ({ value })),
  };
  return fc.oneof(missing, { arbitrary: arbitraries[type], weight: 5 });
}
