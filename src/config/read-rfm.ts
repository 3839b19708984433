import {
  BINS_OF_MODES,
  countsDays,
  type Dimension,
  DIMENSIONS,
  type RfmDeclaration,
  type RfmWindow,
  type ScoreMode,
} from "../domain/rfm.ts";
import type { SegmentMap } from "../domain/segment-map.ts";
import {
  binsOfMode,
  breaksMissing,
  breaksUnordered,
  type GatekeeperError,
  resamplesOfDays,
  windowEmpty,
  windowUnsaid,
} from "../errors.ts";
import type { ProjectShape } from "./project-schema.ts";
import type { YamlFile } from "./yaml-file.ts";

type RfmShape = ProjectShape["rfm"];

/** Scores of a dimension where nothing says how many. */
const USUAL_BINS = 5;

export function rfmOf(shape: RfmShape, map: SegmentMap): RfmDeclaration {
  const { refunds, window, recency, frequency, monetary, breaks, strict } = shape;
  return {
    refunds,
    window: window && windowOf(window),
    recency,
    frequency,
    monetary,
    scores: scoresOf(shape, map),
    bins: binsOf(shape, map),
    breaks,
    map,
    isStrict: strict,
  };
}

function windowOf({ last, from, to }: NonNullable<RfmShape["window"]>): RfmWindow {
  return last === undefined ? { from, to } : { last };
}

/** The scores that each dimension has. */
export function binsOf(shape: RfmShape, map: SegmentMap): Record<Dimension, number> {
  const bins = DIMENSIONS.map((dimension) => [
    dimension,
    madeBins(shape, map, dimension) ?? statedBins(shape, dimension) ?? USUAL_BINS,
  ]);
  return Object.fromEntries(bins) as Record<Dimension, number>;
}

/** A map of two levels parts the high from the low, which a rank would do at the median of people, ties on one side. */
function scoresOf({ scores }: RfmShape, map: SegmentMap): ScoreMode {
  const isOfTwoLevels = Object.values(map.bins).every((count) => count === 2);
  return scores ?? (isOfTwoLevels ? "mean" : "rank");
}

/** How many scores breaks or the mode make; undefined where bins decide. */
function madeBins(shape: RfmShape, map: SegmentMap, dimension: Dimension): number | undefined {
  const stated = shape.breaks[dimension];
  return stated === undefined ? BINS_OF_MODES[scoresOf(shape, map)] : stated.length + 1;
}

function statedBins({ bins }: RfmShape, dimension: Dimension): number | undefined {
  return typeof bins === "number" ? bins : bins?.[dimension];
}

/** Everything wrong with the definitions and scores, beyond the shape. */
export function checkRfm(
  file: YamlFile,
  { rfm, robustness }: Partial<ProjectShape>,
  map: SegmentMap | undefined,
): readonly GatekeeperError[] {
  if (rfm === undefined) return [];
  return [
    ...checkWindow(file, rfm),
    ...checkResamples(file, rfm, robustness),
    ...DIMENSIONS.flatMap((dimension) => [
      ...checkBreaks(file, rfm, dimension),
      ...(map === undefined ? [] : checkBins(file, rfm, map, dimension)),
    ]),
  ];
}

const WINDOW = ["rfm", "window"] as const;

/** A length, or one day or both; and at least one day in the window. */
function checkWindow(file: YamlFile, { window }: RfmShape): readonly GatekeeperError[] {
  if (window === undefined) return [];
  const { last, from, to } = window;
  const days = (["from", "to"] as const).filter((key) => window[key] !== undefined);
  if (last === undefined && days.length === 0) return [windowUnsaid({ beside: [] }, { at: file.at(WINDOW) })];
  if (last !== undefined && days.length > 0)
    return [windowUnsaid({ beside: days }, { at: file.atKey([...WINDOW, "last"]) })];
  if (last?.count === 0) return [windowEmpty({ span: null }, { at: file.at([...WINDOW, "last"]) })];
  if (from === undefined || to === undefined || from < to) return [];
  return [windowEmpty({ span: { from, to } }, { at: file.at([...WINDOW, "to"]) })];
}

/** A day occurs once, however often its orders are drawn: what counts days would only ever shrink. */
function checkResamples(
  file: YamlFile,
  { frequency, monetary }: RfmShape,
  robustness: ProjectShape["robustness"] | undefined,
): readonly GatekeeperError[] {
  if (robustness === undefined || robustness.resamples === 0) return [];
  const definitions = { frequency, monetary };
  const ofDays = (["frequency", "monetary"] as const).filter((key) => countsDays(definitions[key]));
  const at = file.at(["robustness", "resamples"]);
  return ofDays.map((dimension) => resamplesOfDays({ dimension, definition: definitions[dimension] }, { at }));
}

function checkBreaks(file: YamlFile, { scores, breaks }: RfmShape, dimension: Dimension): readonly GatekeeperError[] {
  const stated = breaks[dimension];
  if (stated === undefined)
    return scores === "breaks" ? [breaksMissing({ dimension }, { at: file.at(["rfm", "scores"]) })] : [];
  const ascends = stated.every((edge, index) => index === 0 || edge > (stated[index - 1] ?? edge));
  return ascends ? [] : [breaksUnordered({ dimension }, { at: file.at(["rfm", "breaks", dimension]) })];
}

function checkBins(file: YamlFile, shape: RfmShape, map: SegmentMap, dimension: Dimension): readonly GatekeeperError[] {
  const [made, bins] = [madeBins(shape, map, dimension), statedBins(shape, dimension)];
  // One number for all says nothing of a dimension with breaks of its own.
  if (made === undefined || bins === undefined || bins === made) return [];
  if (typeof shape.bins === "number" && shape.breaks[dimension] !== undefined) return [];
  const at = file.at(typeof shape.bins === "number" ? ["rfm", "bins"] : ["rfm", "bins", dimension]);
  return [binsOfMode({ dimension, bins, made }, { at })];
}
