import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openDuckDBEngine } from "../../src/engine/duckdb/engine.ts";
import type { Engine } from "../../src/engine/engine.ts";

export interface TestEngine {
  readonly engine: Engine;
  /** A folder the engine may read and write, removed at the end. */
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/** A real engine of its own for a test file. */
export async function openTestEngine(threads = 2): Promise<TestEngine> {
  const folder = await mkdtemp(join(tmpdir(), "gatekeeper-test-"));
  const engine = await openDuckDBEngine({
    threads,
    memoryLimit: "1GB",
    temporaryFolder: join(folder, "tmp"),
    folders: [folder],
  });
  return {
    engine,
    folder,
    close: async () => {
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
