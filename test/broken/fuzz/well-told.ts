import { expect } from "vitest";

import { type GatekeeperError, GatekeeperErrors, RECORD_PROBLEMS } from "../../../src/errors.ts";
import { expectSaidInChinese } from "../../support/chinese.ts";
import { PERSONAL_VALUES } from "../input-texts.ts";

/** How often each property is tried: a moment by default, a while when there is time. */
export const RUNS = process.env["GK_LONG"] === "1" ? 5000 : 300;

/** Nothing tried takes longer, on a busy machine too. */
export const WITHIN_MS = 15_000;

/** The problems of something that was thrown, which must be the user's mistakes and no defect of ours. */
export function problemsIn(error: unknown): readonly GatekeeperError[] {
  const problems = error instanceof GatekeeperErrors ? error.problems : [error as GatekeeperError];
  for (const { code, category, cause } of problems)
    expect(code, `${category}: ${String(cause)}`).toMatch(/^GK0[1-6]\d\d$/u);
  return problems;
}

/**
 * Expects a problem of a file with this text to be one that helps: a place inside the file, one line of message and a remedy
 * in every language, nobody's value and no secret in either, and no character that nobody sees.
 */
export function expectWellTold(problem: GatekeeperError, file: string, text: string): void {
  const { message, remedy, at } = problem;
  const chinese = problem.textIn("zh-CN");
  const told = [message, remedy, chinese.message, chinese.remedy];
  for (const one of told) {
    expect(one).not.toBe("");
    expect(one).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(one).not.toMatch(PERSONAL_VALUES);
    expect(one).not.toMatch(/AGE-SECRET-KEY-1|5eed5eed/u);
  }
  expectSaidInChinese(problem);
  expect(at).toBeDefined();
  if (at?.file !== file) return;
  const lines = text.split("\n");
  const { line = 1, column = 1 } = at;
  expect(line).toBeLessThanOrEqual(lines.length);
  expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
  const [, record = "0"] = / record (\d+)/u.exec(message) ?? [];
  expect(Number(record)).toBeLessThanOrEqual(lines.length);
}

/** Every code that a rejected record may have. */
export const RECORD_CODES: ReadonlySet<string> = new Set(Object.keys(RECORD_PROBLEMS));
