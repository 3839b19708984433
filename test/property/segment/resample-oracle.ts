import { segmentOf } from "../../golden/demo-segments.ts";
import { type ResampledLine, type ResampledPerson, resampledPeople, timesIn } from "../../oracle/resample.ts";

/** How the sample is scored, beside plain ranks. */
export interface Scoring {
  readonly scores: "rank" | "nested";
  /** Stated edges of frequency. */
  readonly breaks?: readonly number[];
}

export interface Sampling {
  readonly resamples: number;
  readonly seed: number;
  readonly asOf: number;
}

interface ScoredPerson extends ResampledPerson {
  readonly scores: readonly [r: number, f: number, m: number];
  readonly segment: string;
}

const BINS = 5;
const DIMENSIONS = ["recency", "frequency", "monetary"] as const;

/** What robustness.json must say of resampled orders, from the lines alone; of fewer than 39 replicates. */
export function naiveRobustness(
  lines: readonly ResampledLine[],
  scoring: Scoring,
  { resamples, seed, asOf }: Sampling,
) {
  const actual = scoredPeople(
    resampledPeople(lines, asOf, () => 1),
    scoring,
  );
  const replicates = Array.from({ length: resamples }, (_, index) =>
    scoredPeople(resampledPeople(lines, asOf, timesIn(seed, index + 1)), scoring),
  );
  const shares = replicates.map((replicate) => sharesOf(actual, [replicate]).changed_share).filter(isNumber);
  return {
    resamples,
    seed,
    bounds: "range",
    ...sharesOf(actual, replicates),
    changed_share_low: shares.length === 0 ? null : Math.min(...shares),
    changed_share_high: shares.length === 0 ? null : Math.max(...shares),
    segments: [...new Set(actual.map(({ segment }) => segment))].toSorted().map((segment) => ({
      segment,
      ...sharesOf(
        actual.filter((person) => person.segment === segment),
        replicates,
      ),
    })),
    edges: intervals(
      edgesOf(actual, scoring),
      replicates.map((replicate) => edgesOf(replicate, scoring)),
    ),
  };
}

function sharesOf(actual: readonly ScoredPerson[], replicates: readonly (readonly ScoredPerson[])[]) {
  const pairs = replicates.flatMap((replicate) =>
    actual.map(({ person, segment }) => ({ segment, now: replicate.find((each) => each.person === person)?.segment })),
  );
  const scored = pairs.filter(({ now }) => now !== undefined);
  const changed = scored.filter(({ now, segment }) => now !== segment);
  return {
    customers: actual.length,
    changed_share: share(changed.length, scored.length),
    without_orders_share: share(pairs.length - scored.length, pairs.length),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1e6) / 1e6;
}

function scoredPeople(people: readonly ResampledPerson[], { scores, breaks }: Scoring): ScoredPerson[] {
  const isNested = scores === "nested";
  const rank = (among: readonly ResampledPerson[], isWorse: (other: ResampledPerson) => boolean): number =>
    1 + Math.floor((BINS * among.filter(isWorse).length) / among.length);
  const withR = people.map((own) => ({ ...own, r: rank(people, (other) => other.recency > own.recency) }));
  const withF = withR.map((own) => {
    const among = isNested ? withR.filter(({ r }) => r === own.r) : withR;
    const stated = breaks && 1 + breaks.filter((edge) => own.orders >= edge).length;
    return { ...own, f: stated ?? rank(among, (other) => other.orders < own.orders) };
  });
  return withF.map((own) => {
    const among = isNested ? withF.filter(({ r, f }) => r === own.r && f === own.f) : withF;
    const m = rank(among, (other) => other.cents < own.cents);
    const longest = Math.max(...withF.filter(({ r }) => r === own.r).map(({ recency }) => recency));
    const segment = segmentOf(own.r, own.f, own.recency + own.tenure <= longest);
    return { ...own, scores: [own.r, own.f, m] as const, segment };
  });
}

interface Edge {
  readonly dimension: (typeof DIMENSIONS)[number];
  readonly within_r_score: number | null;
  readonly within_f_score: number | null;
  readonly edge: number;
  readonly value: number;
}

function edgesOf(people: readonly ScoredPerson[], { scores, breaks }: Scoring): Edge[] {
  const isNested = scores === "nested";
  return DIMENSIONS.flatMap((dimension, place): Edge[] => {
    if (dimension === "frequency" && breaks !== undefined && people.length > 0)
      return breaks.map((value, index) => ({ ...EVERYBODY, dimension, edge: index + 1, value }));
    const keyOf = ({ scores: own }: ScoredPerson): string => (isNested ? own.slice(0, place).join(" ") : "");
    return [...new Set(people.map(keyOf))].toSorted().flatMap((key) =>
      [1, 2, 3, 4].flatMap((edge) => {
        const better = people.filter((person) => keyOf(person) === key && (person.scores[place] ?? 0) > edge);
        if (better.length === 0) return [];
        const [r = null, f = null] = key === "" ? [] : key.split(" ").map(Number);
        const values = better.map((person) => valueOf(person, dimension));
        const value = dimension === "recency" ? Math.max(...values) : Math.min(...values);
        return { dimension, within_r_score: r, within_f_score: f, edge, value };
      }),
    );
  });
}

const EVERYBODY = { within_r_score: null, within_f_score: null };

function valueOf({ recency, orders, cents }: ScoredPerson, dimension: Edge["dimension"]): number {
  return { recency, frequency: orders, monetary: cents / 100 }[dimension];
}

function intervals(edges: readonly Edge[], replicates: readonly (readonly Edge[])[]) {
  const scaleOf = (own: Edge): string => `${own.dimension} ${own.within_r_score} ${own.within_f_score}`;
  const nameOf = (own: Edge): string => `${scaleOf(own)} ${own.edge}`;
  return edges.map((edge) => {
    const values = replicates
      .flatMap((own) => own.filter((each) => nameOf(each) === nameOf(edge)))
      .map(({ value }) => value);
    const to4 = (value: number): number => Math.round(value * 10_000) / 10_000;
    const bias = to4(values.reduce((total, value) => total + value, 0) / values.length - edge.value);
    const [low, high] = [to4(Math.min(...values) - bias), to4(Math.max(...values) - bias)];
    const neighbours = edges.filter((other) => scaleOf(other) === scaleOf(edge)).map(({ value }) => value);
    const [below, above] = [neighbours.filter((v) => v < edge.value), neighbours.filter((v) => v > edge.value)];
    const reaches = low <= Math.max(...below) || high >= Math.min(...above);
    // One of fewer than forty is more than 2.5 %.
    const isWide = values.length < replicates.length || reaches;
    const bounds = values.length === 0 ? { bias: null, low: null, high: null } : { bias, low, high };
    return { ...edge, ...bounds, found_in: values.length, is_wide: isWide };
  });
}

function isNumber(value: number | null): value is number {
  return value !== null;
}
