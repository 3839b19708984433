import type { LocalizedText } from "../language.ts";

/** A format that cannot be read, and the way out. */
export interface FormatProblem {
  readonly ok: false;
  readonly message: LocalizedText;
  readonly remedy: LocalizedText;
}

interface ProblemWords {
  readonly message: LocalizedText;
  readonly remedy: LocalizedText;
}

export function formatProblem(words: ProblemWords): FormatProblem {
  return { ok: false, ...words };
}

const EXAMPLES: LocalizedText = {
  en: "Write it as d/M/yyyy, yyyy-M-d or M/d/yyyy H:mm; letters that stand for themselves go between single quotes.",
  "zh-CN": "请写成 d/M/yyyy、yyyy-M-d 或 M/d/yyyy H:mm；代表自身的字母放在单引号内。",
};

const FIELD_NAMES: Readonly<Record<string, LocalizedText>> = {
  year: { en: "year (yyyy)", "zh-CN": "年（yyyy）" },
  month: { en: "month (M, not m)", "zh-CN": "月（M，不是 m）" },
  day: { en: "day (d)", "zh-CN": "日（d）" },
  hour: { en: "hour (H, or h with a)", "zh-CN": "时（H，或 h 与 a）" },
  minute: { en: "minute (m)", "zh-CN": "分（m）" },
  second: { en: "second (s)", "zh-CN": "秒（s）" },
  fraction: { en: "fraction of a second (S)", "zh-CN": "秒的小数（S）" },
  half: { en: "half of the day (a)", "zh-CN": "上午或下午（a）" },
  offset: { en: "offset (XXX)", "zh-CN": "时差（XXX）" },
};

const nameOf = (field: string): LocalizedText => FIELD_NAMES[field] ?? { en: field, "zh-CN": field };

/** What keeps a text from being a pattern of dates or times. */
export const PATTERN_PROBLEMS = {
  percent: {
    message: { en: "it has a %", "zh-CN": "其中有 %" },
    remedy: { en: "Write d/M/yyyy, not %d/%m/%Y.", "zh-CN": "请写 d/M/yyyy，而不是 %d/%m/%Y。" },
  },
  quote: { message: { en: "a single quote is not closed", "zh-CN": "单引号没有闭合" }, remedy: EXAMPLES },
  unknown: (piece: string): ProblemWords => ({
    message: { en: `"${piece}" means nothing in it`, "zh-CN": `“${piece}”在其中没有意义` },
    remedy: EXAMPLES,
  }),
  repeated: (field: string): ProblemWords => ({
    message: { en: `it has the ${nameOf(field).en} twice`, "zh-CN": `其中重复出现${nameOf(field)["zh-CN"]}` },
    remedy: EXAMPLES,
  }),
  missing: (field: string): ProblemWords => ({
    message: { en: `it has no ${nameOf(field).en}`, "zh-CN": `其中没有${nameOf(field)["zh-CN"]}` },
    remedy: EXAMPLES,
  }),
  beyondDate: (letters: string): ProblemWords => ({
    message: { en: `"${letters}" is no part of a date`, "zh-CN": `“${letters}”不属于日期` },
    remedy: {
      en: "A format with a time of day is one for timestamp and instant.",
      "zh-CN": "带有时刻的格式用于 timestamp 和 instant。",
    },
  }),
  half: {
    message: {
      en: "hours of twelve (h) and the half of the day (a) go together",
      "zh-CN": "12 小时制（h）必须与上午/下午（a）同时使用",
    },
    remedy: { en: "Write h:mm a, or H:mm for hours of 24.", "zh-CN": "请写 h:mm a；24 小时制请写 H:mm。" },
  },
  fraction: {
    message: { en: "it has a fraction (S) of no second", "zh-CN": "有秒的小数（S）却没有秒" },
    remedy: { en: "Write H:mm:ss.SSS.", "zh-CN": "请写 H:mm:ss.SSS。" },
  },
  offset: {
    message: { en: "something follows the offset (XXX)", "zh-CN": "时差（XXX）之后还有内容" },
    remedy: { en: "Let the offset be the last part.", "zh-CN": "时差应放在最后。" },
  },
  joined: (letters: string, next: string): ProblemWords => ({
    message: {
      en: `"${letters}" has one digit or two and runs into "${next}"`,
      "zh-CN": `“${letters}”可能是一位或两位数字，与后面的“${next}”无法区分`,
    },
    remedy: {
      en: `Write ${letters}${letters} if it always has two.`,
      "zh-CN": `如果总是两位，请写 ${letters}${letters}。`,
    },
  }),
} as const;

/** What keeps the operands of number, date and instant from being a format. */
export const FORMAT_PROBLEMS = {
  written: {
    message: { en: "a format must be written out here", "zh-CN": "此处的格式必须直接写出" },
    remedy: {
      en: "Write it as number(text, ','), date(text, 'd/M/yyyy') or instant(text, 'd/M/yyyy H:mm', 'Europe/London').",
      "zh-CN": "请写成 number(text, ',')、date(text, 'd/M/yyyy') 或 instant(text, 'd/M/yyyy H:mm', 'Europe/London')。",
    },
  },
  signs: {
    message: { en: "these signs are none of a number", "zh-CN": "这不是数字所用的符号" },
    remedy: {
      en: "The decimal sign is . or , and between thousands may stand another of . , ' or a blank.",
      "zh-CN": "小数点为 . 或 ,；千位之间可以是另一个 . , ' 或空格。",
    },
  },
  pivotMissing: {
    message: { en: "a year of two digits needs a pivot", "zh-CN": "两位数的年份需要 pivot" },
    remedy: {
      en: "Add the first of the hundred years it may mean, as in date(text, 'd/M/yy', 1950).",
      "zh-CN": "请加上这一百年的第一年，例如 date(text, 'd/M/yy', 1950)。",
    },
  },
  pivotUnused: {
    message: { en: "a pivot stands beside a year of four digits", "zh-CN": "四位数的年份旁不需要 pivot" },
    remedy: { en: "Take it out, or write yy.", "zh-CN": "请删除它，或写 yy。" },
  },
  pivotRange: {
    message: { en: "a pivot is a year from 1000 to 9900", "zh-CN": "pivot 是 1000 至 9900 之间的年份" },
    remedy: { en: "Write it as in date(text, 'd/M/yy', 1950).", "zh-CN": "请写成 date(text, 'd/M/yy', 1950)。" },
  },
  zoneMissing: {
    message: { en: "the format has no offset, so it gives no instant", "zh-CN": "该格式没有时差，无法得出时刻" },
    remedy: {
      en: "Name the zone its times are in, as in instant(text, 'd/M/yyyy H:mm', 'Europe/London'), or map the text itself.",
      "zh-CN": "请写明其所在时区，例如 instant(text, 'd/M/yyyy H:mm', 'Europe/London')，或直接映射该文本。",
    },
  },
  zoneUnused: {
    message: { en: "a zone stands beside a format with an offset", "zh-CN": "已有时差的格式旁不需要时区" },
    remedy: { en: "Take one of them out.", "zh-CN": "请删除其中之一。" },
  },
  zoneUnknown: (zone: string): ProblemWords => ({
    message: { en: `${JSON.stringify(zone)} is no time zone`, "zh-CN": `${JSON.stringify(zone)} 不是时区` },
    remedy: { en: "Write a name such as Asia/Shanghai.", "zh-CN": "请写 Asia/Shanghai 这样的名称。" },
  }),
} as const;
