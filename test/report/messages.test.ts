import { describe, expect, test } from "vitest";

import { readCatalog } from "../../src/catalog/catalog.ts";
import { LANGUAGES } from "../../src/language.ts";
import { lawInChinese } from "../../src/report/law-zh-cn.ts";
import { messagesIn } from "../../src/report/messages-in.ts";
import { chineseOffences } from "../support/chinese.ts";

const CHINESE = messagesIn("zh-CN");
const ENGLISH = messagesIn("en");

describe("every language", () => {
  test("names the classes of reasons in the same order", () => {
    const [first = [], ...others] = LANGUAGES.map((language) => Object.keys(messagesIn(language).reasonClasses));
    for (const classes of others) expect(classes).toEqual(first);
    for (const { class: reasonClass } of readCatalog().gates) expect(first).toContain(reasonClass);
  });

  test("describes the same columns of a list", () => {
    const [first, ...others] = LANGUAGES.map((language) => Object.keys(messagesIn(language).listColumns).toSorted());
    for (const columns of others) expect(columns).toEqual(first);
  });
});

describe("evidence", () => {
  const denial = {
    word: "refuse",
    sourceKey: "E7",
    purpose: "direct_marketing",
    channel: "call",
    startAt: "2026-02-01 02:00:00",
    sourceId: "desk",
    file: "input/consent_events.csv",
    record: 7,
    tier: null,
  };

  test("of a denial names its scope, its start and its record, in Chinese", () => {
    expect(CHINESE.denial(denial)).toBe(
      "refuse（E7），用途 direct_marketing，渠道 call，自 2026-02-01 02:00:00 UTC 起；input/consent_events.csv 第 7 条记录",
    );
    expect(CHINESE.denial({ ...denial, sourceKey: null, startAt: null, file: null })).toBe(
      "refuse（无编号），用途 direct_marketing，渠道 call，任何时间（没有可以识别的日期）；数据源 desk 的早先文件 第 7 条记录",
    );
  });

  test("of a denial says by which tier it was matched", () => {
    expect(ENGLISH.denial({ ...denial, tier: "loose" })).toContain("record 7; matched by the loose contact key");
    expect(CHINESE.denial({ ...denial, tier: "domain" })).toContain("第 7 条记录；匹配依据：域名");
  });

  test("of a frequency cap says how many contacts, and in how many days where they are whole", () => {
    expect(CHINESE.otherEvidence("2 in 720 hours")).toBe("30 天内最多 2 次");
    expect(CHINESE.otherEvidence("2 in 36 hours")).toBe("36 小时内最多 2 次");
    expect(ENGLISH.otherEvidence("1 in 720 hours")).toBe("at most 1 in 30 days");
    expect(ENGLISH.otherEvidence("3 in 24 hours")).toBe("at most 3 in 1 day");
    expect(ENGLISH.otherEvidence("2 in 36 hours")).toBe("at most 2 in 36 hours");
    expect(ENGLISH.otherEvidence("none allowed")).toBe("none allowed");
    expect(CHINESE.otherEvidence("none allowed")).toBe("不允许联系");
    expect(CHINESE.otherEvidence("direct_marketing")).toBe("direct_marketing");
  });
});

describe("a law cited in Chinese", () => {
  test.each([
    ["GDPR Art. 21, PIPL Art. 15", "GDPR 第 21 条；《个人信息保护法》第 15 条"],
    ["GDPR Art. 5(1)(d)", "GDPR 第 5 条第 1 款 (d) 项"],
    ["GDPR Art. 18(1)(c)", "GDPR 第 18 条第 1 款 (c) 项"],
    ["GDPR Art. 6 and 7, PIPL Art. 13 and 14", "GDPR 第 6 条、第 7 条；《个人信息保护法》第 13 条、第 14 条"],
    ["Advertising Law Art. 43", "《广告法》第 43 条"],
    [
      "GDPR Art. 6(4), 7 and 13(3), PIPL Art. 14",
      "GDPR 第 6 条第 4 款、第 7 条、第 13 条第 3 款；《个人信息保护法》第 14 条",
    ],
    ["PECR reg. 21", "英国《隐私与电子通信条例》第 21 条"],
    [
      "47 CFR 64.1200(c)(1), Code de la consommation Art. D223-9",
      "美国《联邦法规汇编》第 47 编第 64.1200(c)(1) 条；法国《消费法典》第 D223-9 条",
    ],
    [
      "Fla. Stat. 501.616(6)(b), Décret 2022-1313",
      "美国《佛罗里达州法典》第 501.616(6)(b) 条；法国第 2022-1313 号法令",
    ],
  ])("%s", (citation, expected) => {
    expect(lawInChinese(citation)).toBe(expected);
  });

  test("leaves no English in the laws of any gate", () => {
    const laws = readCatalog().gates.map(({ law }) => law);
    for (const law of laws.filter((known) => known !== "none"))
      expect({ law, offences: chineseOffences(CHINESE.law(law)) }).toEqual({ law, offences: [] });
  });

  test("has no letters in the law of any gate but a law's own name and those of its parts", () => {
    for (const { law } of readCatalog().gates) {
      const left = CHINESE.citation(law).replaceAll(/GDPR|\([a-z]\)|D(?=\d)/gu, "");
      expect({ law, letters: left.match(/\p{Script=Latin}+|\d, |\)[,;]/gu) }).toEqual({ law, letters: null });
    }
  });
});

test("labels and meanings of every gate are Chinese through and through", () => {
  for (const { reasonCode, labels, meaning } of readCatalog().gates) {
    const offences = [...chineseOffences(labels["zh-CN"]), ...chineseOffences(meaning["zh-CN"])];
    expect({ reasonCode, offences }).toEqual({ reasonCode, offences: [] });
  }
});
