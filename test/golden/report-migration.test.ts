import { beforeAll, describe, expect, test } from "vitest";

import { type Project, readJson } from "../support/project.ts";
import { BEFORE, manifestOf, ordersOf, reportLines, tinsShop } from "../support/tins-shop.ts";

const MIGRATION = [
  "hibernating,(new),6,12.0000,published",
  "hibernating,about_to_sleep,6,12.0000,published",
  "hibernating,hibernating,0,0.0000,published",
  "loyal_customers,(new),0,0.0000,published",
  "loyal_customers,about_to_sleep,0,0.0000,published",
  "loyal_customers,hibernating,6,24.0000,published",
  "hibernating,(all),12,24.0000,published",
  "loyal_customers,(all),6,24.0000,published",
  "(all),(new),6,12.0000,published",
  "(all),about_to_sleep,6,12.0000,published",
  "(all),hibernating,6,24.0000,published",
  "(all),(all),18,48.0000,published",
];

describe("the migration of customers between segments", () => {
  let project: Project;
  let earlierId: string;

  beforeAll(async () => {
    project = shop();
    earlierId = await project.run("--as-of", BEFORE);
  });

  test("has nothing to compare with in a first run, and the run says so", async () => {
    const first = shop();
    const { stderr } = await first.gatekeeper("run", "--as-of", BEFORE, "--format", "json");
    expect(stderr).toContain("previous_segment is (none)");
    expect(tableOf(project, earlierId)).toEqual([
      "about_to_sleep,(none),6,12.0000,published",
      "hibernating,(none),6,12.0000,published",
      "about_to_sleep,(all),6,12.0000,published",
      "hibernating,(all),6,12.0000,published",
      "(all),(none),12,24.0000,published",
      "(all),(all),12,24.0000,published",
    ]);
  });

  test("is told from the stored segments of the latest earlier run, which the manifest names", async () => {
    const runId = await project.run();
    expect(tableOf(project, runId)).toEqual(MIGRATION);
    expect(comparedWith(project, runId)).toEqual({ as_of: "2026-07-31 16:00:00.000000", run_id: earlierId });
  });

  test("is the same when the earlier moment is computed anew, but the run is another", async () => {
    const other = shop();
    const computed = await other.run("--compare-as-of", BEFORE);
    expect(tableOf(other, computed)).toEqual(MIGRATION);
    expect(comparedWith(other, computed)).toEqual({ as_of: "2026-07-31 16:00:00.000000", run_id: null });
    expect(computed).not.toBe(await project.run("--compare-as-of", BEFORE));
  });

  test("shows who is gone with the segment they had", async () => {
    const erased = await shopOfBefore();
    erased.write("input/orders.csv", ordersOf(["back", "fresh"]));
    expect(tableOf(erased, await erased.run()).filter((line) => line.startsWith("(gone)"))).toEqual([
      "(gone),(new),0,0.0000,published",
      "(gone),about_to_sleep,6,0.0000,published",
      "(gone),hibernating,0,0.0000,published",
      "(gone),(all),6,0.0000,published",
    ]);
  });

  test("is published as it was when the run of that moment is made again with other data", async () => {
    const corrected = project.copy();
    corrected.write("input/orders.csv", ordersOf(["back", "fresh"]));
    const runId = await corrected.run();
    expect(runId).not.toBe(await project.run());
    expect(tableOf(corrected, runId)).toEqual(MIGRATION);
  });

  test("is withheld whole when few are gone, also where it does not show them apart", async () => {
    const erased = project.copy();
    const orders = erased.read("input", "orders.csv");
    erased.write("input/orders.csv", orders.replaceAll(/^quiet0.*\n/gmu, ""));
    erased.write(
      "reports/migration.yaml",
      erased
        .read("reports", "migration.yaml")
        .replace("rows: [segment], columns: [previous_segment]", "rows: [previous_segment]"),
    );
    const lines = tableOf(erased, await erased.run());
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every((line) => line.endsWith(",withheld"))).toBe(true);
  });

  test("is withheld whole when one cell is small: the sizes that it adds up to are known", async () => {
    const few = await shopOfBefore();
    few.write("input/orders.csv", `${few.read("input", "orders.csv")}late,lonely,2026-10-30T10:00:00+08:00,2\n`);
    const lines = tableOf(few, await few.run());
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every((line) => line.endsWith(",,,withheld"))).toBe(true);
  });

  test.each([
    ["--compare-as-of", "2026-11-01", "GK0102", "is not earlier than --as-of 2026-11-01"],
    ["--compare-as-of", "yesterday", "GK0240", '--compare-as-of "yesterday"'],
  ])("refuses %s %s", async (option, value, code, message) => {
    const { code: exitCode, stderr } = await project.gatekeeper("run", "--as-of", "2026-11-01", option, value);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(code);
    expect(stderr).toContain(message);
  });

  test("refuses a comparison that no report makes", async () => {
    const plain = project.copy();
    plain.write("reports/migration.yaml", REPORT.replace("columns: [previous_segment]", "columns: [channel]"));
    const { stderr } = await plain.gatekeeper("run", "--as-of", "2026-11-01", "--compare-as-of", BEFORE);
    expect(stderr).toContain("no report has the dimension previous_segment");
  });
});

describe("the robustness of segments", () => {
  test("is whose segment another as-of moment a week earlier would change, by segment for the officer", async () => {
    const project = shop();
    project.write("reports/migration.yaml", STABILITY);
    // Between the 17th and the 24th six come back, and with it the six fresh ones are no longer the most recent.
    const runId = await project.run("--as-of", "2026-10-24");
    expect(tableOf(project, runId)).toEqual([
      "changed,12,0.6667,published",
      "stable,6,0.3333,published",
      "(all),18,1.0000,published",
    ]);
    expect(readJson(project.path(".gatekeeper", "runs", runId, "private", "robustness.json"))).toEqual({
      as_of_shift: {
        shift_days: 7,
        customers: 18,
        changed: 12,
        segments: [
          { segment: "hibernating", stable: 6, changed: 6, new: 0 },
          { segment: "loyal_customers", stable: 0, changed: 6, new: 0 },
        ],
      },
      resampled_orders: null,
    });
  });

  test("knows who had not bought by then", async () => {
    const project = shop();
    project.write("reports/migration.yaml", STABILITY);
    expect(tableOf(project, await project.run("--as-of", "2026-09-04"))[0]).toBe("(new),6,0.3333,published");
  });
});

const shop = (): Project => tinsShop("migration", REPORT);

async function shopOfBefore(): Promise<Project> {
  const made = shop();
  await made.run("--as-of", BEFORE);
  return made;
}

const tableOf = (project: Project, runId: string): string[] => reportLines(project, runId, "migration");

const comparedWith = (project: Project, runId: string): unknown => manifestOf(project, runId)["compared_with"];

const REPORT = `id: migration
tables:
  - { rows: [segment], columns: [previous_segment], measures: [customers, revenue], totals: true }
audience: internal
`;

const STABILITY = `id: migration
tables:
  - { rows: [stability], measures: [customers, customer_share], totals: true }
audience: internal
`;
