import { existsSync, readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import { AS_OF, fixtureProject, type Project } from "../support/project.ts";

/** A table with small cells, one without, one that counts who could be contacted, and one that compares. */
const REPORT = `id: segment-by-region
tables:
  - { rows: [segment], columns: [region], measures: [customers, orders, contactable_email], totals: true }
  - { rows: [gender], measures: [customers] }
  - { rows: [cohort_year], measures: [customers] }
  - { rows: [segment], columns: [previous_segment], measures: [customers], totals: true }
audience: internal
`;

interface Told {
  readonly cells_withheld: number;
  readonly cells_partly_withheld?: number;
  readonly is_withheld_whole: boolean;
}

interface Planned {
  readonly reports: readonly {
    readonly report_id: string;
    readonly tables: readonly (Told & { readonly table_id: string; readonly cells: number })[];
  }[];
}

describe("a plan", () => {
  let project: Project;
  let planned: Planned;
  let text: string;

  beforeAll(async () => {
    project = fixtureProject("demo");
    project.write("reports/segment-by-region.yaml", REPORT);
    const { stdout } = succeeded(await project.gatekeeper("plan", "--as-of", AS_OF, "--format", "json"));
    planned = JSON.parse(stdout) as Planned;
    text = succeeded(await project.gatekeeper("plan", "--as-of", AS_OF)).stdout;
  });

  test("writes nothing that anybody could read", () => {
    const runs = project.path(".gatekeeper", "runs");
    expect(existsSync(runs) ? readdirSync(runs) : []).toEqual([]);
  });

  test("says of each table how many of its cells would be withheld", () => {
    const [report] = planned.reports;
    expect(report?.report_id).toBe("segment-by-region");
    const [first, second, , fourth] = report?.tables ?? [];
    expect(first?.cells_withheld).toBeGreaterThan(0);
    expect(first?.cells).toBeGreaterThan(first?.cells_withheld ?? 0);
    expect(second?.cells_withheld).toBe(0);
    expect(fourth?.is_withheld_whole).toBe(true);
    expect(text).toContain(`segment-by-region/1  ${first?.cells_withheld} of ${first?.cells} cells`);
    expect(text).toContain("segment-by-region/2  nothing");
    expect(text).toContain("segment-by-region/4  the whole table: ");
  });

  test("agrees with the run that follows it, cell for cell", async () => {
    const runId = await project.run();
    const path = project.path(".gatekeeper", "runs", runId, "public", "reports", "segment-by-region", "report.json");
    const { tables } = JSON.parse(readFileSync(path, "utf8")) as { tables: Told[] };
    const told = (table: Told) => [table.cells_withheld, table.cells_partly_withheld, table.is_withheld_whole];
    expect(planned.reports[0]?.tables.map(told)).toEqual(tables.map(told));
    expect(tables[0]?.cells_partly_withheld).toBeGreaterThan(0);
  });
});
