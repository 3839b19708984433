import type { ScoresJson } from "../artefacts/scores.ts";
import { type Dimension, type RfmDeclaration, scoreRules } from "../domain/rfm.ts";
import type { Engine, SqlRow } from "../engine/engine.ts";

/** What each score stands for, from the classes and edges of the run. Source: rfm.md §2. */
export async function scoreReport(engine: Engine, rfm: RfmDeclaration): Promise<ScoresJson> {
  const classes = await engine.query("select * from segment.score_classes order by dimension, score");
  const edges = await engine.query("select * from segment.score_edges order by dimension, edge, place");
  const nested = rfm.scores === "nested" ? await nestedEdges(engine) : [];
  const dimensions = scoreRules(rfm).map(({ dimension, mode, bins }) => {
    const own = classes.filter((row) => row["dimension"] === dimension);
    const isNested = mode === "nested" && dimension !== "recency";
    const isRanked = mode === "rank" || mode === "nested";
    const stated = edges.filter((row) => row["dimension"] === dimension).map((row) => Number(row["edge"]));
    const people = totalOf(own);
    return {
      dimension,
      scored_by: mode,
      bins,
      levels_used: own.length,
      largest_tie: Math.max(0, ...own.map((row) => Number(row["largest_tie"]))),
      edges: isNested ? [] : isRanked ? rankEdges(own, dimension) : stated,
      nested_edges: isNested ? nested.filter((within) => within.dimension === dimension).map(withoutDimension) : [],
      classes: own.map((row) => ({
        score: Number(row["score"]),
        people: Number(row["people"]),
        share: Math.round((Number(row["people"]) / people) * 1e6) / 1e6,
        lowest: String(row["lowest"]),
        highest: String(row["highest"]),
      })),
    };
  });
  return { people: totalOf(classes.filter((row) => row["dimension"] === "recency")), dimensions };
}

/** The worst value of each class but the worst: of days the most, of the others the least. */
function rankEdges(classes: readonly SqlRow[], dimension: Dimension): number[] {
  const worst = dimension === "recency" ? "highest" : "lowest";
  return classes
    .slice(1)
    .map((row) => Number(row[worst]))
    .toSorted((a, b) => a - b);
}

type NestedEdges = ScoresJson["dimensions"][number]["nested_edges"][number];

/** The edges within each score above, once each: where nobody has a score, the next one begins where it would. */
async function nestedEdges(engine: Engine): Promise<(NestedEdges & { readonly dimension: string })[]> {
  const rows = await engine.query(
    "select * from segment.class_edges where within_r_score > 0 order by dimension, within_r_score, within_f_score, value",
  );
  const found = new Map<string, NestedEdges & { readonly dimension: string; readonly edges: number[] }>();
  for (const row of rows) {
    const { dimension, within_r_score: r, within_f_score: f, value } = row;
    const key = [dimension, r, f].join(" ");
    const within = { within_r_score: Number(r), within_f_score: Number(f) || null };
    const own = found.get(key) ?? { dimension: String(dimension), ...within, edges: [] };
    if (own.edges.at(-1) !== Number(value)) own.edges.push(Number(value));
    found.set(key, own);
  }
  return [...found.values()];
}

function withoutDimension({ within_r_score, within_f_score, edges }: NestedEdges): NestedEdges {
  return { within_r_score, within_f_score, edges };
}

function totalOf(classes: readonly SqlRow[]): number {
  return classes.reduce((sum, row) => sum + Number(row["people"]), 0);
}
