import { existsSync, readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { hasOwnMounts } from "../../../scripts/cluster/server.ts";
import {
  type Cluster,
  NO_CLUSTER,
  openClusterEngine,
  smallCluster,
  testCluster,
  WITHOUT_CLUSTER,
} from "../../support/cluster.ts";
import { clusterConfiguration } from "../../support/cluster-project.ts";
import { succeeded } from "../../support/cli.ts";
import { AS_OF, fixtureProject, type Project } from "../../support/project.ts";

// A cluster on whose file system there is no room for the tables of a run. The file system is real, and full.

/** Where it must be tried, it is: a machine that cannot is no reason to be silent. */
const CANNOT =
  process.env["CI"] === "true" || hasOwnMounts() ? null : "this system gives a process no mounts of its own";
const WITHOUT = NO_CLUSTER === null && CANNOT !== null ? ` (skipped: ${CANNOT})` : WITHOUT_CLUSTER;

describe.skipIf(NO_CLUSTER !== null || CANNOT !== null)(`a run on a Trino whose disk is full${WITHOUT}`, () => {
  let small: { readonly cluster: Cluster; readonly stop: () => Promise<void> };
  let project: Project;

  beforeAll(async () => {
    small = await smallCluster("1m");
    project = fixtureProject("demo");
    project.write("gatekeeper.local.yaml", clusterConfiguration(small.cluster, "crowded"));
  }, 900_000);

  afterAll(async () => small.stop());

  test("says so, publishes nothing, and leaves no table there", async () => {
    const { code, stderr } = await project.start("run", "--as-of", AS_OF).finished;
    expect([code, stderr]).toEqual([5, expect.stringContaining("GK0512")]);
    const runs = project.path(".gatekeeper/runs");
    expect(existsSync(runs) ? readdirSync(runs).filter((name) => name.startsWith("run-")) : []).toEqual([]);
    const { engine, close } = await openClusterEngine(small.cluster, { user: "watcher" });
    const schemas = await engine.query(
      "select schema_name from lake.information_schema.schemata where schema_name like 'crowded%'",
    );
    await close();
    expect(schemas).toEqual([]);
  });

  test("is clean where there is room", async () => {
    project.write("gatekeeper.local.yaml", clusterConfiguration(await testCluster(), "crowded"));
    expect(succeeded(await project.start("run", "--as-of", AS_OF, "--until", "identity").finished).code).toBe(0);
  });
});
