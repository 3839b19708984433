import { availableParallelism } from "node:os";

import type { EngineLimits } from "../src/domain/engine-limits.ts";

/** What the engine may take of this machine. */
export interface EngineSettings {
  readonly threads: number;
  /** A size as the engine writes it. */
  readonly memoryLimit: string;
}

/** The limits of a configuration on this machine. */
export function engineSettings({ threads, memoryLimit }: EngineLimits): EngineSettings {
  return { threads: threads === "all" ? availableParallelism() : threads, memoryLimit };
}
