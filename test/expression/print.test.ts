import type { DuckDBConnection } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { duckdbDialect, trinoDialect } from "../../src/expression/dialect.ts";
import type { ValueType } from "../../src/expression/typed-expression.ts";
import { trinoSyntaxErrors } from "../support/trino-syntax.ts";
import { anyCharacters, written } from "./expression-generator.ts";
import { printed } from "./support.ts";
import { openConnection } from "./duckdb-connection.ts";

const SCOPE: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ["invoice", "text"],
  ["region", "text"],
  ["last_category", "text"],
  ["segment", "text"],
  ["monetary", "number"],
  ["frequency", "number"],
  ["is_new", "boolean"],
  ["born_on", "date"],
  ["bought_at", "instant"],
  ['odd "name', "text"],
]);

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await openConnection();
});

afterAll(() => connection.closeSync());

test("an audience reads almost as it was written", () => {
  const audience = `segment in ('at_risk', 'cant_lose') and region in ('上海', '江苏')
    and monetary between 200 and 5000 and not last_category = 'clearance'`;
  expect(printed(audience, SCOPE)).toBe(
    `(("segment" in ('at_risk', 'cant_lose')) and ("region" in ('上海', '江苏')) ` +
      `and ("monetary" between 200 and 5000) and (not ("last_category" = 'clearance')))`,
  );
});

/** One example of everything the language can say. */
const EXAMPLES = [
  "case when starts_with(invoice, 'C') then 'cancellation' else 'sale' end",
  "case region when 'a' then 1 when 'b' then 2.5 end",
  "number(invoice) * number(region)",
  "monetary * 1.15 + frequency - -2",
  "round(monetary * frequency, 4) / 3",
  "monetary > frequency and frequency in (1, 0.123456)",
  "date(invoice) between date '2026-01-01' and born_on",
  "instant(invoice) >= bought_at",
  "trim(upper(invoice)) || lower(substring(region, 2, 3)) like '%''_'",
  "coalesce(null, born_on) is not null or is_new is null or null = null",
  'concat(invoice, "odd ""name", null) not in (region, null)',
  "not (is_new <> true) and region not like 'x' and monetary not between 1 and 2",
  "case when is_new then null end",
  "-(-monetary) = -(-1)",
];

describe("prints one expression of Trino's grammar for either engine", () => {
  test.each(EXAMPLES)("%s", (text) => {
    for (const dialect of [duckdbDialect, trinoDialect]) {
      // DuckDB's division needs its own operator for whole numbers.
      const isDuckdbDivision = dialect === duckdbDialect && text.includes("/");
      const sql = printed(text, SCOPE, dialect);
      expect(isDuckdbDivision ? [] : trinoSyntaxErrors(`select ${sql} from records`), sql).toEqual([]);
    }
  });
});

test("no text literal gets out of its quotes, on its way through DuckDB and back", async () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      "'",
      "''",
      "\\'",
      "'; drop table x; --",
      "' or 1=1 --",
      "/*",
      "*/",
      "$$",
      "E'\\''",
      "\u2019",
      "%",
      "\n--",
      "{}",
      "?",
      "$1",
      ":a",
    ),
    anyCharacters,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 4 }), async (parts) => {
      const sql = printed([...parts, ""].map(written).join(" || "), SCOPE);
      const rows = (await connection.runAndReadAll(`select ${sql}`)).getRows();
      expect(rows).toEqual([[parts.join("")]]);
    }),
    { numRuns: 300 },
  );
});

test("a hostile literal stays one literal for Trino's grammar as well", () => {
  for (const text of ["'; drop table x; --", "\\", "' or 1=1 --", "/*"]) {
    expect(
      trinoSyntaxErrors(`select ${printed(`region = ${written(text)}`, SCOPE, trinoDialect)} from records`),
    ).toEqual([]);
  }
});

test("names reach SQL only as the caller spells them", () => {
  expect(printed(`"odd ""name" = 'x'`, SCOPE)).toBe(`("odd ""name" = 'x')`);
});

describe("DuckDB carries out the largest expressions", () => {
  test.each([
    ["sums", `monetary${" + monetary".repeat(98)}`],
    ["quotients", `monetary${" / 1".repeat(98)}`],
    ["roundings", `${"round(".repeat(98)}monetary${", 4)".repeat(98)}`],
    ["negations", `${"not ".repeat(98)}is_new`],
    ["cases", `${"case when is_new then ".repeat(97)}monetary${" else 0 end".repeat(97)}`],
    ["disjunctions", Array.from({ length: 600 }, (_, index) => `region='${index}'`).join(" or ")],
    ["lists", `monetary in (${Array.from({ length: 1500 }, (_, index) => index).join(", ")})`],
    [
      "conversions",
      `${"number(case when is_new then 'x' when ".repeat(5)}number(region)${" > 1 then 'y' end)".repeat(5)}`,
    ],
  ])("%s", async (_, text) => {
    const row = `select cast(1 as decimal(38, 4)) as monetary, true as is_new, 'x' as region`;
    await expect(connection.run(`select ${printed(text, SCOPE)} from (${row})`)).resolves.toBeDefined();
  });
});

describe("numbers", () => {
  test.each([
    ["number('1,234.50')", null],
    ["number('1e3')", null],
    ["number('1_000')", null],
    ["number('')", null],
    ["number(' -12.50 ')", "-12.50000000"],
    ["number('12345678901.25')", "12345678901.25000000"],
    ["number('3') * number('19.99')", "59.9700000000000000"],
    ["number('99999999999999') * number('99999999999999')", null],
    ["round(2.675, 2)", "2.68"],
    ["round(-2.675, 2)", "-2.68"],
    ["2 / 3", "0.66666667"],
    ["-1 / 2", "-0.50000000"],
    ["1 / 0", null],
    ["0.1 + 0.2 = 0.3", "true"],
  ])("%s is %s", async (text, value) => {
    const rows = (await connection.runAndReadAll(`select cast(${printed(text, SCOPE)} as varchar)`)).getRows();
    expect(rows).toEqual([[value]]);
  });
});

describe("columns of any decimal type are compared exactly", () => {
  test.each([
    ["monetary = frequency", false],
    ["monetary < frequency", true],
    ["monetary = 0.10000001", false],
    ["monetary in (0.10000001, 0.1)", true],
    ["monetary between 0.10000001 and 1", false],
  ])("%s", async (text, value) => {
    const row = "select cast(0.1 as decimal(38, 4)) as monetary, cast(0.10000001 as decimal(30, 8)) as frequency";
    const rows = (await connection.runAndReadAll(`select ${printed(text, SCOPE)} from (${row})`)).getRows();
    expect(rows).toEqual([[value]]);
  });
});

test("the one letter whose capital engines disagree on is made the same beforehand", () => {
  expect(printed("upper(region)", SCOPE, trinoDialect)).toBe(`upper(replace("region", 'ß', 'ẞ'))`);
});
