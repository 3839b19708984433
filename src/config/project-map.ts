import { isAbsolute, normalize } from "node:path";

import { present } from "../assert.ts";
import { BINS_OF_MODES, type Dimension, scoreBins } from "../domain/rfm.ts";
import { looksAt, SCORE_DIMENSIONS, type SegmentMap } from "../domain/segment-map.ts";
import { type GatekeeperError, mapNeedsBins, mapOutsideProject } from "../errors.ts";
import { isMapPath } from "./map-choice.ts";
import type { ProjectShape } from "./project-schema.ts";
import { binsOf } from "./read-rfm.ts";
import { type MapReading, readSegmentMap } from "./read-segment-map.ts";
import { readShippedMap } from "./shipped-maps.ts";
import type { YamlFile, YamlPath } from "./yaml-file.ts";

/** The segment map of a project. */
export interface ProjectMap {
  /** Undefined when it cannot be read, or its name. */
  readonly map: SegmentMap | undefined;
  readonly problems: readonly GatekeeperError[];
}

/**
 * Reads the segment map that `rfm.map` names, from the package or from the project's folder, and holds it to `rfm.bins`. A
 * rule that can never match is a problem, unless `rfm.allow_unreachable` lets it stand.
 */
export function readProjectMap(file: YamlFile, { rfm }: Partial<ProjectShape>, directory: string): ProjectMap {
  if (rfm === undefined) return { map: undefined, problems: [] };
  const isOwn = isMapPath(rfm.map);
  const at = file.at(["rfm", "map"]);
  if (isOwn && isOutside(rfm.map)) return { map: undefined, problems: [mapOutsideProject({ path: rfm.map }, { at })] };
  const { map, unreachable, problems }: MapReading = isOwn
    ? readSegmentMap(directory, normalize(rfm.map))
    : readShippedMap(rfm.map);
  return {
    map,
    problems: [
      ...problems,
      ...(rfm.allow_unreachable ? [] : unreachable),
      ...(map === undefined ? [] : checkBins(file, map, rfm)),
    ],
  };
}

function isOutside(path: string): boolean {
  return isAbsolute(path) || /^\.\.(?:[/\\]|$)/u.test(normalize(path));
}

/** The dimensions by the letters that maps use. */
const LETTERS = { r: "recency", f: "frequency", m: "monetary" } as const;

/** What says how many scores a dimension has, and where it stands. */
function binsMadeBy(
  shape: ProjectShape["rfm"],
  dimension: Dimension,
): readonly [YamlPath, "breaks" | "scores" | "bins"] {
  if (shape.breaks[dimension] !== undefined) return [["rfm", "breaks", dimension], "breaks"];
  if (shape.scores !== undefined && BINS_OF_MODES[shape.scores] !== undefined) return [["rfm", "scores"], "scores"];
  return [shape.bins === undefined ? ["rfm", "map"] : ["rfm", "bins"], "bins"];
}

/** Only of dimensions that the map looks at. */
function checkBins(file: YamlFile, map: SegmentMap, shape: ProjectShape["rfm"]): readonly GatekeeperError[] {
  const bins = scoreBins({ bins: binsOf(shape, map) });
  const looked = SCORE_DIMENSIONS.filter((dimension) => looksAt(map, dimension));
  const differing = looked.filter((dimension) => map.bins[dimension] !== bins[dimension]);
  if (differing.length === 0) return [];
  const needed = looked.map((dimension) => map.bins[dimension]);
  const isEven = needed.every((count) => count === needed[0]);
  const text = isEven ? String(needed[0]) : looked.map((dimension) => `${dimension} ${map.bins[dimension]}`).join(", ");
  const [first] = differing;
  const letter = present(first, "one differs");
  const dimension = LETTERS[letter];
  const [place, madeBy] = binsMadeBy(shape, dimension);
  const told = { map: map.id, needed: text, isEven, bins: bins[letter], dimension, madeBy };
  return [mapNeedsBins(told, { at: file.at(place) })];
}
