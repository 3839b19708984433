import { DEFAULT_MEMORY_LIMIT, type EngineLimits } from "../domain/engine-limits.ts";
import { layersShape } from "./layers-shape.ts";
import type { Environment } from "./read-environment.ts";
import { readLayers, type Flags } from "./read-layers.ts";

/**
 * What the configuration of a project lets the engine take, for work that goes on whatever else is wrong in it: limits that
 * cannot be read are the defaults, but for the flags. Throws GK0201.
 */
export function statedEngine(directory: string, environment: Environment, flags: Flags): EngineLimits {
  const layers = readLayers(directory, environment, flags);
  const engine = layers.file && layersShape(layers).parts.engine;
  return {
    threads: engine?.threads ?? flags.threads ?? "all",
    memoryLimit: engine?.memory_limit ?? flags.memoryLimit ?? DEFAULT_MEMORY_LIMIT,
  };
}
