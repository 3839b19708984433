// GK0211–GK0228 and GK0240: single values of the configuration, secrets, and --as-of.
import { defineError } from "./define.ts";

export const numberOutOfRange = defineError(
  "GK0211",
  "configuration",
  (e: { where: string; value: string; side: "less" | "more"; limit: string }) => ({
    message: `${e.where} is ${e.value}, ${e.side} than ${e.limit}`,
    remedy: `Give ${e.limit} or ${e.side === "less" ? "more" : "less"}.`,
  }),
);

export const idInvalid = defineError("GK0212", "configuration", (e: { id: string }) => ({
  message: `"${e.id}" is not an id`,
  remedy: "Ids are 1 to 64 lower-case letters, digits and hyphens.",
}));

export const idRepeated = defineError("GK0213", "configuration", (e: { what: string; id: string; first: string }) => ({
  message: `${e.what} "${e.id}" is declared twice, first at ${e.first}`,
  remedy: "Give one of them another id.",
}));

export const durationInvalid = defineError("GK0214", "configuration", (e: { text: string }) => ({
  message: `"${e.text}" is not a duration`,
  remedy: "Write a whole number and a unit: 30d, 2w, 12 months or 1 year.",
}));

export const shareInvalid = defineError("GK0215", "configuration", (e: { text: string }) => ({
  message: `"${e.text}" is not a percentage`,
  remedy: "Write 0 to 100 with at most four decimals and a percent sign, such as 0.1%.",
}));

export const dateInvalid = defineError("GK0216", "configuration", (e: { text: string }) => ({
  message: `"${e.text}" is not a day of the calendar`,
  remedy: "Write YYYY-MM-DD.",
}));

export const timeZoneUnknown = defineError(
  "GK0217",
  "configuration",
  (e: { name: string; suggestion: string | undefined }) => ({
    message: `time zone "${e.name}" is not known${e.suggestion === undefined ? "" : `. Did you mean "${e.suggestion}"?`}`,
    remedy: "Give a name of the IANA database, such as Asia/Shanghai.",
  }),
);

export const codeUnknown = defineError(
  "GK0218",
  "configuration",
  (e: { what: "currency" | "country"; value: string; suggestion: string | undefined }) => ({
    message: `"${e.value}" is not a ${e.what} code${e.suggestion === undefined ? "" : `. Did you mean "${e.suggestion}"?`}`,
    remedy:
      e.what === "currency"
        ? "Give an ISO 4217 code, such as CNY."
        : "Give an ISO 3166 code of two letters, such as CN.",
  }),
);

export const nameInvalid = defineError("GK0222", "configuration", (e: { name: string }) => ({
  message: `"${e.name}" is not a name for a purpose or a column`,
  remedy: "Names are 1 to 63 lower-case letters, digits and _, a letter first.",
}));

export const secretLiteral = defineError("GK0225", "configuration", () => ({
  message: "a secret is written into the configuration (not shown)",
  remedy: "Take it out, replace it by a new one, and refer to that: ${env:NAME} or ${file:path}.",
}));

export const secretUnset = defineError("GK0226", "configuration", (e: { name: string }) => ({
  message: `the environment variable ${e.name} is not set`,
  remedy: `Set ${e.name}, or refer to a file: \${file:path}.`,
}));

export const secretFileUnreadable = defineError("GK0227", "configuration", (e: { path: string; why: string }) => ({
  message: `the key file "${e.path}" cannot be read: ${e.why}`,
  remedy: "Write at least 32 random characters into it, readable by the job's account only.",
}));

export const secretTooShort = defineError("GK0228", "configuration", (e: { source: string; least: number }) => ({
  message: `the secret in ${e.source} has fewer than ${e.least} characters`,
  remedy: "Use a random one; whoever guesses it can undo the references it makes.",
}));

export const asOfInvalid = defineError("GK0240", "usage", (e: { text: string; why: string }) => ({
  message: `--as-of "${e.text}" ${e.why}`,
  remedy:
    "Say YYYY-MM-DD (that day's start in the project's time zone), or an instant with offset: 2026-12-01T06:00:00+08:00.",
}));
