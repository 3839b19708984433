import * as z from "zod";
import { CHANNELS } from "../domain/campaign.ts";
import { NOTICE_PARTS, type NoticePart } from "../domain/notice.ts";
import { languageTagInvalid, textMissing } from "../errors.ts";
import { described, leaf, type LeafProblem, NO_REPEATS, passage, word } from "./leaf.ts";
import { date, id, shown } from "./leaf-schemas.ts";

const LANGUAGE_TAG = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;

/** A language as documents name it: `en`, `zh-CN`, `ug-Arab-CN`. */
const languageTag = leaf(
  { en: "a language such as en or zh-CN", "zh-CN": "语言，例如 en 或 zh-CN" },
  (text) =>
    LANGUAGE_TAG.test(text)
      ? { ok: true, value: text }
      : { ok: false, problem: (options) => languageTagInvalid({ text: shown(text) }, options) },
  { pattern: LANGUAGE_TAG, examples: ["en", "zh-CN"] },
);

const part = passage({ en: "what people are told", "zh-CN": "告知的内容" });

/** Every part, in every language the notice has: a part that is left out was not told. */
const text = z.strictObject(
  Object.fromEntries(NOTICE_PARTS.map((name) => [name, part])) as Record<NoticePart, typeof part>,
);

const version = z.strictObject({
  version: word({ en: 'a version such as "2026-1", in quotes', "zh-CN": '版本，例如 "2026-1"，请加引号' }),
  from: date,
  to: date.optional(),
  uses: z
    .array(word({ en: "a purpose", "zh-CN": "用途" }))
    .min(1)
    .meta(NO_REPEATS),
  channels: z.array(z.enum(CHANNELS)).min(1).meta(NO_REPEATS),
  recipients: z
    .array(word({ en: "who receives data, or processors", "zh-CN": "接收方，或 processors" }))
    .meta(NO_REPEATS)
    .default([]),
  categories: z
    .array(word({ en: "a class of data or a column", "zh-CN": "数据类别或列名" }))
    .min(1)
    .meta(NO_REPEATS),
  text: described(
    z.record(languageTag, text).check(({ value, issues }) => {
      const problem: LeafProblem = (options) => textMissing({}, options);
      if (Object.keys(value).length === 0) issues.push({ code: "custom", input: value, params: { problem } });
    }),
    { en: "the wording by language, such as { en: …, zh-CN: … }", "zh-CN": "各语言的内容，例如 { en: …, zh-CN: … }" },
    { minProperties: 1 },
  ),
});

/** One notice file. Source: contracts.md §1. */
export const noticeSchema = z.strictObject({ id, versions: z.array(version).min(1) });

export type NoticeShape = z.output<typeof noticeSchema>;
