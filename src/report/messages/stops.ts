import type { Language } from "../../language.ts";
import { plainNumber } from "../text.ts";

/** What `stops` says. */
export interface StopsMessages {
  readonly exported: (denials: number, holders: number, path: string) => string;
  /** That the file names people. */
  readonly isPersonal: string;
  readonly imported: (denials: number, newDenials: number, newHolders: number) => string;
  readonly nothingNew: string;
}

export const STOPS_MESSAGES: Readonly<Record<Language, StopsMessages>> = {
  en: {
    exported: (denials, holders, path) =>
      `${plainNumber(denials)} denials and ${plainNumber(holders)} holders of contact points are in ${path}.`,
    isPersonal:
      "Warning: the file says who refused what, by customer id, telephone number, mail and postal address. Only this account may read it; move it encrypted, and delete it when it has been imported.",
    imported: (denials, newDenials, newHolders) =>
      `${plainNumber(denials)} denials read; ${plainNumber(newDenials)} of them and ${plainNumber(newHolders)} holders were new. They bind from the next run on.`,
    nothingNew: "Everything in the file was known already. Nothing was changed.",
  },
  "zh-CN": {
    exported: (denials, holders, path) =>
      `已将 ${plainNumber(denials)} 条拒绝和 ${plainNumber(holders)} 条联系方式持有记录写入 ${path}。`,
    isPersonal:
      "警告：该文件记载了谁拒绝了什么，含客户编号、电话号码、邮箱和邮寄地址。只有本账号可读；请加密后再传输，导入后即删除。",
    imported: (denials, newDenials, newHolders) =>
      `读取了 ${plainNumber(denials)} 条拒绝，其中新增 ${plainNumber(newDenials)} 条，另新增 ${plainNumber(newHolders)} 条持有记录。自下次运行起生效。`,
    nothingNew: "文件中的内容均已知晓，没有任何改动。",
  },
};
