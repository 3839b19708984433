import { expect } from "vitest";

import { chineseOffences } from "./chinese.ts";

/** The lines of an output that are not blank and are no names of files or commands alone. */
export function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}

/** Expects what people read to be Chinese: every line that has a Chinese word is wholly so. */
export function expectChineseLines(text: string): void {
  const worded = linesOf(text).filter((line) => /\p{Script=Han}/u.test(line));
  expect(worded.length).toBeGreaterThan(0);
  expect(worded.flatMap((line) => chineseOffences(line).map((offence) => `${line}: ${offence}`))).toEqual([]);
}
