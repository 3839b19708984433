import { INPUT_TABLES } from "../domain/input-tables.ts";
import type { DeclaredType, SourceDeclaration, SourceFormats } from "../domain/project.ts";
import { childrenOf, type Expression } from "../expression/expression.ts";
import { mapParts } from "../expression/map-expression.ts";
import { readTimePattern } from "../expression/time-pattern.ts";
import { usesOf } from "../expression/uses.ts";

/** What is declared of the texts of a source, and what of it holds for one file. */
export interface Declarations {
  readonly formats: SourceFormats | undefined;
  readonly types: SourceDeclaration["types"];
  /** The zone of local times; null where they have none (consent and stops). */
  readonly timeZone: string | null;
  /** Columns of the file that are no texts: no format applies to them. */
  readonly typedColumns: ReadonlySet<string>;
}

type Conversion = "number" | "date" | "instant";

const CONVERSIONS: Readonly<Record<DeclaredType, Conversion | null>> = {
  text: null,
  number: "number",
  date: "date",
  timestamp: "instant",
};

/** The declarations of a source for a file with these typed columns. Local times of events have no zone: consent-gate.md §2. */
export function declarationsOf(
  { formats, types, table }: SourceDeclaration,
  timeZone: string,
  typedColumns: ReadonlySet<string> = new Set(),
): Declarations {
  const hasEventTimes = INPUT_TABLES[table].some(({ type }) => type === "event_time");
  return { formats, types, timeZone: hasEventTimes ? null : timeZone, typedColumns };
}

/**
 * The expression with the declarations written out: a name of a declared type is converted to it, and a conversion that
 * says no format gets the source's. What the expression says itself comes first.
 */
export function withDeclarations(expression: Expression, declarations: Declarations): Expression {
  if (expression.kind === "name") {
    const conversion = CONVERSIONS[declarations.types[expression.name] ?? "text"];
    return conversion === null ? expression : converted(conversion, expression, declarations);
  }
  if (expression.kind === "call" && isConversion(expression.name) && expression.operands.length === 1) {
    const [operand] = expression.operands as [Expression];
    const isTyped =
      operand.kind === "name" && CONVERSIONS[declarations.types[operand.name] ?? "text"] === expression.name;
    return converted(expression.name, isTyped ? operand : withDeclarations(operand, declarations), declarations);
  }
  return mapParts(expression, (part) => withDeclarations(part, declarations));
}

/** A conversion of a text by the source's format for it, where it has one. */
export function converted(to: Conversion, operand: Expression, declarations: Declarations): Expression {
  const formats = formatsFor([...usesOf(operand)], declarations);
  const { span } = operand;
  return { kind: "call", name: to, operands: [operand, ...formatOperands(to, formats, declarations, span)], span };
}

/** The formats of a value that is made of these columns; none when the file has types for all of them. */
export function formatsFor(
  names: readonly string[],
  { formats, typedColumns }: Pick<Declarations, "formats" | "typedColumns">,
): SourceFormats | undefined {
  return names.length > 0 && names.every((name) => typedColumns.has(name)) ? undefined : formats;
}

/** The conversions anywhere in an expression, each with what it reads. */
export function conversionsIn(expression: Expression): { readonly whole: Expression; readonly operand: Expression }[] {
  const inner = childrenOf(expression).flatMap(conversionsIn);
  if (expression.kind !== "call" || !isConversion(expression.name)) return inner;
  const [operand] = expression.operands;
  return operand === undefined ? inner : [{ whole: expression, operand }, ...inner];
}

function isConversion(name: string): name is Conversion {
  return name === "number" || name === "date" || name === "instant";
}

function formatOperands(
  to: Conversion,
  formats: SourceFormats | undefined,
  { timeZone }: Declarations,
  span: Expression["span"],
): Expression[] {
  if (formats === undefined) return [];
  const text = (value: string): Expression => ({ kind: "text", value, span });
  if (to === "number") {
    const { decimal, thousands } = formats;
    return decimal === "." && thousands === "" ? [] : [text(decimal), text(thousands)];
  }
  const pattern = to === "date" ? formats.date : formats.timestamp;
  if (pattern === undefined) return [];
  const reading = readTimePattern(pattern, to === "date" ? "date" : "timestamp");
  const { hasOffset, hasShortYear } = reading.ok ? reading.pattern : { hasOffset: false, hasShortYear: false };
  const zone = to === "instant" && !hasOffset && timeZone !== null ? [text(timeZone)] : [];
  const pivot: Expression[] = hasShortYear ? [{ kind: "number", value: String(formats.pivot), span }] : [];
  return [text(pattern), ...zone, ...pivot];
}
