import fc from "fast-check";
import type { ValueType } from "../../src/expression/typed-expression.ts";

/** The names generated expressions use, and their types: two of each. */
export const GENERATED_SCOPE: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ["note", "text"],
  ["地区", "text"],
  ["amount", "number"],
  ["unit price", "number"],
  ["is_new", "boolean"],
  ["is_old", "boolean"],
  ["born_on", "date"],
  ["left_on", "date"],
  ["bought_at", "instant"],
  ["left_at", "instant"],
]);

/** Text that is likely to matter: quotes, blanks, letters of several scripts, and what is nearly a number, day or instant. */
const TEXTS: readonly string[] = [
  "|a|A|%|_|''|\"|--|;|\\|a'b|a%b|é|ß|İ|上海|😀b|\u3000x\u00A0|\tx| ",
  "12|-3.5|+7| 8 |\t9\n|1e3|1_000|1,234.50|.5|5.|00012.10|99999999999999|100000000000000|0.12345678|0.123456789|12345678901.5",
  "-99999999999999.99999999|0x10|NaN|- 1|--1|+-1|٣|2026-01-31|2026-02-30|2024-02-29|2026-1-5| 2026-01-31|0999-01-01",
  "10000-01-01|infinity|2026/01/31|2026-01-31T10:00:00Z|2026-01-31 10:00+08:00|2026-01-31T10:00:00.5-03:30|2026-01-31T24:00Z",
  "1,5|1.234,5|1.2345,6|-12.345.678|1 234.5|1\u00A0234.5|31/1/2026|1/2/2026|29/2/2027|31.01.26|29.02.00|12/1/2010 8:26|3/28/2010 1:30",
  "2026-01-31T10:00:60Z|2026-01-31T10:00|2026-01-31T10:00:00.1234567Z|2026-02-30T10:00Z|2026-01-31T10:00+15:00|2026-01-31T10:00z",
].flatMap((line) => line.split("|"));

/**
 * Any characters but U+0000, which texts may not hold; U+FEFF, which the client drops at the start of a text it reads;
 * and the letters whose case depends on the Unicode version, or has a title form, so that no two programs agree on them.
 */
export const anyCharacters = fc
  .string({ unit: "binary", maxLength: 6 })
  .filter(
    (text) =>
      !/[\0\uFEFF\u019B\u0264\u1C89\u1C8A\u1F80-\u1FFF\uA7C0-\uA7DF\u{10D50}-\u{10D8F}\u{16EA0}-\u{16EDF}]/u.test(text),
  );

export const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: anyCharacters },
  { weight: 1, arbitrary: fc.stringMatching(/^[ +-]?\d{1,3}[.e_]?\d{0,9} ?$/u) },
  {
    weight: 1,
    arbitrary: fc.stringMatching(/^20\d\d-[01]\d-[0-3]\d([T ][0-2]\d:[0-5]\d(:[0-6]\d)?(Z|[+-]\d\d:00))?$/u),
  },
);

/** The text of a literal of the language. */
export function written(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The text of a random expression of the type; sometimes one whose products have too many decimals. */
export function expressionOf(type: ValueType): fc.Arbitrary<string> {
  return trees[type];
}

type Tie = (type: ValueType) => fc.Arbitrary<string>;
/** A piece of text with `?` for each operand, and the operands' types. */
type Template = readonly [pattern: string, ...operands: ValueType[]];

const LITERALS: Readonly<Record<ValueType, fc.Arbitrary<string>>> = {
  text: anyText.map(written),
  number: fc.oneof(fc.stringMatching(/^-?\d{1,14}(\.\d{1,8})?$/u), fc.constantFrom("0", "1", "2", "-1", "0.5", "1.15")),
  boolean: fc.constantFrom("true", "false"),
  date: fc.constantFrom("date '2026-01-31'", "date '1999-12-31'"),
  instant: fc.constant("instant('2026-01-31T10:00Z')"),
};

const TEMPLATES: Readonly<Record<ValueType, readonly Template[]>> = {
  text: [
    ["(? || ?)", "text", "text"],
    ["concat(?, ?, 'x')", "text", "text"],
    ["trim(?)", "text"],
    ["upper(?)", "text"],
    ["lower(?)", "text"],
    ["substring(?, 1, 2)", "text"],
    ["substring(?, 3, 0)", "text"],
  ],
  number: [
    ["? + ?", "number", "number"],
    ["(? - ?)", "number", "number"],
    ["? * ?", "number", "number"],
    ["(? * ?)", "number", "number"],
    ["(? / ?)", "number", "number"],
    ["- ?", "number"],
    ["round(?, 0)", "number"],
    ["round(?, 4)", "number"],
    ["number(?)", "text"],
    ["number(?, ',')", "text"],
    ["number(?, ',', '.')", "text"],
    ["number(?, '.', ' ')", "text"],
  ],
  boolean: [
    ["(? and ?)", "boolean", "boolean"],
    ["(? or ? and ?)", "boolean", "boolean", "boolean"],
    ["(? <> ?)", "boolean", "boolean"],
    ["(? in (?, ?))", "boolean", "boolean", "boolean"],
    ["(not ?)", "boolean"],
    ["starts_with(?, ?)", "text", "text"],
    ["(? like '%a_')", "text"],
    ["(? not like '%')", "text"],
    ["(? like '上%')", "text"],
    ...(["text", "number", "date", "instant"] as const).flatMap((type): Template[] => [
      ["(? = ?)", type, type],
      ["(? != ?)", type, type],
      ["(? < ?)", type, type],
      ["(? >= ?)", type, type],
      ["(? in (?, ?))", type, type, type],
      ["(? not in (?, ?))", type, type, type],
      ["(? between ? and ?)", type, type, type],
      ["(? not between ? and ?)", type, type, type],
      ["(? is null)", type],
      ["(case ? when ? then false else ? end)", type, type, "boolean"],
    ]),
  ],
  date: [
    ["date(?)", "text"],
    ["date(?, 'd/M/yyyy')", "text"],
    ["date(?, 'dd.MM.yy', 1950)", "text"],
  ],
  instant: [
    ["instant(?)", "text"],
    ["instant(?, 'M/d/yyyy H:mm', 'Europe/London')", "text"],
    ["instant(?, 'yyyy-MM-dd HH:mm:ssXXX')", "text"],
  ],
};

const trees = fc.letrec<Record<ValueType, string>>((tie) => ({
  text: treeOf("text", tie),
  number: treeOf("number", tie),
  boolean: treeOf("boolean", tie),
  date: treeOf("date", tie),
  instant: treeOf("instant", tie),
}));

function treeOf(type: ValueType, tie: Tie): fc.Arbitrary<string> {
  const names = [...GENERATED_SCOPE]
    .filter(([, own]) => own === type)
    .map(([name]) => (name.includes(" ") ? `"${name}"` : name));
  const leaf = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...names) },
    { weight: 4, arbitrary: LITERALS[type] },
    { weight: 1, arbitrary: fc.constant("null") },
  );
  const templates: readonly Template[] = [
    ...TEMPLATES[type],
    ["case when ? then ? else ? end", "boolean", type, type],
    ["case ? when ? then ? when ? then ? end", "text", "text", type, "text", type],
    ["case ? when ? then ? end", "number", "number", type],
    ["coalesce(?, ?)", type, type],
  ];
  const composed = templates.map((template) => filled(template, tie));
  return fc.oneof({ depthIdentifier: "expression", maxDepth: 4, depthSize: "medium" }, leaf, ...composed);
}

function filled([pattern, ...types]: Template, tie: Tie): fc.Arbitrary<string> {
  const pieces = pattern.split("?");
  return fc
    .tuple(...types.map((type) => tie(type)))
    .map((operands) => pieces.map((piece, index) => piece + (operands[index] ?? "")).join(""));
}
