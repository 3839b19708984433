import { describe, expect, test } from "vitest";

import { chineseOffences } from "./chinese.ts";

describe("a Chinese text is held to be Chinese", () => {
  test.each([
    "有 3 行，上次运行时为 12 行；减少超过 2%",
    "没有与数据源“shop”的“input/the file of it.csv”匹配的文件",
    "请在 gatekeeper.yaml 的 purposes 中声明，或执行 gatekeeper audit verify。",
    "缺少 --customer：gatekeeper explain CAMPAIGN --customer ID [--run RUN]",
    "请从 load、gate 或 export 中选择",
    "请用 date(…) 将其括起；固定的日期请写 date '2026-01-31'。",
  ])("%s is right", (text) => {
    expect(chineseOffences(text)).toEqual([]);
  });

  test.each([
    ["the file cannot be read", "there is no Chinese in it"],
    ["无法读取：its compressed data ends too early", "English is left in it: its compressed data ends"],
    ["无法读取：that is blank", "English is left in it: that"],
    ["第 3 条记录: 为空", "punctuation is half as wide as it should be: 录:"],
    ["共3行", "a blank lacks: 共3"],
    ["该文件 是空的", "a blank too many: 件 是"],
  ])("%s is not", (text, offence) => {
    expect(chineseOffences(text).some((said) => said.startsWith(offence))).toBe(true);
  });
});
