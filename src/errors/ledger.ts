import { defineError } from "./define.ts";

// GK0540–GK0549: what was released before, beside which every new report is looked at.

export const releasedTablesGone = defineError("GK0540", "integrity", {
  en: (e: { run: string }) => ({
    message: `what run ${e.run} published in its reports is not there any more or cannot be read, so no new report can be compared with it`,
    remedy: `Restore runs/${e.run}/private of .gatekeeper from a backup. Runs without reports do not need it.`,
  }),
  "zh-CN": (e) => ({
    message: `运行 ${e.run} 在报表中发布的内容已不存在或无法读取，因此新报表无法与之比较`,
    remedy: `请从备份恢复 .gatekeeper 中的 runs/${e.run}/private。没有报表的运行不需要它。`,
  }),
});

export const releasedUnderOtherKey = defineError("GK0541", "policy", {
  en: (e: { run: string; keyId: string }) => ({
    message: `the customers in the reports of run ${e.run} are kept as hashes under another reference key (key id ${e.keyId}), so no new report can be compared with it`,
    remedy:
      "Give the earlier key back as keys.reference. Keys of references stay the same for as long as reports are published.",
  }),
  "zh-CN": (e) => ({
    message: `运行 ${e.run} 报表中的客户以另一引用密钥（密钥标识 ${e.keyId}）的哈希保存，因此新报表无法与之比较`,
    remedy: "请把先前的密钥重新写为 keys.reference。只要还发布报表，引用密钥就应保持不变。",
  }),
});

/** Days whose orders and revenue are said: from a day on, or all where it is null, and before a day. */
export interface SaidDays {
  readonly from: string | null;
  readonly before: string;
}

export const amountsOverlap = defineError("GK0542", "policy", {
  en: (e: { run: string; released: SaidDays; own: SaidDays }) => ({
    message: `the reports would say orders and revenue ${daysInEnglish(e.own)}, and run ${e.run} has published them ${daysInEnglish(e.released)}: these days overlap without being the same`,
    remedy: `Say them of the same days as that run, or of days that have none in common with it${e.released.from === null && e.own.from !== null ? `, such as a period from ${e.released.before} on` : ""}; or leave orders and revenue out of the reports.`,
  }),
  "zh-CN": (e) => ({
    message: `报表将给出订单和销售额，所属日期为 ${daysInChinese(e.own)}；运行 ${e.run} 已发布的所属日期为 ${daysInChinese(e.released)}：两者相互重叠而不相同`,
    remedy: `请给出与该运行相同日期的数字，或与之没有任何共同日期的数字${e.released.from === null && e.own.from !== null ? `，例如从 ${e.released.before} 起的期间` : ""}；或从报表中去掉订单和销售额。`,
  }),
});

function daysInEnglish({ from, before }: SaidDays): string {
  return from === null ? `of all days before ${before}` : `of the days from ${from} to before ${before}`;
}

function daysInChinese({ from, before }: SaidDays): string {
  return from === null ? `${before} 之前所有日期` : `${from} 起至 ${before} 之前`;
}

export const releasedOfOthers = defineError("GK0550", "policy", {
  en: (e: { run: string }) => ({
    message: `fewer than half of the customers in the reports of run ${e.run} are in those of this run: their ids are written in another way, or they are other customers, and nobody can compare the two`,
    remedy:
      "Write the ids as they were then, or name the new id of each old one in merges. Other customers are another project, in a folder of its own.",
  }),
  "zh-CN": (e) => ({
    message: `运行 ${e.run} 报表中的客户，只有不到一半出现在本次运行的报表中：要么客户标识的写法变了，要么根本是另一批客户，两者无法比较`,
    remedy:
      "请按当时的写法书写标识，或在 merges 中写明每个旧标识对应的新标识。另一批客户应作为另一个项目，放在单独的文件夹中。",
  }),
});
