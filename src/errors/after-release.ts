import { defineError } from "./define.ts";
import { didYouMean } from "./words.ts";

// GK0473–GK0478, GK0490–GK0499, GK0530–GK0539, GK0613–GK0618: erasure, access, and what comes after a release.

export const scrubColumnsMissing = defineError("GK0473", "data", {
  en: (e: { nearest: string | undefined }) => ({
    message: `no column of the list says who is meant${didYouMean(e.nearest).en}`,
    remedy:
      "Its first line names the columns, in UTF-8 with commas between them: customer_id, phone, email or address, one of them at least. Nothing was looked at.",
  }),
  "zh-CN": (e) => ({
    message: `名单中没有说明所指何人的列${didYouMean(e.nearest)["zh-CN"]}`,
    remedy: "首行应写列名，UTF-8 编码，以逗号分隔：至少写出 customer_id、phone、email、address 之一。未作任何核对。",
  }),
});

export const scrubColumnTwice = defineError("GK0474", "data", {
  en: (e: { column: string }) => ({
    message: `the list has two columns "${e.column}"`,
    remedy: "Rename the one that does not say who is meant, or leave it out. Nothing was looked at.",
  }),
  "zh-CN": (e) => ({
    message: `名单中有两个名为“${e.column}”的列`,
    remedy: "请将不用于说明所指何人的那一列改名或删去。未作任何核对。",
  }),
});

export const scrubRecordsBlank = defineError("GK0475", "data", {
  en: (e: { lines: readonly number[] }) => ({
    message: `records that name nobody: ${e.lines.length === 1 ? "line" : "lines"} ${named(e.lines, ", ")}`,
    remedy:
      "Each record needs a value in one of customer_id, phone, email and address. Fill it in or take the record out; columns that have shifted look like this, too. Nothing was written.",
  }),
  "zh-CN": (e) => ({
    message: `以下行没有指明任何人：第 ${named(e.lines, "、")} 行`,
    remedy:
      "每条记录须在 customer_id、phone、email、address 之一中有值。请补上或删去该记录；列错位时也会如此。未写入任何内容。",
  }),
});

export const decoyColumnsMissing = defineError("GK0476", "usage", {
  en: (e: { columns: readonly string[] }) => ({
    message: `the file of decoys lacks ${e.columns.length === 1 ? "the column" : "the columns"} ${e.columns.join(", ")}`,
    remedy: "Give it every column of the list, under the same names: a decoy with a blank would tell itself apart.",
  }),
  "zh-CN": (e) => ({
    message: `诱饵记录文件缺少列 ${e.columns.join("、")}`,
    remedy: "请以相同列名写出名单的每一列：有空白的诱饵会被识别出来。",
  }),
});

export const decoyIncomplete = defineError("GK0477", "usage", {
  en: (e: { column: string }) => ({
    message: `the decoy has nothing in "${e.column}"`,
    remedy: "Fill in every column of the list: a decoy with a blank would tell itself apart.",
  }),
  "zh-CN": (e) => ({
    message: `该诱饵记录的“${e.column}”列为空`,
    remedy: "请填写名单的每一列：有空白的诱饵会被识别出来。",
  }),
});

export const decoyContactUnreadable = defineError("GK0478", "usage", {
  en: (e: { column: string }) => ({
    message: `what the decoy has in "${e.column}" is no contact point`,
    remedy: "Write one of your own that somebody answers, a telephone number with its calling code.",
  }),
  "zh-CN": (e) => ({
    message: `该诱饵记录“${e.column}”列的内容不是有效的联系方式`,
    remedy: "请填写本企业自有且有人应答的联系方式；电话号码请带国家代码。",
  }),
});

export const decoyIsCustomer = defineError("GK0613", "policy", {
  en: (e: { campaign: string; records: readonly number[] }) => ({
    message: `decoys of campaign "${e.campaign}" have contact points of customers: ${e.records.length === 1 ? "record" : "records"} ${named(e.records, ", ")}`,
    remedy:
      "Give each a contact point of your own that no customer has: whoever calls a decoy must not reach a customer.",
  }),
  "zh-CN": (e) => ({
    message: `活动“${e.campaign}”的诱饵记录使用了客户的联系方式：第 ${named(e.records, "、")} 条`,
    remedy: "请为每条诱饵填写本企业自有、且不属于任何客户的联系方式：联系诱饵时不得联系到客户。",
  }),
});

export const decoysOutside = defineError("GK0614", "usage", {
  en: (e: { file: string }) => ({
    message: `the file of decoys "${e.file}" lies outside the project`,
    remedy: "Put it into the project's folder, where only those may read it who may know the decoys.",
  }),
  "zh-CN": (e) => ({
    message: `诱饵记录文件“${e.file}”不在项目文件夹内`,
    remedy: "请将其放入项目文件夹，并只允许可知晓诱饵的人读取。",
  }),
});

export const replayRegisterGone = defineError("GK0615", "integrity", {
  en: (e: { run: string; list: string }) => ({
    message: `the snapshot of the register "${e.list}" that run ${e.run} knew cannot be made out of what is there now`,
    remedy:
      "Snapshots are kept since this version by what each change took and brought. For a run of before, restore .gatekeeper from a backup of that time and replay there.",
  }),
  "zh-CN": (e) => ({
    message: `从现有内容无法还原运行 ${e.run} 当时所用的登记名单“${e.list}”快照`,
    remedy: "自本版本起，登记名单按每次变更的增减保留。对更早的运行，请在当时的 .gatekeeper 备份上执行重现。",
  }),
});

export const erasureKeyMissing = defineError("GK0490", "policy", {
  en: (e: { keyIds: readonly string[] }) => ({
    message: `people were erased under a key that this project no longer names (key id ${e.keyIds.join(", ")})`,
    remedy:
      "Put the former key back as a further entry of keys.erasure in gatekeeper.yaml; without it nobody can tell who was erased.",
  }),
  "zh-CN": (e) => ({
    message: `有人员是以本项目已不再指明的密钥删除的（密钥标识 ${e.keyIds.join("、")}）`,
    remedy: "请把原密钥作为 gatekeeper.yaml 中 keys.erasure 的另一项补回；没有它就无法判断谁已被删除。",
  }),
});

export const personUnknown = defineError("GK0491", "policy", {
  en: () => ({
    message: "nothing is held on the customer named with --customer",
    remedy: "Write the id exactly as the input files do; nothing was changed.",
  }),
  "zh-CN": () => ({
    message: "未持有 --customer 所指客户的任何信息",
    remedy: "请按输入文件中的写法填写客户编号；没有任何改动。",
  }),
});

export const erasureUnfinished = defineError("GK0496", "policy", {
  en: (e: { erasureId: string; begunAt: string }) => ({
    message: `an erasure was begun at ${e.begunAt} and not finished (${e.erasureId})`,
    remedy:
      "Run it again with the id it was begun for, which finishes it: gatekeeper erase --customer ID. Until then the person may still be named, and contacted.",
  }),
  "zh-CN": (e) => ({
    message: `有一次删除于 ${e.begunAt} 开始而未完成（${e.erasureId}）`,
    remedy:
      "请以当时的客户编号再次运行即可完成：gatekeeper erase --customer ID。在此之前仍可能留有此人的信息，也可能联系此人。",
  }),
});

export const feedbackColumnMissing = defineError("GK0492", "data", {
  en: (e: { column: string }) => ({
    message: `the file of outcomes has no column "${e.column}"`,
    remedy:
      "Its first line names the columns: reference, outcome and, if it is known, occurred_at. Nothing was taken in.",
  }),
  "zh-CN": (e) => ({
    message: `结果文件中没有列“${e.column}”`,
    remedy: "首行应写列名：reference、outcome，如已知还有 occurred_at。未导入任何内容。",
  }),
});

export const outcomeUnknown = defineError("GK0493", "data", {
  en: (e: { nearest: string | undefined }) => ({
    message: `what the outcome says is no outcome${didYouMean(e.nearest).en}`,
    remedy:
      "Write sent, delivered, answered, bounced, failed, complained, opted_out or unsubscribed. Nothing was taken in: the word could be a no.",
  }),
  "zh-CN": (e) => ({
    message: `该结果不是已知的结果${didYouMean(e.nearest)["zh-CN"]}`,
    remedy:
      "请写 sent、delivered、answered、bounced、failed、complained、opted_out 或 unsubscribed。该词可能表示拒绝，因此未导入任何内容。",
  }),
});

/** Lines that a message names; the rest is counted. */
const LINES_NAMED = 10;

export const feedbackReferencesUnknown = defineError("GK0494", "data", {
  en: (e: { lines: readonly number[] }) => ({
    message: `references that are on no list of this project: ${e.lines.length === 1 ? "line" : "lines"} ${named(e.lines, ", ")}`,
    remedy:
      "Everything else was taken in. Find out whose list they are from; if a line says no, tell the person's wish by a consent event.",
  }),
  "zh-CN": (e) => ({
    message: `以下行的引用不在本项目的任何名单上：第 ${named(e.lines, "、")} 行`,
    remedy: "其余内容均已导入。请查明它们来自谁的名单；若其中有拒绝，请以同意事件记录此人的意愿。",
  }),
});

function named(lines: readonly number[], between: string): string {
  const rest = lines.length > LINES_NAMED ? ", …" : "";
  return `${lines.slice(0, LINES_NAMED).join(between)}${rest}`;
}
