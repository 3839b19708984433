import type { MapCoverage } from "../domain/map-coverage.ts";
import type { NamedSegment, SegmentMap } from "../domain/segment-map.ts";
import type { Language } from "../language.ts";
import type { TextTable } from "./text.ts";

/** What a map is, for programs. */
export function mapSummary({ id, title, source, bins, segments, fallback }: SegmentMap, language: Language) {
  const named = ({ id: segment_id, labels }: NamedSegment) => ({ segment_id, label: labels[language] });
  return {
    map_id: id,
    title: title[language],
    source: source?.[language] ?? null,
    bins,
    segments: segments.map(named),
    fallback: named(fallback),
  };
}

/** A map with everything that is found over its cube, for programs; a dimension that it does not look at is null in cells. */
export function mapJson(map: SegmentMap, coverage: MapCoverage, language: Language) {
  const { cells, gaps, contested, overlaps, unreachable, taken } = coverage;
  const place = ({ r, f, m, isNew }: MapCoverage["cells"][number]) => ({ r, f, m, is_new: isNew });
  return {
    ...mapSummary(map, language),
    cells: cells.map((cell) => ({ ...place(cell), segment_id: cell.segmentId, claimed_by: cell.claimedBy })),
    cells_taken: Object.fromEntries(taken),
    gaps: gaps.map(place),
    overlap_cells: contested.length,
    overlaps: overlaps.map(({ winner, other, cells: count }) => ({ winner, other, cells: count })),
    unreachable: unreachable.map(({ segmentId, ruleIndex, takenBy }) => ({
      segment_id: segmentId,
      rule: ruleIndex + 1,
      taken_by: takenBy,
    })),
  };
}

/** Every cell of a map with its segment; empty is a dimension that the map does not look at. */
export function mapCellsTable(
  { segments, fallback }: SegmentMap,
  { cells }: MapCoverage,
  language: Language,
): TextTable {
  const labels = new Map([...segments, fallback].map(({ id, labels: own }) => [id, own[language]]));
  const text = (value: number | boolean | null) => (value === null ? null : String(value));
  return {
    columns: ["r_score", "f_score", "m_score", "is_new", "segment_id", "label", "claimed_by"],
    numbers: ["r_score", "f_score", "m_score"],
    rows: cells.map(({ r, f, m, isNew, segmentId, claimedBy }) => [
      text(r),
      text(f),
      text(m),
      text(isNew),
      segmentId,
      labels.get(segmentId) ?? null,
      claimedBy.join("; "),
    ]),
  };
}
