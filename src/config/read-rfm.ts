import { BINS_OF_MODES, type Dimension, DIMENSIONS, type RfmDeclaration } from "../domain/rfm.ts";
import {
  binsOfMode,
  breaksMissing,
  breaksUnordered,
  type GatekeeperError,
  mapNeedsBins,
  windowEmpty,
} from "../errors.ts";
import type { ProjectShape } from "./project-schema.ts";
import type { YamlFile } from "./yaml-file.ts";

type RfmShape = ProjectShape["rfm"];

/** Scores of a dimension where nothing says how many. */
const USUAL_BINS = 5;

/** The rules of rf_grid speak of scores 1 to 5 of recency and frequency. Source: rfm.md §3. */
const MAP_BINS = 5;
const MAP_DIMENSIONS = ["recency", "frequency"] as const;

export function rfmOf(shape: RfmShape): RfmDeclaration {
  const { refunds, window, recency, frequency, monetary, scores, breaks, map, strict } = shape;
  const bins = Object.fromEntries(
    DIMENSIONS.map((dimension) => [
      dimension,
      madeBins(shape, dimension) ?? statedBins(shape, dimension) ?? USUAL_BINS,
    ]),
  ) as Record<Dimension, number>;
  return {
    refunds,
    window: window === undefined || "last" in window ? window : { from: window.from, to: window.to },
    recency,
    frequency,
    monetary,
    scores,
    bins,
    breaks,
    map,
    isStrict: strict,
  };
}

/** How many scores breaks or the mode make; undefined where bins decide. */
function madeBins({ scores, breaks }: RfmShape, dimension: Dimension): number | undefined {
  const stated = breaks[dimension];
  return stated === undefined ? BINS_OF_MODES[scores] : stated.length + 1;
}

function statedBins({ bins }: RfmShape, dimension: Dimension): number | undefined {
  return typeof bins === "number" ? bins : bins?.[dimension];
}

/** Everything wrong with the definitions and scores, beyond the shape. */
export function checkRfm(file: YamlFile, { rfm }: Partial<ProjectShape>): readonly GatekeeperError[] {
  if (rfm === undefined) return [];
  return [
    ...checkWindow(file, rfm),
    ...DIMENSIONS.flatMap((dimension) => [...checkBreaks(file, rfm, dimension), ...checkBins(file, rfm, dimension)]),
    ...checkSegmentMap(file, rfm),
  ];
}

function checkWindow(file: YamlFile, { window }: RfmShape): readonly GatekeeperError[] {
  if (window === undefined || "last" in window || window.from === undefined || window.to === undefined) return [];
  const { from, to } = window;
  return from < to ? [] : [windowEmpty({ from, to }, { at: file.at(["rfm", "window", "to"]) })];
}

function checkBreaks(file: YamlFile, { scores, breaks }: RfmShape, dimension: Dimension): readonly GatekeeperError[] {
  const stated = breaks[dimension];
  if (stated === undefined)
    return scores === "breaks" ? [breaksMissing({ dimension }, { at: file.at(["rfm", "scores"]) })] : [];
  const ascends = stated.every((edge, index) => index === 0 || edge > (stated[index - 1] ?? edge));
  return ascends ? [] : [breaksUnordered({ dimension }, { at: file.at(["rfm", "breaks", dimension]) })];
}

function checkBins(file: YamlFile, shape: RfmShape, dimension: Dimension): readonly GatekeeperError[] {
  const [made, bins] = [madeBins(shape, dimension), statedBins(shape, dimension)];
  // One number for all says nothing of a dimension with breaks of its own.
  if (made === undefined || bins === undefined || bins === made) return [];
  if (typeof shape.bins === "number" && shape.breaks[dimension] !== undefined) return [];
  return [binsOfMode({ dimension, bins, made }, { at: file.at(["rfm", "bins"]) })];
}

function checkSegmentMap(file: YamlFile, shape: RfmShape): readonly GatekeeperError[] {
  const { bins } = rfmOf(shape);
  const unfit = MAP_DIMENSIONS.find((dimension) => bins[dimension] !== MAP_BINS);
  if (unfit === undefined) return [];
  const at = file.at(shape.bins === undefined ? ["rfm"] : ["rfm", "bins"]);
  return [mapNeedsBins({ map: shape.map, needed: MAP_BINS, bins: bins[unfit] }, { at })];
}
