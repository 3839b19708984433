import { describe, expect, test } from "vitest";

import { columnsText, displayWidth, padded } from "../../src/report/text.ts";

describe("the width of a text on a terminal", () => {
  test.each([
    ["run-1", 5],
    ["名单", 4],
    ["拦截：本人拒绝", 14],
    ["[c] 已隐去", 10],
    ["e\u0301", 1],
    ["𠮷野", 4],
    ["🎁", 2],
    ["", 0],
  ])("of %j is %i", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

test("columns stand under one another whatever their script", () => {
  const lines = columnsText(
    [
      ["受众人数", "1,204"],
      ["listed", "12"],
      ["列入名单 x", "374"],
    ],
    [false, true],
  );
  expect(lines).toEqual(["受众人数    1,204", "listed         12", "列入名单 x    374"]);
  expect(new Set(lines.map(displayWidth)).size).toBe(1);
});

test("a text longer than its column stays whole", () => {
  expect(padded("对照组", 4)).toBe("对照组");
  expect(padded("组", 4, "right")).toBe("  组");
});
