import { describe, expect, test } from "vitest";

import { chinese } from "../src/language.ts";

describe("a Chinese sentence with values in it", () => {
  test("has a blank between a Chinese character and a letter, a digit or a sign, on either side", () => {
    expect(chinese`${"rfm.bins"}是${4.5}，应为${"整数"}`).toBe("rfm.bins 是 4.5，应为整数");
    expect(chinese`闭合括号的${")"}`).toBe("闭合括号的 )");
    expect(chinese`${"tables[0]"}中`).toBe("tables[0] 中");
  });

  test("has none between two Chinese characters, beside punctuation and beside nothing", () => {
    expect(chinese`${"该文件"}是${"空的"}`).toBe("该文件是空的");
    expect(chinese`${"channel"}不能是${"“fax”"}${""}`).toBe("channel 不能是“fax”");
    expect(chinese`（${"run"}）`).toBe("（run）");
  });
});
