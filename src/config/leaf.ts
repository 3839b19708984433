import * as z from "zod";
import { type ErrorOptions, type GatekeeperError, textUnprintable } from "../errors.ts";
import type { LocalizedText } from "../language.ts";

/** What a text of the configuration means, or what is wrong with it and at which of its characters. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: LeafProblem; readonly offset?: number };

/** Makes the coded error once the place is known. */
export type LeafProblem = (options: ErrorOptions) => GatekeeperError;

/** What to write for a value, by its schema: messages say it in every language, a JSON Schema in English. */
export const EXPECTED = z.registry<LocalizedText>();

/** The schema, with what to write for its value, and what a JSON Schema says of it beside that. */
export function described<Schema extends z.ZodType>(
  schema: Schema,
  expected: LocalizedText,
  keywords: z.core.JSONSchemaMeta = {},
): Schema {
  const inEnglish = schema.meta({ description: expected.en, ...keywords });
  EXPECTED.add(inEnglish, expected);
  return inEnglish;
}

/** What JSON Schema, and so an editor, can know of a text before it is read: a shape it must have, and good examples. */
export interface TextShape {
  readonly pattern?: RegExp;
  readonly examples?: readonly string[];
}

/** Any text but a blank one. */
const NOT_BLANK = /\S/;

/**
 * A schema for a text with a meaning of its own: a date, a duration, an expression. `expected` says what to write, for
 * messages about a value that is no text at all; `shape` takes every text that `read` takes. Its problems carry their own
 * code (see issue-problems.ts).
 */
export function leaf<T>(expected: LocalizedText, read: (text: string) => Reading<T>, shape: TextShape = {}) {
  const schema = z.string().transform((text, context): T => {
    const reading = read(text);
    if (reading.ok) return reading.value;
    context.issues.push({
      code: "custom",
      input: text,
      params: { problem: reading.problem, offset: reading.offset },
    });
    return z.NEVER;
  });
  return described(schema, expected, textKeywords({ pattern: NOT_BLANK, ...shape }));
}

/** What JSON Schema says of the shape of a text; its examples are of what is written, not of what that means. */
export function textKeywords({ pattern, examples }: TextShape): z.core.JSONSchemaMeta {
  return {
    ...(pattern === undefined ? {} : { pattern: pattern.source }),
    ...(examples === undefined ? {} : { writtenExamples: [...examples] }),
  };
}

/** Of a list that names nothing twice: whoever reads the list refuses it, and an editor can tell before. */
export const NO_REPEATS = { uniqueItems: true };

/** Schemas whose values messages never repeat: somebody may have written a secret where a reference belongs. */
export const secrets = z.registry<{ readonly isSecret: true }>();

/** What ends a line, what a terminal obeys in place of showing it, and what turns the direction of the text around it. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** A text of one line that must hold something: it is printed as it is, in reports and in terminals. */
export function word(expected: LocalizedText) {
  const line = z
    .string()
    .trim()
    .min(1)
    .check(({ value, issues }) => {
      const [character] = UNPRINTABLE.exec(value) ?? [];
      if (character === undefined) return;
      const problem: LeafProblem = (options) => textUnprintable({ character }, options);
      issues.push({ code: "custom", input: value, params: { problem } });
    });
  return described(line, expected, textKeywords({ pattern: NOT_BLANK }));
}

/** A text that must hold something, for what others have named: paths, and columns of files. */
export function givenName(expected: LocalizedText) {
  return described(z.string().trim().min(1), expected, textKeywords({ pattern: NOT_BLANK }));
}

/** A text that must hold something and may have several lines. */
export function passage(expected: LocalizedText) {
  return described(z.string().trim().min(1), expected, textKeywords({ pattern: NOT_BLANK }));
}

/** A text that must hold something, whatever it is. */
export const anyWord = word({ en: "a text", "zh-CN": "一段文本" });

/** A path, or a pattern for paths. */
export const path = givenName({ en: "a path", "zh-CN": "路径" });

/** What to write where several paths may stand. */
export const PATHS: LocalizedText = { en: "a path or a list of paths", "zh-CN": "路径，或路径的列表" };
