import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkExpression } from "../../src/expression/check.ts";
import { duckdbDialect } from "../../src/expression/dialect.ts";
import { parseExpression } from "../../src/expression/parse.ts";
import { printExpression } from "../../src/expression/print.ts";
import type { TypedExpression, ValueType } from "../../src/expression/typed-expression.ts";
import { interpret, type Cell } from "../oracle/expression-interpreter.ts";
import { anyText, expressionOf, GENERATED_SCOPE, written } from "./expression-generator.ts";

type Row = ReadonlyMap<string, Cell>;

const COLUMN_TYPES = {
  text: "varchar",
  number: "decimal(38, 8)",
  boolean: "boolean",
  date: "date",
  instant: "timestamp",
};
const TYPES: readonly ValueType[] = ["text", "number", "boolean", "date", "instant"];
const ROWS = fc
  .sample(fc.tuple(...[...GENERATED_SCOPE.values()].map(cellOf)), { numRuns: 60, seed: 7 })
  .map((cells): Row => new Map([...GENERATED_SCOPE.keys()].map((name, index) => [name, cells[index] as Cell])));

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  const columns = [...GENERATED_SCOPE].map(([name, type]) => `"${name}" ${COLUMN_TYPES[type]}`);
  await connection.run(`create table records (row_number integer, ${columns.join(", ")})`);
  for (const [index, row] of ROWS.entries()) {
    const values = [...GENERATED_SCOPE].map(([name, type]) => sqlValue(type, row.get(name)?.value ?? null));
    await connection.run(`insert into records values (${index}, ${values.join(", ")})`);
  }
});

afterAll(() => connection.closeSync());

test.each(TYPES)("DuckDB and the oracle agree on every random expression of type %s", async (type) => {
  await fc.assert(
    fc.asyncProperty(expressionOf(type), async (text) => {
      const typed = typedOrSkip(text, type);
      expect(await byDuckdb(typed, type), text).toEqual(
        ROWS.map((row) => shown(interpret(typed.expression, row), type)),
      );
    }),
    { numRuns: 400 },
  );
});

test("numbers, days and instants are read from odd texts exactly as the oracle reads them", async () => {
  const scope = new Map([["it", "text" as const]]);
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyText, { minLength: 50, maxLength: 50 }),
      fc.constantFrom<ValueType>("number", "date", "instant"),
      async (texts, type) => {
        const parsed = parseExpression(`${type}(it)`);
        if (!parsed.ok) throw new Error(parsed.problem.message.en);
        const checked = checkExpression(parsed.expression, scope);
        if (!checked.ok) throw new Error(checked.problems[0]?.message.en);
        const sql = printExpression(checked.typed, duckdbDialect, (name) => `"${name}"`);
        const values = texts.map((text, index) => `(${index}, ${written(text)})`);
        const rows = await column(
          type,
          `select ${comparable(sql, type)} from (values ${values.join(", ")}) as t(n, it) order by n`,
        );
        const expected = texts.map((text) =>
          shown(interpret(parsed.expression, new Map([["it", { value: text }]])), type),
        );
        expect(rows).toEqual(expected);
      },
    ),
    { numRuns: 150 },
  );
});

function typedOrSkip(text: string, type: ValueType): TypedExpression {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem.message.en}`);
  const checked = checkExpression(parsed.expression, GENERATED_SCOPE, type);
  if (checked.ok) return checked.typed;
  // Only a product or quotient with too many decimals is refused; anything else is a mistake in the generator.
  expect(checked.problems.map((problem) => problem.message.en).join("\n"), text).toMatch(
    /^.* decimals; \d+ is the most$/mu,
  );
  return fc.pre(false) as never;
}

async function byDuckdb(typed: TypedExpression, type: ValueType): Promise<(string | null)[]> {
  const sql = printExpression(typed, duckdbDialect, (name) => `"${name}"`);
  try {
    return await column(type, `select ${comparable(sql, type)} from records order by row_number`);
  } catch (error) {
    throw new Error(`DuckDB refuses ${sql}`, { cause: error });
  }
}

async function column(type: ValueType, sql: string): Promise<(string | null)[]> {
  const rows = (await connection.runAndReadAll(sql)).getRows();
  return rows.map(([value]) =>
    type === "number" && typeof value === "string" ? shortest(value) : (value as string | null),
  );
}

function comparable(sql: string, type: ValueType): string {
  return type === "instant" ? `cast(epoch_us(${sql}) as varchar)` : `cast(${sql} as varchar)`;
}

function shown(cell: Cell, type: ValueType): string | null {
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
