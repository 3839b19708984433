import { defineError } from "./define.ts";

/** The engine ran out of memory or disk while it worked. */
export const engineOutOfResources = defineError("GK0510", "unavailable", (e: { kind: string }) => ({
  message: `the engine ran out of memory or temporary disk (${e.kind})`,
  remedy:
    "Raise --memory-limit, free disk beside .gatekeeper/tmp, or lower --threads; then run the same command again.",
}));

/** Anything that was not foreseen: a defect of the program, or a machine in a state nobody thought of. */
export const unexpectedError = defineError("GK0700", "bug", (e: { kind: string }) => ({
  message: `an unexpected error (${e.kind})`,
  remedy: "Nothing was published. Run again with --verbose to see where it happened, and report it.",
}));

/** The engine refused a statement that the program made: a defect of the program, never the user's. */
export const engineRefusedStatement = defineError("GK0701", "bug", (e: { kind: string }) => ({
  message: `the engine refused a statement of the program (${e.kind})`,
  remedy: "Run again with --verbose to see the statement and report it; nothing was published.",
}));

/** A table broke a claim that the program's own SQL makes about it. */
export const auditFailed = defineError("GK0702", "bug", (e: { audit: string; rows: number }) => ({
  message: `audit "${e.audit}" found ${e.rows} offending ${e.rows === 1 ? "row" : "rows"}`,
  remedy: "Nothing was published. Run again with --verbose and report it with the audit's name.",
}));
