import { TOO_FEW_PEOPLE, TOO_SHORT_A_HISTORY } from "../../src/errors.ts";
import type { LocalizedText } from "../../src/language.ts";

const WHERE: LocalizedText = { en: "rfm.bins", "zh-CN": "rfm.bins" };

/** Details to word the errors of definitions, scores, segment maps and tables of reports with. */
export const SEGMENTATION_SAMPLES = {
  resamplesOfDays: [{ dimension: "frequency", definition: "active_days" }],
  windowUnsaid: [{ beside: [] }, { beside: ["from"] }, { beside: ["from", "to"] }],
  breaksUnordered: [{ dimension: "frequency" }],
  breaksMissing: [{ dimension: "recency" }],
  binsOfMode: [{ dimension: "recency", bins: 5, made: 4 }],
  windowEmpty: [{ span: { from: "2026-02-01", to: "2026-01-01" } }, { span: null }],
  dataTooScarce: [{ missing: TOO_FEW_PEOPLE }, { missing: TOO_SHORT_A_HISTORY }],
  measureOutOfPlace: [{ where: WHERE, measure: "gini" }],
  besideAsOf: [{ where: WHERE, name: "region" }],
  remainderMisplaced: [{ where: WHERE, dimension: "as_of" }],
  periodUnsaid: [{}],
  periodEmpty: [{}],
  measureOfPeriod: [{ where: WHERE, measure: "gini" }],
  periodsDiffer: [{ report: "monthly", other: "sizes" }],
  periodOutside: [
    { from: "2026-10-01", before: "2026-11-01", why: "not_over", limit: "2026-10-15" },
    { from: "2026-10-01", before: "2026-11-01", why: "outside_window", limit: "2026-10-15 – 2027-01-01" },
  ],
  dimensionsTooMany: [{ where: WHERE, dimensions: 4, most: 3 }],
  scoreRangeInvalid: [{ text: "5-4" }],
  scoreBeyondBins: [{ dimension: "r", score: 6, bins: 5 }],
  segmentRepeated: [{ id: "champions", first: "maps/own.yaml:7:9" }],
  ruleUnreachable: [{ segment: "promising", takenBy: ["potential_loyalist", "champions"] }],
  mapOutsideProject: [{ path: "../own.yaml" }],
  mapNeedsBins: [
    { map: "rf_grid", needed: "5", isEven: true, bins: 4, dimension: "frequency", madeBy: "bins" },
    { map: "rf_grid", needed: "5", isEven: true, bins: 4, dimension: "frequency", madeBy: "breaks" },
    { map: "rf_grid", needed: "5", isEven: true, bins: 4, dimension: "recency", madeBy: "scores" },
    { map: "own", needed: "r 5, f 3", isEven: false, bins: 5, dimension: "recency", madeBy: "bins" },
  ],
  mapUnknown: [
    { map: "rf_gird", suggestion: "rf_grid", known: ["rf_grid", "rfm_classic_a"] },
    { map: "x", suggestion: undefined, known: ["rf_grid"] },
  ],
} as const;
