import { present } from "../assert.ts";
import type { InputColumn } from "../domain/input-tables.ts";
import type { ColumnMapping, ExpressionText, SourceDeclaration, SourceFormats } from "../domain/project.ts";
import { sqlName } from "../engine/engine.ts";
import { columnMissing, columnNested, type ErrorPosition, expressionInvalid } from "../errors.ts";
import { checkExpression } from "../expression/check.ts";
import type { Dialect } from "../expression/dialect.ts";
import type { Expression } from "../expression/expression.ts";
import { parseExpression } from "../expression/parse.ts";
import { printPlainNumber } from "../expression/print-format.ts";
import { printExpression } from "../expression/print.ts";
import { nearest } from "../expression/suggest.ts";
import type { TypedExpression, ValueType } from "../expression/typed-expression.ts";
import { firstMention, usesOf } from "../expression/uses.ts";
import { conversionsIn, converted, type Declarations, formatsFor, withDeclarations } from "./source-declarations.ts";
import { trimmedSql } from "./trimmed-text.ts";

/** A mapping printed as SQL over the columns of one file. */
export interface Mapping {
  /** The value as text; for a computed number, date or instant, the texts it was computed from: null only when all are blank. */
  readonly text: string;
  /** The value as the type the column needs beyond text; null where text is all it needs. A time is in ISO 8601. */
  readonly typed: string | null;
  /** How the column reads `text` where there is no `typed`. */
  readonly formats: SourceFormats | undefined;
  /** SQL that is true where the expression converts a text that cannot be read; null where it converts none. */
  readonly unread: string | null;
}

/** The file a mapping is read against, and what its source declares. */
export interface MappingContext {
  readonly header: readonly string[];
  readonly fileName: string;
  readonly declarations: Declarations;
  /** How the engine that reads it spells expressions. */
  readonly dialect: Dialect;
  /** Columns of the file that no mapping can read, with their types. */
  readonly nestedColumns?: ReadonlyMap<string, string> | undefined;
}

/**
 * Reads one mapping against the header of a file. A text is converted to the number or date its column needs, by the
 * formats of its source; anything else must have that type already. Throws GK0321 for a name the header lacks, GK0347 for
 * one that holds more than values, GK0245 for a wrong type.
 */
export function readMapping(
  mapping: ColumnMapping,
  target: InputColumn | ValueType,
  { header, fileName, declarations, dialect, nestedColumns }: MappingContext,
): Mapping {
  const { text: written, at: start, placeOf = () => start } = mapping.expression;
  const parsed = parseExpression(written);
  if (!parsed.ok) throw expressionInvalid(parsed.problem, { at: placeOf(parsed.problem.offset) });
  const names = [...usesOf(parsed.expression)];
  for (const name of names) {
    const at = placeOf(firstMention(parsed.expression, name));
    const type = nestedColumns?.get(name);
    if (type !== undefined) throw columnNested({ file: fileName, column: name, type }, { at });
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
  const print = (typed: TypedExpression) => printExpression(typed, dialect, sqlName);
  const needed = neededType(target);
  const expression = declaredFor(parsed.expression, needed, declarations);
  const own = check(expression);
  const text = own.type === "text" || needed === "text" ? textOfValue(own, print) : textOfNames(names, own, print);
  const formats = formatsFor(names, declarations);
  const unread = unreadSql(own, print);
  const plain: Mapping = { text, typed: null, formats, unread };
  if (needed === "text") return plain;
  if (needed === "time")
    return own.type === "text" ? plain : { text, typed: isoTime(own, print, check), formats, unread };
  // A plain text is read as an amount by the column itself, in 64 bits: a wider decimal costs ten times as much.
  if (needed === "number" && own.type === "text") return { ...plain, text: plainNumberOf(text, formats, dialect) };
  if (own.type !== "text" || needed === "boolean") return { ...plain, typed: print(check(expression, needed)) };
  return { ...plain, typed: print(check(converted(needed, expression, declarations), needed)) };
}

/** A conversion makes nothing of what it cannot read, and a condition over nothing is not met: whoever must know asks here. */
function unreadSql({ expression, typings }: TypedExpression, print: (typed: TypedExpression) => string): string | null {
  const printed = (part: Expression) =>
    print({ expression: part, typings, ...present(typings.get(part), "every part was checked") });
  const unread = conversionsIn(expression).flatMap(({ whole, operand }) =>
    typings.get(operand)?.type === "text"
      ? [`(${trimmedSql(printed(operand))} is not null and ${printed(whole)} is null)`]
      : [],
  );
  return unread.length === 0 ? null : `(${unread.join(" or ")})`;
}

/** The names that the mappings, the condition and the opt-outs of a source use, each once. */
export function namesOfSource(source: SourceDeclaration): string[] {
  return [...new Set(expressionsOf(source).flatMap(({ text }) => namesIn(text)))];
}

/** Where a source first uses a name. */
export function placeOfName(source: SourceDeclaration, name: string): ErrorPosition {
  const expression = expressionsOf(source).find(({ text }) => namesIn(text).includes(name));
  if (expression === undefined) return source.at;
  const parsed = parseExpression(expression.text);
  const offset = parsed.ok ? firstMention(parsed.expression, name) : 0;
  return expression.placeOf?.(offset) ?? expression.at;
}

function expressionsOf({ columns, where, optOuts }: SourceDeclaration): ExpressionText[] {
  const used = [...columns, ...optOuts].map(({ expression }) => expression);
  return where === undefined ? used : [...used, where];
}

function namesIn(text: string): string[] {
  const parsed = parseExpression(text);
  return parsed.ok ? [...usesOf(parsed.expression)] : [];
}

/** What a column needs beyond text. */
type Needed = "text" | "number" | "date" | "boolean" | "instant" | "time";

function neededType(target: InputColumn | ValueType): Needed {
  if (typeof target === "string") return target;
  switch (target.type) {
    case "decimal":
      return "number";
    case "date":
      return "date";
    case "instant_or_local":
    case "event_time":
      return "time";
    default:
      return "text";
  }
}

/** A bare name is read by its column, by the same formats and quicker, unless its declared type is another than the column's. */
function declaredFor(expression: Expression, needed: Needed, declarations: Declarations): Expression {
  if (expression.kind !== "name") return withDeclarations(expression, declarations);
  const type = declarations.types[expression.name] ?? "text";
  const isColumns = needed === "time" ? type === "timestamp" || type === "date" : type === needed;
  return isColumns || needed === "text" ? expression : withDeclarations(expression, declarations);
}

function plainNumberOf(text: string, formats: SourceFormats | undefined, dialect: Dialect): string {
  const isPlain = formats === undefined || (formats.decimal === "." && formats.thousands === "");
  return isPlain ? text : printPlainNumber(text, formats, dialect);
}

/** A time that an expression computed, as the column reads it. */
function isoTime(
  own: TypedExpression,
  print: (typed: TypedExpression) => string,
  check: (expression: Expression, expected: ValueType) => TypedExpression,
): string {
  const text = `cast(${print(own.type === "date" ? own : check(own.expression, "instant"))} as varchar)`;
  return own.type === "date" ? text : `(${text} || 'Z')`;
}

function textOfValue(own: TypedExpression, print: (typed: TypedExpression) => string): string {
  return own.type === "text" ? print(own) : `cast(${print(own)} as varchar)`;
}

function textOfNames(
  names: readonly string[],
  own: TypedExpression,
  print: (typed: TypedExpression) => string,
): string {
  const isRead = own.type === "number" || own.type === "date" || own.type === "instant";
  return names.length > 0 && isRead ? `concat_ws(' ', ${names.map(sqlName).join(", ")})` : textOfValue(own, print);
}
