import type { DuckDBConnection } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { duckdbDialect, trinoDialect } from "../../src/expression/dialect.ts";
import type { ValueType } from "../../src/expression/typed-expression.ts";
import { interpret } from "../oracle/expression-interpreter.ts";
import { trinoSyntaxErrors } from "../support/trino-syntax.ts";
import { written } from "./expression-generator.ts";
import { parsed, printed, problemsOf } from "./support.ts";
import { openConnection } from "./duckdb-connection.ts";

const SCOPE: ReadonlyMap<string, ValueType> = new Map([["it", "text"]]);

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await openConnection();
  await connection.run("set timezone = 'UTC'");
});

afterAll(() => connection.closeSync());

/** What DuckDB makes of an expression over `it`, one value for each text. */
async function values(expression: string, texts: readonly string[]): Promise<(string | null)[]> {
  const sql = printed(expression, SCOPE);
  const value = expression.startsWith("instant") ? `strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%f')` : sql;
  const list = texts.map((text, index) => `(${index}, ${written(text)})`).join(", ");
  const query = `select cast(${value} as varchar) from (values ${list}) as given (place, it) order by place`;
  return (await connection.runAndReadAll(query)).getRows().map(([one]) => one as string | null);
}

/** The same by the interpreter. */
function byOracle(expression: string, texts: readonly string[]): (string | null)[] {
  return texts.map((text) => {
    const { value } = interpret(parsed(expression), new Map([["it", { value: text }]]));
    if (typeof value !== "bigint") return value as string | null;
    if (!expression.startsWith("instant")) return decimalText(value);
    return `${new Date(Number(value / 1000n)).toISOString().slice(0, 20)}${String(((value % 1_000_000n) + 1_000_000n) % 1_000_000n).padStart(6, "0")}`;
  });
}

function decimalText(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(9, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -8)}.${digits.slice(-8)}`;
}

/** Every format that can be written, by way of examples, with texts that are in it. */
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  "number(it, ',')": ["1,5", "-1234,56", "7", " +0,00000001\t"],
  "number(it, ',', '.')": ["1.234.567,89", "1234567,89", "-12.345", "123.456.789.012.345,1"],
  "number(it, '.', ',')": ["1,234.5", "12", "99,999,999,999,999.99999999"],
  "number(it, ',', ' ')": ["1 234,5", "1\u00A0234,5", "1\u202F234\u202F567", "1 234\u00A0567,5"],
  "number(it, '.', '''')": ["1'234.5", "1''234"],
  "date(it, 'd/M/yyyy')": ["1/2/2010", "31/12/2026", "30/2/2026", "29/02/2028", "01/02/0999"],
  "date(it, 'yyyyMMdd')": ["20100102", "20101301", "2010010"],
  "date(it, 'yyyy年M月d日')": ["2010年1月2日", "2010年12月31日"],
  "date(it, 'dd.MM.yy', 1950)": ["31.01.49", "31.01.50", "29.02.00", "31.04.10"],
  "date(it, 'yy-MM-dd', 2000)": ["00-02-29", "99-12-31"],
  "date(it, 'M/d/yy', 1985)": ["1/2/84", "1/2/85", "1/2/00"],
  "instant(it, 'M/d/yyyy H:mm', 'Europe/London')": [
    "12/1/2010 8:26",
    "3/28/2010 1:30",
    "10/31/2010 1:30",
    "7/1/1800 0:00",
    "7/1/2099 0:00",
  ],
  "instant(it, 'd/M/yyyy h:mm:ss a', 'Asia/Shanghai')": [
    "1/2/2010 12:00:00 AM",
    "1/2/2010 12:59:59 pm",
    "1/2/2010 1:00:00 下午",
    "1/2/2010 0:00:00 AM",
  ],
  "instant(it, 'yyyy-MM-dd''T''HH:mm:ss.SSSXXX')": [
    "2010-01-02T03:04:05.678Z",
    "2010-01-02T03:04:05.678+08:00",
    "2010-01-02T03:04:05.678-14:30",
    "2010-01-02T03:04:05.678+15:00",
  ],
  "instant(it, 'd.M.yy HH:mm', 'America/Sao_Paulo', 1970)": ["1.2.70 00:00", "21.10.17 23:59", "15.10.17 00:30"],
};

const damage = fc.tuple(fc.nat(30), fc.constantFrom(..."0123456789/-.,: '+ZTAPampm年下\u00A0", ""));

test.each(Object.entries(FORMATS))(
  "%s reads exactly what the oracle reads, in whole texts and damaged ones",
  async (expression, texts) => {
    expect(byOracle(expression, texts).filter((value) => value !== null).length).toBeGreaterThan(0);
    expect(await values(expression, texts)).toEqual(byOracle(expression, texts));
    const damaged = fc.tuple(fc.constantFrom(...texts), fc.array(damage, { maxLength: 2 })).map(([text, places]) => {
      const characters = [...text];
      for (const [place, character] of places) characters[place % characters.length] = character;
      return characters.join("");
    });
    await fc.assert(
      fc.asyncProperty(fc.array(damaged, { minLength: 200, maxLength: 200 }), async (some) => {
        expect(await values(expression, some)).toEqual(byOracle(expression, some));
      }),
      { numRuns: 15 },
    );
  },
);

test.each(Object.keys(FORMATS))("%s is of Trino's grammar", (expression) => {
  expect(trinoSyntaxErrors(`select ${printed(expression, SCOPE, trinoDialect)} from records`)).toEqual([]);
});

test("the two engines differ in spelling only: the text is looked at by the same expressions", () => {
  for (const expression of Object.keys(FORMATS)) {
    const [ours, theirs] = [duckdbDialect, trinoDialect].map((dialect) => printed(expression, SCOPE, dialect));
    const [pattern = ""] = /(?<=regexp_full_match\("it", ')(?:[^']|'')+/u.exec(ours ?? "") ?? [];
    expect(pattern).not.toBe("");
    expect(theirs).toContain(`\\A(?:${pattern})\\z`);
  }
});

describe("a format that cannot be is told where it stands", () => {
  test.each([
    ["number(it, ';')", 11, "these signs are none of a number"],
    ["number(it, ',', ',')", 11, "these signs are none of a number"],
    ["number(it, it)", 11, "a format must be written out here"],
    ["number(it, 2)", 11, "a format must be written out here"],
    ["number(it, ',', '.', '''')", 11, "a format must be written out here"],
    ["date(it, '%d/%m/%Y')", 9, "it has a %"],
    ["date(it, 'dd/mm/yyyy')", 9, "it has no month (M, not m)"],
    ["date(it, 'd/M/yyyy H:mm')", 9, '"H" is no part of a date'],
    ["date(it, 'd/M/yyyy d')", 9, "it has the day (d) twice"],
    ["date(it, 'DD/MM/YYYY')", 9, '"DD" means nothing in it'],
    ["date(it, 'd/MMM/yyyy')", 9, '"MMM" means nothing in it'],
    ["date(it, 'd/M/yyyy''')", 9, "a single quote is not closed"],
    ["date(it, 'dMyyyy')", 9, '"d" has one digit or two and runs into "M"'],
    ["date(it, 'd/M/yy')", 9, "a year of two digits needs a pivot"],
    ["date(it, 'd/M/yyyy', 1950)", 9, "a pivot stands beside a year of four digits"],
    ["date(it, 'd/M/yy', 50)", 9, "a pivot is a year from 1000 to 9900"],
    ["date(it, 'd/M/yyyy', 'UTC')", 9, "a format must be written out here"],
    ["date(it, 'd[/]M/yyyy')", 9, '"[" means nothing in it'],
    ["instant(it, 'd/M/yyyy')", 12, "it has no hour (H, or h with a)"],
    ["instant(it, 'd/M/yyyy h:mm', 'UTC')", 12, "hours of twelve (h) and the half of the day (a) go together"],
    ["instant(it, 'd/M/yyyy H:mm.S', 'UTC')", 12, "it has a fraction (S) of no second"],
    ["instant(it, 'XXX d/M/yyyy H:mm')", 12, "something follows the offset (XXX)"],
    ["instant(it, 'd/M/yyyy H:mm')", 12, "the format has no offset, so it gives no instant"],
    ["instant(it, 'd/M/yyyy H:mmXXX', 'UTC')", 12, "a zone stands beside a format with an offset"],
    ["instant(it, 'd/M/yyyy H:mm', 'Europe/Londno')", 12, '"Europe/Londno" is no time zone'],
    ["instant(it, 'd/M/yyyy H:mm', '+08:00')", 12, '"+08:00" is no time zone'],
  ])("%s", (text, offset, message) => {
    expect(problemsOf(text, SCOPE).map((problem) => [problem.offset, problem.message.en])).toEqual([[offset, message]]);
    expect(problemsOf(text, SCOPE)[0]?.remedy.en).not.toBe("");
  });

  test("other functions take none", () => {
    expect(problemsOf("upper(it, 'x')", SCOPE)[0]?.message.en).toBe("upper has 2 operands");
    expect(problemsOf("date(date(it), 'd/M/yyyy')", SCOPE)[0]?.message.en).toBe(
      "a date stands in date, which needs text",
    );
  });
});

test("conversions with zones nested in one another are bounded", () => {
  const zoned = (text: string) => `case when instant(${text}, 'd/M/yyyy H:mm', 'UTC') is null then 'a' end`;
  expect(problemsOf(zoned("it"), SCOPE)[0]?.message.en).toBeUndefined();
  let text = "it";
  for (let depth = 0; depth < 6; depth += 1) text = zoned(text);
  expect(problemsOf(text, SCOPE)[0]?.message.en).toBe("the expression is too large once written out");
});
