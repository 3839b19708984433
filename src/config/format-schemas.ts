import * as z from "zod";

import { DECLARED_TYPES } from "../domain/project.ts";
import { formatInvalid, sizeInvalid } from "../errors.ts";
import { PIVOT_MAX, PIVOT_MIN } from "../expression/text-formats.ts";
import { readTimePattern } from "../expression/time-pattern.ts";
import type { LocalizedText } from "../language.ts";
import { givenName, leaf, type Reading } from "./leaf.ts";
import { shown } from "./leaf-schemas.ts";

const PATTERN_WORDS = {
  date: { en: "a pattern such as d/M/yyyy", "zh-CN": "格式，例如 d/M/yyyy" },
  timestamp: { en: "a pattern such as M/d/yyyy H:mm", "zh-CN": "格式，例如 M/d/yyyy H:mm" },
} satisfies Record<string, LocalizedText>;

/** `formats:` of a source: how it writes numbers and times. */
export const formatsSchema = z.strictObject({
  date: pattern("date", PATTERN_WORDS.date, ["d/M/yyyy", "yyyy/MM/dd"]).optional(),
  timestamp: pattern("timestamp", PATTERN_WORDS.timestamp, ["M/d/yyyy H:mm", "d.M.yyyy HH:mm:ss"]).optional(),
  decimal: z.enum([".", ","]).default("."),
  thousands: z.enum([".", ",", " ", "'"]).optional(),
  pivot: z.int().min(PIVOT_MIN).max(PIVOT_MAX).optional(),
});

const A_COLUMN: LocalizedText = { en: "a column of the source", "zh-CN": "数据源的列名" };

/** `types:` of a source: names of its columns. */
export const typesSchema = z.record(givenName(A_COLUMN), z.enum(DECLARED_TYPES));

const UNITS: Readonly<Record<string, number>> = { MB: 1_000_000, GB: 1_000_000_000 };

const SIZE = /^([1-9][0-9]{0,5})(MB|GB)$/;

/** `20GB`, in bytes. */
export const size = leaf(
  { en: "a size such as 20GB", "zh-CN": "大小，例如 20GB" },
  (text): Reading<number> => {
    const [, digits = "", unit = ""] = SIZE.exec(text) ?? [];
    const bytes = Number(digits) * (UNITS[unit] ?? 0);
    if (bytes > 0) return { ok: true, value: bytes };
    return { ok: false, problem: (options) => sizeInvalid({ text: shown(text) }, options) };
  },
  { pattern: SIZE, examples: ["500MB", "20GB"] },
);

function pattern(kind: "date" | "timestamp", expected: LocalizedText, examples: readonly string[]) {
  return leaf(
    expected,
    (text): Reading<string> => {
      const reading = readTimePattern(text, kind);
      if (reading.ok) return { ok: true, value: text };
      const { message, remedy } = reading;
      return { ok: false, problem: (options) => formatInvalid({ format: shown(text), message, remedy }, options) };
    },
    { examples },
  );
}
