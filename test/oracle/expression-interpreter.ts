import type { Expression } from "../../src/expression/expression.ts";
import { readByFormat } from "./text-formats.ts";

/**
 * One value: text and days as text, instants as microseconds since 1970 UTC, numbers as whole multiples of
 * 10^-decimals. A number carries how many digits its SQL type has, because what does not fit there is null.
 */
export interface Cell {
  readonly value: string | boolean | bigint | null;
  readonly whole?: number;
  readonly decimals?: number;
}

/**
 * A second, naive reading of the expression language: a well-typed expression on one row, three-valued, every part
 * evaluated, numbers by whole-number arithmetic. Written from docs/expressions.md, not from the printer.
 */
export function interpret(expression: Expression, row: ReadonlyMap<string, Cell>): Cell {
  const on = (part: Expression): Cell => interpret(part, row);
  switch (expression.kind) {
    case "text":
    case "date":
    case "boolean":
      return { value: expression.value };
    case "null":
      return { value: null };
    case "number": {
      const [whole = "", decimals = ""] = expression.value.split(".");
      return { value: BigInt(whole + decimals), whole: whole.length, decimals: decimals.length };
    }
    case "name":
      return row.get(expression.name) ?? { value: null };
    case "negate": {
      const operand = on(expression.operand);
      return { ...operand, value: operand.value === null ? null : -(operand.value as bigint) };
    }
    case "arithmetic":
      return arithmetic(expression.operator, on(expression.left), on(expression.right));
    case "concat":
      return joined(expression.parts.map(on));
    case "not":
      return { value: not(truth(on(expression.operand))) };
    case "logic": {
      const truths = expression.operands.map((operand) => truth(on(operand)));
      return { value: expression.operator === "and" ? all(truths) : not(all(truths.map(not))) };
    }
    case "comparison":
      return { value: compared(on(expression.left), expression.operator, on(expression.right)) };
    case "in": {
      const [operand, ...options] = common([expression.operand, ...expression.options].map(on));
      const isIn = not(all(options.map((option) => compared(operand as Cell, "<>", option))));
      return { value: expression.isNegated ? not(isIn) : isIn };
    }
    case "between": {
      const [operand, from, to] = common([expression.operand, expression.from, expression.to].map(on)) as [
        Cell,
        Cell,
        Cell,
      ];
      const isBetween = all([compared(operand, ">=", from), compared(operand, "<=", to)]);
      return { value: expression.isNegated ? not(isBetween) : isBetween };
    }
    case "like": {
      const operand = on(expression.operand).value as string | null;
      const isLike = operand === null ? null : pattern(expression.pattern).test(operand);
      return { value: expression.isNegated ? not(isLike) : isLike };
    }
    case "is_null":
      return { value: (on(expression.operand).value === null) !== expression.isNegated };
    case "case":
      return chosen(expression, on);
    case "call":
      return called(expression.name, expression.operands.map(on));
  }
}

type Truth = boolean | null;

function truth(cell: Cell): Truth {
  return cell.value as Truth;
}

function not(value: Truth): Truth {
  return value === null ? null : !value;
}

function all(values: readonly Truth[]): Truth {
  if (values.includes(false)) return false;
  return values.includes(null) ? null : true;
}

function compared(one: Cell, operator: string, other: Cell): Truth {
  const [left, right] = common([one, other]) as [Cell, Cell];
  if (left.value === null || right.value === null) return null;
  const order = orderOf(left.value, right.value);
  switch (operator) {
    case "=":
      return order === 0;
    case "<>":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    default:
      return order >= 0;
  }
}

function orderOf(one: string | boolean | bigint, other: string | boolean | bigint): number {
  if (typeof one === "string" && typeof other === "string") return Buffer.compare(Buffer.from(one), Buffer.from(other));
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** The cells with the decimals of the finest; one with more digits before the point than then fit in 38 is null. */
function common(cells: readonly Cell[]): Cell[] {
  if (cells.every((cell) => cell.decimals === undefined)) return [...cells];
  const decimals = Math.max(...cells.map((cell) => cell.decimals ?? 0));
  const whole = Math.min(38 - decimals, Math.max(...cells.map((cell) => cell.whole ?? 0)));
  return cells.map((cell) => fitted(cell, whole, decimals));
}

function fitted(cell: Cell, whole: number, decimals: number): Cell {
  if (cell.value === null) return { value: null, whole, decimals };
  return limited((cell.value as bigint) * 10n ** BigInt(decimals - (cell.decimals ?? 0)), whole, decimals);
}

function limited(value: bigint, whole: number, decimals: number): Cell {
  const size = value < 0n ? -value : value;
  return { value: size < 10n ** BigInt(whole + decimals) ? value : null, whole, decimals };
}

function arithmetic(operator: string, left: Cell, right: Cell): Cell {
  const [leftWhole, rightWhole] = [left.whole ?? 0, right.whole ?? 0];
  const [leftDecimals, rightDecimals] = [left.decimals ?? 0, right.decimals ?? 0];
  if (operator === "/") return quotient(fitted(left, 21, 16), fitted(right, 21, 8));
  if (operator === "*") {
    const decimals = leftDecimals + rightDecimals;
    const whole = Math.min(38 - decimals, leftWhole + rightWhole);
    if (left.value === null || right.value === null) return { value: null, whole, decimals };
    return limited((left.value as bigint) * (right.value as bigint), whole, decimals);
  }
  const decimals = Math.max(leftDecimals, rightDecimals);
  const whole = Math.min(38 - decimals, Math.max(leftWhole, rightWhole) + 1);
  const one = fitted(left, whole, decimals).value as bigint | null;
  const other = fitted(right, whole, decimals).value as bigint | null;
  if (one === null || other === null) return { value: null, whole, decimals };
  return limited(operator === "+" ? one + other : one - other, whole, decimals);
}

function quotient(dividend: Cell, divisor: Cell): Cell {
  const shape = { whole: 30, decimals: 8 };
  if (dividend.value === null || divisor.value === null || divisor.value === 0n) return { value: null, ...shape };
  return { value: halfAwayFromZero(dividend.value as bigint, divisor.value as bigint), ...shape };
}

function halfAwayFromZero(dividend: bigint, divisor: bigint): bigint {
  const isNegative = dividend < 0n !== divisor < 0n;
  const over = dividend < 0n ? -dividend : dividend;
  const by = divisor < 0n ? -divisor : divisor;
  const size = (2n * over + by) / (2n * by);
  return isNegative ? -size : size;
}

function joined(cells: readonly Cell[]): Cell {
  if (cells.some((cell) => cell.value === null)) return { value: null };
  return { value: cells.map((cell) => cell.value as string).join("") };
}

function pattern(like: string): RegExp {
  const source = [...like].map((character) => {
    if (character === "%") return "[^]*";
    if (character === "_") return "[^]";
    return character.replace(/[\\^$.*+?()[\]{}|/]/u, String.raw`\$&`);
  });
  return new RegExp(`^${source.join("")}$`, "u");
}

function chosen(expression: Extract<Expression, { kind: "case" }>, on: (part: Expression) => Cell): Cell {
  const whens = expression.branches.map((branch) => on(branch.when));
  const [subject, ...options] = expression.subject === undefined ? [] : common([on(expression.subject), ...whens]);
  const truths = subject === undefined ? whens.map(truth) : options.map((option) => compared(subject, "=", option));
  const otherwise = expression.otherwise === undefined ? { value: null } : on(expression.otherwise);
  const results = common([...expression.branches.map((branch) => on(branch.result)), otherwise]);
  const index = truths.indexOf(true);
  return results.at(index) as Cell;
}

function called(name: string, operands: readonly Cell[]): Cell {
  if (name === "concat") return joined(operands);
  if (name === "coalesce") {
    const cells = common(operands);
    return cells.find((cell) => cell.value !== null) ?? (cells[0] as Cell);
  }
  const [first, second, third] = operands;
  const text = first?.value as string | null;
  if (isFormatted(name, operands)) return formatted(name, operands);
  switch (name) {
    case "number":
      return { whole: 14, decimals: 8, value: text === null ? null : numberIn(text) };
    case "round":
      return rounded(first as Cell, Number(second?.value));
    case "starts_with":
      return { value: text === null || second?.value === null ? null : text.startsWith(second?.value as string) };
    default:
      return { value: text === null ? null : ofText(name, text, Number(second?.value), Number(third?.value)) };
  }
}

function isFormatted(name: string, operands: readonly Cell[]): boolean {
  return operands.length > 1 && (name === "number" || name === "date" || name === "instant");
}

function formatted(name: string, operands: readonly Cell[]): Cell {
  const [text, ...format] = operands.map(({ value }) => value);
  const plain = typeof text === "string" ? readByFormat(name, text, format.map(String)) : null;
  if (name === "number") return { whole: 14, decimals: 8, value: plain === null ? null : numberIn(plain) };
  return { value: plain === null ? null : ofText(name, plain, 0, 0) };
}

function ofText(name: string, text: string, from: number, length: number): string | bigint | null {
  switch (name) {
    case "trim":
      return text.replace(/^\p{Zs}+|\p{Zs}+$/gu, "");
    case "upper":
      return [...text.replaceAll("ß", "ẞ")].map((letter) => oneLetter(letter, letter.toUpperCase())).join("");
    case "lower":
      return [...text].map((letter) => (letter === "İ" ? "i" : oneLetter(letter, letter.toLowerCase()))).join("");
    case "substring":
      return [...text].slice(from - 1, from - 1 + length).join("");
    case "date":
      return /^[1-9]\d{3}-\d\d-\d\d$/u.test(text) && microsecondsOf(`${text}T00:00:00.000Z`) !== null ? text : null;
    default:
      return instantIn(text);
  }
}

function oneLetter(letter: string, folded: string): string {
  return [...folded].length === 1 ? folded : letter;
}

function numberIn(text: string): bigint | null {
  const parts = /^[ \t\r\n]*([+-]?)(\d{1,14})(?:\.(\d{1,8}))?[ \t\r\n]*$/u.exec(text);
  if (parts === null) return null;
  const size = BigInt(`${parts[2]}${(parts[3] ?? "").padEnd(8, "0")}`);
  return parts[1] === "-" ? -size : size;
}

function instantIn(text: string): bigint | null {
  const parts = /^([1-9]\d{3}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/u.exec(text);
  if (parts === null) return null;
  const [, day, time, seconds = ":00", offset = ""] = parts;
  const [second = "", fraction = ""] = seconds.split(".");
  const start = microsecondsOf(`${day}T${time}${second}.000Z`);
  if (start === null) return null;
  const [hours = 0, minutes = 0] = offset === "Z" ? [] : offset.slice(1).split(":").map(Number);
  if (hours > 14 || minutes > 59) return null;
  const minutesEast = BigInt(hours * 60 + minutes) * (offset.startsWith("-") ? -1n : 1n);
  return start + BigInt(fraction.padEnd(6, "0")) - minutesEast * 60_000_000n;
}

/** Null for a day or time that does not exist. */
function microsecondsOf(iso: string): bigint | null {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime()) || moment.toISOString() !== iso) return null;
  return BigInt(moment.getTime()) * 1000n;
}

function rounded(cell: Cell, decimals: number): Cell {
  const own = cell.decimals ?? 0;
  if (decimals >= own) return cell;
  const value = cell.value === null ? null : halfAwayFromZero(cell.value as bigint, 10n ** BigInt(own - decimals));
  return { value, whole: (cell.whole ?? 0) + 1, decimals };
}
