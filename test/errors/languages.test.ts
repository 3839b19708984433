import { describe, expect, test } from "vitest";

import * as errors from "../../src/errors.ts";
import { chineseOffences, expectChinese } from "../support/chinese.ts";
import { SAMPLES } from "./samples.ts";

const definitions = new Map<string, unknown>(Object.entries(errors));

const made = Object.entries(SAMPLES).flatMap(([name, samples]) => {
  const define = definitions.get(name) as errors.ErrorDefinition<unknown>;
  return samples.map((details, index) => ({ name, index, error: define(details) }));
});

describe("every error is worded in every language", () => {
  test("each code has a sample", () => {
    expect([...new Set(made.map(({ error }) => error.code))].toSorted()).toEqual(errors.definedErrorCodes());
  });

  test.each(made)("$error.code $name, sample $index, is Chinese through and through", ({ error }) => {
    expectChinese(error.textIn("zh-CN"));
  });

  test.each(made)("$error.code $name, sample $index, is English in English", ({ error }) => {
    const { message, remedy } = error.textIn("en");
    expect({ message, remedy }).toEqual({ message: error.message, remedy: error.remedy });
    expect(`${message} ${remedy}`).not.toMatch(/\p{Script=Han}|[，。；：、“”（）]/u);
    expect(remedy).toMatch(/\.$/u);
  });
});

test("an error that lacks a language does not compile", () => {
  const incomplete = () =>
    // @ts-expect-error: a reader of Chinese would get nothing.
    errors.defineError("GK0799", "bug", { en: () => ({ message: "a message", remedy: "A remedy." }) });
  expect(incomplete).toBeTypeOf("function");
});

test("what is wrong with a record is worded in every language", () => {
  for (const [code, { en, "zh-CN": chinese }] of Object.entries(errors.RECORD_PROBLEMS)) {
    expect({ code, offences: chineseOffences(chinese) }).toEqual({ code, offences: [] });
    expect(en).not.toMatch(/\p{Script=Han}/u);
  }
});

test("what nobody sees or a terminal obeys is written out in every language, and an age private key is never shown", () => {
  const received = "a\u001B[31m\nb\u202Ec\u00A0d\uD800 AGE-SECRET-KEY-1QQQQ";
  const error = errors.purposeUnknown({ purpose: received, suggestion: undefined });
  const shown = String.raw`a\u{1b}[31m\u{a}b\u{202e}c\u{a0}d\u{d800} AGE-SECRET-KEY-…`;
  expect(error.message).toContain(shown);
  expect(error.textIn("zh-CN").message).toContain(shown);
});
