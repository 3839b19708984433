import { readdirSync, readFileSync, rmSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import { filesIn, type Project, readJson } from "../support/project.ts";
import { manifestOf, reportLines, tinsShop } from "../support/tins-shop.ts";

const REPORT = `id: sizes
tables:
  - { rows: [segment], measures: [customers, revenue], totals: true }
audience: internal
`;

const FIRST = "2026-11-01";
const SECOND = "2026-11-02";

interface Comparison {
  readonly compared_with: readonly { readonly run_id: string }[];
  readonly published_again: readonly unknown[];
  readonly withheld: readonly { readonly row: string; readonly measure: string }[];
  readonly protected: readonly { readonly measure: string; readonly runs: readonly string[] }[];
}

describe("a report after another", () => {
  let project: Project;
  let first: string;
  let second: string;

  beforeAll(async () => {
    project = tinsShop("sizes", REPORT);
    first = await project.run("--as-of", FIRST);
    // One more customer, and one who buys again: fewer than the three that a cell needs.
    const orders = `${project.read("input", "orders.csv")}n1,newcomer,2026-11-01T10:00:00+08:00,2\n`;
    project.write("input/orders.csv", `${orders}n2,fresh0,2026-11-01T11:00:00+08:00,70\n`);
    second = await project.run("--as-of", SECOND);
  });

  test("shows everything where nothing was released before", () => {
    expect(reportLines(project, first, "sizes")).toEqual([
      "hibernating,12,24.0000,published",
      "loyal_customers,6,24.0000,published",
      "(all),18,48.0000,published",
    ]);
    expect(manifestOf(project, first)["ledger"]).toMatchObject({ compared_with: [] });
  });

  test("does not say how many customers there are now where few came since", () => {
    const lines = reportLines(project, second, "sizes");
    const total = lines.find((line) => line.startsWith("(all)")) ?? "";
    expect(total).toBe("(all),,,withheld");
    expect(manifestOf(project, second)["ledger"]).toMatchObject({ compared_with: [first] });
  });

  test("tells the officer beside which release, and what the two would tell", () => {
    const comparison = comparisonOf(project, second);
    expect(comparison.compared_with.map(({ run_id: id }) => id)).toEqual([first]);
    expect(comparison.withheld.map(({ row }) => row)).toContain('["sizes/1",null]');
    const told = comparison.protected.filter(({ measure, runs }) => measure === "customers" && runs.length === 2);
    expect(told.map(({ runs }) => runs)).toContainEqual([second, first]);
  });

  test("says nothing of it in any file that others see", () => {
    for (const [file, text] of publicTexts(project, second))
      expect([file, text.includes(first)]).toEqual([file, false]);
  });

  test("is the same run when it is made again, and again after its folder was lost", async () => {
    expect(await project.run("--as-of", SECOND)).toBe(second);
    const copy = project.copy();
    const folder = copy.path(".gatekeeper", "runs", second);
    const before = filesIn(`${folder}/private/ledger`);
    rmSync(folder, { recursive: true });
    expect(await copy.run("--as-of", SECOND)).toBe(second);
    expect(filesIn(`${folder}/private/ledger`)).toEqual(before);
  });

  test("publishes what is out where a moment is run again with other data, and says so to the officer", async () => {
    const copy = project.copy();
    copy.write("input/orders.csv", copy.read("input", "orders.csv").replaceAll(/^(?:back|fresh)[0-3].*\n/gmu, ""));
    const again = await copy.run("--as-of", FIRST);
    expect(again).not.toBe(first);
    expect(reportLines(copy, again, "sizes")).toEqual(reportLines(project, first, "sizes"));
    expect(comparisonOf(copy, again).published_again).toEqual([{ table_id: "sizes/1", run_id: first }]);
  });

  test("is replayed beside the releases of that time", async () => {
    const { code, stdout, stderr } = await project.gatekeeper("replay", second);
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    expect(stdout).not.toContain("GK");
  });

  test("publishes nothing where what was released before is not kept", async () => {
    const copy = project.copy();
    rmSync(copy.path(".gatekeeper", "runs", first, "private", "ledger"), { recursive: true });
    const damaged = await copy.gatekeeper("run", "--as-of", "2026-11-03");
    expect([damaged.code, damaged.stderr]).toEqual([6, expect.stringContaining("GK0540")]);
    rmSync(copy.path(".gatekeeper", "runs", first), { recursive: true });
    const lost = await copy.gatekeeper("run", "--as-of", "2026-11-03");
    expect([lost.code, lost.stderr]).toEqual([6, expect.stringContaining("GK0540")]);
    expect(lost.stderr).toContain(first);
    expect(readdirSync(copy.path(".gatekeeper", "runs"))).toEqual([second]);
  });

  test("publishes nothing under another key, by which nobody would be the same", async () => {
    const copy = project.copy();
    copy.write("keys/reference.key", "ANOTHER-PUBLIC-TEST-KEY-of-an-invented-shop-never-for-real-people\n");
    const { code, stderr } = await copy.gatekeeper("run", "--as-of", "2026-11-03");
    expect([code, stderr]).toEqual([4, expect.stringContaining("GK0541")]);
  });

  test("publishes nothing beside reports in which the ids of the same customers were written in another way", async () => {
    const copy = project.copy();
    copy.write("input/orders.csv", copy.read("input", "orders.csv").replaceAll(/,(back|quiet|fresh)/gu, ",CRM-$1"));
    const { code, stderr } = await copy.gatekeeper("run", "--as-of", "2026-11-03");
    expect([code, stderr]).toEqual([4, expect.stringContaining("GK0550")]);
    expect(stderr).toContain(first);
  });

  test("does not say what a customer bought who has another id by a merge since", async () => {
    const copy = project.copy();
    copy.write("gatekeeper.yaml", copy.read("gatekeeper.yaml").replace("disclosure:", `${MERGES}disclosure:`));
    copy.write("input/merges.csv", "old,new,at\nback0,aaa,2026-11-02T09:00:00+08:00\n");
    copy.write("input/orders.csv", `${copy.read("input", "orders.csv")}n3,aaa,2026-11-02T10:00:00+08:00,777\n`);
    const third = await copy.run("--as-of", "2026-11-03");
    const changed = comparisonOf(copy, third).protected.filter(({ measure }) => measure === "revenue");
    expect(changed.map(({ runs }) => runs)).toContainEqual([third, second]);
    expect(reportLines(copy, third, "sizes").join()).not.toContain("777");
  });
});

const MERGES = `  merges:
    - source: crm
      files: input/merges.csv
      columns: { from_customer_id: old, into_customer_id: new, merged_at: at }
`;

function comparisonOf(project: Project, runId: string): Comparison {
  return readJson(project.path(".gatekeeper", "runs", runId, "private", "ledger", "comparison.json")) as Comparison;
}

function publicTexts(project: Project, runId: string): [string, string][] {
  const folder = project.path(".gatekeeper", "runs", runId, "public");
  return [...filesIn(folder).keys()].map((file) => [file, readFileSync(`${folder}/${file}`, "latin1")]);
}
