import { GatekeeperError, GatekeeperErrors, unexpectedError } from "../../src/errors.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import type { Language } from "../../src/language.ts";
import { messagesIn } from "../../src/report/messages-in.ts";
import type { Style } from "../../src/report/stage-reporter.ts";
import { type OutputOptions, styleFor } from "./command-context.ts";

/**
 * Tells what went wrong on standard error, one line and its remedy for each problem, or one JSON line for each, and
 * returns the exit code: that of the worst.
 */
export function reportFailure(error: unknown, output: OutputOptions, language: Language): number {
  const problems = problemsOf(error);
  const style = styleFor(process.stderr, output);
  for (const problem of problems) {
    const cause = output.verbose ? causeOf(problem) : null;
    process.stderr.write(
      output.log === "json"
        ? `${canonicalJson(problemJson(problem, cause, language))}\n`
        : problemText(problem, cause, style, language),
    );
  }
  return Math.max(...problems.map(({ exitCode }) => exitCode));
}

function problemsOf(error: unknown): readonly GatekeeperError[] {
  if (error instanceof GatekeeperErrors) return error.problems;
  return [error instanceof GatekeeperError ? error : unexpectedError({ kind: kindOf(error) }, { cause: error })];
}

/** What may be told of an error that nobody foresaw: our own claims and the system's codes, not texts that quote data. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code !== undefined) return syscall === undefined ? code : `${code} on ${syscall}`;
  return error.message.startsWith("assertion failed: ") ? error.message : error.name;
}

/** A problem as a person reads it: code, place and message on one line, the remedy on the next. */
export function problemText(problem: GatekeeperError, cause: string | null, style: Style, language: Language): string {
  const { code, at } = problem;
  const { message, remedy } = problem.textIn(language);
  const told =
    at !== undefined && message.includes(at.file) && at.line === undefined ? message : `${placeOf(problem)}${message}`;
  const because = cause === null ? "" : `       ${messagesIn(language).causedBy(cause)}\n`;
  return `${style.red(code)} ${told}\n       ${style.dim(remedy)}\n${because}`;
}

/** A problem that stops nothing, on one line. */
export function warningText(problem: GatekeeperError, language: Language): string {
  const { message, remedy } = problem.textIn(language);
  return language === "en"
    ? `Warning: ${problem.code} ${message}. ${remedy}`
    : `警告：${problem.code} ${message}。${remedy}`;
}

function placeOf({ at }: GatekeeperError): string {
  if (at === undefined) return "";
  const position = [at.line, at.column].filter((part) => part !== undefined).join(":");
  return position === "" ? `${at.file}: ` : `${at.file}:${position}: `;
}

function problemJson(problem: GatekeeperError, cause: string | null, language: Language): unknown {
  const { code, category, at } = problem;
  const { message, remedy } = problem.textIn(language);
  const place = at === undefined ? null : { file: at.file, line: at.line ?? null, column: at.column ?? null };
  return {
    time: new Date().toISOString(),
    level: "error",
    code,
    category,
    message,
    remedy,
    at: place,
    ...(cause === null ? {} : { cause }),
  };
}

/** Causes may quote values of the data, so they are told only when asked for. */
function causeOf({ cause }: GatekeeperError): string | null {
  if (cause === undefined) return null;
  return cause instanceof Error ? (cause.stack ?? cause.message) : JSON.stringify(cause);
}
