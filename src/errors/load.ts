import type { LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";

// GK03xx: input files, their rows, and what identity makes of them.

/** The bytes of an input file cannot be trusted: unreadable, cut short, damaged, or changed under our eyes. */
export const inputFileBroken = defineError("GK0303", "data", {
  en: (e: { file: string; reason: LocalizedText }) => ({
    message: `${e.file} cannot be read whole: ${e.reason.en}`,
    remedy: "Deliver the file again, complete, and compare its size or checksum with the sender's.",
  }),
  "zh-CN": (e) => ({
    message: `无法完整读取 ${e.file}：${e.reason["zh-CN"]}`,
    remedy: "请重新交付完整的文件，并与发送方核对大小或校验和。",
  }),
});

/** The one reason for GK0303 that is found in two places: during the scan, and at the end of loading. */
export const CHANGED_MEANWHILE: LocalizedText = {
  en: "it changed while it was being read",
  "zh-CN": "读取期间文件发生了变化",
};

export const recordTooLong = defineError("GK0304", "data", {
  en: (e: { file: string; record: number; limitBytes: number }) => ({
    message: `${e.file} record ${e.record} is longer than ${e.limitBytes} bytes`,
    remedy:
      "The header is record 1. Look for a quote that opens in this record and never closes, or for a delimiter or quote other than the declared ones.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 第 ${e.record} 条记录超过 ${e.limitBytes} 字节`,
    remedy: "表头算作第 1 条记录。请检查该记录中是否有未闭合的引号，或分隔符、引号与声明的不同。",
  }),
});

/** The message carries what the parser's code means, never its text: that one quotes the cell it stumbled over. */
export const csvBroken = defineError("GK0306", "data", {
  en: (e: { file: string; record: number; reason: LocalizedText }) => ({
    message: `${e.file} record ${e.record} is not well-formed CSV (${e.reason.en})`,
    remedy:
      "The header is record 1. Correct the quoting or the number of fields of that record, or declare the file's delimiter and quote under csv:.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 第 ${e.record} 条记录不是格式正确的 CSV（${e.reason["zh-CN"]}）`,
    remedy: "表头算作第 1 条记录。请更正该记录的引号或字段数，或在 csv: 下声明文件的分隔符和引号。",
  }),
});
