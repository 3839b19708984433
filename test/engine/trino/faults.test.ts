import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";

import { type Cluster, NO_CLUSTER, openClusterEngine, testCluster, WITHOUT_CLUSTER } from "../../support/cluster.ts";
import { clusterConfiguration } from "../../support/cluster-project.ts";
import { type Finished, succeeded } from "../../support/cli.ts";
import { AS_OF, fixtureProject, type Project } from "../../support/project.ts";
import type { TestEngine } from "../../support/test-engine.ts";

// What goes wrong on a cluster: nothing is published, the message says what it was, and the next run is clean.

let cluster: Cluster;
let watcher: TestEngine;

/** Whose statements are disturbed: other tests use the cluster at the same time. */
const USER = "disturbed";

function projectOn(at: Cluster, more = ""): Project {
  const project = fixtureProject("demo");
  project.write("gatekeeper.local.yaml", clusterConfiguration(at, USER, more));
  return project;
}

async function runOf(project: Project): Promise<Finished> {
  return project.start("run", "--as-of", AS_OF).finished;
}

function expectRefusal({ code, stderr }: Finished, refusal: string): void {
  expect(stderr).toContain(refusal);
  expect(code).toBe(5);
}

function published(project: Project): string[] {
  const runs = project.path(".gatekeeper/runs");
  return existsSync(runs) ? readdirSync(runs).filter((name) => name.startsWith("run-")) : [];
}

async function schemasLeft(): Promise<string[]> {
  const select =
    "select distinct schema_name from lake.information_schema.schemata where schema_name like 'disturbed!_%' escape '!'";
  return (await watcher.engine.query(select)).map((row) => String(row["schema_name"]));
}

/** Waits until a run of the user makes a table, which is when there is something to disturb. */
async function statementOf(isRunning: () => boolean): Promise<string> {
  const select = `select query_id from system.runtime.queries where state = 'RUNNING' and "user" = '${USER}'
    and query like 'create or replace table lake.${USER}!_%' escape '!' order by created desc limit 1`;
  while (isRunning()) {
    const [row] = await watcher.engine.query(select);
    if (row !== undefined) return String(row["query_id"]);
    await pause(20);
  }
  throw new Error("the run ended before it could be disturbed");
}

describe.skipIf(NO_CLUSTER !== null)(`a run on Trino${WITHOUT_CLUSTER}`, () => {
  beforeAll(async () => {
    cluster = await testCluster();
    watcher = await openClusterEngine(cluster, { user: "watcher" });
    return async () => watcher.close();
  }, 900_000);

  test("whose cluster does not answer says so", async () => {
    const project = projectOn({ ...cluster, url: "http://127.0.0.1:9" });
    expectRefusal(await runOf(project), "GK0513");
    expect(published(project)).toEqual([]);
  });

  test("is foreseen by doctor where the cluster does not answer, or sees another folder", async () => {
    const silent = await projectOn({ ...cluster, url: "http://127.0.0.1:9" }).gatekeeper("doctor");
    expect([silent.code, silent.stdout]).toEqual([5, expect.stringMatching(/✗ cluster +cannot be used\n +GK0513/u)]);
    const elsewhere = mkdtempSync(join(tmpdir(), "gatekeeper-elsewhere-"));
    const apart = await projectOn({ ...cluster, shared: { ...cluster.shared, folder: elsewhere } }).gatekeeper(
      "doctor",
    );
    rmSync(elsewhere, { recursive: true });
    expect([apart.code, apart.stdout]).toEqual([5, expect.stringContaining("GK0517")]);
    expect(apart.stdout).toContain("the cluster does not see what this machine writes there");
    expect(await schemasLeft()).toEqual([]);
  });

  test.each([
    ["catalog: lake", "catalog: lakes", "GK0518"],
    ["catalog: lake", "catalog: files", "GK0518"],
    ["files_catalog: files", "files_catalog: lake", "GK0518"],
    ['location: "local:///shared"', 'location: "local:///elsewhere"', "GK0517"],
  ])("is told by doctor of what does not fit: %s in place of %s", async (right, wrong, code) => {
    const project = projectOn(cluster);
    const file = "gatekeeper.local.yaml";
    project.write(file, project.read(file).replace(new RegExp(`(?<=[ {])${right}`, "u"), wrong));
    const looked = await project.gatekeeper("doctor");
    expect([looked.code, looked.stdout]).toEqual([code === "GK0518" ? 2 : 5, expect.stringContaining(code)]);
    expect(await schemasLeft()).toEqual([]);
  });

  test("that is not given enough memory says so", async () => {
    const project = projectOn(cluster, "    session: { query_max_memory: 1kB }\n");
    expectRefusal(await runOf(project), "GK0511");
    expect(published(project)).toEqual([]);
    expect(await schemasLeft()).toEqual([]);
  });

  test("of which somebody kills a statement says so, and the next run is clean", async () => {
    const project = projectOn(cluster);
    const run = project.start("run", "--as-of", AS_OF);
    await killStatements(() => run.isRunning());
    expectRefusal(await run.finished, "GK0515");
    expect(published(project)).toEqual([]);
    expect(await schemasLeft()).toEqual([]);
    succeeded(await project.start("run", "--as-of", AS_OF, "--until", "identity").finished);
  });

  test("that is killed itself leaves tables that the next run drops", async () => {
    const project = projectOn(cluster);
    const run = project.start("run", "--as-of", AS_OF);
    await statementOf(() => run.isRunning());
    run.kill("SIGKILL");
    await run.finished;
    expect(await schemasLeft()).not.toEqual([]);
    succeeded(await project.start("run", "--as-of", AS_OF, "--until", "identity").finished);
    expect(await schemasLeft()).toEqual([]);
    expect(readdirSync(cluster.shared.folder).filter((name) => name.startsWith("disturbed_"))).toEqual([]);
  });

  test("that is interrupted ends its statement on the cluster", async () => {
    const project = projectOn(cluster);
    // The statement of a run that was killed goes on until the cluster misses it.
    const before = new Set(await statementsRunning());
    const run = project.start("run", "--as-of", AS_OF);
    await statementOf(() => run.isRunning());
    run.kill("SIGTERM");
    await run.finished;
    expect(published(project)).toEqual([]);
    const left = async () => (await statementsRunning()).filter((query) => !before.has(query));
    await expect.poll(left, { timeout: 20_000 }).toEqual([]);
  });
});

async function statementsRunning(): Promise<string[]> {
  const select = `select query_id from system.runtime.queries where state = 'RUNNING' and "user" = '${USER}'`;
  return (await watcher.engine.query(select)).map((row) => String(row["query_id"]));
}

/** Kills statements of the run until it ends: one may be done before it can be killed. */
async function killStatements(isRunning: () => boolean): Promise<void> {
  for (;;) {
    const query = await statementOf(isRunning).catch(() => null);
    if (query === null) return;
    const call = `call system.runtime.kill_query(query_id => '${query}', message => 'a test')`;
    await watcher.engine.query(call).catch(() => []);
  }
}
