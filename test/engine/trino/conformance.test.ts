import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type Cluster, NO_CLUSTER, openClusterEngine, testCluster, WITHOUT_CLUSTER } from "../../support/cluster.ts";
import { comparableRows, namedColumns, readSqlCases, sqlUnderTest } from "../../support/sql-cases.ts";
import { type EmptyWorld, openEmptyWorld, sameWorldOn } from "../../support/sql-cases-world.ts";
import { filesUnder } from "../../support/tidy/source-files.ts";

// The same models, gates and audits, the same rows given, the same rows expected as on the embedded engine.

let cluster: Cluster;
let embedded: EmptyWorld;
let world: EmptyWorld;

describe.skipIf(NO_CLUSTER !== null)(`on Trino${WITHOUT_CLUSTER}`, () => {
  beforeAll(async () => {
    cluster = await testCluster();
    embedded = await openEmptyWorld();
    const { engine } = await openClusterEngine(cluster);
    world = await sameWorldOn(engine, embedded);
  }, 900_000);

  afterAll(async () => {
    await world.close();
    await embedded.close();
  });

  describe.each(filesUnder("test/sql", ".yaml"))("%s", (file) => {
    test("has columns of the same names and types", async () => {
      const { select } = sqlUnderTest(file, embedded.catalog);
      expect(await world.engine.describe(select)).toEqual(await embedded.engine.describe(select));
    });

    test.each(readSqlCases(file).map((one) => [one.name, one] as const))(
      "%s",
      async (_, { given, expect: expected }) => {
        const { select } = sqlUnderTest(file, world.catalog);
        const columns = await embedded.engine.describe(select);
        const rows = await world.withRows(given, () => world.engine.query(select));
        const names = expected.length === 0 ? columns.map(({ name }) => name) : namedColumns(expected);
        expect(comparableRows(rows, names, columns)).toEqual(comparableRows(expected, names, columns));
      },
    );
  });
});
