import { present } from "../assert.ts";
import type { InputColumn } from "../domain/input-tables.ts";
import type { ColumnMapping } from "../domain/project.ts";
import { columnMissing, expressionInvalid } from "../errors.ts";
import { checkExpression } from "../expression/check.ts";
import { duckdbDialect } from "../expression/dialect.ts";
import type { Expression } from "../expression/expression.ts";
import { parseExpression } from "../expression/parse.ts";
import { printExpression } from "../expression/print.ts";
import { nearest } from "../expression/suggest.ts";
import type { TypedExpression, ValueType } from "../expression/typed-expression.ts";
import { firstMention, usesOf } from "../expression/uses.ts";

/** A mapping printed as SQL over the columns of one file. */
export interface Mapping {
  /** The value as text; for a computed number or date, the texts it was computed from: null only when all are blank. */
  readonly text: string;
  /** The value as the type the column needs beyond text; null where text is all it needs. */
  readonly typed: string | null;
}

interface MappingContext {
  readonly header: readonly string[];
  readonly fileName: string;
}

/**
 * Reads one mapping against the header of a file. A text is converted to the number or date its column needs; anything
 * else must have that type already. Throws GK0321 for a name the header lacks, GK0245 for a wrong type.
 */
export function readMapping(
  mapping: ColumnMapping,
  target: InputColumn | ValueType,
  { header, fileName }: MappingContext,
): Mapping {
  const { text: written, at: start, placeOf = () => start } = mapping.expression;
  const parsed = parseExpression(written);
  if (!parsed.ok) throw expressionInvalid(parsed.problem, { at: placeOf(parsed.problem.offset) });
  const names = [...usesOf(parsed.expression)];
  for (const name of names) {
    const at = placeOf(firstMention(parsed.expression, name));
    if (!header.includes(name))
      throw columnMissing({ file: fileName, column: name, nearest: nearest(name, header) }, { at });
  }
  const scope = new Map(names.map((name) => [name, "text" as const]));
  const check = (expression: Expression, expected?: ValueType): TypedExpression => {
    const result = checkExpression(expression, scope, expected);
    if (result.ok) return result.typed;
    const problem = present(result.problems[0], "a failed check has a problem");
    throw expressionInvalid(problem, { at: placeOf(problem.offset) });
  };
  const print = (typed: TypedExpression) => printExpression(typed, duckdbDialect, quoted);
  const own = check(parsed.expression);
  const needed = neededType(target);
  const text = own.type === "text" ? print(own) : textOfNames(names, own, print);
  // A plain text is read as an amount by the column itself, in 64 bits: a wider decimal costs ten times as much.
  if (needed === "text" || (needed === "number" && own.type === "text")) return { text, typed: null };
  return {
    text,
    typed: print(
      own.type === "text" && needed !== "boolean"
        ? check(converted(parsed.expression, needed), needed)
        : check(parsed.expression, needed),
    ),
  };
}

function neededType(target: InputColumn | ValueType): ValueType {
  if (typeof target === "string") return target;
  return target.type === "decimal" ? "number" : target.type === "date" ? "date" : "text";
}

/** `number(x)` or `date(x)` around an expression of type text. */
function converted(expression: Expression, to: ValueType): Expression {
  return { kind: "call", name: to, operands: [expression], span: expression.span };
}

function textOfNames(
  names: readonly string[],
  own: TypedExpression,
  print: (typed: TypedExpression) => string,
): string {
  if (names.length === 0) return `cast(${print(own)} as varchar)`;
  return own.type === "number" ? `concat_ws(' ', ${names.map(quoted).join(", ")})` : `cast(${print(own)} as varchar)`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
