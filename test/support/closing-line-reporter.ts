import type { Reporter, SerializedError, TestModule } from "vitest/node";

/**
 * Prints `N passed, N failed` (and `, N skipped` when some were) as the last line of a test run.
 *
 * It counts tests, not files. A file that could not be loaded, a suite whose hook failed and an error outside any test
 * count as one failure each: none of them may look like a run in which nothing failed.
 */
export class ClosingLineReporter implements Reporter {
  readonly #print: (text: string) => void;

  constructor(print: (text: string) => void = (text) => void process.stdout.write(text)) {
    this.#print = print;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    const brokenSuites = modules.flatMap((module) => [module, ...module.children.allSuites()]).filter(isBroken).length;
    const skipped = count("skipped") + count("pending");
    const failed = count("failed") + brokenSuites + unhandledErrors.length;
    this.#print(`${closingLine({ passed: count("passed"), failed, skipped })}\n`);
  }
}

function isBroken(suite: { errors: () => unknown[] }): boolean {
  return suite.errors().length > 0;
}

function closingLine(counts: { passed: number; failed: number; skipped: number }): string {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
}
