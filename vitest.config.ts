import { defineConfig } from "vitest/config";
import { ClosingLineReporter } from "./test/support/closing-line-reporter.ts";
import { LongestFirst } from "./test/support/longest-first.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The engine is a native module: a process per file keeps a crash in one file from taking the others along.
    pool: "forks",
    globalSetup: ["test/support/build.ts", "test/support/cluster-folder.ts", "test/support/program-servers.ts"],
    setupFiles: ["test/support/seed.ts"],
    sequence: { sequencer: LongestFirst },
    reporters: ["default", new ClosingLineReporter()],
    // It is published for bundlers only: its imports name folders.
    server: { deps: { inline: ["dt-sql-parser"] } },
    // Most of the time goes to child processes and the engine, so two files at once pay even on two cores.
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
