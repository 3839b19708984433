import { defineError } from "./define.ts";
import { type FaultyRecords, recordsNamed } from "./words.ts";

// GK0430–GK0439, GK0445: registers, hashed lists, and what rows of lists refuse.

export const snapshotUndated = defineError("GK0430", "data", {
  en: (e: { list: string; file: string }) => ({
    message: `${e.file}: the snapshot of register "${e.list}" has no day: the file's name holds none, or more than one`,
    remedy: `Name the file with the day of the snapshot, such as ${e.list}-2026-12-01.csv, or state it as lists.${e.list}.snapshot.`,
  }),
  "zh-CN": (e) => ({
    message: `${e.file}：登记名单“${e.list}”的快照没有日期：文件名中没有日期，或不止一个`,
    remedy: `请在文件名中写明快照日期，例如 ${e.list}-2026-12-01.csv，或以 lists.${e.list}.snapshot 给出。`,
  }),
});

export const controlValueNotFound = defineError("GK0431", "integrity", {
  en: (e: { list: string; file: string; scheme: string }) => ({
    message: `${e.file}: hashed list "${e.list}" does not hold the hash of its control value by ${e.scheme}: its values were hashed in another way`,
    remedy: `Agree with the partner on normalisation, hash, encoding and salt, correct lists.${e.list}.hash, and have the control value put into every delivery.`,
  }),
  "zh-CN": (e) => ({
    message: `${e.file}：按 ${e.scheme} 计算，哈希名单“${e.list}”中没有其控制值的哈希：名单的值是以另一种方式计算的`,
    remedy: `请与合作方核对规范化、哈希算法、编码和盐，更正 lists.${e.list}.hash，并请对方在每次交付中放入控制值。`,
  }),
});

export const snapshotTooOld = defineError("GK0432", "data", {
  en: (e: { list: string; file: string; snapshot: string; campaign: string; day: string; limit: string }) => ({
    message: `${e.file}: the snapshot of register "${e.list}" is of ${e.snapshot}, older than ${e.limit} on ${e.day}, when campaign ${e.campaign} may still contact`,
    remedy: `Fetch the register again, or end the send window of ${e.campaign} earlier. What the law lets it be is register_ages of the rules; lists.${e.list}.max_age only makes it less.`,
  }),
  "zh-CN": (e) => ({
    message: `${e.file}：登记名单“${e.list}”的快照日期为 ${e.snapshot}，到活动 ${e.campaign} 仍可联系的 ${e.day} 已超过 ${e.limit}`,
    remedy: `请重新获取该登记名单，或提前结束 ${e.campaign} 的发送窗口。法律允许的期限由规则的 register_ages 给出；lists.${e.list}.max_age 只能缩短它。`,
  }),
});

export const registerShrank = defineError("GK0433", "integrity", {
  en: (e: { list: string; file: string; limit: string }) => ({
    message: `${e.file}: register "${e.list}" lacks more than ${e.limit} of the entries that its last snapshot had`,
    remedy: `Check the file: it may be cut or another register. If so many were really taken off, set lists.${e.list}.expected_rows to its number of distinct entries for one run.`,
  }),
  "zh-CN": (e) => ({
    message: `${e.file}：登记名单“${e.list}”缺少上一份快照中超过 ${e.limit} 的条目`,
    remedy: `请检查该文件：可能被截断，或是另一份登记名单。如果确有这么多条目被移除，请为一次运行将 lists.${e.list}.expected_rows 设为其不重复条目数。`,
  }),
});

export const hashUndeclared = defineError("GK0434", "data", {
  en: (e: { list: string; file: string }) => ({
    message: `${e.file}: list "${e.list}" holds hashes, and how they were made is not declared: they would bind nobody`,
    remedy: `Declare the list as partner or register with lists.${e.list}.hash and control_value.`,
  }),
  "zh-CN": (e) => ({
    message: `${e.file}：名单“${e.list}”含有哈希值，却没有声明其计算方式：它们不会约束任何人`,
    remedy: `请将该名单声明为合作方名单或登记名单，并给出 lists.${e.list}.hash 和 control_value。`,
  }),
});

export const internalListHasRegisterKey = defineError("GK0435", "configuration", {
  en: (e: { list: string; key: string }) => ({
    message: `list "${e.list}" is internal and has ${e.key}, which only registers and partners' lists have`,
    remedy: `Remove ${e.key}, or give the list its kind: national_register, industry_register or partner.`,
  }),
  "zh-CN": (e) => ({
    message: `名单“${e.list}”是内部名单，却有只用于登记名单和合作方名单的 ${e.key}`,
    remedy: `请删除 ${e.key}，或写明名单的种类：national_register、industry_register 或 partner。`,
  }),
});

export const controlValueMissing = defineError("GK0436", "configuration", {
  en: (e: { list: string }) => ({
    message: `hashed list "${e.list}" has no control_value, so that a wrong hash would go unseen`,
    remedy: `Agree with the partner on a contact that is in every delivery, and set it as lists.${e.list}.control_value.`,
  }),
  "zh-CN": (e) => ({
    message: `哈希名单“${e.list}”没有 control_value，哈希方式有误时无从发现`,
    remedy: `请与合作方约定一个每次交付都包含的联系方式，并设为 lists.${e.list}.control_value。`,
  }),
});

export const listFileEmpty = defineError("GK0437", "data", {
  en: (e: { list: string; file: string }) => ({
    message: `${e.file} has no rows, and other files of its source have those of suppression list "${e.list}"`,
    remedy: `Deliver the file again, or take it away. If it really is empty, set lists.${e.list}.allow_empty: true.`,
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 没有任何行，而其数据源的其他文件中有抑制名单“${e.list}”的行`,
    remedy: `请重新交付该文件，或将其移走。如果它确实为空，请设置 lists.${e.list}.allow_empty: true。`,
  }),
});

export const snapshotOlderThanLast = defineError("GK0438", "policy", {
  en: (e: { list: string; file: string; snapshot: string; last: string }) => ({
    message: `${e.file}: the newest snapshot of register "${e.list}" is of ${e.snapshot}, older than that of ${e.last}, which was used before`,
    remedy: `Put the snapshot of ${e.last} back, or deliver one that is newer still.`,
  }),
  "zh-CN": (e) => ({
    message: `${e.file}：登记名单“${e.list}”最新的快照日期为 ${e.snapshot}，早于此前使用过的 ${e.last} 的快照`,
    remedy: `请放回 ${e.last} 的快照，或交付比它更新的快照。`,
  }),
});

export const snapshotInFuture = defineError("GK0439", "data", {
  en: (e: { list: string; file: string; snapshot: string }) => ({
    message: `${e.file}: the snapshot of register "${e.list}" is of ${e.snapshot}, a day that has not begun anywhere`,
    remedy: `Correct the day in the file's name or in lists.${e.list}.snapshot, and check the clock of the machine.`,
  }),
  "zh-CN": (e) => ({
    message: `${e.file}：登记名单“${e.list}”的快照日期为 ${e.snapshot}，而世界上任何地方都还没有到这一天`,
    remedy: `请更正文件名或 lists.${e.list}.snapshot 中的日期，并检查机器的时钟。`,
  }),
});

export const suppressionScopeOfNoTopic = defineError("GK0445", "data", {
  en: (e: { file: string } & FaultyRecords) => ({
    message: `${e.file} ${recordsNamed(e).en}: the scope is of a topic and names none`,
    remedy:
      "Write the topic that is refused, such as topic:garden, or all for every topic; a blank scope refuses everything as well.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} ${recordsNamed(e)["zh-CN"]}：scope 指的是主题，却没有写明主题`,
    remedy: "请写明所拒绝的主题，例如 topic:garden；拒绝所有主题请写 all，scope 留空也表示拒绝一切。",
  }),
});
