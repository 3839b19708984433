import { z } from "zod";
import type { ErrorOptions, GatekeeperError } from "../errors.ts";
import type { LocalizedText } from "../language.ts";

/** What a text of the configuration means, or what is wrong with it and at which of its characters. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: LeafProblem; readonly offset?: number };

/** Makes the coded error once the place is known. */
export type LeafProblem = (options: ErrorOptions) => GatekeeperError;

/** What to write for a value, by its schema: messages say it in every language, a JSON Schema in English. */
export const EXPECTED = z.registry<LocalizedText>();

/** The schema, with what to write for its value. */
export function described<Schema extends z.ZodType>(schema: Schema, expected: LocalizedText): Schema {
  const inEnglish = schema.describe(expected.en);
  EXPECTED.add(inEnglish, expected);
  return inEnglish;
}

/**
 * A schema for a text with a meaning of its own: a date, a duration, an expression. `expected` says what to write, for
 * messages about a value that is no text at all. Its problems carry their own code (see issue-problems.ts).
 */
export function leaf<T>(expected: LocalizedText, read: (text: string) => Reading<T>) {
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
  return described(schema, expected);
}

/** A text that must hold something. */
export function word(expected: LocalizedText) {
  return described(z.string().trim().min(1), expected);
}

/** A text that must hold something, whatever it is. */
export const anyWord = word({ en: "a text", "zh-CN": "一段文本" });

/** A path, or a pattern for paths. */
export const path = word({ en: "a path", "zh-CN": "路径" });

/** What to write where several paths may stand. */
export const PATHS: LocalizedText = { en: "a path or a list of paths", "zh-CN": "路径，或路径的列表" };
