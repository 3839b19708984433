import { expect, test } from "vitest";

import type { ScoresJson } from "../../src/artefacts/scores.ts";
import type { SqlRow } from "../../src/engine/engine.ts";
import { parquetRows } from "../support/parquet.ts";
import { AS_OF, fixtureProject, type Project, readJson } from "../support/project.ts";

// The edges of ranks, found once more in the table of people.

interface Person {
  readonly values: Readonly<Record<string, number>>;
  readonly scores: Readonly<Record<string, number>>;
}

/** The columns of a dimension's value and score. */
const COLUMNS: Readonly<Record<string, readonly [string, string]>> = {
  recency: ["recency_days", "r_score"],
  frequency: ["frequency", "f_score"],
  monetary: ["monetary", "m_score"],
};

async function peopleAndScores(project: Project): Promise<{ people: Person[]; dimensions: ScoresJson["dimensions"] }> {
  const run = await project.run();
  const path = project.path(".gatekeeper/runs", run, "private/tables/segment/person_segments.parquet");
  const people = (await parquetRows(path)).map(personOf);
  const { dimensions } = readJson(project.path(".gatekeeper/runs", run, "private/scores.json")) as ScoresJson;
  return { people, dimensions };
}

function personOf(row: SqlRow): Person {
  const pick = (place: 0 | 1) =>
    Object.fromEntries(Object.entries(COLUMNS).map(([dimension, names]) => [dimension, Number(row[names[place]])]));
  return { values: pick(0), scores: pick(1) };
}

/** The worst value of each score but the worst, as people have them. */
function edgesOf(people: readonly Person[], dimension: string): number[] {
  const worst = new Map<number, number>();
  for (const { values, scores } of people) {
    const [value = 0, score = 0] = [values[dimension], scores[dimension]];
    const before = worst.get(score) ?? value;
    worst.set(score, dimension === "recency" ? Math.max(before, value) : Math.min(before, value));
  }
  const levels = [...worst.keys()].toSorted((a, b) => a - b);
  return levels
    .slice(1)
    .map((score) => worst.get(score) ?? 0)
    .toSorted((a, b) => a - b);
}

test("edges of ranks are the worst values that people of each score have", async () => {
  const { people, dimensions } = await peopleAndScores(fixtureProject("demo"));
  for (const { dimension, edges, nested_edges: nested } of dimensions) {
    expect([dimension, edges, nested]).toEqual([dimension, edgesOf(people, dimension), []]);
    expect(edges.length).toBeGreaterThan(2);
  }
});

test("edges of nested ranks are those of the people of each score above", async () => {
  const project = fixtureProject("demo").with({ GK_RFM__SCORES: "nested" });
  const { people, dimensions } = await peopleAndScores(project);
  const [recency, frequency, monetary] = dimensions;
  expect(recency?.edges).toEqual(edgesOf(people, "recency"));
  expect([frequency?.edges, monetary?.edges]).toEqual([[], []]);
  for (const [dimension, { nested_edges: nested = [] } = {}] of Object.entries({ frequency, monetary })) {
    expect(nested.length).toBeGreaterThan(4);
    for (const { within_r_score: r, within_f_score: f, edges } of nested) {
      const own = people.filter(({ scores }) => scores["recency"] === r && (f === null || scores["frequency"] === f));
      expect([dimension, r, f, edges]).toEqual([dimension, r, f, edgesOf(own, dimension)]);
    }
  }
});

test("breaks that leave scores to nobody are told as such, other collapses with breaks to begin with", async () => {
  const project = fixtureProject("demo");
  const warned = async (breaks: string) =>
    (await project.with({ GK_RFM__BREAKS: breaks }).gatekeeper("run", "--as-of", AS_OF)).stderr;
  expect(await warned("{ monetary: [1, 2, 3, 99999999] }")).toMatch(
    /monetary score uses 2 of 5 levels, because nobody's value lies .* Compare rfm\.breaks\.monetary with the values/u,
  );
});
