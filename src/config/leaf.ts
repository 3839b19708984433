import { z } from "zod";
import type { ErrorOptions, GatekeeperError } from "../errors.ts";

/** What a text of the configuration means, or what is wrong with it and at which of its characters. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: LeafProblem; readonly offset?: number };

/** Makes the coded error once the place is known. */
export type LeafProblem = (options: ErrorOptions) => GatekeeperError;

/**
 * A schema for a text with a meaning of its own: a date, a duration, an expression. `expected` says what to write, for
 * messages about a value that is no text at all. Its problems carry their own code (see issue-problems.ts).
 */
export function leaf<T>(expected: string, read: (text: string) => Reading<T>) {
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
    .describe(expected);
}

/** Schemas whose values messages never repeat: somebody may have written a secret where a reference belongs. */
export const secrets = z.registry<{ readonly isSecret: true }>();

/** A text that must hold something. */
export function word(expected: string) {
  return z.string().trim().min(1).describe(expected);
}
