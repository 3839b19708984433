import { resolve } from "node:path";
import { present } from "../assert.ts";
import { throwProblems } from "../errors.ts";
import type { LayerPlace } from "./layered-value.ts";
import { layersShape } from "./layers-shape.ts";
import { byPlace } from "./problem-order.ts";
import type { Environment } from "./read-environment.ts";
import { readLayers, type Flags } from "./read-layers.ts";
import type { ChosenTarget } from "./target.ts";
import { withDefaults } from "./with-defaults.ts";
import type { YamlPath } from "./yaml-file.ts";

/** The configuration of a project, as one would have to write it without layers and defaults. */
export interface ResolvedConfiguration {
  readonly value: unknown;
  readonly target: ChosenTarget | undefined;
  /** Where the value at a path comes from; undefined for a default. */
  readonly originOf: (path: YamlPath) => LayerPlace | undefined;
}

/**
 * Resolves the configuration of a project for somebody to read. Secrets stay the references they are written as and are not
 * fetched, so it works where they are not. Throws GK0201, and every problem of the layers' shape together (GK02xx).
 */
export function resolveConfiguration(directory: string, environment: Environment, flags: Flags): ResolvedConfiguration {
  const layers = readLayers(resolve(directory), environment, flags);
  throwProblems((layers.file === undefined ? layers : layersShape(layers)).problems.toSorted(byPlace));
  const { file, schema, target } = present(layers.file && layers, "layers without problems were found");
  return {
    value: withDefaults(schema, file.value),
    target,
    originOf: (path) => file.placeOf(path),
  };
}
