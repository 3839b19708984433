import type * as z from "zod";
import type { GatekeeperError } from "../errors.ts";
import { issueProblems } from "./issue-problems.ts";
import type { DocumentKind } from "./words-not-carried-out.ts";
import type { PlacedValue } from "./yaml-file.ts";

/** What a file says, as far as it can be read. */
export interface Shape<Output> {
  /** All of it; undefined when anything is wrong. */
  readonly whole: Output | undefined;
  /** The top-level keys that are right by themselves, so that what follows from them can be checked all the same. */
  readonly parts: Partial<Output>;
  readonly problems: readonly GatekeeperError[];
}

/** Holds a file to its schema. */
export function readShape<Fields extends z.core.$ZodLooseShape>(
  kind: DocumentKind,
  file: PlacedValue,
  schema: z.ZodObject<Fields>,
): Shape<z.output<z.ZodObject<Fields>>> {
  const result = schema.safeParse(file.value);
  if (result.success) return { whole: result.data, parts: result.data, problems: [] };
  const values = typeof file.value === "object" && file.value !== null ? (file.value as Record<string, unknown>) : {};
  const parts = Object.entries<z.core.$ZodType>(schema.shape).flatMap(([key, field]) => {
    const part = (field as z.ZodType).safeParse(values[key]);
    return part.success ? [[key, part.data] as const] : [];
  });
  return {
    whole: undefined,
    parts: Object.fromEntries(parts) as Partial<z.output<z.ZodObject<Fields>>>,
    problems: issueProblems({ kind, file, schema }, result.error.issues),
  };
}
