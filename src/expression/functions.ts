import type { ValueType } from "./typed-expression.ts";

/** What a function takes and gives. */
export interface FunctionSignature {
  readonly parameters: readonly ValueType[];
  readonly result: ValueType;
  /** How to write it, for remedies. */
  readonly usage: string;
  /** Positions that must be whole numbers written out, with the range allowed: engines differ on other values. */
  readonly written?: ReadonlyMap<number, { readonly from: number; readonly to: number }>;
  /** The text may be followed by its format (text-formats.ts). */
  readonly takesFormat?: true;
}

/** The functions with a fixed number of operands; coalesce and concat take any number of one type. */
export const FUNCTIONS: ReadonlyMap<string, FunctionSignature> = new Map<string, FunctionSignature>([
  ["trim", { parameters: ["text"], result: "text", usage: "trim(text)" }],
  ["upper", { parameters: ["text"], result: "text", usage: "upper(text)" }],
  ["lower", { parameters: ["text"], result: "text", usage: "lower(text)" }],
  [
    "substring",
    {
      parameters: ["text", "number", "number"],
      result: "text",
      usage: "substring(text, 1, 3)",
      written: new Map([
        [1, { from: 1, to: 1_000_000 }],
        [2, { from: 0, to: 1_000_000 }],
      ]),
    },
  ],
  ["starts_with", { parameters: ["text", "text"], result: "boolean", usage: "starts_with(text, 'prefix')" }],
  ["number", { parameters: ["text"], result: "number", usage: "number(text)", takesFormat: true }],
  ["date", { parameters: ["text"], result: "date", usage: "date(text)", takesFormat: true }],
  ["instant", { parameters: ["text"], result: "instant", usage: "instant(text)", takesFormat: true }],
  [
    "round",
    {
      parameters: ["number", "number"],
      result: "number",
      usage: "round(number, 2)",
      written: new Map([[1, { from: 0, to: 8 }]]),
    },
  ],
]);

export const FUNCTION_NAMES: ReadonlySet<string> = new Set([...FUNCTIONS.keys(), "coalesce", "concat"]);
