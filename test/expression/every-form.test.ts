import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { checkExpression } from "../../src/expression/check.ts";
import { childrenOf, type Expression } from "../../src/expression/expression.ts";
import { FUNCTION_NAMES } from "../../src/expression/functions.ts";
import type { ValueType } from "../../src/expression/typed-expression.ts";
import { interpret } from "../oracle/expression-interpreter.ts";
import { type EngineRows, openEngineRows, ROWS, shown } from "./engine-rows.ts";
import { GENERATED_SCOPE, written } from "./expression-generator.ts";
import { parsed } from "./support.ts";

/** Operands of each type: null, a column that is sometimes null, and values at the edges. */
const OPERANDS: Readonly<Record<ValueType, readonly string[]>> = {
  text: ["null", "note", "''", "' e\u0301😀ß上\u3000'", "'12.5'", "'1.234,5'", "'12/1/2010 8:26'"],
  number: ["null", "amount", "0", "-0.00000001", "99999999999999.99999999"],
  boolean: ["null", "is_new", "true", "false"],
  date: ["null", "born_on", "date '2024-02-29'", "date '9999-12-31'"],
  instant: ["null", "bought_at", "instant('1999-12-31T23:59:59.999999-11:30')"],
};

const TYPES = Object.keys(OPERANDS) as ValueType[];
const ORDERED = TYPES.filter((type) => type !== "boolean");

/** A form of the language with a type in place of each operand, such as `<text> || <text>`. */
type Form = readonly [result: ValueType, form: string];

const FORMS: readonly Form[] = [
  ["text", "<text> || <text>"],
  ["text", "concat(<text>, <text>, <text>)"],
  ...["trim", "upper", "lower"].map((name): Form => ["text", `${name}(<text>)`]),
  ...["1, 1", "2, 3", "1, 0", "4, 1000000", "1000000, 1"].map((part): Form => ["text", `substring(<text>, ${part})`]),
  ["number", "- <number>"],
  ...["+", "-", "*", "/"].map((operator): Form => ["number", `<number> ${operator} <number>`]),
  ...[0, 1, 7, 8].map((decimals): Form => ["number", `round(<number>, ${decimals})`]),
  ["number", "number(<text>)"],
  ...["','", "',', '.'", "'.', ','", "'.', ' '", "'.', ''''"].map((signs): Form => [
    "number",
    `number(<text>, ${signs})`,
  ]),
  ["date", "date(<text>)"],
  ...["'d/M/yyyy'", "'yyyyMMdd'", "'yyyy年M月d日'", "'d/M/yy', 1950"].map((format): Form => [
    "date",
    `date(<text>, ${format})`,
  ]),
  ["instant", "instant(<text>)"],
  ...[
    "'M/d/yyyy H:mm', 'Asia/Shanghai'",
    "'d.M.yyyy HH:mm:ss', 'Europe/London'",
    "'yyyy-MM-dd HH:mm:ssXXX'",
    "'M/d/yy h:mm a', 'UTC', 2000",
  ].map((format): Form => ["instant", `instant(<text>, ${format})`]),
  ["boolean", "not <boolean>"],
  ...["and", "or"].map((operator): Form => ["boolean", `<boolean> ${operator} <boolean> ${operator} <boolean>`]),
  ["boolean", "starts_with(<text>, <text>)"],
  ...[
    "",
    "%",
    "_",
    "%%",
    "_%_",
    "\u00DF%",
    "%\u4E0A_",
    "% %",
    "e\u0301%",
    "\\%",
    "[a-z]",
    "(a|b)*",
    "^.$",
    "12._",
  ].flatMap((pattern): Form[] => [
    ["boolean", `<text> like ${written(pattern)}`],
    ["boolean", `<text> not like ${written(pattern)}`],
  ]),
  ...TYPES.flatMap((type): Form[] => [
    ["boolean", `<${type}> is null`],
    ["boolean", `<${type}> is not null`],
    ["boolean", `<${type}> = <${type}>`],
    ["boolean", `<${type}> <> <${type}>`],
    ["boolean", `<${type}> in (<${type}>, <${type}>)`],
    ["boolean", `<${type}> not in (<${type}>, <${type}>)`],
    [type, `coalesce(<${type}>, <${type}>)`],
    [type, `case when <boolean> then <${type}> else <${type}> end`],
    [type, `case when <boolean> then <${type}> end`],
    [type, `case <${type}> when <${type}> then <${type}> end`],
  ]),
  ...ORDERED.flatMap((type): Form[] => [
    ...["<", "<=", ">", ">="].map((operator): Form => ["boolean", `<${type}> ${operator} <${type}>`]),
    ["boolean", `<${type}> between <${type}> and <${type}>`],
    ["boolean", `<${type}> not between <${type}> and <${type}>`],
  ]),
];

const rows = ROWS.slice(0, 12);
let engine: EngineRows;

beforeAll(async () => {
  engine = await openEngineRows(rows);
});

afterAll(() => engine.close());

test.each(FORMS)("DuckDB and the oracle agree on %s: %s, with nulls and edges in every place", async (type, form) => {
  for (const text of filled(form)) {
    const checked = checkExpression(parsed(text), GENERATED_SCOPE, type);
    if (!checked.ok) throw new Error(`${text} does not fit`);
    const expected = rows.map((row) => shown(interpret(checked.typed.expression, row), type));
    expect(await engine.valuesOf(checked.typed, type), text).toEqual(expected);
  }
});

describe("the forms and the operands together", () => {
  const said = FORMS.flatMap(([, form]) => filled(form)).map((text) => parsed(text));
  const nodes = said.flatMap(nodesOf);

  test("have every kind of node", () => {
    const kinds: Readonly<Record<Expression["kind"], true>> = {
      text: true,
      number: true,
      boolean: true,
      null: true,
      date: true,
      name: true,
      negate: true,
      arithmetic: true,
      concat: true,
      comparison: true,
      not: true,
      logic: true,
      in: true,
      between: true,
      like: true,
      is_null: true,
      case: true,
      call: true,
    };
    expect([...new Set(nodes.map(({ kind }) => kind))].toSorted()).toEqual(Object.keys(kinds).toSorted());
  });

  test("call every function", () => {
    const called = nodes.flatMap((node) => (node.kind === "call" ? [node.name] : []));
    expect([...new Set(called)].toSorted()).toEqual([...FUNCTION_NAMES].toSorted());
  });
});

/** The form with every choice of operands. */
function filled(form: string): string[] {
  const [place, type] = /<(\w+)>/u.exec(form) ?? [];
  if (place === undefined) return [form];
  return OPERANDS[type as ValueType].flatMap((operand) => filled(form.replace(place, () => operand)));
}

function nodesOf(expression: Expression): Expression[] {
  return [expression, ...childrenOf(expression).flatMap(nodesOf)];
}
