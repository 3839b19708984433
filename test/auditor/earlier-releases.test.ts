import { describe, expect, test } from "vitest";

import { scratchFolder } from "../io/scratch-folder.ts";
import { auditFiles, objectionLines } from "./support/written-folder.ts";

function described(run: string, asOf: string): string {
  return JSON.stringify({ run_id: run, as_of: asOf, minimum_units: 10, title: null });
}

/** What is objected to in a table beside one of an earlier release. */
async function objections(now: string, before: string, momentBefore = "2026-11-01"): Promise<string[]> {
  const audit = await auditFiles(
    await scratchFolder(),
    { "report.json": described("run-2", "2026-11-01"), "t.csv": now },
    { before: { "report.json": described("run-1", momentBefore), "t.csv": before } },
  );
  return objectionLines(audit);
}

describe("another release of the same moment", () => {
  const PARTS = "segment,region,customers\na,x,\na,y,30\nb,x,40\nb,y,\n";
  const GROUPS = "segment,customers\na,37\nb,70\n";

  test("with other tables is one system of equations with the new", async () => {
    expect(await objections(PARTS, GROUPS)).toEqual(["exact x/a customers 7..7"]);
    expect(await objections(GROUPS, PARTS)).toEqual(["exact x/a customers 7..7"]);
  });

  test("gives nothing away where its groups are large enough, or are those of another moment", async () => {
    expect(await objections(PARTS, GROUPS.replace("37", "47"))).toEqual([]);
    expect(await objections(PARTS, GROUPS, "2026-10-01")).toEqual([]);
  });

  test("with a group that has few more than one of the new is objected to", async () => {
    const [apart, whole] = [
      "region,category,customers\nx,c,40\nx,d,0\ny,c,30\ny,d,\n",
      "region,customers\nx,40\ny,36\n",
    ];
    expect(await objections(apart, whole)).toEqual(["exact d/y customers 6..6"]);
  });

  test("that contradicts the new counts other customers, and is not laid beside it", async () => {
    expect(await objections(`${PARTS}(all),(all),120\n`, `${GROUPS}(all),97\n`)).toEqual([]);
  });

  test("gives away by itself what is no fault of the new", async () => {
    expect(await objections("region,customers\nx,57\ny,50\n", "segment,customers\na,\nb,100\n(all),107\n")).toEqual([]);
  });
});

describe("an earlier moment, by values that nobody leaves", () => {
  const NOW = "cohort_month,customers\n2026-01,\n2026-02,\n2026-03,30\n(all),85\n";
  const before = (customers: number) => `cohort_month,customers\n2026-01,${customers}\n`;

  test("is a least number of the later one", async () => {
    // Of 55 customers at least 48 are in the first.
    expect(await objections(NOW, before(48), "2026-10-01")).toEqual(["narrow 2026-02 customers 1..7"]);
  });

  test("leaves enough where it was small", async () => {
    expect(await objections(NOW, before(30), "2026-10-01")).toEqual([]);
  });

  test("says nothing of a moment before it, nor by values that are left", async () => {
    expect(await objections(NOW, before(48), "2026-12-01")).toEqual([]);
    const byRegion = (text: string) => text.replaceAll("cohort_month", "region");
    expect(await objections(byRegion(NOW), byRegion(before(48)), "2026-10-01")).toEqual([]);
  });

  test.each([
    ["few more orders of the same customers are those of few", 50, 83, ["difference 2026-01 orders 3..3"]],
    ["many may be those of many", 50, 92, []],
    ["of others nobody can tell whose they are", 65, 83, []],
  ])("%s", async (_, customers, orders, found) => {
    const cohort = (count: number, sum: number) =>
      `cohort_month,customers,orders,revenue\n2026-01,${count},${sum},900\n2026-02,80,90,900\n`;
    expect(await objections(cohort(customers, orders), cohort(50, 80), "2026-10-01")).toEqual(found);
  });
});
