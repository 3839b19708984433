import * as z from "zod";
import type { ScoreRange } from "../domain/segment-map.ts";
import { scoreRangeInvalid } from "../errors.ts";
import { described, leaf, textKeywords, type Reading } from "./leaf.ts";
import { localizedText, shown, sqlName } from "./leaf-schemas.ts";

const RANGE = /^([1-9]\d?)(?:-([1-9]\d?))?$/;

const rangeText = leaf(
  { en: "a score or a range of scores, such as 4-5", "zh-CN": "分值或分值区间，例如 4-5" },
  readRange,
);

/** `4-5`, or a single score, which needs no quotes. */
const range = z
  .preprocess((value) => (typeof value === "number" ? String(value) : value), rangeText)
  .meta({
    ...textKeywords({ pattern: RANGE, examples: ["4-5", "1"] }),
    type: ["string", "integer"],
    minimum: 1,
    maximum: 10,
  });

const rule = z.strictObject({
  r: range.optional(),
  f: range.optional(),
  m: range.optional(),
  is_new: z.boolean().optional(),
});

const scores = z.int().min(2).max(10);

const bins = described(z.union([scores, z.strictObject({ r: scores, f: scores, m: scores })]), {
  en: "a number of scores from 2 to 10, or { r: …, f: …, m: … }",
  "zh-CN": "2 到 10 的档数，或 { r: …, f: …, m: … }",
});

const named = { id: sqlName, labels: localizedText };

/** One segment map. Source: rfm.md §3. */
export const segmentMapSchema = z.strictObject({
  id: sqlName,
  title: localizedText,
  source: localizedText.optional(),
  bins,
  segments: z.array(z.strictObject({ ...named, rules: z.array(rule).min(1) })).min(1),
  fallback: z.strictObject(named),
});

export type SegmentMapShape = z.output<typeof segmentMapSchema>;

function readRange(text: string): Reading<ScoreRange> {
  const [, low = "", high = low] = RANGE.exec(text.trim()) ?? [];
  const isRange = low !== "" && Number(low) <= Number(high);
  return isRange
    ? { ok: true, value: [Number(low), Number(high)] }
    : { ok: false, problem: (options) => scoreRangeInvalid({ text: shown(text) }, options) };
}
