import { segmentCells } from "../src/domain/map-coverage.ts";
import { isRanked, type RfmDeclaration, scoreBins, scoreRules } from "../src/domain/rfm.ts";
import type { ParameterTable } from "./parameters.ts";

/** How facts become scores, and scores segments. */
export function scoreParameters(rfm: RfmDeclaration): Record<string, ParameterTable> {
  const scored = scoreRules(rfm);
  return {
    score_rules: {
      columns: ["dimension varchar", "is_ranked boolean", "bins integer"],
      rows: scored.map(({ dimension, mode, bins }) => [dimension, isRanked(mode), bins]),
    },
    score_cuts: {
      columns: [
        "dimension varchar",
        "place integer",
        "kind varchar",
        "edge double",
        "share double",
        "is_inclusive boolean",
        "is_distinct boolean",
      ],
      rows: scored.flatMap(({ dimension, cuts }) =>
        cuts.map((cut, index) => [
          dimension,
          index + 1,
          cut.kind,
          cut.edge,
          cut.share,
          cut.isInclusive,
          cut.isDistinct,
        ]),
      ),
    },
    segment_cells: {
      columns: ["r_score integer", "f_score integer", "m_score integer", "is_new boolean", "segment_id varchar"],
      rows: segmentCells(rfm.map, scoreBins(rfm)).map(({ r, f, m, isNew, segmentId }) => [r, f, m, isNew, segmentId]),
    },
  };
}
