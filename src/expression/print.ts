import { present } from "../assert.ts";
import { sqlText } from "../engine/engine.ts";
import type { Dialect } from "./dialect.ts";
import type { Expression, ExpressionOf } from "./expression.ts";
import { FUNCTIONS } from "./functions.ts";
import { canOverflow, commonShape, decimalType, DIVIDEND_SHAPE, DIVISOR_SHAPE } from "./number-shapes.ts";
import { printFormatted } from "./print-format.ts";
import { type FormattedFunction, readFormat } from "./text-formats.ts";
import type { NumberShape, TypedExpression, Typing, ValueType } from "./typed-expression.ts";

/**
 * The expression as one SQL value, in brackets wherever its surroundings could matter.
 *
 * `nameToSql` spells a column, quoted as needed; nothing else of the user's reaches the text but digits, and text
 * literals with their quotes doubled. The value's SQL type: varchar, boolean, date, timestamp in UTC, or a decimal that
 * holds at least `typed.shape` (a bare column or number written out keeps its own type).
 */
export function printExpression(typed: TypedExpression, dialect: Dialect, nameToSql: (name: string) => string): string {
  return new ExpressionPrinter(typed.typings, dialect, nameToSql).print(typed.expression);
}

const SQL_TYPES: Readonly<Record<Exclude<ValueType, "number">, string>> = {
  text: "varchar",
  boolean: "boolean",
  date: "date",
  instant: "timestamp(6)",
};

class ExpressionPrinter {
  readonly #typings: ReadonlyMap<Expression, Typing>;
  readonly #dialect: Dialect;
  readonly #nameToSql: (name: string) => string;

  constructor(typings: ReadonlyMap<Expression, Typing>, dialect: Dialect, nameToSql: (name: string) => string) {
    this.#typings = typings;
    this.#dialect = dialect;
    this.#nameToSql = nameToSql;
  }

  print(node: Expression): string {
    const typing = this.#typing(node);
    if (typing.isNull) return `cast(null as ${sqlType(typing)})`;
    switch (node.kind) {
      case "text":
        return sqlText(node.value);
      case "number":
        return node.value;
      case "boolean":
        return String(node.value);
      case "null":
        return `cast(null as ${sqlType(typing)})`;
      case "date":
        return `date ${sqlText(node.value)}`;
      case "name":
        return this.#nameToSql(node.name);
      case "negate":
        return `(-${this.#decimal(node.operand, this.#shape(node))})`;
      case "arithmetic":
        return this.#arithmetic(node);
      case "concat":
        return this.#joined(node.parts, " || ");
      case "comparison":
        return `(${this.#comparable([node.left, node.right]).join(` ${node.operator} `)})`;
      case "not":
        return `(not ${this.print(node.operand)})`;
      case "logic":
        return this.#joined(node.operands, ` ${node.operator} `);
      case "in": {
        const [operand, ...options] = this.#comparable([node.operand, ...node.options]);
        return `(${operand}${negation(node)} in (${options.join(", ")}))`;
      }
      case "between": {
        const [operand, from, to] = this.#comparable([node.operand, node.from, node.to]);
        return `(${operand}${negation(node)} between ${from} and ${to})`;
      }
      case "like":
        return `(${this.print(node.operand)}${negation(node)} like ${sqlText(node.pattern)})`;
      case "is_null":
        return `(${this.print(node.operand)} is${node.isNegated ? " not" : ""} null)`;
      case "case":
        return this.#case(node);
      case "call":
        return this.#call(node);
    }
  }

  #arithmetic(node: ExpressionOf<"arithmetic">): string {
    const { operator } = node;
    if (operator === "/") {
      return this.#dialect.quotient(this.#decimal(node.left, DIVIDEND_SHAPE), this.#decimal(node.right, DIVISOR_SHAPE));
    }
    const [left, right] = [this.#shape(node.left), this.#shape(node.right)];
    const sides = operator === "*" ? this.#factors(node, left, right) : this.#terms(node);
    const value = `(${sides.join(` ${operator} `)})`;
    return canOverflow(operator, left, right) ? `try(${value})` : value;
  }

  #terms(node: ExpressionOf<"arithmetic">): string[] {
    const shape = this.#shape(node);
    return [this.#decimal(node.left, shape), this.#decimal(node.right, shape)];
  }

  /** DuckDB keeps a product of two 64-bit decimals in 64 bits and fails when it does not fit: one factor of 19 digits or more prevents it. */
  #factors(node: ExpressionOf<"arithmetic">, left: NumberShape, right: NumberShape): string[] {
    const widened = { whole: Math.max(left.whole, 19 - left.decimals), decimals: left.decimals };
    return [this.#decimal(node.left, widened), this.#decimal(node.right, right)];
  }

  #case(node: ExpressionOf<"case">): string {
    const whens = node.branches.map((branch) => branch.when);
    const [subject, ...compared] =
      node.subject === undefined
        ? ["", ...whens.map((when) => this.print(when))]
        : this.#comparable([node.subject, ...whens]);
    const branches = node.branches.map(
      (branch, index) => ` when ${compared[index]} then ${this.#result(branch.result, node)}`,
    );
    const otherwise = node.otherwise === undefined ? "" : ` else ${this.#result(node.otherwise, node)}`;
    return `(case${subject === "" ? "" : ` ${subject}`}${branches.join("")}${otherwise} end)`;
  }

  #call(node: ExpressionOf<"call">): string {
    if (node.name === "coalesce") return `coalesce(${node.operands.map((one) => this.#result(one, node)).join(", ")})`;
    if (node.name === "concat") return this.#joined(node.operands, " || ");
    const operand = present(node.operands[0], "every function has an operand");
    if (node.name === "round") return this.#rounded(operand, this.#shape(node));
    const text = this.print(operand);
    if (FUNCTIONS.get(node.name)?.takesFormat === true && node.operands.length > 1) return this.#formatted(node, text);
    switch (node.name) {
      case "trim":
        return this.#dialect.trim(text);
      case "number":
        return `(${this.#dialect.number(text)})`;
      case "date":
        return `(${this.#dialect.date(text)})`;
      case "instant":
        return `(${this.#dialect.instant(text)})`;
      case "upper":
        // Engines disagree on the capital of ß only: agree on ẞ beforehand.
        return `upper(replace(${text}, 'ß', 'ẞ'))`;
      default:
        return `${node.name}(${[text, ...node.operands.slice(1).map((one) => this.print(one))].join(", ")})`;
    }
  }

  #formatted(node: ExpressionOf<"call">, text: string): string {
    const reading = readFormat(node.name as FormattedFunction, node.operands.slice(1));
    return printFormatted(
      text,
      present(reading.ok ? reading.format : null, "the check read the format"),
      this.#dialect,
    );
  }

  /** A cast to fewer decimals rounds half away from zero on both engines. */
  #rounded(operand: Expression, shape: NumberShape): string {
    const own = this.#decimal(operand, this.#shape(operand));
    return shape.decimals < this.#shape(operand).decimals ? `cast(${own} as ${decimalType(shape)})` : own;
  }

  /** A branch's value with the type that all branches share. */
  #result(node: Expression, whole: Expression): string {
    const { shape } = this.#typing(whole);
    return shape === undefined ? this.print(node) : this.#decimal(node, shape);
  }

  /**
   * Operands ready to be compared. Where a common decimal type has too few digits engines fail, so numbers are given
   * theirs here; columns and numbers written out always have one (38 digits, 8 decimals) and stay as they are, which
   * reads better and can be pushed down.
   */
  #comparable(nodes: readonly Expression[]): string[] {
    const shapes = nodes.flatMap((node) => this.#typing(node).shape ?? []);
    const isPlain = nodes.every((node) => node.kind === "name" || node.kind === "number");
    if (shapes.length === 0 || isPlain) return nodes.map((node) => this.print(node));
    return nodes.map((node) => this.#decimal(node, commonShape(shapes)));
  }

  /** A number as exactly this decimal type; null when it has too many digits for it. */
  #decimal(node: Expression, shape: NumberShape): string {
    const typing = this.#typing(node);
    const type = decimalType(shape);
    if (typing.isNull) return `cast(null as ${type})`;
    const own = this.#shape(node);
    return own.whole > shape.whole
      ? `try_cast(${this.print(node)} as ${type})`
      : `cast(${this.print(node)} as ${type})`;
  }

  #joined(nodes: readonly Expression[], separator: string): string {
    return `(${nodes.map((node) => this.print(node)).join(separator)})`;
  }

  #shape(node: Expression): NumberShape {
    return present(this.#typing(node).shape, "a number has a shape");
  }

  #typing(node: Expression): Typing {
    return present(this.#typings.get(node), "every node of a checked expression has a type");
  }
}

function negation(node: { readonly isNegated: boolean }): string {
  return node.isNegated ? " not" : "";
}

function sqlType(typing: Typing): string {
  return typing.type === "number" ? decimalType(typing.shape ?? { whole: 1, decimals: 0 }) : SQL_TYPES[typing.type];
}
