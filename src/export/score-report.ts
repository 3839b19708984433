import type { ScoresJson } from "../artefacts/scores.ts";
import { type RfmDeclaration, scoreRules } from "../domain/rfm.ts";
import type { Engine, SqlRow } from "../engine/engine.ts";

/** What each score stands for, from the classes and edges of the run. Source: rfm.md §2. */
export async function scoreReport(engine: Engine, rfm: RfmDeclaration): Promise<ScoresJson> {
  const classes = await engine.query("select * from segment.score_classes order by dimension, score");
  const edges = await engine.query("select * from segment.score_edges order by dimension, edge, place");
  const dimensions = scoreRules(rfm).map(({ dimension, mode, bins }) => {
    const own = classes.filter((row) => row["dimension"] === dimension);
    const people = totalOf(own);
    return {
      dimension,
      scored_by: mode,
      bins,
      levels_used: own.length,
      largest_tie: Math.max(0, ...own.map((row) => Number(row["largest_tie"]))),
      edges: edges.filter((row) => row["dimension"] === dimension).map((row) => Number(row["edge"])),
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

function totalOf(classes: readonly SqlRow[]): number {
  return classes.reduce((sum, row) => sum + Number(row["people"]), 0);
}
