import { HOURS, parseHours } from "../domain/day-hours.ts";
import type { MinuteSpan } from "../domain/rules.ts";
import { hoursInvalid } from "../errors.ts";
import { leaf, type Reading } from "./leaf.ts";
import { shown } from "./leaf-schemas.ts";

/** `09:00-20:00`, or several such spans with commas between them. */
export const hours = leaf(
  { en: "hours of the day, such as 09:00-20:00", "zh-CN": "一天中的时段，例如 09:00-20:00" },
  (text): Reading<readonly MinuteSpan[]> => {
    const spans = parseHours(text);
    return spans === undefined
      ? { ok: false, problem: (options) => hoursInvalid({ text: shown(text) }, options) }
      : { ok: true, value: spans };
  },
  { pattern: HOURS, examples: ["09:00-20:00", "10:00-13:00, 14:00-20:00"] },
);
