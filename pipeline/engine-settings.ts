import { availableParallelism } from "node:os";

import type { Project } from "../src/domain/project.ts";

/** What the engine may take of this machine, as the configuration says; a number of threads, and a size as it writes it. */
export function engineSettings({ engine }: Pick<Project, "engine">): {
  readonly threads: number;
  readonly memoryLimit: string;
} {
  const threads = engine.threads === "all" ? availableParallelism() : engine.threads;
  return { threads, memoryLimit: engine.memoryLimit };
}
