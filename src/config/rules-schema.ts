import * as z from "zod";

import { CHANNELS } from "../domain/campaign.ts";
import { type Duration, parseDuration } from "../domain/durations.ts";
import { type BasisEvent, type LegalBasis, RULE_USES, RULE_WORDS } from "../domain/rules.ts";
import { dateInvalid, durationInvalid, holidayInvalid, placeInvalid } from "../errors.ts";
import { hours } from "./hours-leaf.ts";
import { leaf, type LeafProblem, NO_REPEATS, type Reading, word } from "./leaf.ts";
import { country, date, duration, id, localizedText, shown } from "./leaf-schemas.ts";

const PLACE = /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/u;

const place = leaf(
  { en: "a country such as FR, or a state such as US-FL", "zh-CN": "国家代码（例如 FR）或州省代码（例如 US-FL）" },
  (text) => (PLACE.test(text) ? good(text) : bad((options) => placeInvalid({ text: shown(text) }, options))),
  { pattern: PLACE, examples: ["FR", "US-FL"] },
);

const NEVER = "never";

/** The day somebody compared a row with its source. */
const checked = leaf(
  { en: "the day it was compared with its source, or never", "zh-CN": "与出处核对的日期，或 never" },
  (text) =>
    text === NEVER || date.safeParse(text).success
      ? good(text)
      : bad((options) => dateInvalid({ text: shown(text) }, options)),
  { examples: ["2026-11-29", NEVER] },
);

/** How long a record carries: for a duration, or without an end. */
const carries = leaf(
  { en: "a duration such as 24 months, or always", "zh-CN": "时长（例如 24 months），或 always" },
  (text): Reading<Duration | undefined> => {
    const value = text === "always" ? undefined : parseDuration(text);
    const isRead = text === "always" || value !== undefined;
    return isRead ? good(value) : bad((options) => durationInvalid({ text: shown(text) }, options));
  },
  { examples: ["24 months", "always"] },
);

const HOLIDAY =
  /^(?:(?:\d{4}-)?\d{2}-\d{2}|\d{2}-(?:mon|tue|wed|thu|fri|sat|sun)-(?:[1-4]|last)|easter(?:[+-]\d{1,2})?)$/u;

/** A holiday of every year, of one year, or counted from Easter Sunday. */
const holiday = leaf(
  { en: "a holiday such as 12-25, 2026-05-08 or easter+1", "zh-CN": "节假日，例如 12-25、2026-05-08 或 easter+1" },
  (text) => (HOLIDAY.test(text) ? good(text) : bad((options) => holidayInvalid({ text: shown(text) }, options))),
  { pattern: HOLIDAY, examples: ["12-25", "2026-05-08", "11-thu-4", "easter+1"] },
);

/** What every row says: where and when it holds, which law says so, and when somebody last looked. */
const row = {
  in: z.array(place).meta(NO_REPEATS).default([]),
  from: date.optional(),
  to: date.optional(),
  source: word({ en: "the law and its article", "zh-CN": "法律及其条款" }),
  checked,
};

const channels = z.array(z.enum(CHANNELS)).min(1).meta(NO_REPEATS);
const topics = z
  .array(word({ en: "a topic", "zh-CN": "主题" }))
  .meta(NO_REPEATS)
  .default([]);

const basis = z.strictObject({
  events: z
    .strictObject({ sale: carries.optional(), enquiry: carries.optional(), other: carries.optional() } satisfies Record<
      BasisEvent,
      z.ZodType
    >)
    .optional(),
  refusal_offered: z.boolean().default(false),
  same_topic: z.boolean().default(false),
});

const bases = z.strictObject({
  consent: basis.optional(),
  soft_opt_in: basis.optional(),
  implied: basis.optional(),
  legitimate_interest: basis.optional(),
  contract: basis.optional(),
} satisfies Record<LegalBasis, z.ZodType>);

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** The names of weekdays, Monday first. */
export const WEEKDAY_NAMES: readonly string[] = WEEKDAYS;

/** One file of rules. Source: consent-gate.md §6. */
export const rulesSchema = z.strictObject({
  id,
  title: localizedText.optional(),
  countries: z.array(country).meta(NO_REPEATS).optional(),
  states: z
    .record(
      place,
      z.strictObject({
        names: z.array(word({ en: "a name", "zh-CN": "名称" })).min(1),
        area_codes: z.array(z.int().min(200).max(999)).default([]),
      }),
    )
    .optional(),
  rules: z
    .array(
      z.strictObject({
        ...row,
        channels,
        uses: z.array(z.enum(RULE_USES)).min(1).meta(NO_REPEATS),
        topics,
        rule: z.enum(RULE_WORDS),
        bases: bases.prefault({}),
        unless_listed: z.boolean().default(false),
        consent_lifts_listing: z.boolean().default(false),
      }),
    )
    .optional(),
  ages: z.array(z.strictObject({ ...row, age: z.int().min(12).max(30), topics })).optional(),
  calling_hours: z
    .array(
      z.strictObject({
        ...row,
        channels,
        days: z
          .array(z.enum(WEEKDAYS))
          .min(1)
          .meta(NO_REPEATS)
          .default([...WEEKDAYS]),
        hours,
        closed_on_holidays: z.boolean().default(false),
      }),
    )
    .optional(),
  holidays: z.array(z.strictObject({ ...row, day: holiday })).optional(),
  caps: z.array(z.strictObject({ ...row, channels, window: duration, contacts: z.int().min(0) })).optional(),
  register_ages: z.array(z.strictObject({ ...row, max_age: duration })).optional(),
  responses: z
    .array(z.strictObject({ ...row, channels, days: z.int().min(0), business_days: z.boolean().default(false) }))
    .optional(),
});

export type RulesShape = z.output<typeof rulesSchema>;

function good<T>(value: T): Reading<T> {
  return { ok: true, value };
}

function bad(problem: LeafProblem): { readonly ok: false; readonly problem: LeafProblem } {
  return { ok: false, problem };
}
