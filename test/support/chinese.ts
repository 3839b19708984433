import { expect } from "vitest";

import type { ErrorText, GatekeeperError } from "../../src/errors.ts";

/** What betrays a Chinese text as half translated or badly set, one sentence each; none when nothing does. */
export function chineseOffences(text: string): string[] {
  const plain = withoutQuotes(text);
  return [
    ...(/\p{Script=Han}/u.test(text) ? [] : ["there is no Chinese in it"]),
    ...englishIn(plain).map((words) => `English is left in it: ${words}`),
    ...found(plain, /\p{Script=Han}[,;:?!.()]|[,;?!] ?\p{Script=Han}/gu).map(
      (piece) => `punctuation is half as wide as it should be: ${piece}`,
    ),
    ...found(plain, /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/gu).map((piece) => `a blank lacks: ${piece}`),
    ...found(plain, /\p{Script=Han} \p{Script=Han}|[，。；：、？] | [，。；：、？]/gu).map(
      (piece) => `a blank too many: ${piece}`,
    ),
  ];
}

/** Expects a message and its remedy to be Chinese through and through. */
export function expectChinese({ message, remedy }: ErrorText): void {
  expect({ message, offences: chineseOffences(message) }).toEqual({ message, offences: [] });
  expect({ remedy, offences: chineseOffences(remedy) }).toEqual({ remedy, offences: [] });
  expect(remedy).toMatch(/[。？]$/u);
}

/** The same of what an error says in Chinese. */
export function expectSaidInChinese(error: GatekeeperError): void {
  expectChinese(error.textIn("zh-CN"));
}

/** Runs of at least four English words, and words that no keyword, key or option is. */
function englishIn(plain: string): string[] {
  const runs = found(plain, /(?<![\w.\-/{}$])(?:[A-Za-z][a-z']*[,;:.]? ){3,}[A-Za-z][a-z']*(?![\w\-/])/gu);
  return [...runs, ...found(plain, new RegExp(`(?<![\\w\\-./'])(?:${ENGLISH.join("|")})(?![\\w\\-./:'(])`, "giu"))];
}

const ENGLISH =
  "the of has have was were that which this with cannot does its it be must may nothing record column".split(" ");

/** What stands in quotes is somebody's value, a key to type or the engine's own word. */
function withoutQuotes(text: string): string {
  return text.replaceAll(/“[^”]*”|"[^"]*"|`[^`]*`/gu, "“”");
}

function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([piece]) => piece);
}
