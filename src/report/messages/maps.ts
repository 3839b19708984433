import type { Language } from "../../language.ts";

/** What is said about segment maps. */
export interface MapMessages {
  readonly shipped: string;
  readonly segments: (count: number) => string;
  /** Where the rules come from. */
  readonly source: (source: string) => string;
  /** Over a grid of the cube: the level of monetary value, and whether customers are new; null where nobody asks. */
  readonly grid: (m: number | null, isNew: boolean | null) => string;
  readonly cells: (count: number) => string;
  readonly fallback: (label: string) => string;
  readonly complete: string;
  readonly gaps: (cells: number, all: number, fallback: string) => string;
  readonly disjoint: string;
  readonly overlaps: (cells: number, all: number) => string;
  readonly overlap: (winner: string, other: string) => string;
  readonly allReachable: string;
  readonly unreachable: (rules: number) => string;
  readonly unreachableRule: (label: string, rule: number, takenBy: readonly string[]) => string;
  /** A note of validate. */
  readonly noteOfGaps: (map: string, cells: number, all: number, fallback: string) => string;
  readonly noteOfOverlaps: (map: string, cells: number, all: number) => string;
  readonly noteOfUnreachable: (map: string, segments: readonly string[]) => string;
}

export const MAP_MESSAGES: Readonly<Record<Language, MapMessages>> = {
  en: {
    shipped: "Shipped maps:",
    segments: (count) => `${count} segments`,
    source: (source) => `Source: ${source}`,
    grid: (m, isNew) => [...level(m), ...(isNew === null ? [] : [isNew ? "new" : "not new"])].join(", "),
    cells: (count) => (count === 1 ? "1 cell" : `${count} cells`),
    fallback: (label) => `${label} (fallback)`,
    complete: "Gaps: none, every cell has a rule.",
    gaps: (cells, all, fallback) => `Gaps: ${cells} of ${all} cells, which go to ${fallback}:`,
    disjoint: "Overlaps: none, no cell is claimed twice.",
    overlaps: (cells, all) =>
      `Overlaps: ${cells} of ${all} cells are claimed more than once; the segment that comes first wins:`,
    overlap: (winner, other) => `${winner} before ${other}`,
    allReachable: "Rules that can never match: none.",
    unreachable: (rules) => `Rules that can never match: ${rules}`,
    unreachableRule: (label, rule, takenBy) => `${label}, rule ${rule}: all its cells go to ${takenBy.join(", ")}`,
    noteOfGaps: (map, cells, all, fallback) =>
      `Segment map ${map}: ${cells} of ${all} cells have no rule and go to ${fallback}.`,
    noteOfOverlaps: (map, cells, all) =>
      `Segment map ${map}: ${cells} of ${all} cells are claimed more than once; the segment that comes first wins.`,
    noteOfUnreachable: (map, segments) => `Segment map ${map}: rules that can never match, of ${segments.join(", ")}.`,
  },
  "zh-CN": {
    shipped: "自带的分群映射：",
    segments: (count) => `${count} 个分群`,
    source: (source) => `出处：${source}`,
    grid: (m, isNew) => [...level(m), ...(isNew === null ? [] : [isNew ? "新客户" : "非新客户"])].join("，"),
    cells: (count) => `${count} 格`,
    fallback: (label) => `${label}（兜底）`,
    complete: "空白：无，每个单元格都有规则。",
    gaps: (cells, all, fallback) => `空白：${all} 格中有 ${cells} 格没有规则，归入“${fallback}”：`,
    disjoint: "重叠：无，没有单元格被重复占用。",
    overlaps: (cells, all) => `重叠：${all} 格中有 ${cells} 格被不止一个分群占用，以排在前面的分群为准：`,
    overlap: (winner, other) => `${winner} 先于 ${other}`,
    allReachable: "永远不会命中的规则：无。",
    unreachable: (rules) => `永远不会命中的规则：${rules} 条`,
    unreachableRule: (label, rule, takenBy) => `${label}，第 ${rule} 条规则：单元格全部归入 ${takenBy.join("、")}`,
    noteOfGaps: (map, cells, all, fallback) =>
      `分群映射 ${map}：${all} 格中有 ${cells} 格没有规则，归入“${fallback}”。`,
    noteOfOverlaps: (map, cells, all) =>
      `分群映射 ${map}：${all} 格中有 ${cells} 格被不止一个分群占用，以排在前面的分群为准。`,
    noteOfUnreachable: (map, segments) => `分群映射 ${map}：以下分群有永远不会命中的规则：${segments.join("、")}。`,
  },
};

function level(m: number | null): string[] {
  return m === null ? [] : [`M ${m}`];
}
