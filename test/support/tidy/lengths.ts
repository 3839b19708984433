import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { ROOT } from "./source-files.ts";

const MAXIMUM_LINES = 300;

/** A file that is longer than the house allows, as one sentence. */
export function lengthOffences(file: string, text: string): string[] {
  const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
  return lines > MAXIMUM_LINES ? [`${file} has ${lines} lines; ${MAXIMUM_LINES} at most`] : [];
}

interface LintReport {
  readonly diagnostics: readonly {
    readonly code?: string;
    readonly message: string;
    readonly filename: string;
    readonly labels: readonly { readonly span: { readonly line: number } }[];
  }[];
}

/** Functions longer than `.oxlintrc.json` allows under the given files or folders; the linter counts them. */
export function longFunctions(...paths: readonly string[]): string[] {
  const linter = spawnSync(
    process.execPath,
    [join(ROOT, "node_modules/oxlint/bin/oxlint"), "-c", join(ROOT, ".oxlintrc.json"), "--format", "json", ...paths],
    { cwd: ROOT, encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  const report = JSON.parse(linter.stdout) as LintReport;
  return report.diagnostics
    .filter(({ code }) => code === "eslint(max-lines-per-function)")
    .map(({ filename, labels, message }) => `${filename}:${labels[0]?.span.line ?? 0} ${message}`);
}
