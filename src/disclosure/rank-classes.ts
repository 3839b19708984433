import { segmentCells } from "../domain/map-coverage.ts";
import { type RfmDeclaration, scoreBins, type ScoreRule, scoreRules } from "../domain/rfm.ts";
import { SCORES } from "./class-bounds.ts";

/** Values of a dimension of reports that together are a class of customers by rank: whoever knows the rule knows how many they hold. */
export interface RankClass {
  readonly dimension: string;
  readonly values: readonly string[];
  /** The part of all customers that they are where no two are equal. */
  readonly share: number;
}

/** Customers who are counted together. */
interface CountedTogether {
  /** By dimension; null where they are counted nowhere. */
  readonly values: Readonly<Record<string, string>> | null;
  readonly customers: number;
}

/** In percent, every group that `segment.revenue_groups` makes but everybody. */
export const REVENUE_GROUPS: readonly string[] =
  "00-01 01-05 00-05 05-10 00-10 10-20 20-30 30-40 40-50 50-60 60-70 70-80 80-90 90-100".split(" ");

/**
 * The classes by rank of a project: revenue groups, scores unless they are by stated edges or the mean, and segments as far as some of them together are whole
 * classes of one such score. Pure; throws nothing.
 */
export function rankClasses(rfm: RfmDeclaration): RankClass[] {
  const ranked = scoreRules(rfm).filter(({ mode }) => mode !== "breaks" && mode !== "mean");
  return [
    ...REVENUE_GROUPS.map((group) => {
      const [from = 0, to = 0] = group.split("-").map(Number);
      return { dimension: "revenue_group", values: [`${group}%`], share: (to - from) / 100 };
    }),
    ...ranked.flatMap((rule) => [...scoreClasses(rule), ...segmentClasses(rfm, rule)]),
  ];
}

/**
 * Which of some customers a reader knows how many they are, as indices of `counted`: those of each rank class, and all of them. Where equal values make a class larger or smaller by
 * `minimumUnits` or more, nobody knows of it what the rule says; less than that is not enough to hide behind. None where they have no dimension with such classes.
 *
 * Pure; throws nothing.
 */
export function knownGroups(
  counted: readonly CountedTogether[],
  classes: readonly RankClass[],
  minimumUnits: number,
): number[][] {
  const byValue = new Map<string, number[]>();
  for (const [index, { values }] of counted.entries())
    for (const [dimension, value] of Object.entries(values ?? {})) {
      const key = JSON.stringify([dimension, value]);
      const own = byValue.get(key);
      if (own === undefined) byValue.set(key, [index]);
      else own.push(index);
    }
  const sizeOf = (some: readonly number[]) => some.reduce((sum, index) => sum + (counted[index]?.customers ?? 0), 0);
  const known = classes.flatMap(({ dimension, values, share }) => {
    const own = values.flatMap((value) => byValue.get(JSON.stringify([dimension, value])) ?? []);
    if (own.length === 0) return [];
    // Only those who have a value of the dimension at all: of groups of tables each has all customers once.
    const all = counted.flatMap(({ values: has }, index) => (has?.[dimension] === undefined ? [] : [index]));
    const isAsRanked = Math.abs(sizeOf(own) - share * sizeOf(all)) < minimumUnits;
    return isAsRanked ? [own.toSorted((a, b) => a - b), all] : [];
  });
  return [...new Map(known.map((some) => [some.join(), some])).values()];
}

function scoreClasses({ dimension, bins }: ScoreRule): RankClass[] {
  return scoresTo(bins).map((score) => ({
    dimension: SCORES[dimension].dimension,
    values: [String(score)],
    share: 1 / bins,
  }));
}

/** The smallest unions of segments that are whole classes of a score: segments are in one where they share a score. */
function segmentClasses(rfm: RfmDeclaration, { dimension, bins }: ScoreRule): RankClass[] {
  const { letter } = SCORES[dimension];
  const cells = segmentCells(rfm.map, scoreBins(rfm));
  let unions = scoresTo(bins).map((score) => ({
    scores: 1,
    segments: new Set(cells.filter((cell) => cell[letter] === score).map(({ segmentId }) => segmentId)),
  }));
  for (const { segmentId } of cells) {
    const sharing = unions.filter(({ segments }) => segments.has(segmentId));
    if (sharing.length < 2) continue;
    const joined = {
      scores: sharing.reduce((sum, { scores }) => sum + scores, 0),
      segments: new Set(sharing.flatMap(({ segments }) => [...segments])),
    };
    unions = [...unions.filter((union) => !sharing.includes(union)), joined];
  }
  return unions.length < 2
    ? []
    : unions.map(({ scores, segments }) => ({
        dimension: "segment",
        values: [...segments].toSorted(),
        share: scores / bins,
      }));
}

function scoresTo(bins: number): number[] {
  return Array.from({ length: bins }, (_, index) => index + 1);
}
