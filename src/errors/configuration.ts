// GK02xx: gatekeeper.yaml, campaigns, reports, vendors and the expression language.
import { chinese, type LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";
import { didYouMean, oneOf } from "./words.ts";

export * from "./configuration-sources.ts";
export * from "./configuration-values.ts";
export * from "./campaigns.ts";
export * from "./layers.ts";
export * from "./segment-maps.ts";

export const projectMissing = defineError("GK0201", "configuration", {
  en: (e: { directory: string }) => ({
    message: `there is no gatekeeper.yaml in "${e.directory}"`,
    remedy: "Say -C with the project's folder, or make a project with gatekeeper init.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.directory}”中没有 gatekeeper.yaml`,
    remedy: "请用 -C 指定项目文件夹，或用 gatekeeper init 创建项目。",
  }),
});

export const configurationUnreadable = defineError("GK0202", "configuration", {
  en: (e: { why: LocalizedText }) => ({
    message: `the file cannot be read: ${e.why.en}`,
    remedy: "Configuration files are UTF-8 text that the job's account may read.",
  }),
  "zh-CN": (e) => ({
    message: `无法读取该文件：${e.why["zh-CN"]}`,
    remedy: "配置文件应为 UTF-8 文本，且作业所用的账户有权读取。",
  }),
});

export const purposeUnknown = defineError("GK0203", "configuration", {
  en: (e: { purpose: string; suggestion: string | undefined }) => ({
    message: `purpose "${e.purpose}" is not declared${didYouMean(e.suggestion).en}`,
    remedy: "Declare it under purposes in gatekeeper.yaml or correct the file.",
  }),
  "zh-CN": (e) => ({
    message: `用途“${e.purpose}”没有声明${didYouMean(e.suggestion)["zh-CN"]}`,
    remedy: "请在 gatekeeper.yaml 的 purposes 中声明，或更正该文件。",
  }),
});

export const yamlBroken = defineError("GK0204", "configuration", {
  en: (e: { why: LocalizedText }) => ({
    message: `not valid YAML: ${e.why.en}`,
    remedy:
      "Correct the file at this place; it is read as one YAML 1.2 document. Text with : # { [ & * or a quote in it goes between quotes.",
  }),
  "zh-CN": (e) => ({
    message: `不是有效的 YAML：${e.why["zh-CN"]}`,
    remedy: "请更正该文件的此处；它按单个 YAML 1.2 文档读取。含有 : # { [ & * 或引号的文本应放在引号中。",
  }),
});

export const yamlKeyRepeated = defineError("GK0205", "configuration", {
  en: (e: { key: string }) => ({
    message: `key "${e.key}" is given twice`,
    remedy: "Keep one of them; which one would win is nobody's guess.",
  }),
  "zh-CN": (e) => ({
    message: `键“${e.key}”写了两次`,
    remedy: "请只保留一个；哪一个生效，程序不作猜测。",
  }),
});

export const keyUnknown = defineError("GK0206", "configuration", {
  en: (e: { key: string; where: LocalizedText; suggestion: string | undefined; known: readonly string[] }) => ({
    message: `unknown key "${e.key}" in ${e.where.en}${didYouMean(e.suggestion).en}`,
    remedy: `Known keys: ${e.known.join(", ")}.`,
  }),
  "zh-CN": (e) => ({
    message: chinese`${e.where["zh-CN"]}中有未知的键“${e.key}”${didYouMean(e.suggestion)["zh-CN"]}`,
    remedy: `可用的键：${e.known.join("、")}。`,
  }),
});

export const notCarriedOut = defineError("GK0207", "configuration", {
  en: (e: { word: string; where: LocalizedText }) => ({
    message: `"${e.word}" in ${e.where.en} is not carried out by this version`,
    remedy: "Take it out; it would have no effect, and nothing is ignored silently.",
  }),
  "zh-CN": (e) => ({
    message: chinese`本版本尚不支持${e.where["zh-CN"]}中的“${e.word}”`,
    remedy: "请将其删除：它不会起作用，而任何内容都不会被悄悄忽略。",
  }),
});

export const keyMissing = defineError("GK0208", "configuration", {
  en: (e: { key: string; where: LocalizedText; expected: LocalizedText }) => ({
    message: `${e.where.en} has no ${e.key}`,
    remedy: `Add ${e.key}: ${e.expected.en}.`,
  }),
  "zh-CN": (e) => ({
    message: chinese`${e.where["zh-CN"]}中缺少${e.key}`,
    remedy: `请加上 ${e.key}: ${e.expected["zh-CN"]}。`,
  }),
});

export const valueType = defineError("GK0209", "configuration", {
  en: (e: {
    where: LocalizedText;
    expected: LocalizedText;
    received: LocalizedText;
    remedy: LocalizedText | undefined;
  }) => ({
    message: `${e.where.en} is ${e.received.en}, not ${e.expected.en}`,
    remedy: e.remedy?.en ?? `Give ${e.expected.en}.`,
  }),
  "zh-CN": (e) => ({
    message: chinese`${e.where["zh-CN"]}是${e.received["zh-CN"]}，应为${e.expected["zh-CN"]}`,
    remedy: e.remedy?.["zh-CN"] ?? chinese`请给出${e.expected["zh-CN"]}。`,
  }),
});

export const valueNotAllowed = defineError("GK0210", "configuration", {
  en: (e: {
    where: LocalizedText;
    value: LocalizedText;
    allowed: readonly string[];
    suggestion: string | undefined;
  }) => ({
    message: `${e.where.en} cannot be ${e.value.en}${didYouMean(e.suggestion).en}`,
    remedy: `Choose ${oneOf(e.allowed).en}.`,
  }),
  "zh-CN": (e) => ({
    message: chinese`${e.where["zh-CN"]}不能是${e.value["zh-CN"]}${didYouMean(e.suggestion)["zh-CN"]}`,
    remedy: `请选用 ${oneOf(e.allowed)["zh-CN"]}。`,
  }),
});

export const filesMissing = defineError("GK0241", "configuration", {
  en: (e: { path: string }) => ({
    message: `there is no file "${e.path}"`,
    remedy: "Correct the path, or use a pattern such as campaigns/*.yaml, which may match nothing.",
  }),
  "zh-CN": (e) => ({
    message: `没有文件“${e.path}”`,
    remedy: "请更正路径，或使用 campaigns/*.yaml 之类的通配模式，后者允许没有匹配的文件。",
  }),
});

export const optOutOfNothing = defineError("GK0281", "configuration", {
  en: (e: { column: string }) => ({
    message: `opt_out column "${e.column}" does not say what it refuses`,
    remedy: 'Say purpose: or channel: or both; { purpose: "*" } refuses everything.',
  }),
  "zh-CN": (e) => ({
    message: `opt_out 列“${e.column}”没有说明拒绝什么`,
    remedy: '请写明 purpose: 或 channel:，或两者都写；{ purpose: "*" } 表示拒绝一切。',
  }),
});

export const provenanceContradicts = defineError("GK0282", "configuration", {
  en: (e: { source: string; channel: string }) => ({
    message: `source "${e.source}" has collection_channel: ${e.channel}, and ${e.channel === "bought_list" ? "no bought:" : "bought: beside it"}`,
    remedy:
      "A bought-in list needs bought: { seller, licence, ends }, and its collection_channel is bought_list; correct one of the two.",
  }),
  "zh-CN": (e) => ({
    message: `数据源“${e.source}”的 collection_channel 是 ${e.channel}，${e.channel === "bought_list" ? "却没有 bought:" : "却又写了 bought:"}`,
    remedy:
      "购入名单必须写明 bought: { seller, licence, ends }，其 collection_channel 为 bought_list；请更正其中之一。",
  }),
});

/** What the expression language says about a text, under one code; its own words name the mistake and the way out. */
export const expressionInvalid = defineError("GK0245", "configuration", {
  en: (e: { message: LocalizedText; remedy: LocalizedText }) => ({
    message: `not an expression: ${e.message.en}`,
    remedy: e.remedy.en,
  }),
  "zh-CN": (e) => ({
    message: `不是有效的表达式：${e.message["zh-CN"]}`,
    remedy: e.remedy["zh-CN"],
  }),
});

export const audienceInvalid = defineError("GK0246", "configuration", {
  en: (e: { message: LocalizedText; remedy: LocalizedText }) => ({
    message: `the audience does not fit the data: ${e.message.en}`,
    remedy: e.remedy.en,
  }),
  "zh-CN": (e) => ({
    message: `受众条件与数据不符：${e.message["zh-CN"]}`,
    remedy: e.remedy["zh-CN"],
  }),
});
