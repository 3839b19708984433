import { type MapCoverage, mapCoverage } from "../domain/map-coverage.ts";
import { type ScoreBins, SCORE_DIMENSIONS, type Segment, type SegmentMap } from "../domain/segment-map.ts";
import {
  type ErrorPosition,
  type GatekeeperError,
  placeOf,
  ruleUnreachable,
  scoreBeyondBins,
  segmentRepeated,
} from "../errors.ts";
import { readShape } from "./read-shape.ts";
import { segmentMapSchema, type SegmentMapShape } from "./segment-map-schema.ts";
import { readYamlFile, type YamlFile } from "./yaml-file.ts";

/** A file with a segment map. */
export interface MapReading {
  /** Undefined when anything is wrong. */
  readonly map: SegmentMap | undefined;
  /** A problem for each rule that can never match: whoever loads the map decides whether it may stand. */
  readonly unreachable: readonly GatekeeperError[];
  readonly problems: readonly GatekeeperError[];
}

/** Reads one segment map and evaluates it over the whole cube; `path` is relative to the folder, and messages name it. */
export function readSegmentMap(directory: string, path: string): MapReading {
  const { file, problems } = readYamlFile(directory, path);
  if (file === undefined) return { map: undefined, unreachable: [], problems };
  const { whole, parts, problems: ofShape } = readShape("map", file, segmentMapSchema);
  const all = [...problems, ...ofShape, ...checkScores(file, parts), ...checkSegmentIds(file, parts)];
  if (whole === undefined || all.length > 0) return { map: undefined, unreachable: [], problems: all };
  const map = mapOf(whole);
  return { map, unreachable: unreachableProblems(file, mapCoverage(map)), problems: [] };
}

function mapOf({ id, title, source, bins, segments, fallback }: SegmentMapShape): SegmentMap {
  return { id, title, source, bins: binsOf(bins), segments: segments.map(segmentOfShape), fallback };
}

function segmentOfShape({ id, labels, rules }: SegmentMapShape["segments"][number]): Segment {
  return { id, labels, rules: rules.map(({ is_new: isNew, ...ranges }) => ({ ...ranges, isNew })) };
}

function binsOf(bins: SegmentMapShape["bins"]): ScoreBins {
  return typeof bins === "number" ? { r: bins, f: bins, m: bins } : bins;
}

function checkScores(file: YamlFile, { bins, segments = [] }: Partial<SegmentMapShape>): readonly GatekeeperError[] {
  if (bins === undefined) return [];
  const most = binsOf(bins);
  return segments.flatMap(({ rules }, segmentIndex) =>
    rules.flatMap((rule, ruleIndex) =>
      SCORE_DIMENSIONS.flatMap((dimension) => {
        const highest = rule[dimension]?.[1] ?? 0;
        if (highest <= most[dimension]) return [];
        const at = file.at(["segments", segmentIndex, "rules", ruleIndex, dimension]);
        return [scoreBeyondBins({ dimension, score: highest, bins: most[dimension] }, { at })];
      }),
    ),
  );
}

function checkSegmentIds(file: YamlFile, { segments = [], fallback }: Partial<SegmentMapShape>): GatekeeperError[] {
  const ids = segments.map(({ id }, index) => ({ id, at: file.at(["segments", index, "id"]) }));
  if (fallback !== undefined) ids.push({ id: fallback.id, at: file.at(["fallback", "id"]) });
  const first = new Map<string, ErrorPosition>();
  return ids.flatMap(({ id, at }) => {
    const before = first.get(id);
    if (before !== undefined) return [segmentRepeated({ id, first: placeOf(before) }, { at })];
    first.set(id, at);
    return [];
  });
}

function unreachableProblems(file: YamlFile, { unreachable }: MapCoverage): GatekeeperError[] {
  return unreachable.map(({ segmentId, segmentIndex, ruleIndex, takenBy }) =>
    ruleUnreachable({ segment: segmentId, takenBy }, { at: file.at(["segments", segmentIndex, "rules", ruleIndex]) }),
  );
}
