import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

import { type Cluster, NO_CLUSTER, testCluster, WITHOUT_CLUSTER } from "../../support/cluster.ts";
import { clusterConfiguration } from "../../support/cluster-project.ts";
import { filesIn, fixtureProject, type Project } from "../../support/project.ts";
import { decisionsCsv, decisionsOf } from "../../support/project-decisions.ts";
import { ROOT } from "../../support/tidy/source-files.ts";

// The fixtures whose answers are known, run on the cluster: the same answers, in the same bytes as on the embedded engine.

const LEDGER = join(ROOT, "../shared/data/online_retail.csv.gz");
const LEDGER_AS_OF = "2011-12-10";
const hasLedger = existsSync(LEDGER) || process.env["CI"] === "true";

/** When a run was, how long it took, and what is never the same twice. */
const OF_THE_MOMENT = /run_results\.json$|origin\.json$/u;

let cluster: Cluster;

function onCluster(project: Project, user: string): Project {
  project.write("gatekeeper.local.yaml", clusterConfiguration(cluster, user));
  return project;
}

function written(project: Project, runId: string): Record<string, string> {
  const files = [...filesIn(project.path(".gatekeeper/runs", runId))];
  return Object.fromEntries(files.filter(([file]) => !OF_THE_MOMENT.test(file)));
}

describe.skipIf(NO_CLUSTER !== null)(`a fixture with known answers, on Trino${WITHOUT_CLUSTER}`, () => {
  beforeAll(async () => {
    cluster = await testCluster();
  }, 900_000);

  test("W1: decides about everybody as expected", async () => {
    const name = "w1_postal_bureau";
    const project = onCluster(fixtureProject(name), "golden");
    const runId = await project.run();
    expect(decisionsCsv(await decisionsOf(project, runId))).toBe(project.read("expected", "decisions.csv"));
    const embedded = fixtureProject(name);
    expect(await embedded.run()).toBe(runId);
    expect(written(project, runId)).toEqual(written(embedded, runId));
  });

  test.skipIf(!hasLedger)("the real ledger of an online retailer (skipped where ../shared has no copy)", async () => {
    const ledger = () => {
      const project = fixtureProject("online_retail");
      const configuration = project.read("gatekeeper.yaml");
      project.write("gatekeeper.yaml", configuration.replace(/files: \S*online_retail\.csv\.gz/u, `files: ${LEDGER}`));
      return project;
    };
    const [distributed, embedded] = [onCluster(ledger(), "retailer"), ledger()];
    const runId = await embedded.run("--as-of", LEDGER_AS_OF);
    expect(await distributed.run("--as-of", LEDGER_AS_OF)).toBe(runId);
    expect(written(distributed, runId)).toEqual(written(embedded, runId));
  });
});
