import { z } from "zod";
import type { ErrorOptions, GatekeeperError } from "../errors.ts";

/** What a text of the configuration means, or what is wrong with it and at which of its characters. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: LeafProblem; readonly offset?: number };

/** Makes the coded error once the place is known. */
export type LeafProblem = (options: ErrorOptions) => GatekeeperError;

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
export function leaf<T>(expected: string, read: (text: string) => Reading<T>, shape: TextShape = {}) {
  return z
    .string()
    .transform((text, context): T => {
      const reading = read(text);
      if (reading.ok) return reading.value;
      context.issues.push({
        code: "custom",
        input: text,
        params: { problem: reading.problem, offset: reading.offset },
      });
      return z.NEVER;
    })
    .meta({ description: expected, ...textKeywords({ pattern: NOT_BLANK, ...shape }) });
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

/** A text that must hold something. */
export function word(expected: string) {
  return z
    .string()
    .trim()
    .min(1)
    .meta({ description: expected, ...textKeywords({ pattern: NOT_BLANK }) });
}
