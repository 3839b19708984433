import { describe, expect, test } from "vitest";

import type { Language } from "../../src/language.ts";
import { chooseLanguage, isLanguageVariableValid } from "../../src/report/choose-language.ts";

const WISHES = ["en", "zh-CN", undefined] as const;

describe("the language of messages", () => {
  test("is the first that is said: by option, GK_LANG, configuration, LC_ALL, LC_MESSAGES, LANG", () => {
    let combinations = 0;
    for (const option of WISHES)
      for (const variable of WISHES)
        for (const configuration of WISHES)
          for (const all of WISHES)
            for (const messages of WISHES)
              for (const lang of WISHES) {
                const environment = { GK_LANG: variable, LC_ALL: all, LC_MESSAGES: messages, LANG: lang };
                const chosen = chooseLanguage({ option, environment, configuration: () => configuration });
                expect(chosen).toBe(option ?? variable ?? configuration ?? all ?? messages ?? lang ?? "en");
                combinations += 1;
              }
    expect(combinations).toBe(3 ** 6);
  });

  test("is not asked of the configuration when it would not matter", () => {
    const configuration = (): Language => {
      throw new Error("asked");
    };
    expect(chooseLanguage({ option: "zh-CN", environment: {}, configuration })).toBe("zh-CN");
    expect(chooseLanguage({ option: undefined, environment: { GK_LANG: "en" }, configuration })).toBe("en");
  });

  test.each([
    ["zh_CN.UTF-8", "zh-CN"],
    ["zh", "zh-CN"],
    ["zh_TW", "zh-CN"],
    ["zh-Hans-CN", "zh-CN"],
    ["ZH_cn@pinyin", "zh-CN"],
    ["en_GB.UTF-8", "en"],
    ["C.UTF-8", "en"],
    ["POSIX", "en"],
    ["de_DE.UTF-8", "en"],
    ["zha_CN", "en"],
    ["", "en"],
  ] as const)("of the system's %s is %s", (locale, language) => {
    expect(chooseLanguage({ option: undefined, environment: { LANG: locale }, configuration: () => undefined })).toBe(
      language,
    );
  });

  test("of a system variable that is empty is that of the next one; of one that names another tongue it is English", () => {
    const spoken = (environment: Record<string, string>) =>
      chooseLanguage({ option: undefined, environment, configuration: () => undefined });
    expect(spoken({ LC_ALL: "", LANG: "zh_CN" })).toBe("zh-CN");
    expect(spoken({ LC_ALL: "fr_FR", LANG: "zh_CN" })).toBe("en");
  });
});

test("GK_LANG is valid when it is not set, or names a language the program speaks", () => {
  expect([undefined, "", "en", "zh", "zh-CN", "en_US"].map((GK_LANG) => isLanguageVariableValid({ GK_LANG }))).toEqual(
    Array.from({ length: 6 }, () => true),
  );
  expect(["fr", "chinese", "C"].map((GK_LANG) => isLanguageVariableValid({ GK_LANG }))).toEqual([false, false, false]);
});
