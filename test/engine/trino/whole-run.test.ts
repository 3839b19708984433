import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

import { type Cluster, NO_CLUSTER, openClusterEngine, testCluster, WITHOUT_CLUSTER } from "../../support/cluster.ts";
import { clusterConfiguration } from "../../support/cluster-project.ts";
import { filesIn, fixtureProject, type Project } from "../../support/project.ts";

// The same project on both engines: every file that a run and a release leave is the same to the byte.

/** Tables that the models on demand are made for. */
const REPORT = `id: everything
audience: internal
tables:
  - { rows: [segment], measures: [customers, orders, revenue], totals: true }
  - { rows: [cohort_quarter], columns: [channel], measures: [customers, orders, revenue], totals: true }
  - { rows: [purchase_status], measures: [customers, revenue], totals: true }
  - { rows: [due], measures: [customers, revenue], totals: true }
  - { rows: [revenue_group], measures: [customers, revenue, gini], totals: true }
  - { rows: [segment], columns: [stability], measures: [customers], totals: true }
  - { rows: [segment], columns: [previous_segment], measures: [customers], totals: true }
`;

/** What differs between any two runs: when they ran and how long they took; and what is encrypted is never the same twice. */
const OF_THE_MOMENT =
  /run_results\.json$|origin\.json$|checks\.json$|release\.json$|\.age(?:\.sha256)?$|columns\.json$/u;

let cluster: Cluster;

describe.skipIf(NO_CLUSTER !== null)(`a project that is run on Trino${WITHOUT_CLUSTER}`, () => {
  let embedded: Project;
  let distributed: Project;
  let runs: readonly string[];

  beforeAll(async () => {
    cluster = await testCluster();
    [embedded, distributed] = [richProject(), richProject()];
    distributed.write("gatekeeper.local.yaml", clusterConfiguration(cluster, "whole"));
    const options = ["--compare-as-of", "2026-09-01"];
    runs = [await embedded.run(...options), await distributed.run(...options)];
  }, 1_500_000);

  test("has the same id, and leaves the same lists, reports, decisions and evidence", () => {
    expect(runs[1]).toBe(runs[0]);
    expect(hashesIn(distributed, "runs")).toEqual(hashesIn(embedded, "runs"));
  });

  test("remembers the same denials", () => {
    const names = (project: Project) => readdirSync(join(project.folder, ".gatekeeper/state/stops")).toSorted();
    expect(names(distributed)).toEqual(names(embedded));
  });

  test("releases the same lists", async () => {
    for (const project of [embedded, distributed]) await project.release(runs[0] ?? "");
    expect(hashesIn(distributed, "releases")).toEqual(hashesIn(embedded, "releases"));
  });

  test("names nobody in a statement, which the cluster logs", async () => {
    const { engine, close } = await openClusterEngine(cluster, { user: "watcher" });
    const [row] = await engine.query(`select count(*) as statements,
        count_if(regexp_like(query, '''C[0-9]{5}''|[+]86[0-9]{6}|[a-z0-9]@[a-z0-9]')) as naming
      from system.runtime.queries where "user" = 'whole'`);
    await close();
    expect(Number(row?.["statements"])).toBeGreaterThan(20);
    expect(Number(row?.["naming"])).toBe(0);
  });

  test("leaves nothing behind on the cluster", () => {
    const left = readdirSync(cluster.shared.folder).filter((name) => name.startsWith("whole_"));
    expect(left).toEqual([]);
    expect(readdirSync(join(distributed.folder, ".gatekeeper/state/cluster"))).toEqual([]);
  });
});

function richProject(): Project {
  const project = fixtureProject("demo");
  project.write("reports/everything.yaml", REPORT);
  project.write("gatekeeper.yaml", `${project.read("gatekeeper.yaml")}\nrobustness: { resamples: 2 }\n`);
  // Few enough that the list of a release would fit into the text of a statement.
  const few = project.read("campaigns/winter-call.yaml").replace("id: winter-call", "id: few-calls");
  project.write("campaigns/few-calls.yaml", few.replace(/^audience: .*$/mu, "audience: segment in ('cant_lose')"));
  return project;
}

function hashesIn(project: Project, kind: "runs" | "releases"): Record<string, string> {
  const files = filesIn(join(project.folder, ".gatekeeper", kind));
  return Object.fromEntries([...files].filter(([file]) => !OF_THE_MOMENT.test(file)));
}
