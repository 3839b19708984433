import { EXIT_CODES, GatekeeperError, GatekeeperErrors } from "../../src/errors.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import type { Style } from "../../src/report/stage-reporter.ts";
import { type OutputOptions, styleFor } from "./command-context.ts";

/** Tells what went wrong on standard error, one line and its remedy for each problem, and returns the exit code. */
export function reportFailure(error: unknown, output: OutputOptions): number {
  const problems = problemsOf(error);
  const style = styleFor(process.stderr, output);
  for (const problem of problems) {
    process.stderr.write(
      output.format === "json" ? `${canonicalJson(problemJson(problem))}\n` : problemText(problem, style),
    );
  }
  if (problems.length === 0) process.stderr.write(bugText(error, output));
  else if (output.verbose) for (const problem of problems) process.stderr.write(causeText(problem));
  return problems.length === 0 ? EXIT_CODES.bug : Math.max(...problems.map(({ exitCode }) => exitCode));
}

function problemsOf(error: unknown): readonly GatekeeperError[] {
  if (error instanceof GatekeeperErrors) return error.problems;
  return error instanceof GatekeeperError ? [error] : [];
}

function problemText(problem: GatekeeperError, style: Style): string {
  const place = placeOf(problem);
  const message = problem.message.startsWith(problem.at?.file ?? "\u0000")
    ? problem.message
    : `${place}${problem.message}`;
  return `${style.red(problem.code)} ${message}\n       ${style.dim(problem.remedy)}\n`;
}

function placeOf({ at }: GatekeeperError): string {
  if (at === undefined) return "";
  const position = [at.line, at.column].filter((part) => part !== undefined).join(":");
  return position === "" ? `${at.file}: ` : `${at.file}:${position}: `;
}

function problemJson(problem: GatekeeperError): unknown {
  const { code, category, message, remedy, at } = problem;
  const place = at === undefined ? null : { file: at.file, line: at.line ?? null, column: at.column ?? null };
  return { level: "error", code, category, message, remedy, at: place };
}

/** Causes may quote values of the data, so they are shown only when asked for. */
function causeText({ code, cause }: GatekeeperError): string {
  return cause === undefined
    ? ""
    : `${code} was caused by: ${cause instanceof Error ? (cause.stack ?? cause.message) : JSON.stringify(cause)}\n`;
}

function bugText(error: unknown, { verbose }: OutputOptions): string {
  const text = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error && verbose ? `${error.stack ?? ""}\n` : "";
  return `GK0700 an unexpected error: ${text}\n       Nothing was published. Run again with --verbose to see where it happened, and report it.\n${stack}`;
}
