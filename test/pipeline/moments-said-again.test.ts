import { describe, expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import type { Project } from "../support/project.ts";
import { BEFORE, EVERY_GROUP, manifestOf, ordersOf, reportLines, tinsShop } from "../support/tins-shop.ts";

const SIZES = `id: sizes
tables:
  - { rows: [as_of], columns: [segment], measures: [customers, orders, revenue], totals: true }
audience: internal
`;

const SEGMENTS = `id: sizes
tables:
  - { rows: [segment], measures: [customers, revenue], totals: true }
audience: internal
`;

const MIGRATION = `id: sizes
tables:
  - { rows: [segment], columns: [previous_segment], measures: [customers], totals: true }
audience: internal
`;

/** Six customers who bought twice after the earlier moment. */
const NEWCOMERS = Array.from({ length: 6 }, (_, index) =>
  ["2026-09-10", "2026-10-20"].map((day) => `new${index}-${day},new${index},${day}T10:00:00+08:00,2\n`).join(""),
).join("");

/** What a table of sizes over time says of the earlier moment. */
const ofBefore = (project: Project, runId: string): string[] =>
  reportLines(project, runId, "sizes").filter((line) => line.startsWith(BEFORE));

describe("what was published of a moment", () => {
  test("is said again after somebody was erased from its run, so that nothing is left to subtract", async () => {
    const project = tinsShop("sizes", SIZES);
    // Enough customers who came since, and are where they are who were there before: what they have now tells nothing.
    project.write("input/orders.csv", project.read("input", "orders.csv") + NEWCOMERS);
    const published = ofBefore(project, await project.run("--as-of", BEFORE));
    succeeded(await project.gatekeeper("erase", "--customer", "back0"));
    project.write("input/orders.csv", project.read("input", "orders.csv").replaceAll(/^back0-.*\n/gmu, ""));
    const again = ofBefore(project, await project.run("--as-of", "2026-11-01"));
    expect(again.filter((line) => !line.includes(",0,0,"))).toEqual(published);
  });

  test("is said again after its day was run again with a few customers more, who are in no table", async () => {
    const project = tinsShop("sizes", SIZES);
    const first = await project.run("--as-of", BEFORE);
    const published = ofBefore(project, first);
    project.write("input/orders.csv", `${ordersOf(EVERY_GROUP)}late,late,2026-07-20T10:00:00+08:00,2\n`);
    expect(await project.run("--as-of", BEFORE)).not.toBe(first);
    project.write("input/orders.csv", ordersOf(EVERY_GROUP));
    const again = await project.run("--as-of", "2026-11-01");
    expect(ofBefore(project, again).filter((line) => !line.includes(",0,0,"))).toEqual(published);
    expect(manifestOf(project, again)["sizes_of"]).toMatchObject([{ run_id: first }]);
  });

  test("is what a later release is compared with, though a run of the same moment counted others", async () => {
    const project = tinsShop("sizes", SEGMENTS);
    await project.run("--as-of", "2026-11-01");
    // Known to the run that publishes the numbers of the first again, and to nobody who reads them.
    project.write("input/orders.csv", `${ordersOf(EVERY_GROUP)}late,late,2026-07-20T10:00:00+08:00,2\n`);
    const again = await project.run("--as-of", "2026-11-01");
    expect(reportLines(project, again, "sizes").at(-1)).toBe("(all),18,48.0000,published");
    const later = await project.run("--as-of", "2026-11-02");
    expect(reportLines(project, later, "sizes").at(-1)).toBe("(all),,,withheld");
  });

  test("leaves nothing to subtract from the columns of a migration after somebody was erased", async () => {
    const project = tinsShop("sizes", SEGMENTS);
    await project.run("--as-of", BEFORE);
    project.write("reports/sizes.yaml", MIGRATION);
    succeeded(await project.gatekeeper("erase", "--customer", "back0"));
    project.write("input/orders.csv", project.read("input", "orders.csv").replaceAll(/^back0-.*\n/gmu, ""));
    const lines = reportLines(project, await project.run("--as-of", "2026-11-01"), "sizes");
    expect(lines.every((line) => line.endsWith(",withheld"))).toBe(true);
  });

  test("is compared with columns of a migration of everybody who was there, who are shown where nothing was changed", async () => {
    const project = tinsShop("sizes", SEGMENTS);
    await project.run("--as-of", BEFORE);
    project.write("reports/sizes.yaml", MIGRATION);
    const lines = reportLines(project, await project.run("--as-of", "2026-11-01"), "sizes");
    expect(lines).toContain("(all),about_to_sleep,6,published");
  });
});

test("nothing is said of a moment that was not published of it: what one customer brought by then, for instance", async () => {
  const project = tinsShop("sizes", SEGMENTS.replace("customers, revenue", "customers"));
  project.write("input/orders.csv", ordersOf(EVERY_GROUP).replace(/^(quiet0-.*),2$/mu, "$1,5000"));
  const earlier = await project.run("--as-of", BEFORE);
  const since = Array.from({ length: 6 }, (_, index) => `s${index},quiet${index},2026-10-20T10:00:00+08:00,9000\n`);
  project.write("input/orders.csv", `${project.read("input", "orders.csv")}${since.join("")}`);
  project.write("reports/sizes.yaml", SIZES);
  const { stdout, stderr } = succeeded(await project.gatekeeper("run", "--as-of", "2026-11-01", "--format", "json"));
  const { run_id: runId } = JSON.parse(stdout) as { run_id: string };
  expect(ofBefore(project, runId)).toEqual([]);
  expect(reportLines(project, runId, "sizes").join()).toContain("2026-11-01,(all),18,30,");
  expect(stderr).toContain(`leave out ${BEFORE} (${earlier}): no report of that moment published them`);
});
