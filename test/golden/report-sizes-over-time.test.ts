import { rmSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import type { Project } from "../support/project.ts";
import {
  BEFORE,
  CONFIGURATION,
  EVERY_GROUP,
  manifestOf,
  ordersOf,
  reportLines,
  tinsShop,
} from "../support/tins-shop.ts";

const THEN = [
  "2026-08-01,about_to_sleep,6,6,12.0000,0.5000,published",
  "2026-08-01,hibernating,6,6,12.0000,0.5000,published",
];

const NOW = [
  "2026-11-01,hibernating,12,12,24.0000,0.6667,published",
  "2026-11-01,loyal_customers,6,12,24.0000,0.3333,published",
];

const BOTH = [
  ...THEN,
  "2026-08-01,loyal_customers,0,0,0.0000,0.0000,published",
  "2026-11-01,about_to_sleep,0,0,0.0000,0.0000,published",
  ...NOW,
  "2026-08-01,(all),12,12,24.0000,1.0000,published",
  "2026-11-01,(all),18,24,48.0000,1.0000,published",
];

describe("segment sizes over time", () => {
  let project: Project;
  let earlierId: string;

  beforeAll(async () => {
    project = shop();
    earlierId = await project.run("--as-of", BEFORE);
  });

  test("are those of the run's own moment when there is no earlier one", () => {
    expect(tableOf(project, earlierId)).toEqual([...THEN, "2026-08-01,(all),12,12,24.0000,1.0000,published"]);
    expect(sizesOf(project, earlierId)).toEqual([]);
  });

  test("are those that the run of each earlier moment published, which the manifest names, and never added up", async () => {
    const runId = await project.run();
    expect(tableOf(project, runId)).toEqual(BOTH);
    expect(sizesOf(project, runId)).toEqual([{ as_of: "2026-07-31 16:00:00.000000", run_id: earlierId }]);
    expect(await project.run()).toBe(runId);
  });

  test("are those that were published first, though the day was run again with other data, and make the same run", async () => {
    const corrected = project.copy();
    const runId = await corrected.run();
    corrected.write("input/orders.csv", ordersOf(["back", "fresh"]));
    expect(await corrected.run("--as-of", BEFORE)).not.toBe(earlierId);
    corrected.write("input/orders.csv", ordersOf(EVERY_GROUP));
    expect(await corrected.run()).toBe(runId);
    expect(sizesOf(corrected, runId)).toEqual([{ as_of: "2026-07-31 16:00:00.000000", run_id: earlierId }]);
    expect(tableOf(corrected, runId)).toEqual(BOTH);
  });

  test("are withheld whole when one cell is small, and leave other tables as they are", async () => {
    const few = shop();
    await few.run("--as-of", BEFORE);
    few.write("input/orders.csv", `${few.read("input", "orders.csv")}late,lonely,2026-10-30T10:00:00+08:00,2\n`);
    few.write(
      "reports/sizes.yaml",
      REPORT.replace("audience:", "  - { rows: [segment], measures: [customers] }\naudience:"),
    );
    const runId = await few.run();
    const lines = tableOf(few, runId);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every((line) => line.endsWith(",,,,withheld"))).toBe(true);
    expect(tableOf(few, runId, 2)).toEqual([
      "hibernating,12,published",
      "loyal_customers,6,published",
      "new_customers,,withheld",
    ]);
  });

  test("leave out runs by other rules, whose tables are not to be set side by side, and say which", async () => {
    const other = project.copy();
    other.write("gatekeeper.yaml", `${CONFIGURATION}rfm: { refunds: gross }\n`);
    const { stdout, stderr } = await other.gatekeeper("run", "--as-of", "2026-11-01", "--format", "json");
    const { run_id: runId } = JSON.parse(stdout) as { run_id: string };
    expect(stderr).toContain(`leave out 2026-08-01 (${earlierId})`);
    expect(sizesOf(other, runId)).toEqual([]);
    expect(tableOf(other, runId)).toEqual([...NOW, "2026-11-01,(all),18,24,48.0000,1.0000,published"]);
  });

  test("leave out a moment of which a segment was withheld, and say which", async () => {
    const few = shop();
    const lonely = "early,lonely,2026-07-30T10:00:00+08:00,2\n";
    few.write("input/orders.csv", `${few.read("input", "orders.csv")}${lonely}`);
    few.write("reports/sizes.yaml", SEGMENTS);
    const withheldId = await few.run("--as-of", BEFORE);
    expect(tableOf(few, withheldId)).toContain("new_customers,,withheld");
    few.write("input/orders.csv", ordersOf(EVERY_GROUP));
    few.write("reports/sizes.yaml", REPORT);
    const { stdout, stderr } = await few.gatekeeper("run", "--as-of", "2026-11-01", "--format", "json");
    const { run_id: runId } = JSON.parse(stdout) as { run_id: string };
    expect(stderr).toContain(`leave out 2026-08-01 (${withheldId}): no report of that moment published them`);
    expect(tableOf(few, runId).filter((line) => line.startsWith("2026-08-01"))).toEqual([]);
  });

  test("are withheld whole beside a moment since which few customers bought, whose purchases the difference would be", async () => {
    const soon = project.copy();
    soon.write("input/orders.csv", `${soon.read("input", "orders.csv")}more,quiet0,2026-08-01T09:00:00+08:00,2\n`);
    const lines = tableOf(soon, await soon.run("--as-of", "2026-08-02"));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every((line) => line.endsWith(",,,,withheld"))).toBe(true);
  });

  test("are shown of a moment whose private tables are gone, and replayed", async () => {
    const pruned = project.copy();
    rmSync(pruned.path(".gatekeeper", "runs", earlierId, "private", "tables"), { recursive: true });
    const runId = await pruned.run();
    expect(tableOf(pruned, runId)).toEqual(BOTH);
    const { code, stderr } = await pruned.gatekeeper("replay", runId);
    expect([code, stderr]).toEqual([0, expect.any(String)]);
  });
});

describe("a migration across a change of rules", () => {
  test("is told with a warning, and computed by the rules of today when the day is named", async () => {
    const project = shop();
    project.write("reports/sizes.yaml", MIGRATION);
    const earlierId = await project.run("--as-of", BEFORE);
    project.write("gatekeeper.yaml", `${CONFIGURATION}rfm: { refunds: gross }\n`);
    const { stdout, stderr } = await project.gatekeeper("run", "--as-of", "2026-11-01", "--format", "json");
    const { run_id: warned } = JSON.parse(stdout) as { run_id: string };
    expect(stderr).toContain(`read from run ${earlierId} as of ${BEFORE}, which made its segments by other rules`);
    expect(manifestOf(project, warned)["compared_with"]).toMatchObject({ run_id: earlierId });
    const named = await project.run("--compare-as-of", BEFORE);
    expect(manifestOf(project, named)["compared_with"]).toMatchObject({ run_id: null });
  });
});

const shop = (): Project => tinsShop("sizes", REPORT);

const tableOf = (project: Project, runId: string, table = 1): string[] => reportLines(project, runId, "sizes", table);

const sizesOf = (project: Project, runId: string): unknown => manifestOf(project, runId)["sizes_of"];

const REPORT = `id: sizes
tables:
  - { rows: [as_of], columns: [segment], measures: [customers, orders, revenue, customer_share], totals: true }
audience: internal
`;

const SEGMENTS = `id: sizes
tables:
  - { rows: [segment], measures: [customers] }
audience: internal
`;

const MIGRATION = `id: sizes
tables:
  - { rows: [segment], columns: [previous_segment], measures: [customers] }
audience: internal
`;
