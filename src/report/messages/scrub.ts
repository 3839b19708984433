import type { Language } from "../../language.ts";

/** What `scrub` says. Counts are protected text. */
export interface ScrubMessages {
  readonly asked: (file: string, records: string, campaign: string) => string;
  readonly contactable: string;
  readonly unknown: string;
  readonly tooFew: (minimumUnits: number) => string;
  readonly verdicts: (path: string) => string;
}

export const SCRUB_MESSAGES: Readonly<Record<Language, ScrubMessages>> = {
  en: {
    asked: (file, records, campaign) =>
      `${file}: ${records} ${records === "1" ? "record" : "records"}, asked about for ${campaign} on inputs and refusals as they are now. People in it:`,
    contactable: "may be contacted",
    unknown: "unknown here: may not be contacted",
    tooFew: (minimumUnits) => `not shown: fewer than ${minimumUnits} of them are known here`,
    verdicts: (path) => `Record by record, for the officer: ${path}`,
  },
  "zh-CN": {
    asked: (file, records, campaign) =>
      `${file}：共 ${records} 条记录，已就活动 ${campaign} 按当前的输入和拒绝逐一核对。其中的人员：`,
    contactable: "可以联系",
    unknown: "此处不认识：不得联系",
    tooFew: (minimumUnits) => `不予显示：其中此处认识的少于 ${minimumUnits} 人`,
    verdicts: (path) => `逐条结果，供隐私负责人查阅：${path}`,
  },
};
