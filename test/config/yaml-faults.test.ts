import { LineCounter, parseDocument } from "yaml";
import { describe, expect, test } from "vitest";

import { faultOf } from "../../src/config/yaml-faults.ts";
import { chineseOffences } from "../support/chinese.ts";

const faultsOf = (text: string) => {
  const { errors, warnings } = parseDocument(text, { lineCounter: new LineCounter(), prettyErrors: false });
  return [...errors, ...warnings].map(faultOf);
};

describe("what the YAML parser finds is said in Chinese", () => {
  test.each([
    ['a: "b', '缺少结尾的 "'],
    ["a: 'b", "缺少结尾的 '"],
    ["a\nb: 1", "键必须写在同一行内"],
    ["a: b: c", "此处不能再写一层映射；请检查缩进，或给含有冒号的值加引号"],
    ["a: [1, 2", "缺少结尾的 ]，或缩进不足"],
    ["a: {b: 1", "缺少结尾的 }，或缩进不足"],
    ["a: [1 2, {b: 1 c: 2}]", undefined],
    ["a: @b", "不带引号的值不能以 @ 开头"],
    ['a: "\\q"', "双引号中的转义序列 \\q 无效"],
    ["a: !money 1", "无法识别标签 !money"],
    ["a: 1\n\tb: 2", undefined],
    ["a: 1\n--- \nb: 2", "文件中不止一个文档"],
    ["- a\nb: 1", undefined],
    ["%TOG x\n---\na: 1", undefined],
    ["a: &x &y 1", "一个节点只能有一个锚点"],
    ["a: !!str !!int 1", "一个节点只能有一个标签"],
    [`${"k".repeat(1100)}: 1`, undefined],
    ["a: 1\n  b: 2", undefined],
    ["a: |x\n b", undefined],
    ["a: 1 #b\nc: 2#d\n? [", undefined],
  ])("%j", (text, said) => {
    const faults = faultsOf(text);
    expect(faults.length).toBeGreaterThan(0);
    if (said !== undefined) expect(faults.map(({ why }) => why["zh-CN"])).toContain(said);
    for (const { why } of faults)
      expect({ ...why, offences: chineseOffences(why["zh-CN"]) }).toEqual({ ...why, offences: [] });
  });
});
