import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import { loadProject } from "../../../src/config/load-project.ts";
import { GOOD } from "../../config/project-folder.ts";
import { damagedConfiguration } from "./damaged-configuration.ts";
import { expectWellTold, problemsIn, RUNS, WITHIN_MS } from "./well-told.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gatekeeper-fuzzed-"));
  for (const [file, content] of Object.entries(GOOD)) write(file, content);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), content);
}

const PATIENCE_MS = 60_000 + RUNS * 100;

test(
  "whatever a configuration file or an expression in it says, the project loads or what is wrong is told, with place and remedy",
  () => {
    const fates = { loaded: 0, refused: 0 };
    fc.assert(
      fc.property(damagedConfiguration, ({ file, text }) => {
        write(file, text);
        const start = performance.now();
        try {
          loadProject(folder, {});
          fates.loaded += 1;
        } catch (error) {
          fates.refused += 1;
          const told = Buffer.from(text).toString("utf8");
          for (const problem of problemsIn(error)) {
            expect(problem.code).toMatch(/^GK0(?:2\d\d|44\d|48\d)$/u);
            expect(Object.keys(GOOD)).toContain(problem.at?.file);
            if (problem.code !== "GK0202") expect(problem.at?.line).toBeGreaterThan(0);
            expectWellTold(problem, file, told);
          }
        } finally {
          write(file, GOOD[file] ?? "");
        }
        expect(performance.now() - start).toBeLessThan(WITHIN_MS);
      }),
      { numRuns: RUNS },
    );
    expect(Math.min(fates.loaded, fates.refused)).toBeGreaterThan(RUNS / 50);
  },
  PATIENCE_MS,
);
