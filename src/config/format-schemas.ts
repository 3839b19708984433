import { z } from "zod";

import { DECLARED_TYPES } from "../domain/project.ts";
import { formatInvalid, sizeInvalid } from "../errors.ts";
import { PIVOT_MAX, PIVOT_MIN } from "../expression/text-formats.ts";
import { readTimePattern } from "../expression/time-pattern.ts";
import { leaf, type Reading, word } from "./leaf.ts";
import { shown } from "./leaf-schemas.ts";

/** `formats:` of a source: how it writes numbers and times. */
export const formatsSchema = z.strictObject({
  date: pattern("date", "a pattern such as d/M/yyyy").optional(),
  timestamp: pattern("timestamp", "a pattern such as M/d/yyyy H:mm").optional(),
  decimal: z.enum([".", ","]).default("."),
  thousands: z.enum([".", ",", " ", "'"]).optional(),
  pivot: z.int().min(PIVOT_MIN).max(PIVOT_MAX).optional(),
});

/** `types:` of a source: names of its columns. */
export const typesSchema = z.record(word("a column of the source"), z.enum(DECLARED_TYPES));

const UNITS: Readonly<Record<string, number>> = { MB: 1_000_000, GB: 1_000_000_000 };

/** `20GB`, in bytes. */
export const size = leaf("a size such as 20GB", (text): Reading<number> => {
  const [, digits = "", unit = ""] = /^([1-9][0-9]{0,5})(MB|GB)$/u.exec(text) ?? [];
  const bytes = Number(digits) * (UNITS[unit] ?? 0);
  if (bytes > 0) return { ok: true, value: bytes };
  return { ok: false, problem: (options) => sizeInvalid({ text: shown(text) }, options) };
});

function pattern(kind: "date" | "timestamp", expected: string) {
  return leaf(expected, (text): Reading<string> => {
    const reading = readTimePattern(text, kind);
    if (reading.ok) return { ok: true, value: text };
    const { message, remedy } = reading;
    return { ok: false, problem: (options) => formatInvalid({ format: shown(text), message, remedy }, options) };
  });
}
