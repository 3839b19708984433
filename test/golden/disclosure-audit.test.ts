import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "csv-parse/sync";

import type { DisclosureAuditJson } from "../../src/artefacts/disclosure-audit.ts";
import { succeeded } from "../support/cli.ts";
import { AS_OF, fixtureProject, type Project } from "../support/project.ts";

const REPORT = `id: by-region
tables:
  - { rows: [segment], columns: [region], measures: [customers, orders, revenue], totals: true, remainder: [region] }
  - { rows: [region], columns: [language], measures: [customers], totals: true }
audience: internal
`;

interface PlannedGrouping {
  readonly cells: number;
  readonly cells_withheld: number;
  readonly rows: readonly string[];
}

describe("the officer's proof of a run's reports", () => {
  let project: Project;
  let untouched: Project;
  let runId: string;
  let audit: DisclosureAuditJson;
  let planned: readonly { readonly coarser?: PlannedGrouping }[];
  let text: string;

  beforeAll(async () => {
    project = fixtureProject("demo");
    project.write("reports/segment-by-region.yaml", REPORT);
    const { stdout } = succeeded(await project.gatekeeper("plan", "--as-of", AS_OF, "--format", "json"));
    ({ tables: planned } = (JSON.parse(stdout) as { reports: [{ tables: typeof planned }] }).reports[0]);
    text = succeeded(await project.gatekeeper("plan", "--as-of", AS_OF)).stdout;
    untouched = project.copy();
    runId = await project.run();
    audit = JSON.parse(project.read(".gatekeeper/runs", runId, "private/disclosure_audit.json")) as DisclosureAuditJson;
  });

  test("holds every protected cell of every measure, each with an interval that is wide enough", () => {
    const { customers, orders, revenue } = audit.certificates;
    for (const certificate of [customers, orders, revenue]) {
      expect(certificate?.unprotectable).toEqual([]);
      for (const { need, reached, free } of certificate?.cells ?? [])
        for (const side of ["below", "above"] as const)
          expect(free.includes(side) || reached[side] >= need[side] - 1e-4).toBe(true);
    }
    const small = customers?.cells.filter(({ table }) => table === "by-region/1") ?? [];
    expect(small.length).toBeGreaterThan(5);
    expect(small.every(({ value }) => value > 0 && value < 10)).toBe(true);
  });

  test("names small cells that are withheld in the report, and no cell that is printed", () => {
    const path = project.path(".gatekeeper", "runs", runId, "public/reports/by-region/table-1.csv");
    const rows: string[][] = parse(readFileSync(path, "utf8"));
    const statusOf = (values: readonly (string | null)[]) =>
      rows.find((row) => values.every((value, place) => row[place] === (value ?? "(all)")))?.at(-1);
    const small = audit.certificates.customers?.cells.filter(({ table }) => table === "by-region/1") ?? [];
    expect([...new Set(small.map(({ values }) => statusOf(values)))]).toEqual(["withheld"]);
  });

  test("says which values are one in a remainder, and how near a reader may come, which nobody else is told", () => {
    expect(audit.tables[0]?.combined["region"]?.length).toBeGreaterThan(1);
    expect(audit.rules).toEqual({ minimum_units: 10, percent: 15, are_zeros_protected: false, dominance: null });
    expect(audit.method.solver).toMatch(/^HiGHS \d/u);
  });

  test("has the finest grouping that would pass where more than a fifth is withheld, as the plan had told", () => {
    const { coarser } = audit.tables[1] ?? {};
    expect(coarser).toMatchObject({ rows: expect.any(Array) as unknown });
    expect(5 * (coarser?.cells_withheld ?? NaN)).toBeLessThanOrEqual(coarser?.cells ?? NaN);
    expect(planned.map((table) => table.coarser)).toEqual([undefined, coarser]);
    expect(text).toMatch(/by-region\/2 {2}\d+ of \d+ cells\n +with rows: \[/u);
  });

  test("does what it says when that grouping is asked for", async () => {
    const { rows, columns, remainder, cells, cells_withheld: withheld } = audit.tables[1]?.coarser ?? {};
    const table = `  - { rows: [${rows?.join(", ")}], columns: [${columns?.join(", ")}], measures: [customers], totals: true${
      remainder?.length === 0 ? "" : `, remainder: [${remainder?.join(", ")}]`
    } }`;
    // Nothing was released of it, beside which the grouping would be looked at.
    untouched.write("reports/segment-by-region.yaml", REPORT.replace(/^ {2}- \{ rows: \[region\].*$/mu, table));
    const { stdout } = succeeded(await untouched.gatekeeper("plan", "--as-of", AS_OF, "--format", "json"));
    const { reports } = JSON.parse(stdout) as { reports: [{ tables: PlannedGrouping[] }] };
    expect(reports[0].tables[1]).toMatchObject({ cells, cells_withheld: withheld, is_much_withheld: false });
  });

  test("is in the journal by its hash", () => {
    const bytes = readFileSync(project.path(".gatekeeper", "runs", runId, "private", "disclosure_audit.json"));
    const hash = createHash("sha256").update(bytes).digest("hex");
    const lines = project.read(".gatekeeper/journal/journal.jsonl");
    expect(lines).toContain(`"disclosure_audit.json":"${hash}"`);
  });
});
