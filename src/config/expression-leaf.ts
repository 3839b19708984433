import type { AudienceColumn } from "../domain/audience-columns.ts";
import type { ExpressionText } from "../domain/project.ts";
import { audienceInvalid, expressionInvalid, type GatekeeperError } from "../errors.ts";
import { checkExpression } from "../expression/check.ts";
import type { Expression } from "../expression/expression.ts";
import { parseExpression } from "../expression/parse.ts";
import { usesOf } from "../expression/uses.ts";
import { leaf, type Reading } from "./leaf.ts";
import { segmentNameProblems } from "./segment-names.ts";
import type { YamlFile, YamlPath } from "./yaml-file.ts";

/** An expression as a schema reads it, before its place is known. */
export interface ExpressionShape {
  readonly text: string;
  readonly names: readonly string[];
  readonly expression: Expression;
}

/** A text of the expression language (docs/expressions.md). */
export const expression = leaf<ExpressionShape>({ en: "an expression", "zh-CN": "表达式" }, readExpression);

function readExpression(written: string): Reading<ExpressionShape> {
  const text = written.trimEnd();
  const result = parseExpression(text);
  if (result.ok)
    return { ok: true, value: { text, names: [...usesOf(result.expression)], expression: result.expression } };
  const { message, remedy, offset } = result.problem;
  return { ok: false, problem: (options) => expressionInvalid({ message, remedy }, options), offset };
}

/** An expression where it is a key. */
export const expressionKey = leaf({ en: "an expression", "zh-CN": "表达式" }, (text) => {
  const result = parseExpression(text);
  if (result.ok) return { ok: true, value: text };
  const { message, remedy } = result.problem;
  return { ok: false, problem: (options) => expressionInvalid({ message, remedy }, options) };
});

/** The expression that is the key at a path, which `expressionKey` has read. */
export function keyExpression(file: YamlFile, path: YamlPath): ExpressionText {
  const text = String(path.at(-1));
  return { text, names: namesOfKey(text), at: file.atKey(path) };
}

/** The names that a key uses which `expressionKey` has read, each once. */
export function namesOfKey(text: string): readonly string[] {
  const result = parseExpression(text);
  return result.ok ? [...usesOf(result.expression)] : [];
}

/** The expression at a path, as the project keeps it. */
export function expressionText(file: YamlFile, path: YamlPath, { text, names }: ExpressionShape): ExpressionText {
  return { text, names, at: file.at(path), placeOf: (offset) => file.at(path, offset) };
}

/** What an audience may name: columns, and segments; undefined when the segment map cannot be read, and then nothing is checked. */
interface AudienceNames {
  readonly columns: readonly AudienceColumn[];
  readonly segmentIds: readonly string[] | undefined;
}

/** What keeps an audience from being a condition over the names of the logical data model. */
export function checkAudience(
  file: YamlFile,
  path: YamlPath,
  { expression: audience }: ExpressionShape,
  { columns, segmentIds }: AudienceNames,
): readonly GatekeeperError[] {
  const result = checkExpression(audience, new Map(columns.map(({ name, type }) => [name, type])), "boolean");
  const problems = result.ok ? segmentNameProblems(audience, segmentIds) : result.problems;
  return problems.map(({ message, remedy, offset }) =>
    audienceInvalid({ message, remedy }, { at: file.at(path, offset) }),
  );
}
