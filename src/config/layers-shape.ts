import type { GatekeeperError } from "../errors.ts";
import type { ProjectShape } from "./project-schema.ts";
import type { FoundLayers } from "./read-layers.ts";
import { readShape, type Shape } from "./read-shape.ts";

/** What all layers say together, and everything wrong with their shape, each mistake once. */
export function layersShape({ file, schema, problems: told }: FoundLayers): Shape<ProjectShape> {
  const { whole, parts, problems } = readShape("project", file, schema);
  const all = [...told, ...notToldYet(problems, told)];
  return { whole: all.length === 0 ? whole : undefined, parts, problems: all };
}

/** The problems that no layer has by itself: what is missing, only the whole can tell. */
function notToldYet(
  problems: readonly GatekeeperError[],
  told: readonly GatekeeperError[],
): readonly GatekeeperError[] {
  const key = ({ code, at }: GatekeeperError): string => JSON.stringify([code, at?.file, at?.line, at?.column]);
  const known = new Set(told.map(key));
  return problems.filter((problem) => !known.has(key(problem)));
}
