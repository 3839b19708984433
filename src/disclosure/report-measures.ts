import { type Channel, CHANNELS } from "../domain/campaign.ts";
import { channelOf, isContactable, isContactableShare } from "../domain/contactable.ts";
import { MEDIAN_SCORES, type ReportMeasure, type ReportTable } from "../domain/report.ts";

/** The sums of a cell: what is protected. Everything else a table says is derived from these. */
export interface CellSums {
  readonly customers: bigint;
  readonly orders: bigint;
  /** In ten-thousandths of the currency. */
  readonly revenue: bigint;
  /** How many of its customers have each score, from 1 upwards; only where a measure asks for it. */
  readonly scoreCounts: Readonly<Partial<Record<MedianScore, readonly bigint[]>>>;
  /** How many of its customers could be contacted through each channel; none where a channel is absent. */
  readonly contactable: Readonly<Partial<Record<Channel, bigint>>>;
}

export type MedianScore = (typeof MEDIAN_SCORES)[keyof typeof MEDIAN_SCORES];

/** The sums of a cell without anybody. */
export const NOTHING: CellSums = { customers: 0n, orders: 0n, revenue: 0n, scoreCounts: {}, contactable: {} };

/** What both cells hold together. */
export function addSums(one: CellSums, other: CellSums): CellSums {
  const counts = Object.values(MEDIAN_SCORES).map((score) => {
    const [a = [], b = []] = [one.scoreCounts[score], other.scoreCounts[score]];
    const classes = Array.from(
      { length: Math.max(a.length, b.length) },
      (_, index) => (a[index] ?? 0n) + (b[index] ?? 0n),
    );
    return [score, classes] as const;
  });
  return {
    customers: one.customers + other.customers,
    orders: one.orders + other.orders,
    revenue: one.revenue + other.revenue,
    scoreCounts: Object.fromEntries(counts),
    contactable: Object.fromEntries(
      CHANNELS.map((channel) => [channel, (one.contactable[channel] ?? 0n) + (other.contactable[channel] ?? 0n)]),
    ),
  };
}

/** A sum that is withheld or published by itself. */
export type Sum = "customers" | "orders" | "revenue";

const SUMS: Readonly<Partial<Record<ReportMeasure, readonly Sum[]>>> = {
  orders: ["orders"],
  order_share: ["orders"],
  mean_order_value: ["orders", "revenue"],
  revenue: ["revenue"],
  revenue_share: ["revenue"],
  cumulative_revenue_share: ["revenue"],
  gini: ["revenue"],
};

/** The sums that a measure gives away. Every other but who could be contacted is of customers. */
export function sumsOf(measure: ReportMeasure): readonly Sum[] {
  return SUMS[measure] ?? ["customers"];
}

/** Where a cell stands in its table. */
export interface CellPlace {
  /** Every leaf cell of the table when this sum of all of them is published; null when one is withheld. */
  readonly published: (sum: Sum) => readonly CellSums[] | null;
  /** What shares of a sum are taken of; null when it is not published. */
  readonly whole: (sum: Sum) => CellSums | null;
  /** Among the leaf cells; null for a total. */
  readonly index: number | null;
}

/**
 * The measures of a published cell: counts; money, shares and the Gini coefficient in ten-thousandths. Null where a measure
 * has no value: a mean of no orders, a median or a contactable share of nobody, a share of a whole that is withheld or not positive.
 *
 * Source: disclosure.md §2: sums are exported, and what follows from published ones. Pure; throws nothing.
 */
export function measuresOf(
  table: ReportTable,
  cell: CellSums,
  place: CellPlace,
): Readonly<Partial<Record<ReportMeasure, bigint | null>>> {
  return Object.fromEntries(table.measures.map((measure) => [measure, measureOf(measure, cell, place)]));
}

function measureOf(measure: ReportMeasure, cell: CellSums, { published, whole, index }: CellPlace): bigint | null {
  if (isContactable(measure)) {
    const contactable = cell.contactable[channelOf(measure)] ?? 0n;
    if (!isContactableShare(measure)) return contactable;
    return cell.customers === 0n ? null : roundedQuotient(ONE * contactable, cell.customers);
  }
  switch (measure) {
    case "customers":
    case "orders":
    case "revenue":
      return cell[measure];
    case "mean_order_value":
      return cell.orders === 0n ? null : roundedQuotient(cell.revenue, cell.orders);
    case "customer_share":
      return shareOf("customers", cell, whole("customers"));
    case "order_share":
      return shareOf("orders", cell, whole("orders"));
    case "revenue_share":
      return shareOf("revenue", cell, whole("revenue"));
    case "median_r_score":
    case "median_f_score":
    case "median_m_score":
      return medianClass(cell.scoreCounts[MEDIAN_SCORES[measure]] ?? []);
    case "cumulative_customer_share":
      return cumulativeShare("customers", published("customers"), index);
    case "cumulative_revenue_share":
      return cumulativeShare("revenue", published("revenue"), index);
    case "gini":
      return index === null ? giniOf(published("revenue")) : null;
  }
}

const ONE = 10_000n;

function shareOf(sum: Sum, part: CellSums, whole: CellSums | null): bigint | null {
  if (whole === null || whole[sum] <= 0n) return null;
  return roundedQuotient(ONE * part[sum], whole[sum]);
}

function cumulativeShare(sum: Sum, published: readonly CellSums[] | null, index: number | null): bigint | null {
  if (published === null || index === null) return null;
  return shareOf(sum, published.slice(0, index + 1).reduce(addSums, NOTHING), published.reduce(addSums, NOTHING));
}

/** The lowest class that, with those below it, holds at least half of the customers. */
function medianClass(counts: readonly bigint[]): bigint | null {
  const customers = counts.reduce((sum, count) => sum + count, 0n);
  if (customers === 0n) return null;
  let below = 0n;
  const place = counts.findIndex((count) => 2n * (below += count) >= customers);
  return BigInt(place + 1);
}

/**
 * The Gini coefficient of groups of customers, greatest revenue first: twice the area between the curve of cumulative shares
 * and the diagonal, by trapezoids. Inequality within a group is not seen, so it is the least that the groups allow. With
 * refunds greater than purchases it can exceed one.
 */
function giniOf(groups: readonly CellSums[] | null): bigint | null {
  if (groups === null) return null;
  const { customers, revenue } = groups.reduce(addSums, NOTHING);
  if (revenue <= 0n || groups.length < 2) return null;
  let before = 0n;
  let twiceArea = 0n;
  for (const group of groups) {
    twiceArea += group.customers * (2n * before + group.revenue);
    before += group.revenue;
  }
  return roundedQuotient(ONE * (twiceArea - customers * revenue), customers * revenue);
}

/** The quotient rounded half away from zero: money never becomes a floating-point number. */
function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  const isNegative = numerator < 0n !== denominator < 0n;
  const [over, by] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  const rounded = (2n * over + by) / (2n * by);
  return isNegative ? -rounded : rounded;
}
