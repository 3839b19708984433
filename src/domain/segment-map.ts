import type { Dimension } from "./rfm.ts";

/** One segment: stable id, labels, and the cells of the score cube that it takes; a rule that comes first wins. */
export interface Segment {
  readonly id: string;
  readonly labels: { readonly en: string; readonly "zh-CN": string };
  readonly rules: readonly ScoreBox[];
}

/** Inclusive ranges of scores; an absent one takes every score. */
export interface ScoreBox {
  readonly r?: readonly [number, number];
  readonly f?: readonly [number, number];
  readonly m?: readonly [number, number];
}

/** One cell of the score cube with its segment. */
export interface SegmentCell {
  readonly r: number;
  readonly f: number;
  readonly m: number;
  readonly segmentId: string;
}

/** The default map over recency and frequency: ten segments, complete and disjoint for five bins. Source: rfm.md §3. */
export const RF_GRID: readonly Segment[] = [
  segment("champions", "Champions", "重要价值客户", [{ r: [5, 5], f: [4, 5] }]),
  segment("loyal_customers", "Loyal customers", "忠诚客户", [{ r: [3, 4], f: [4, 5] }]),
  segment("potential_loyalists", "Potential loyalists", "潜在忠诚客户", [{ r: [4, 5], f: [2, 3] }]),
  segment("new_customers", "New customers", "新客户", [{ r: [5, 5], f: [1, 1] }]),
  segment("promising", "Promising", "有潜力客户", [{ r: [4, 4], f: [1, 1] }]),
  segment("need_attention", "Need attention", "需要关注", [{ r: [3, 3], f: [3, 3] }]),
  segment("about_to_sleep", "About to sleep", "即将沉睡", [{ r: [3, 3], f: [1, 2] }]),
  segment("at_risk", "At risk", "流失风险", [{ r: [1, 2], f: [3, 4] }]),
  segment("cant_lose", "Can't lose", "不可流失", [{ r: [1, 2], f: [5, 5] }]),
  segment("hibernating", "Hibernating", "休眠客户", [{ r: [1, 2], f: [1, 2] }]),
];

/** The segment of every cell of the score cube. */
export function segmentCells(map: readonly Segment[], bins: Readonly<Record<Dimension, number>>): SegmentCell[] {
  return scoresTo(bins.recency).flatMap((r) =>
    scoresTo(bins.frequency).flatMap((f) =>
      scoresTo(bins.monetary).map((m) => ({ r, f, m, segmentId: segmentOf(map, r, f, m) })),
    ),
  );
}

function scoresTo(bins: number): readonly number[] {
  return Array.from({ length: bins }, (_, index) => index + 1);
}

function segmentOf(map: readonly Segment[], r: number, f: number, m: number): string {
  const found = map.find(({ rules }) => rules.some((box) => holds(box.r, r) && holds(box.f, f) && holds(box.m, m)));
  if (found === undefined) throw new Error(`no segment takes the cell R${r} F${f} M${m}`);
  return found.id;
}

function holds(range: readonly [number, number] | undefined, score: number): boolean {
  return range === undefined || (score >= range[0] && score <= range[1]);
}

function segment(id: string, en: string, zhCN: string, rules: readonly ScoreBox[]): Segment {
  return { id, labels: { en, "zh-CN": zhCN }, rules };
}
