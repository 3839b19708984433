import { describe, expect, test } from "vitest";

import { chineseOffences } from "../support/chinese.ts";
import { expectChineseLines, linesOf } from "../support/chinese-lines.ts";
import { gatekeeper, succeeded } from "../support/cli.ts";
import { projectOf } from "../support/project.ts";
import { changed, shop, shopFiles } from "./support/shop.ts";

/** The line on which something added to the shop's gatekeeper.yaml stands. */
const ADDED = (shopFiles()["gatekeeper.yaml"] ?? "").split("\n").length;

test("problems of every layer are told in Chinese, with their places", async () => {
  const layered = shop({
    "gatekeeper.yaml": `${shopFiles()["gatekeeper.yaml"]}targets: { laptop: { rfm: { bin: 4 } } }\n`,
    "gatekeeper.local.yaml": "project: { currency: EUR }\nengine: { threads: many }\nkeys: hunter2\n",
  }).with({ GK_RFM__BIN: "5", GK_ENGINE__MEMORY_LIMIT: "much" });
  const { code, stderr } = await layered.gatekeeper("validate", "-t", "laptpo", "--lang", "zh-CN");
  expect(code).toBe(2);
  for (const line of [
    `GK0206 gatekeeper.yaml:${ADDED}:29: targets.laptop.rfm 中有未知的键“bin”。是否想写“bins”？`,
    "GK0261 gatekeeper.local.yaml:1:12: project.currency 在任何环境中都相同，不能被覆盖",
    "GK0209 gatekeeper.local.yaml:2:20: engine.threads 是“many”，应为线程数（整数），或 all",
    "GK0209 gatekeeper.local.yaml:3:7: keys 是一段文本（不予显示），应为映射（key: value）",
    "GK0260 --target: 没有目标环境“laptpo”。是否想写“laptop”？",
    "GK0262 环境变量 GK_RFM__BIN 不对应任何配置项。是否想写 GK_RFM__BINS？",
    "GK0264 GK_ENGINE__MEMORY_LIMIT: “much”不是内存大小",
  ])
    expect(stderr.split("\n")).toContain(line);
  expect(stderr).not.toContain("hunter2");
  expectChineseLines(stderr);
});

test("config show says in Chinese where each value comes from", async () => {
  const layered = shop({
    "gatekeeper.yaml": `${shopFiles()["gatekeeper.yaml"]}targets: { laptop: { engine: { threads: 2 } } }\n`,
  }).with({ GK_RFM__REFUNDS: "gross", GK_TARGET: "laptop" });
  const show = ["config", "show", "--origin", "--memory-limit", "1GB", "--lang", "zh-CN"];
  const { stdout } = succeeded(await layered.gatekeeper(...show));
  for (const line of [
    "# 目标环境：laptop（环境变量 GK_TARGET）",
    "  recency: days # 默认值",
    "  refunds: gross # 环境变量 GK_RFM__REFUNDS",
    `  threads: 2 # 目标环境 laptop gatekeeper.yaml:${ADDED}:41`,
    "  memory_limit: 1GB # 命令行选项 --memory-limit",
  ])
    expect(stdout.split("\n")).toContain(line);
});

test("schema lists in Chinese what there is; each schema itself is the same in every language", async () => {
  const { stdout } = succeeded(await gatekeeper(["schema", "--lang", "zh-CN"]));
  expect(stdout).toMatch(/^vendor {2,}vendors\/\*\.yaml {2,}接收名单的供应商$/mu);
  const titles = linesOf(stdout).map((line) => line.split(/ {2,}/u).at(-1) ?? "");
  expect(titles.flatMap((title) => chineseOffences(title))).toEqual([]);
  const printed = await Promise.all(
    ["zh-CN", "en"].map(async (lang) => gatekeeper(["schema", "local", "--lang", lang])),
  );
  expect(new Set(printed.map((finished) => succeeded(finished).stdout)).size).toBe(1);
  const written = succeeded(
    await gatekeeper(["schema", "--write", "--lang", "zh-CN"], { folder: projectOf({}).folder }),
  );
  expect(written.stdout).toBe("各配置文件的 JSON 模式已写入 .gatekeeper-schemas，供编辑器使用。\n");
  const { code, stderr } = await gatekeeper(["schema", "campain", "--lang", "zh-CN"]);
  expect(code).toBe(2);
  expect(stderr).toContain("GK0120 没有 JSON 模式“campain”；是否想写“campaign”？");
  expectChineseLines(stderr);
});

describe("the configuration chooses the language of messages in any of its layers", () => {
  const UNSAID = changed("gatekeeper.yaml", ", language: en", "");
  const CHINESE = changed("gatekeeper.yaml", "language: en", "language: zh-CN");

  test.each([
    ["a target", `${UNSAID}targets: { here: { project: { language: zh-CN } } }\n`, { GK_TARGET: "here" }, [], "zh-CN"],
    [
      "the target that was asked for",
      `${CHINESE}targets: { here: { project: { language: en } } }\n`,
      {},
      ["-t", "here"],
      "en",
    ],
    ["a variable", UNSAID, { GK_PROJECT__LANGUAGE: "zh-CN", LANG: "en_GB" }, [], "zh-CN"],
    ["but not above GK_LANG", UNSAID, { GK_PROJECT__LANGUAGE: "zh-CN", GK_LANG: "en" }, [], "en"],
  ] as const)("%s", async (_, configuration, environment, options, language) => {
    const folder = shop({ "gatekeeper.yaml": configuration }).folder;
    const { stdout } = succeeded(await gatekeeper(["validate", "-C", folder, ...options], { environment }));
    expect(/\p{Script=Han}/u.test(stdout) ? "zh-CN" : "en").toBe(language);
  });
});
