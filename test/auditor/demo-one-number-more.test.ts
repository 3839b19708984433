import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";

import type { CountedGroup } from "../../src/auditor/counted-customers.ts";
import { scratchFolder } from "../io/scratch-folder.ts";
import { parquetRows } from "../support/parquet.ts";
import { fixtureProject } from "../support/project.ts";
import { auditFiles, objectionLines } from "./support/written-folder.ts";

const K = 10;

test("the demo's report with any count more than it prints is objected to", async () => {
  const project = fixtureProject("demo");
  const run = project.path(".gatekeeper", "runs", await project.run());
  const report = join(run, "public", "reports", "segment-by-region");
  const description = readFileSync(join(report, "report.json"), "utf8");
  const [header = [], ...rows] = parse(readFileSync(join(report, "table-1.csv"), "utf8"));
  const customers = await parquetRows(join(run, "private", "ledger", "customers.parquet"));
  const countOf = (row: readonly string[]) =>
    customers.filter((customer) =>
      ["segment", "region"].every((name, place) => row[place] === "(all)" || row[place] === customer[name]),
    ).length;
  const written = (more?: readonly string[]) => {
    const lines = rows.map((row) =>
      row === more ? [row[0], row[1], countOf(row), ...row.slice(3, -1), "partly_withheld"] : row,
    );
    return { "report.json": description, "table-1.csv": [header, ...lines].map((line) => `${line.join()}\n`).join("") };
  };
  const counted = [{ dimensions: ["region", "segment"], groups: groupsOf(customers) }];
  const folder = await scratchFolder();
  expect(objectionLines(await auditFiles(folder, written(), { counted }))).toEqual([]);
  const covers = rows.filter((row) => row.at(-1) === "withheld" && countOf(row) >= K);
  expect(covers.length).toBeGreaterThan(2);
  for (const cover of covers) {
    const { objections } = await auditFiles(folder, written(cover), { counted });
    expect([cover.slice(0, 2), objections.length > 0]).toEqual([cover.slice(0, 2), true]);
  }
});

/** Each customer brings what they brought in the end: the ledger keeps nothing else. */
function groupsOf(customers: readonly Readonly<Record<string, unknown>>[]): CountedGroup[] {
  const brought = (amount: number) => ({
    total: amount,
    contributors: amount > 0 ? 1 : 0,
    first: Math.max(amount, 0),
    second: 0,
  });
  return customers.map((customer) => {
    const revenue = Number(customer["revenue"]);
    return {
      values: { segment: String(customer["segment"]), region: String(customer["region"]) },
      customers: 1,
      orders: brought(Number(customer["orders"])),
      bought: brought(Math.max(revenue, 0)),
      refunds: brought(Math.max(-revenue, 0)),
    };
  });
}
