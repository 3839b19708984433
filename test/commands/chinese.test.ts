import { beforeAll, describe, expect, test } from "vitest";

import { USAGES } from "../../pipeline/commands/usages.ts";
import { displayWidth } from "../../src/report/text.ts";
import { chineseOffences, expectChinese } from "../support/chinese.ts";
import { expectChineseLines, linesOf } from "../support/chinese-lines.ts";
import { type Finished, gatekeeper, succeeded } from "../support/cli.ts";
import { AS_OF, filesIn, type Project, projectOf } from "../support/project.ts";
import { changed, shop, shopFiles } from "./support/shop.ts";

let project: Project;
let runId: string;

beforeAll(async () => {
  project = shop();
  runId = await project.run();
});

const inChinese = async (...command: string[]) => project.gatekeeper(...command, "--lang", "zh-CN");

describe("help in Chinese", () => {
  test.each(["", ...Object.keys(USAGES)])("of gatekeeper %s leaves no English sentence", async (name) => {
    const { code, stdout, stderr } = await gatekeeper([...(name === "" ? [] : [name]), "--help", "--lang", "zh-CN"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("示例：");
    expect(stdout).toContain("通用选项：");
    // yargs' own words about types and defaults are set in its own way.
    const ours = linesOf(stdout).map((line) => line.replace(/\[(?:布尔|字符串|数组|可选值|默认值|必需)[^\n]*$/u, ""));
    const described = ours.filter((line) => /^ {2,}\S|^gatekeeper/u.test(line) && / {2}/u.test(line.trim()));
    const texts = described.map((line) => line.trim().split(/ {2,}/u).at(-1) ?? "");
    expect(texts.length).toBeGreaterThan(8);
    expect(texts.flatMap((text) => chineseOffences(text).map((offence) => `${text}: ${offence}`))).toEqual([]);
  });
});

describe("a mistaken command line is told in Chinese", () => {
  test.each([
    [["rnu"], "GK0102 没有命令“rnu”；是否想写“run”？"],
    [["13900001001"], "GK0102 没有这个命令；请从 init、doctor、validate、"],
    [[], "GK0102 要执行哪个命令？"],
    [["run"], "GK0101 没有给出截止时点"],
    [["run", "--as-of"], `GK0102 --as-of 需要一个值：${USAGES.run.line}`],
    [["run", "--as-of", AS_OF, "--until", "lod"], 'GK0102 --until "lod" 不是可选的值；请从 load、'],
    [["run", "--as-off", AS_OF], "GK0102 没有选项 --as-off；是否想写 --as-of？"],
    [["run", "--as-of", AS_OF, "--as-of", AS_OF], "GK0102 --as-of 给出了 2 次"],
    [["validate", "shop"], `GK0102 多余的词：${USAGES.validate.line}`],
    [["release"], `GK0102 缺少必要的内容：${USAGES.release.line}`],
    [["explain", "spring-call"], `GK0102 缺少 --customer：${USAGES.explain.line}`],
    [["run", "--as-of", AS_OF, "--threads", "many"], "GK0104 --threads many 不是有效的线程数"],
    [["run", "--as-of", AS_OF, "--memory-limit", "much"], "GK0103 内存上限“much”不是有效的大小"],
    [["plan", "--as-of", "2026-11-01 10:00"], "GK0240 --as-of “2026-11-01 10:00”没有时差"],
    [["run", "--as-of", AS_OF, "--select", "spring-cal"], "GK0404 没有营销活动“spring-cal”；是否想写“spring-call”？"],
    [["release", "run-1"], "GK0405 没有已完成的运行“run-1”；最新的是“run-"],
    [["init", "gatekeeper.yaml"], "GK0105 gatekeeper.yaml 不是空文件夹"],
  ])("%j", async (command, says) => {
    const { code, stdout, stderr } = await gatekeeper([...command, "--lang", "zh-CN"], { folder: project.folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(says);
    const [message = "", remedy = ""] = stderr.trim().split("\n");
    expectChinese({ message: message.slice(7), remedy: remedy.trim() });
  });

  test("and --lang itself is checked", async () => {
    const { code, stderr } = await gatekeeper(["validate", "--lang", "fr"], { environment: { LANG: "zh_CN.UTF-8" } });
    expect(code).toBe(2);
    expect(stderr).toContain('GK0102 --lang "fr" 不是可选的值；请从 en 或 zh-CN 中选择');
    const twice = ["validate", "--lang", "en", "--lang", "zh-CN"];
    const told = await gatekeeper(twice, { environment: { LANG: "zh_CN.UTF-8" } });
    expect(told.code).toBe(2);
    expect(told.stderr).toContain("GK0102 --lang 给出了 2 次");
  });
});

describe("problems are told in Chinese", () => {
  const broken = (files: Readonly<Record<string, string>>) => shop(files);

  test("of the configuration, with file, line and column", async () => {
    const shopless = broken({
      "campaigns/spring-call.yaml": changed("campaigns/spring-call.yaml", "channel: call", "channel: fax"),
    });
    const { code, stderr } = await shopless.gatekeeper("validate", "--lang", "zh-CN");
    expect(code).toBe(2);
    expect(stderr.split("\n")[0]).toBe("GK0210 campaigns/spring-call.yaml:5:10: channel 不能是“fax”");
    expectChineseLines(stderr);
  });

  test("of YAML that cannot be read", async () => {
    const { stderr } = await broken({ "gatekeeper.yaml": "version: 1\nproject: {\n" }).gatekeeper(
      "validate",
      "--lang",
      "zh-CN",
    );
    expect(stderr.split("\n")[0]).toMatch(/^GK0204 gatekeeper\.yaml:\d+:\d+: 不是有效的 YAML：/u);
    expectChineseLines(stderr);
  });

  test("of records, with the number of the first and what is wrong with it", async () => {
    const shopless = broken({
      "input/transactions.csv": changed("input/transactions.csv", "2026-10-05", "2026-02-30"),
    });
    const { code, stderr } = await shopless.gatekeeper("run", "--as-of", AS_OF, "-q", "--lang", "zh-CN");
    expect(code).toBe(3);
    expect(stderr).toContain(
      "GK0320 input/transactions.csv：12 条记录中有 1 条被拒收，超过 0%；第一条：第 5 条记录：ordered_at 不能按该列的类型读取（GK0311）",
    );
    expectChineseLines(stderr);
  });

  test("of what may be a refusal, the word shown only when it is near one", async () => {
    const shopless = broken({
      "input/consent_events.csv": changed("input/consent_events.csv", ",refuse,", ",refuze,"),
      "input/contact_history.csv": changed("input/contact_history.csv", "answered", "hung up"),
    });
    const { stderr } = await shopless.gatekeeper("run", "--as-of", AS_OF, "-q", "--lang", "zh-CN");
    expect(stderr).toContain("第 12 条记录：action 的值“refuze”无法识别（是否想写“refuse”？）；它可能是一项拒绝");
    expect(stderr).toContain("第 1 条记录：outcome 的值无法识别（不予显示）");
    expectChineseLines(stderr);
  });

  test("to programs as well, with the same code, category and place as in English", async () => {
    const shopless = broken({ "input/transactions.csv": "" });
    const told = async (language: string) => {
      const { stderr } = await shopless.gatekeeper("run", "--as-of", AS_OF, "--format", "json", "--lang", language);
      return JSON.parse(stderr) as Record<string, string>;
    };
    const [english, chinese] = [await told("en"), await told("zh-CN")];
    const inNoLanguage = { time: "", message: "", remedy: "" };
    expect({ ...chinese, ...inNoLanguage }).toEqual({ ...english, ...inNoLanguage });
    expectChinese({ message: chinese["message"] ?? "", remedy: chinese["remedy"] ?? "" });
  });
});

describe("commands speak Chinese", () => {
  test("run, and a run that is finished already", async () => {
    const other = shop();
    const first = succeeded(await other.gatekeeper("run", "--as-of", AS_OF, "-v", "--lang", "zh-CN"));
    expect(first.stdout).toContain(`运行 ${runId} 已完成。`);
    expect(first.stderr).toContain("input/transactions.csv：12 条记录，拒收 0 条，排除 0 条");
    expectChineseLines(first.stdout);
    expectChineseLines(first.stderr);
    const second = succeeded(await other.gatekeeper("run", "--as-of", AS_OF, "--lang", "zh-CN"));
    expect(second.stdout).toContain(`运行 ${runId} 此前已完成`);
    expectChineseLines(second.stdout);
    const part = succeeded(await other.gatekeeper("run", "--as-of", AS_OF, "--until", "gate", "--lang", "zh-CN"));
    expect(part.stdout).toContain("在阶段 gate 之后停止");
  });

  test("plan, with its columns of figures under one another", async () => {
    const { stdout } = succeeded(await inChinese("plan", "--as-of", AS_OF));
    expect(stdout).toContain(`截至 ${AS_OF} 的预演`);
    expect(stdout).toContain(`与运行 ${runId} 相比：`);
    expectChineseLines(stdout);
    const figures = linesOf(stdout).filter((line) => /^ {2}.* (?:\d+|\[c\])$/u.test(line) && !line.includes("→"));
    expect(figures.length).toBeGreaterThan(2);
    expect(new Set(figures.map(displayWidth)).size).toBe(1);
  });

  test("explain, with the labels, the meaning and the law of a gate", async () => {
    const { stdout } = succeeded(await inChinese("explain", "spring-call", "--customer", "c12"));
    expect(stdout).toContain("客户 c12 被拦截");
    expect(stdout).toMatch(/▶ \S+ {2}拒绝/u);
    expect(stdout).toContain("input/consent_events.csv 第 12 条记录");
    expect(stdout).toContain("法规：GDPR 第 21 条");
    expect(stdout).toContain("《个人信息保护法》第 15 条");
    expectChineseLines(stdout);
    expect(succeeded(await inChinese("explain", "spring-call", "--customer", "c05")).stdout).toContain("已列入名单");
    const nobody = await inChinese("explain", "spring-call", "--customer", "nobody");
    expect([nobody.code, nobody.stderr]).toEqual([2, expect.stringContaining("没有该编号的客户")]);
    expectChineseLines(nobody.stderr);
  });

  test("validate", async () => {
    const { stdout } = succeeded(await inChinese("validate"));
    expect(stdout).toContain("配置有效：1 个营销活动，1 份报表，6 个输入文件。");
    expectChineseLines(stdout);
  });

  test("release, also of what was released before", async () => {
    const other = shop();
    const run = await other.run();
    const first = succeeded(await other.gatekeeper("release", run, "--lang", "zh-CN"));
    expect(first.stdout).toMatch(/^发布 release-\w+：\n/u);
    expectChineseLines(first.stdout);
    const second = succeeded(await other.gatekeeper("release", run, "--lang", "zh-CN"));
    expect(second.stdout).toMatch(/^此前已发布，发布标识为 release-\w+。没有重复发布。\n/u);
    expectChineseLines(second.stdout);
  });

  test("init, and its next command", async () => {
    const folder = projectOf({}).folder;
    const { stdout } = succeeded(await gatekeeper(["init", "shop", "--lang", "zh-CN"], { folder }));
    expect(stdout).toBe(
      [
        "已在 shop 创建项目，keys/ 中有它自己的引用密钥。",
        "名单上要有人，还需要 transactions、customers、contact_points、consent_events 的记录：请放入 input/ 中已有表头的同名文件，或在 gatekeeper.yaml 中映射自己的文件。",
        "下一步：gatekeeper validate -C shop\n",
      ].join("\n"),
    );
  });
});

describe("the language of messages is chosen", () => {
  const UNSAID = changed("gatekeeper.yaml", ", language: en", "");
  const CHINESE = changed("gatekeeper.yaml", "language: en", "language: zh-CN");
  const speaks = ({ stdout, stderr }: Finished) => (/\p{Script=Han}/u.test(stdout + stderr) ? "zh-CN" : "en");
  const spoken = async (configuration: string, environment: Record<string, string>, ...options: string[]) => {
    const folder = shop({ "gatekeeper.yaml": configuration }).folder;
    return speaks(succeeded(await gatekeeper(["validate", "-C", folder, ...options], { environment })));
  };

  test.each([
    ["--lang above everything", CHINESE, { GK_LANG: "zh-CN", LANG: "zh_CN.UTF-8" }, ["--lang", "en"], "en"],
    ["GK_LANG above the configuration", shopFiles()["gatekeeper.yaml"] ?? "", { GK_LANG: "zh" }, [], "zh-CN"],
    ["the configuration above the system", CHINESE, { LANG: "en_GB.UTF-8" }, [], "zh-CN"],
    ["the system when the configuration says nothing", UNSAID, { LANG: "zh_CN.UTF-8" }, [], "zh-CN"],
    ["English when nobody says anything", UNSAID, {}, [], "en"],
  ] as const)("%s", async (_, configuration, environment, options, language) => {
    expect(await spoken(configuration, environment, ...options)).toBe(language);
  });

  test("before the configuration can be read by option and environment alone", async () => {
    const folder = shop({ "gatekeeper.yaml": CHINESE }).folder;
    const mistaken = ["run", "-C", folder, "--until", "lod"];
    expect(speaks(await gatekeeper(mistaken))).toBe("en");
    expect(speaks(await gatekeeper(mistaken, { environment: { LANG: "zh_CN" } }))).toBe("zh-CN");
    const unreadable = shop({ "gatekeeper.yaml": `${CHINESE}\n  broken: [` }).folder;
    expect(speaks(await gatekeeper(["validate", "-C", unreadable]))).toBe("en");
  });

  test("by a configuration with mistakes elsewhere", async () => {
    const mistaken = shop({ "gatekeeper.yaml": CHINESE.replace("currency: CNY", "currency: YUAN") });
    expect((await mistaken.gatekeeper("validate")).stderr).toContain("“YUAN”不是货币代码");
  });

  test("and a GK_LANG that names no language we speak is refused by name", async () => {
    const { code, stderr } = await gatekeeper(["validate", "-C", project.folder], { environment: { GK_LANG: "fr" } });
    expect(code).toBe(2);
    expect(stderr).toContain("GK0102 GK_LANG=fr is not a choice; choose one of en, zh-CN");
  });
});

describe("artefacts are written in the language of the project", () => {
  const TIMED = /run_results\.json$|origin\.json$|release\.json$|checks\.json$/u;
  const artefacts = (of: Project) =>
    new Map(
      ["runs", "releases"].flatMap((part) =>
        [...filesIn(of.path(".gatekeeper", part))].filter(([file]) => !TIMED.test(file)),
      ),
    );
  const made = async (configuration: string | undefined, language: string) => {
    const own = shop(configuration === undefined ? {} : { "gatekeeper.yaml": configuration });
    const run = await own.run("--lang", language);
    const release = await own.release(run, "--lang", language);
    const report = own.read(".gatekeeper", "runs", run, "public", "reports", "by-segment", "table-1.md");
    const columns = own.read(".gatekeeper", "releases", release, "spring-call.columns.json");
    return { files: artefacts(own), report, columns };
  };

  test("and not in the one that was chosen for messages, English when the configuration says none", async () => {
    const english = await made(undefined, "en");
    expect((await made(undefined, "zh-CN")).files).toEqual(english.files);
    expect((await made(changed("gatekeeper.yaml", ", language: en", ""), "zh-CN")).files).toEqual(english.files);
    expect(english.report + english.columns).not.toMatch(/\p{Script=Han}/u);
  });

  test("and Chinese when the configuration says so", async () => {
    const { report, columns } = await made(changed("gatekeeper.yaml", "language: en", "language: zh-CN"), "en");
    expect(report).toContain("截至 2026-11-01；金额单位 CNY；运行 run-");
    expect(report).toContain("## 客户数");
    expect(report).toContain("| 客户分群 | 客户数 |");
    expectChineseLines(report.replaceAll(/^\|.*$/gmu, ""));
    expect(columns).toContain("应使用的电话号码");
  });
});
