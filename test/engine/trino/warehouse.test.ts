import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

import { type Cluster, NO_CLUSTER, openClusterEngine, testCluster, WITHOUT_CLUSTER } from "../../support/cluster.ts";
import { clusterConfiguration } from "../../support/cluster-project.ts";
import { AS_OF, fixtureProject, namelessFilesIn, type Project } from "../../support/project.ts";
import type { TestEngine } from "../../support/test-engine.ts";
import { COMPANY, fillWarehouse, warehouseName } from "../../support/warehouse.ts";

// Sources that are tables of the warehouse: what is listed and reported is what the same data in files gives.

/** What names the inputs, or the numbers of records, which tables have in an order of their own. */
const OF_THE_INPUTS =
  /manifest\.json$|origin\.json$|quality\.json$|rejects\.parquet$|report\.json$|\.md$|run_results\.json$/u;

let cluster: Cluster;
let company: TestEngine;
let tables: Project;
let ofTables: string;

function projectInWarehouse(): Project {
  const project = fixtureProject("demo");
  const configuration = project.read("gatekeeper.yaml");
  project.write(
    "gatekeeper.yaml",
    configuration.replaceAll(
      /files: input\/(\w+)\.csv(?:\.gz)?/gu,
      (_, table: string) => `table: ${warehouseName(`sales.${table}`)}`,
    ),
  );
  project.write("gatekeeper.local.yaml", clusterConfiguration(cluster, "reader"));
  return project;
}

describe.skipIf(NO_CLUSTER !== null)(`a project whose sources are tables of the warehouse${WITHOUT_CLUSTER}`, () => {
  beforeAll(async () => {
    cluster = await testCluster();
    company = await openClusterEngine(cluster, { user: COMPANY, prefix: COMPANY });
    await fillWarehouse(company.engine, join(fixtureProject("demo").folder, "input"), company.folder);
    tables = projectInWarehouse();
    ofTables = await tables.run();
    return async () => company.close();
  }, 1_500_000);

  test("lists, refuses and reports what the same data in files gives", async () => {
    const files = fixtureProject("demo");
    const ofFiles = await files.run();
    const written = (project: Project, run: string) =>
      Object.fromEntries(
        [...namelessFilesIn(project.path(".gatekeeper/runs", run), run)].filter(([file]) => !OF_THE_INPUTS.test(file)),
      );
    expect(Object.keys(written(files, ofFiles)).length).toBeGreaterThan(10);
    expect(written(tables, ofTables)).toEqual(written(files, ofFiles));
  });

  test("is found well by doctor, which leaves nothing on the cluster", async () => {
    const { stdout } = await tables.gatekeeper("doctor");
    expect(stdout).toMatch(
      /✓ cluster +Trino 476 makes tables and shares the folder; 6 tables of the warehouse can be read/u,
    );
    const left = await company.engine.query(
      "select schema_name from lake.information_schema.schemata where schema_name like 'reader!_%' escape '!'",
    );
    expect(left).toEqual([]);
  });

  test("has the same id as long as the tables hold the same, and names them in its manifest", async () => {
    expect(await tables.run()).toBe(ofTables);
    const { inputs } = JSON.parse(tables.read(".gatekeeper/runs", ofTables, "private/manifest.json")) as {
      readonly inputs: readonly { readonly file: string; readonly bytes: number; readonly records: number }[];
    };
    expect(inputs).toContainEqual(
      expect.objectContaining({ file: warehouseName("sales.customers"), bytes: 0, records: 5000 }),
    );
  });

  test("is told of every table that is not there or lacks a column, where the source is declared", async () => {
    const project = projectInWarehouse();
    const configuration = project.read("gatekeeper.yaml");
    project.write(
      "gatekeeper.yaml",
      configuration
        .replace(warehouseName("sales.suppressions"), warehouseName("sales.stops"))
        .replace("full_name: trim(name)", "full_name: trim(nmae)"),
    );
    const { code, stderr } = await project.start("run", "--as-of", AS_OF).finished;
    expect(code).toBe(3);
    expect(stderr).toMatch(/GK0334 gatekeeper\.yaml:\d+:\d+/u);
    expect(stderr).toContain(
      `the table "${warehouseName("sales.stops")}" cannot be read on the cluster (TABLE_NOT_FOUND)`,
    );
    expect(stderr).toContain("GK0321");
    expect(stderr).toContain('"name"');
  });
});
