import { segmentCells } from "../domain/map-coverage.ts";
import { type RfmDeclaration, scoreBins, type ScoreRule, scoreRules } from "../domain/rfm.ts";
import type { ReleasedAmount } from "./release-model.ts";

/** Between which numbers lies what each customer brought who has a value of a dimension of reports: whoever knows the stated edges of scores knows it. */
export interface ClassBound extends AmountBound {
  readonly dimension: string;
  readonly value: string;
}

/** Between which numbers an amount lies, both included; an infinity where nothing is said. */
export interface AmountBound {
  readonly amount: ReleasedAmount;
  /** Whether it is said of each customer, or of each of their orders. */
  readonly per: "customer" | "order";
  readonly least: number;
  readonly most: number;
}

/** The days of a period whose orders and revenue are said, and the day of the as-of moment. */
export interface FlowDays {
  /** The first of the period, such as `2026-10-01`. */
  readonly from: string;
  readonly asOf: string;
}

/** The dimension of a score in reports, and its letter in segment maps. */
export const SCORES = {
  recency: { dimension: "r_score", letter: "r" },
  frequency: { dimension: "f_score", letter: "f" },
  monetary: { dimension: "m_score", letter: "m" },
} as const;

/** Money has four decimals. */
const COIN = 0.0001;
/** By which a mean is rounded at most. */
const HALF_COIN = COIN / 2;

const MILLISECONDS_PER_DAY = 86_400_000;

/**
 * What stated edges say of the amounts of customers by score, and by segment as far as all scores of a segment say it. In a period fewer orders were made than ever, none by who bought last before it, and
 * the revenue is anything. Definitions by days say nothing: an order may have several, and a day several orders.
 *
 * Source: disclosure.md §3, segment bounds. Pure; throws nothing.
 */
export function classBounds(rfm: RfmDeclaration, flow: FlowDays | null): ClassBound[] {
  const cells = segmentCells(rfm.map, scoreBins(rfm));
  return scoreRules(rfm)
    .filter(({ mode }) => mode === "breaks")
    .flatMap((rule) => {
      const { dimension, letter } = SCORES[rule.dimension];
      const ofScore = Array.from({ length: rule.bins }, (_, index) => scoreBound(rfm, rule, index + 1, flow));
      const segments = [...new Set(cells.map(({ segmentId }) => segmentId))].toSorted();
      return [
        ...ofScore.flatMap((bound, index) =>
          bound === null ? [] : [{ dimension, value: String(index + 1), ...bound }],
        ),
        ...segments.flatMap((value) => {
          const scores = new Set(cells.filter(({ segmentId }) => segmentId === value).map((cell) => cell[letter]));
          const bound = widest([...scores].map((score) => (score === null ? null : ofScore[score - 1]) ?? null));
          return bound === null ? [] : [{ dimension: "segment", value, ...bound }];
        }),
      ];
    })
    .filter(({ least, most }) => least > -Infinity || most < Infinity);
}

/** What several bounds say together, of each amount and what it is said of. Pure; throws nothing. */
export function closestOf(bounds: readonly AmountBound[]): AmountBound[] {
  const found = new Map<string, AmountBound>();
  for (const { amount, per, least, most } of bounds) {
    const key = `${amount} ${per}`;
    const before = found.get(key) ?? { amount, per, least, most };
    found.set(key, { amount, per, least: Math.max(least, before.least), most: Math.min(most, before.most) });
  }
  return [...found.values()];
}

function widest(bounds: readonly (AmountBound | null)[]): AmountBound | null {
  const known = bounds.filter((bound) => bound !== null);
  const [first] = known;
  if (first === undefined || known.length < bounds.length) return null;
  return {
    ...first,
    least: Math.min(...known.map(({ least }) => least)),
    most: Math.max(...known.map(({ most }) => most)),
  };
}

function scoreBound(
  { recency, frequency, monetary }: RfmDeclaration,
  rule: ScoreRule,
  score: number,
  flow: FlowDays | null,
): AmountBound | null {
  const { from, to } = edgesOf(rule, score);
  const orders = { amount: "orders", per: "customer" } as const;
  switch (rule.dimension) {
    case "recency":
      return flow === null || from === null || !isBefore(flow, from, recency) ? null : { ...orders, least: 0, most: 0 };
    case "frequency": {
      const most = to === null ? Infinity : Math.ceil(to) - 1;
      if (frequency === "orders")
        return { ...orders, least: flow !== null || from === null ? -Infinity : Math.ceil(from), most };
      // Nobody has more orders than lines.
      return frequency === "lines" ? { ...orders, least: -Infinity, most } : null;
    }
    case "monetary": {
      if (flow !== null) return null;
      if (monetary === "total")
        return {
          amount: "revenue",
          per: "customer",
          least: from ?? -Infinity,
          most: to === null ? Infinity : to - COIN,
        };
      const [least, most] = [from === null ? -Infinity : from - HALF_COIN, to === null ? Infinity : to - HALF_COIN];
      return monetary === "mean_per_order" ? { amount: "revenue", per: "order", least, most } : null;
    }
  }
}

/** The least value of a score, and that of the next above it; null at the ends. Of recency the best score has the fewest days. */
function edgesOf({ dimension, bins, cuts }: ScoreRule, score: number): { from: number | null; to: number | null } {
  const place = dimension === "recency" ? bins - score : score - 1;
  return { from: cuts[place - 1]?.edge ?? null, to: cuts[place]?.edge ?? null };
}

/** Whether everybody whose last sale is so many days ago or more had it before the period. A day more for the time of day, where that counts. */
function isBefore({ from, asOf }: FlowDays, days: number, recency: RfmDeclaration["recency"]): boolean {
  const between = Math.round((Date.parse(asOf) - Date.parse(from)) / MILLISECONDS_PER_DAY);
  return (recency === "days" ? Math.ceil(days) : Math.floor(days) - 1) > between;
}
