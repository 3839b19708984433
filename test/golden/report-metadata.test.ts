import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "csv-parse/sync";

import { succeeded } from "../support/cli.ts";
import { AS_OF, fixtureProject, type Project } from "../support/project.ts";

const REPORT = `id: by-region
title: { en: By region, zh-CN: 按地区 }
tables:
  - { rows: [segment], columns: [region], measures: [customers, orders, revenue], totals: true, remainder: [region] }
  - { rows: [region], columns: [language], measures: [customers, contactable_sms], totals: true }
audience: internal
formats: [csv, parquet]
`;

/** Words that would say why a cell is withheld, how near a reader may come, or what is kept about earlier releases. */
const NEVER_TOLD =
  /primary|secondary|dominan|ledger|p_percent|percent_rule|p%|teller|repair|certificate|contributor|solver|highs|初级|次级|台账/iu;

describe("what a report says of itself", () => {
  let project: Project;
  let folder: string;
  let runId: string;
  const said: string[] = [];

  beforeAll(async () => {
    project = fixtureProject("demo");
    project.write("reports/segment-by-region.yaml", REPORT);
    for (const words of [
      ["plan", "--as-of", AS_OF],
      ["plan", "--as-of", AS_OF, "--format", "json"],
      ["run", "--as-of", AS_OF, "--log-format", "json", "-v"],
      ["run", "--as-of", AS_OF, "--format", "json"],
    ]) {
      const { stdout, stderr } = succeeded(await project.gatekeeper(...words));
      said.push(stdout, stderr);
    }
    runId = readdirSync(project.path(".gatekeeper", "runs")).find((name) => name.startsWith("run-")) ?? "";
    folder = project.path(".gatekeeper", "runs", runId, "public", "reports", "by-region");
  });

  test("is whom withheld cells protect, how many there are, that others are withheld with them, and of which sales and run", () => {
    expect(descriptionIn("report.json")).toMatchObject({
      id: "by-region",
      run_id: runId,
      as_of: AS_OF,
      period: { from: null, before: AS_OF },
      customers: { from: null, before: AS_OF },
      measure_types: { customers: "state", orders: "cumulative", revenue: "cumulative", contactable_sms: "state" },
      protected_unit: "customer",
      minimum_units: 10,
      withholds_complementary_cells: true,
      tables: [{ id: "by-region/1", remainder: ["region"] }, { id: "by-region/2" }],
    });
    expect(Object.keys(descriptionIn("report.json")["value_status"] as object).toSorted()).toEqual([
      "partly_withheld",
      "published",
      "withheld",
    ]);
  });

  test("stands beside the data files of each table too, with their columns", () => {
    const {
      tables,
      files,
      measure_types: types,
      ...common
    } = descriptionIn("report.json") as {
      tables: object[];
      files: string[];
      measure_types: Record<string, string>;
    };
    for (const [index, { columns: _, ...table }] of (tables as { columns: string[] }[]).entries()) {
      const beside = descriptionIn(`table-${index + 1}.metadata.json`);
      expect(beside).toMatchObject({
        ...common,
        ...table,
        files: [`table-${index + 1}.csv`, `table-${index + 1}.parquet`],
      });
      const [header = []] = rowsOf(`table-${index + 1}.csv`);
      const columns = beside["columns"] as { name: string; kind: string; measure_type?: string }[];
      expect(columns.map(({ name }) => name)).toEqual(header);
      for (const { name, kind, measure_type: type } of columns)
        expect(type).toBe(kind === "measure" ? types[name] : undefined);
    }
    expect(files).toContain("table-1.metadata.json");
  });

  test("counts as withheld the cells that are, of all that are no true zero", () => {
    const [first] = descriptionIn("report.json")["tables"] as { cells: number; cells_withheld: number }[];
    const [, ...rows] = rowsOf("table-1.csv");
    expect(first?.cells_withheld).toBe(rows.filter((row) => row.at(-1) === "withheld").length);
    expect(first?.cells).toBe(rows.filter((row) => row[2] !== "0").length);
  });

  test("says so where more than a fifth of the cells is withheld, and where small values are one", () => {
    const text = (table: number) => readFileSync(join(folder, `table-${table}.md`), "utf8");
    const much = (descriptionIn("report.json")["tables"] as { is_much_withheld: boolean }[]).map(
      ({ is_much_withheld: is }) => is,
    );
    expect(much).toEqual([false, true]);
    expect([1, 2].map((table) => text(table).includes("more than a fifth of the cells"))).toEqual(much);
    expect(text(1)).toContain("Small values of region are one: (other).");
    expect(text(1)).toContain(`All sales before ${AS_OF} count.`);
    expect(text(1)).toContain(`run ${runId}; report by-region.`);
  });

  test("has the remainder as the last region, and totals that hold", () => {
    const [, ...rows] = rowsOf("table-1.csv");
    const regions = [...new Set(rows.map((row) => row[1]))].filter((region) => region !== "(all)");
    expect(regions.at(-1)).toBe("(other)");
    const shown = (row: readonly string[]) => row.at(-1) === "published";
    const total = rows.find((row) => row[0] === "(all)" && row[1] === "(all)");
    const ofRegions = rows.filter((row) => row[0] === "(all)" && row[1] !== "(all)");
    expect(ofRegions.every(shown)).toBe(true);
    expect(ofRegions.reduce((sum, row) => sum + Number(row[2]), 0)).toBe(Number(total?.[2]));
  });

  test("is nothing of why a cell is withheld: in no public file, on no terminal, in no log", () => {
    const root = project.path(".gatekeeper", "runs", runId, "public");
    const texts = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith(".parquet"))
      .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), "utf8")] as const);
    expect(texts.length).toBeGreaterThan(8);
    for (const [name, text] of [...texts, ...said.map((lines) => ["terminal", lines] as const)])
      expect([name, NEVER_TOLD.exec(text.replaceAll("shop-ledger", ""))?.[0]]).toEqual([name, undefined]);
  });

  test("is in the project's language", async () => {
    const chinese = project.copy();
    chinese.write(
      "gatekeeper.yaml",
      chinese.read("gatekeeper.yaml").replace(/^project:/mu, "project:\n  language: zh-CN"),
    );
    const run = await chinese.run();
    const text = chinese.read(".gatekeeper/runs", run, "public/reports/by-region/table-2.md");
    expect(text).toContain("隐去的单元格超过五分之一");
    expect(NEVER_TOLD.exec(text)).toBeNull();
    expect(chinese.read(".gatekeeper/runs", run, "public/reports/by-region/table-1.md")).toContain("（其他）");
  });

  function descriptionIn(file: string): Record<string, unknown> {
    return JSON.parse(readFileSync(join(folder, file), "utf8")) as Record<string, unknown>;
  }

  function rowsOf(file: string): string[][] {
    return parse(readFileSync(join(folder, file), "utf8"));
  }
});
