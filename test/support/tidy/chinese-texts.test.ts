import { expect, test } from "vitest";

import { chineseTextOffences } from "./chinese-texts.ts";

test("a text that is half English is found with its line, whatever is put into it", () => {
  const source = [
    "// 注释, with English in it",
    'const good = "没有与该名称匹配的文件";',
    "const also = `${file} 第 ${record} 条记录超过 ${limit(1)} 字节`;",
    'const bad = "无法读取：the file cannot be read";',
    "const worse = `第 ${record} 条记录: ${problem}`;",
  ].join("\n");
  const lines = chineseTextOffences("src/words.ts", source).map((offence) => offence.split(" ")[0]);
  expect([...new Set(lines)]).toEqual(["src/words.ts:4", "src/words.ts:5"]);
});
