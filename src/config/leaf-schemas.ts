import { isSupportedCountry } from "libphonenumber-js/max";
import { Temporal } from "temporal-polyfill";
import * as z from "zod";
import { CURRENCY_CODES } from "../domain/currency-codes.ts";
import { DURATION, parseDuration, type Duration } from "../domain/durations.ts";
import { DEFAULT_MEMORY_LIMIT, MEMORY_SIZE, parseMemorySize } from "../domain/engine-limits.ts";
import { nearest } from "../expression/suggest.ts";
import type { Share } from "../domain/project.ts";
import { type LocalizedText, sameInEveryLanguage } from "../language.ts";
import {
  codeUnknown,
  dateInvalid,
  durationInvalid,
  idInvalid,
  memorySizeInvalid,
  nameInvalid,
  warehouseTableInvalid,
  recipientInvalid,
  shareInvalid,
  signingKeyInvalid,
  textMissing,
  timeZoneUnknown,
} from "../errors.ts";
import { isAgeRecipient } from "../io/age.ts";
import { publicKeyOf } from "../io/signing-key.ts";
import { anyWord, described, leaf, textKeywords, type LeafProblem, type Reading } from "./leaf.ts";

const AN_ID: LocalizedText = {
  en: "an id of lower-case letters, digits and hyphens",
  "zh-CN": "由小写字母、数字和连字符组成的 id",
};

const ID = /^[a-z0-9-]{1,64}$/;

/** Ids of projects, sources, lists, campaigns, reports and vendors. Source: contracts.md §4. */
export const id = leaf(
  AN_ID,
  (text) => (ID.test(text) ? good(text) : bad((options) => idInvalid({ id: shown(text) }, options))),
  { pattern: ID },
);

const AN_OFFICER_KEY: LocalizedText = {
  en: "a public key of Ed25519 as gatekeeper keygen officer prints it",
  "zh-CN": "gatekeeper keygen officer 输出的 Ed25519 公钥",
};

/** The public half of an officer's key. */
export const officerKey = leaf(
  AN_OFFICER_KEY,
  (text) =>
    publicKeyOf(text) === null ? bad((options) => signingKeyInvalid({ what: "officer" }, options)) : good(text),
  { pattern: /^[A-Za-z0-9+/]{59}=$/ },
);

const A_NAME: LocalizedText = {
  en: "a name of lower-case letters, digits and _",
  "zh-CN": "由小写字母、数字和 _ 组成的名称",
};

/** What an extra column or a purposes column is called. */
export const SQL_NAME = /^[a-z][a-z0-9_]{0,62}$/;

/** Names of extra columns and purposes columns, spelled as they are in SQL. */
export const sqlName = leaf(
  A_NAME,
  (text) => (SQL_NAME.test(text) ? good(text) : bad((options) => nameInvalid({ name: shown(text) }, options))),
  { pattern: SQL_NAME },
);

const A_WAREHOUSE_TABLE: LocalizedText = {
  en: "a table of the warehouse, such as lake.sales.transactions",
  "zh-CN": "数据仓库中的表，例如 lake.sales.transactions",
};

const WAREHOUSE_TABLE = /^[^\s."'`;]+\.[^\s."'`;]+\.[^\s."'`;]+$/;

/** Catalog, schema and table. */
export const warehouseTable = leaf(
  A_WAREHOUSE_TABLE,
  (text) =>
    WAREHOUSE_TABLE.test(text) ? good(text) : bad((options) => warehouseTableInvalid({ text: shown(text) }, options)),
  { pattern: WAREHOUSE_TABLE, examples: ["lake.sales.transactions"] },
);

const A_DURATION: LocalizedText = { en: "a duration such as 30d", "zh-CN": "时长，例如 30d" };

const durationShape = { pattern: DURATION, examples: ["30d", "2w", "12 months", "1 year"] };

/** `30d`, `12 months`. */
export const duration = leaf(
  A_DURATION,
  (text): Reading<Duration> => {
    const value = parseDuration(text);
    return value === undefined ? bad((options) => durationInvalid({ text: shown(text) }, options)) : good(value);
  },
  durationShape,
);

/** A duration where it is a key. */
export const durationKey = leaf(
  A_DURATION,
  (text) =>
    parseDuration(text) === undefined ? bad((options) => durationInvalid({ text: shown(text) }, options)) : good(text),
  durationShape,
);

const SHARE = /^(\d{1,3})(?:\.(\d{1,4}))?%$/;

/** The same, and nothing over 100%. */
const SHARE_OR_NONE = /^(?:0|0?\d{1,2}(?:\.\d{1,4})?%|100(?:\.0{1,4})?%)$/;

/** `0.1%`; a bare 0 needs no sign. */
export const share = z
  .preprocess(
    (value) => (value === 0 ? "0%" : value),
    leaf({ en: "a percentage such as 0.1%", "zh-CN": "百分比，例如 0.1%" }, (text): Reading<Share> => {
      const [, whole = "", fraction = ""] = SHARE.exec(text === "0" ? "0%" : text) ?? [];
      const partsPerMillion = Number(whole) * 10_000 + Number(fraction.padEnd(4, "0"));
      const isShare = whole !== "" && partsPerMillion <= 1_000_000;
      return isShare ? good({ text, partsPerMillion }) : bad((options) => shareInvalid({ text: shown(text) }, options));
    }),
  )
  .meta({
    ...textKeywords({ pattern: SHARE_OR_NONE, examples: ["0.1%", "2%"] }),
    type: ["string", "number"],
    minimum: 0,
    maximum: 0,
  });

/** `1400MB`: at least 256 MB. */
export const memorySize = leaf(
  { en: "a size such as 1400MB", "zh-CN": "大小，例如 1400MB" },
  (text): Reading<string> => {
    const size = parseMemorySize(text);
    return size === undefined ? bad((options) => memorySizeInvalid({ text: shown(text) }, options)) : good(size);
  },
  { pattern: MEMORY_SIZE, examples: [DEFAULT_MEMORY_LIMIT, "8GB"] },
);

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A local day, `YYYY-MM-DD`, that exists. */
export const date = leaf(
  { en: "a day, YYYY-MM-DD", "zh-CN": "YYYY-MM-DD 格式的日期" },
  (text) => (isDate(text) ? good(text) : bad((options) => dateInvalid({ text: shown(text) }, options))),
  { pattern: DAY, examples: ["2026-12-01"] },
);

const ZONE_NAME = /^[A-Za-z]/;

/** An IANA time zone, spelled as the database spells it. */
export const timeZone = leaf(
  { en: "a time zone such as Asia/Shanghai", "zh-CN": "时区，例如 Asia/Shanghai" },
  readTimeZone,
  {
    pattern: ZONE_NAME,
    examples: ["Asia/Shanghai", "Europe/London", "UTC"],
  },
);

function readTimeZone(text: string): Reading<string> {
  const known = Intl.supportedValuesOf("timeZone");
  const respelled = known.find((name) => name !== text && name.toLowerCase() === text.toLowerCase());
  if (respelled === undefined && isTimeZone(text)) return good(text);
  const suggestion = respelled ?? nearest(text, known);
  return bad((options) => timeZoneUnknown({ name: shown(text), suggestion }, options));
}

/** An ISO 4217 currency code; what everybody calls RMB is CNY there. */
export const currency = leaf({ en: "a currency code such as CNY", "zh-CN": "货币代码，例如 CNY" }, readCurrency, {
  pattern: /^[A-Z]{3}$/,
  examples: ["CNY", "EUR"],
});

function readCurrency(text: string): Reading<string> {
  if (CURRENCY_CODES.includes(text)) return good(text);
  const upper = text.toUpperCase();
  const suggestion = upper === "RMB" ? "CNY" : CURRENCY_CODES.find((code) => code === upper);
  return bad((options) => codeUnknown({ what: "currency", value: shown(text), suggestion }, options));
}

/** An ISO 3166 country code that phone numbers are known for; the United Kingdom is GB there, and its other name too common to be just unknown. */
export const country = leaf({ en: "a country code such as CN", "zh-CN": "国家代码，例如 CN" }, readCountry, {
  pattern: /^[A-Z]{2}$/,
  examples: ["CN", "GB"],
});

function readCountry(text: string): Reading<string> {
  const suggestion =
    text.toUpperCase() === "UK" ? "GB" : isSupportedCountry(text.toUpperCase()) ? text.toUpperCase() : undefined;
  return isSupportedCountry(text)
    ? good(text)
    : bad((options) => codeUnknown({ what: "country", value: shown(text), suggestion }, options));
}

/** An age public key. It is read by the library that will encrypt for it, and never echoed: it might be the private one. */
export const recipient = leaf(
  { en: "an age public key (age1…)", "zh-CN": "age 公钥（age1…）" },
  (text) => (isAgeRecipient(text) ? good(text) : bad((options) => recipientInvalid({}, options))),
  { pattern: /^age1[0-9a-z]+$/ },
);

/** A text in English, Chinese, or both; the one given stands for the one that is not. */
export const localizedText = described(
  z.strictObject({ en: anyWord.optional(), "zh-CN": anyWord.optional() }).transform((texts, context): LocalizedText => {
    const only = texts.en ?? texts["zh-CN"];
    if (only !== undefined) return { en: texts.en ?? only, "zh-CN": texts["zh-CN"] ?? only };
    const problem: LeafProblem = (options) => textMissing({}, options);
    context.issues.push({ code: "custom", input: texts, params: { problem } });
    return z.NEVER;
  }),
  sameInEveryLanguage("{ en: …, zh-CN: … }"),
  { minProperties: 1 },
);

/** A value for a message: one line, cut short. */
export function shown(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, " ").trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

function good<T>(value: T): Reading<T> {
  return { ok: true, value };
}

function bad(problem: LeafProblem): { readonly ok: false; readonly problem: LeafProblem } {
  return { ok: false, problem };
}

/** Whether a text is a day that exists, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (!DAY.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: "reject" });
    return true;
  } catch {
    return false;
  }
}

/** Names only: an offset such as +08:00 is no place, and not every engine reads it. */
function isTimeZone(name: string): boolean {
  if (!ZONE_NAME.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
