// GK0211–GK0228, GK0240 and GK0247: single values of the configuration, secrets, and --as-of.
import { chinese, type LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";
import { didYouMean } from "./words.ts";

export const numberOutOfRange = defineError("GK0211", "configuration", {
  en: (e: { where: LocalizedText; value: string; side: "less" | "more"; limit: string }) => ({
    message: `${e.where.en} is ${e.value}, ${e.side} than ${e.limit}`,
    remedy: `Give ${e.limit} or ${e.side === "less" ? "more" : "less"}.`,
  }),
  "zh-CN": (e) => ({
    message: chinese`${e.where["zh-CN"]}是${e.value}，${e.side === "less" ? "小于" : "大于"}${e.limit}`,
    remedy: `请给出不${e.side === "less" ? "小于" : "大于"} ${e.limit} 的数。`,
  }),
});

export const idInvalid = defineError("GK0212", "configuration", {
  en: (e: { id: string }) => ({
    message: `"${e.id}" is not an id`,
    remedy: "Ids are 1 to 64 lower-case letters, digits and hyphens.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.id}”不是有效的 id`,
    remedy: "id 由 1 到 64 个小写字母、数字和连字符组成。",
  }),
});

/** What is declared by an id of its own. */
const DECLARED = {
  source: { en: "source", "zh-CN": "数据源" },
  campaign: { en: "campaign", "zh-CN": "营销活动" },
  report: { en: "report", "zh-CN": "报表" },
  vendor: { en: "vendor", "zh-CN": "供应商" },
  regime: { en: "regime", "zh-CN": "法域" },
  notice: { en: "notice", "zh-CN": "告知书" },
} satisfies Record<string, LocalizedText>;

export type Declared = keyof typeof DECLARED;

export const idRepeated = defineError("GK0213", "configuration", {
  en: (e: { what: Declared; id: string; first: string }) => ({
    message: `${DECLARED[e.what].en} "${e.id}" is declared twice, first at ${e.first}`,
    remedy: "Give one of them another id.",
  }),
  "zh-CN": (e) => ({
    message: `${DECLARED[e.what]["zh-CN"]}“${e.id}”声明了两次，第一次在 ${e.first}`,
    remedy: "请给其中一个换一个 id。",
  }),
});

export const durationInvalid = defineError("GK0214", "configuration", {
  en: (e: { text: string }) => ({
    message: `"${e.text}" is not a duration`,
    remedy: "Write a whole number and a unit: 30d, 2w, 12 months or 1 year.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.text}”不是有效的时长`,
    remedy: "请写整数加单位：30d、2w、12 months 或 1 year。",
  }),
});

export const shareInvalid = defineError("GK0215", "configuration", {
  en: (e: { text: string }) => ({
    message: `"${e.text}" is not a percentage`,
    remedy: "Write 0 to 100 with at most four decimals and a percent sign, such as 0.1%.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.text}”不是百分比`,
    remedy: "请写 0 到 100 的数，最多四位小数，并带百分号，例如 0.1%。",
  }),
});

export const dateInvalid = defineError("GK0216", "configuration", {
  en: (e: { text: string }) => ({
    message: `"${e.text}" is not a day of the calendar`,
    remedy: "Write YYYY-MM-DD.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.text}”不是日历上的日期`,
    remedy: "请按 YYYY-MM-DD 书写。",
  }),
});

export const timeZoneUnknown = defineError("GK0217", "configuration", {
  en: (e: { name: string; suggestion: string | undefined }) => ({
    message: `time zone "${e.name}" is not known${didYouMean(e.suggestion).en}`,
    remedy: "Give a name of the IANA database, such as Asia/Shanghai.",
  }),
  "zh-CN": (e) => ({
    message: `未知的时区“${e.name}”${didYouMean(e.suggestion)["zh-CN"]}`,
    remedy: "请给出 IANA 数据库中的名称，例如 Asia/Shanghai。",
  }),
});

export const codeUnknown = defineError("GK0218", "configuration", {
  en: (e: { what: "currency" | "country"; value: string; suggestion: string | undefined }) => ({
    message: `"${e.value}" is not a ${e.what} code${didYouMean(e.suggestion).en}`,
    remedy:
      e.what === "currency"
        ? "Give an ISO 4217 code, such as CNY."
        : "Give an ISO 3166 code of two letters, such as CN.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.value}”不是${e.what === "currency" ? "货币" : "国家"}代码${didYouMean(e.suggestion)["zh-CN"]}`,
    remedy: e.what === "currency" ? "请给出 ISO 4217 代码，例如 CNY。" : "请给出两个字母的 ISO 3166 代码，例如 CN。",
  }),
});

export const nameInvalid = defineError("GK0222", "configuration", {
  en: (e: { name: string }) => ({
    message: `"${e.name}" is not a name for a purpose, a column or a segment`,
    remedy: "Names are 1 to 63 lower-case letters, digits and _, a letter first.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.name}”不能用作用途、列或客户分群的名称`,
    remedy: "名称由 1 到 63 个小写字母、数字和 _ 组成，并以字母开头。",
  }),
});

export const secretLiteral = defineError("GK0225", "configuration", {
  en: () => ({
    message: "a secret is written into the configuration (not shown)",
    remedy: "Take it out, replace it by a new one, and refer to that: ${env:NAME} or ${file:path}.",
  }),
  "zh-CN": () => ({
    message: "密钥被直接写进了配置（内容不予显示）",
    remedy: "请将其删除并换用新的密钥，再以引用方式指明：${env:NAME} 或 ${file:path}。",
  }),
});

export const secretUnset = defineError("GK0226", "configuration", {
  en: (e: { name: string }) => ({
    message: `the environment variable ${e.name} is not set`,
    remedy: `Set ${e.name}, or refer to a file: \${file:path}.`,
  }),
  "zh-CN": (e) => ({
    message: `没有设置环境变量 ${e.name}`,
    remedy: `请设置 ${e.name}，或改为引用文件：\${file:path}。`,
  }),
});

export const secretFileUnreadable = defineError("GK0227", "configuration", {
  en: (e: { path: string; why: LocalizedText; isKey: boolean }) => ({
    message: `the file "${e.path}" of a secret cannot be read: ${e.why.en}`,
    remedy: `Write ${e.isKey ? "at least 32 random characters" : "the password or token"} into it, readable by the job's account only.`,
  }),
  "zh-CN": (e) => ({
    message: `无法读取秘密文件“${e.path}”：${e.why["zh-CN"]}`,
    remedy: `请在其中写入${e.isKey ? "至少 32 个随机字符" : "密码或令牌"}，并只允许作业所用的账户读取。`,
  }),
});

export const secretTooShort = defineError("GK0228", "configuration", {
  en: (e: { source: string; least: number }) => ({
    message: `the secret in ${e.source} has fewer than ${e.least} characters`,
    remedy: "Use a random one; whoever guesses it can undo the references it makes.",
  }),
  "zh-CN": (e) => ({
    message: `${e.source} 中的密钥不足 ${e.least} 个字符`,
    remedy: "请使用随机密钥；猜出密钥的人能够还原由它生成的引用。",
  }),
});

export const textUnprintable = defineError("GK0247", "configuration", {
  en: (e: { character: string }) => ({
    message: `the text holds ${unprintable(e.character).en}`,
    remedy: "Write it on one line, without such characters; in YAML, > makes one line of several without a blank one.",
  }),
  "zh-CN": (e) => ({
    message: `该文本含有${unprintable(e.character)["zh-CN"]}`,
    remedy: "请写成一行，且不含此类字符；在 YAML 中，> 会把中间没有空行的多行合成一行。",
  }),
});

function unprintable(character: string): LocalizedText {
  if (/[\n\r\u2028\u2029]/u.test(character)) return { en: "a line break", "zh-CN": "换行" };
  if (character === "\t") return { en: "a tab", "zh-CN": "制表符" };
  const point = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return { en: `the control character ${point}`, "zh-CN": `控制字符 ${point}` };
}

/** `isOutOfRange`: a moment, but none that is kept; a day begins in UTC up to a day earlier or later than in its time zone. */
export const asOfInvalid = defineError("GK0240", "usage", {
  en: (e: { option: string; text: string; why: LocalizedText; isOutOfRange?: true }) => ({
    message: `${e.option} "${e.text}" ${e.why.en}`,
    remedy: e.isOutOfRange
      ? "Say a day from 0001-01-02 to 9999-12-31, or an instant in the years 1 to 9999 of UTC."
      : "Say YYYY-MM-DD (that day's start in the project's time zone), or an instant with offset: 2026-12-01T06:00:00+08:00.",
  }),
  "zh-CN": (e) => ({
    message: `${e.option} “${e.text}”${e.why["zh-CN"]}`,
    remedy: e.isOutOfRange
      ? "请写 0001-01-02 至 9999-12-31 之间的日期，或 UTC 公元 1 年至 9999 年之间的时刻。"
      : "请写 YYYY-MM-DD（取项目时区中当日零点），或带时差的时刻：2026-12-01T06:00:00+08:00。",
  }),
});
