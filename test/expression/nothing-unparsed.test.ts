import type { DuckDBConnection } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { checkExpression } from "../../src/expression/check.ts";
import { type Dialect, duckdbDialect, trinoDialect } from "../../src/expression/dialect.ts";
import { childrenOf, type Expression } from "../../src/expression/expression.ts";
import { parseExpression } from "../../src/expression/parse.ts";
import { printExpression } from "../../src/expression/print.ts";
import type { TypedExpression } from "../../src/expression/typed-expression.ts";
import { trinoSyntaxErrors } from "../support/trino-syntax.ts";
import { hostileText } from "./hostile-generator.ts";
import { HARMLESS_TEXTS, HOSTILE_SCOPE, REFUSED_TEXTS } from "./hostile-texts.ts";
import { contentOf, piecesOf, type SqlPieces } from "./printed-sql.ts";
import { printed } from "./support.ts";
import { openConnection } from "./duckdb-connection.ts";

/** Everything the printer writes by itself shows in what it makes of these: one for every node, type and function. */
const EXEMPLARS = [
  "a = 'x' and not a <> b or n < 1 and n <= 2 or n > 3 and n >= 4",
  "a in ('x') and a not in ('x') and n between 1 and 2 and n not between 1 and 2",
  "a like 'x' and a not like 'x' and a is null and a is not null and true and false",
  "case when c then a else null end || case a when b then a end",
  "-n + n - n * n / number(a) + round(n * 1.5, 2) + round(n, 8)",
  "coalesce(a, b) || concat(a, b) || trim(a) || upper(a) || lower(a) || substring(a, 1, 2)",
  "starts_with(a, b)",
  "date(a) = date '2026-01-31' and instant(a) = t",
  "number(a, ',') = 1 or number(a, ',', '.') = 1 or number(a, '.', ' ') = n or number(a, '.', '''') * n = 1",
  "date(a, 'd/M/yyyy') = d and date(a, 'yyyyMMdd') = d and date(a, 'd.M.yy', 1950) = d",
  "instant(a, 'M/d/yyyy H:mm', 'Asia/Shanghai') = t and instant(a, 'yyyy-MM-dd HH:mm:ss.SSSXXX') = t",
  "instant(a, 'd-M-yy hh:mm:ss a', 'UTC', 1950) = t and instant(a, 'd.M.yy, HH:mm:ss', 'Europe/Berlin', 2000) = t",
  "null = null and coalesce(null, n) = 1 and coalesce(null, d) = d and coalesce(null, t) = t and coalesce(null, c)",
  "number(a) * number(b) + n = number(a) and number(a) in (n, 1) and coalesce(number(a), n) * number(b) = 1",
  "n * n * round(number(a), 2) = 1 and number(a) * number(b) * n > n and n = n * n + number(a)",
];

const DIALECTS = [
  { engine: "embedded", dialect: duckdbDialect },
  { engine: "distributed", dialect: trinoDialect },
];

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await openConnection();
});

afterAll(() => connection.closeSync());

test("for any text whatever there is a problem at a place inside it, or SQL that is made of parsed pieces alone", async () => {
  let printedTexts = 0;
  const own = new Map(DIALECTS.map(({ engine, dialect }) => [engine, ownPieces(dialect)]));
  await fc.assert(
    fc.asyncProperty(hostileText, async (text) => {
      const typed = typedOf(text);
      if (typed === undefined) return;
      printedTexts += 1;
      for (const { engine, dialect } of DIALECTS) {
        const sql = printExpression(typed, dialect, quoted);
        expectOwnPieces(sql, typed.expression, own.get(engine), dialect);
        if (dialect === duckdbDialect) await expectOneValue(sql, typed.expression);
      }
    }),
    { numRuns: 2500 },
  );
  expect(printedTexts).toBeGreaterThan(300);
});

describe("a way into SQL is refused, with its place and a remedy:", () => {
  test.each(REFUSED_TEXTS)("%j", (text) => {
    expect(typedOf(text)).toBeUndefined();
  });
});

describe("what only looks like one stays text and names, to either engine:", () => {
  test.each(HARMLESS_TEXTS)("%j", async (text) => {
    const typed = typedOf(text);
    if (typed === undefined) throw new Error("it is refused");
    await expectOneValue(printExpression(typed, duckdbDialect, quoted), typed.expression);
    const trino = printExpression(typed, trinoDialect, quoted);
    expectOwnPieces(trino, typed.expression, ownPieces(trinoDialect), trinoDialect);
    expect(trinoSyntaxErrors(`select ${trino} from records`)).toEqual([]);
  });
});

/** The checked expression; none when it is refused, and then the problem lies inside the text and says what to do. */
function typedOf(text: string): TypedExpression | undefined {
  const parsed = parseExpression(text);
  const checked = parsed.ok ? checkExpression(parsed.expression, HOSTILE_SCOPE) : undefined;
  if (checked?.ok === true) return checked.typed;
  const problems = parsed.ok ? (checked?.ok === false ? checked.problems : []) : [parsed.problem];
  expect(problems.length).toBeGreaterThan(0);
  for (const { offset, message, remedy } of problems) {
    expect(offset).toBeGreaterThanOrEqual(0);
    expect(offset).toBeLessThanOrEqual(text.length);
    expect([message, remedy].map((words) => JSON.stringify(words).length > 2)).toEqual([true, true]);
  }
  return undefined;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function ownPieces(dialect: Dialect): Record<keyof SqlPieces, ReadonlySet<string>> {
  const all = EXEMPLARS.map((text) => piecesOf(printed(text, HOSTILE_SCOPE, dialect)));
  expect(all).not.toContain(undefined);
  const of = (kind: keyof SqlPieces) => new Set(all.flatMap((pieces) => pieces?.[kind] ?? []));
  return {
    words: of("words"),
    symbols: of("symbols"),
    numbers: of("numbers"),
    literals: of("literals"),
    names: of("names"),
  };
}

/** Every word and symbol is the printer's, every text, name and number the printer's or the expression's own. */
function expectOwnPieces(
  sql: string,
  expression: Expression,
  own: ReturnType<typeof ownPieces> | undefined,
  dialect: Dialect,
): void {
  const pieces = piecesOf(sql);
  if (pieces === undefined || own === undefined) throw new Error(`not all of it is SQL: ${sql}`);
  const content = contentOf(expression);
  const formats = formatLiterals(expression, dialect);
  const isKnown = (text: string) => own.literals.has(text) || content.literals.has(text) || formats.has(text);
  const strange = [
    ...pieces.words.filter((word) => !own.words.has(word)),
    ...pieces.symbols.filter((symbol) => !own.symbols.has(symbol)),
    ...pieces.literals.filter((text) => !isKnown(text)),
    ...pieces.names.filter((name) => !content.names.has(name)),
    // Digits are digits: the printer makes the sizes of types itself.
    ...pieces.numbers.filter((number) => number.length > 23),
  ];
  expect(strange, sql).toEqual([]);
}

/** The texts that the formats in an expression become, as they do beside a plain name: another operand adds none. */
function formatLiterals(expression: Expression, dialect: Dialect): ReadonlySet<string> {
  const own = expression.kind === "call" && expression.operands.length > 1 ? [expression] : [];
  const calls = own.filter(({ name }) => name === "number" || name === "date" || name === "instant");
  const literals = calls.flatMap((call) => {
    const [{ span }, ...format] = call.operands as [Expression, ...Expression[]];
    const beside: Expression = { ...call, operands: [{ kind: "name", name: "a", isQuoted: false, span }, ...format] };
    const checked = checkExpression(beside, HOSTILE_SCOPE);
    if (!checked.ok) throw new Error("the whole was checked");
    return piecesOf(printExpression(checked.typed, dialect, quoted))?.literals ?? [];
  });
  const inner = childrenOf(expression).flatMap((child) => [...formatLiterals(child, dialect)]);
  return new Set([...literals, ...inner]);
}

type SqlJson = { readonly [key: string]: unknown };

/** The classes of value that an expression can become; no subquery, star, window or parameter. */
const VALUES = new Set([
  "CASE",
  "CAST",
  "COLUMN_REF",
  "COMPARISON",
  "LAMBDA",
  "CONJUNCTION",
  "CONSTANT",
  "FUNCTION",
  "OPERATOR",
  "BETWEEN",
]);

/** DuckDB's own parser finds one SELECT of one value from one table, with columns and functions that the expression names. */
async function expectOneValue(sql: string, expression: Expression): Promise<void> {
  const statement = `select ${sql} from records`;
  const rows = (await connection.runAndReadAll("select json_serialize_sql($1::varchar)", [statement])).getRows();
  const parsed = JSON.parse(String(rows[0]?.[0])) as { error: boolean; statements?: { node: SqlJson }[] };
  expect({ error: parsed.error, statements: parsed.statements?.length }, sql).toEqual({ error: false, statements: 1 });
  const node = parsed.statements?.[0]?.node ?? {};
  const { select_list: list, from_table: from, where_clause: where, modifiers } = node;
  expect(from).toMatchObject({ type: "BASE_TABLE", table_name: "records" });
  expect({ where, modifiers, values: (list as unknown[]).length }, sql).toEqual({
    where: null,
    modifiers: [],
    values: 1,
  });
  const own = ownFunctions();
  // The printer's own name for a moment that it computes once, in the one lambda that it writes.
  const names = contentOf(expression).names.add("moment");
  for (const value of valuesIn(list)) {
    expect(VALUES, sql).toContain(value["class"]);
    if (value["class"] === "FUNCTION") expect(own, sql).toContain(value["function_name"]);
    if (value["class"] === "COLUMN_REF") expect(value["column_names"], sql).toEqual([expect.any(String)]);
    if (value["class"] === "COLUMN_REF") expect(names, sql).toContain((value["column_names"] as string[])[0]);
  }
}

/** Functions and operators as DuckDB names them. */
function ownFunctions(): ReadonlySet<unknown> {
  return new Set(
    "+ - * // || ~~ !~~ trim upper lower replace substring starts_with regexp_full_match make_timestamp epoch_us regexp_extract regexp_replace try_strptime list_transform list_value array_extract to_seconds shifted_by_seconds".split(
      " ",
    ),
  );
}

function valuesIn(json: unknown): SqlJson[] {
  if (Array.isArray(json)) return json.flatMap(valuesIn);
  if (typeof json !== "object" || json === null) return [];
  const node = json as SqlJson;
  const inner = Object.values(node).flatMap(valuesIn);
  return typeof node["class"] === "string" ? [node, ...inner] : inner;
}
