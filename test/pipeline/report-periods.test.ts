import { describe, expect, test } from "vitest";

import { type Project, readJson } from "../support/project.ts";
import { CONFIGURATION, reportLines, tinsShop } from "../support/tins-shop.ts";

const MEASURES = "measures: [customers, orders, revenue, mean_order_value], totals: true";

function reportOf(period: string | null): string {
  return `id: sizes
tables:
  - { rows: [cohort_year], ${MEASURES} }
audience: internal
${period === null ? "" : `period: ${period}\n`}`;
}

interface Bought {
  readonly day: string;
  readonly amount: string;
}

/** Ten customers who buy on the days of the list, each as much as it says, and others of their own. */
function shopOf(period: string | null, everybody: readonly Bought[], single: Readonly<Record<string, Bought>> = {}) {
  const project = tinsShop("sizes", reportOf(period));
  project.write("input/orders.csv", ordersOf(everybody, single));
  return project;
}

function ordersOf(everybody: readonly Bought[], single: Readonly<Record<string, Bought>> = {}): string {
  const lineOf = (customer: string, { day, amount }: Bought) =>
    `${customer}-${day}-${amount},${customer},${day}T10:00:00+08:00,${amount}`;
  const common = Array.from({ length: 10 }, (_, index) => everybody.map((one) => lineOf(`c${index}`, one))).flat();
  const own = Object.entries(single).map(([customer, one]) => lineOf(customer, one));
  return `${["order,customer,at,amount", ...common, ...own].join("\n")}\n`;
}

const SPRING = [{ day: "2026-03-05", amount: "100" }];
const AND_OCTOBER = [...SPRING, { day: "2026-10-31", amount: "20.50" }];
const AND_NOVEMBER = [...AND_OCTOBER, { day: "2026-11-01", amount: "7" }];

async function refusalOf(project: Project, asOf: string, command = "run"): Promise<[number, string]> {
  const { code, stderr } = await project.gatekeeper(command, "--as-of", asOf);
  return [code, stderr];
}

describe("a report with a period", () => {
  test("says the orders and the revenue of its days, counts everybody who has ever bought, and says so in text and beside its files", async () => {
    const project = shopOf("{ last: 1 month }", AND_NOVEMBER);
    const runId = await project.run("--as-of", "2026-11-15");
    expect(reportLines(project, runId, "sizes")).toEqual([
      "2026,10,10,205.0000,20.5000,published",
      "(all),10,10,205.0000,20.5000,published",
    ]);
    const folder = ["public", "reports", "sizes"];
    const of = (file: string) => project.read(".gatekeeper", "runs", runId, ...folder, file);
    expect(of("table-1.md")).toContain(
      "Orders and revenue are those of the days from 2026-10-01 on and before 2026-11-01",
    );
    for (const file of ["report.json", "table-1.metadata.json"])
      expect(JSON.parse(of(file))).toMatchObject({
        as_of: "2026-11-15",
        period: { from: "2026-10-01", before: "2026-11-01" },
        customers: { from: null, before: "2026-11-15" },
      });
    expect(JSON.parse(of("report.json"))).toMatchObject({
      measure_types: { customers: "state", orders: "flow", revenue: "flow", mean_order_value: "flow" },
    });
    expect(JSON.parse(of("table-1.metadata.json"))).toMatchObject({
      columns: [
        { name: "cohort_year" },
        { name: "customers", measure_type: "state" },
        { name: "orders", measure_type: "flow" },
        { name: "revenue", measure_type: "flow" },
        { name: "mean_order_value", measure_type: "flow" },
        { name: "value_status" },
      ],
    });
  });

  test("takes a refund in the month in which it was made, not in that of the sale", async () => {
    const everybody = [...SPRING, { day: "2026-10-12", amount: "40" }, { day: "2026-11-03", amount: "-15" }];
    const project = shopOf("{ from: 2026-10-01, to: 2026-11-01 }", everybody);
    const october = await project.run("--as-of", "2026-12-01");
    expect(reportLines(project, october, "sizes")[1]).toBe("(all),10,10,400.0000,40.0000,published");
    project.write("reports/sizes.yaml", reportOf("{ from: 2026-11-01, to: 2026-12-01 }"));
    const november = await project.run("--as-of", "2026-12-01");
    expect(november).not.toBe(october);
    expect(reportLines(project, november, "sizes")[1]).toBe("(all),10,0,-150.0000,,published");
  });

  test("is the same figure when it is said again at a later moment, and flows of the months follow it", async () => {
    const project = shopOf("{ from: 2026-10-01, to: 2026-11-01 }", AND_NOVEMBER);
    const first = await project.run("--as-of", "2026-11-01");
    const again = await project.run("--as-of", "2026-12-01");
    expect(reportLines(project, again, "sizes")).toEqual(reportLines(project, first, "sizes"));
    project.write("reports/sizes.yaml", reportOf("{ last: 1 month }"));
    const november = await project.run("--as-of", "2026-12-01");
    expect(reportLines(project, november, "sizes")[1]).toBe("(all),10,10,70.0000,7.0000,published");
  });

  test("withholds what fewer customers than a cell needs bought in it, however many are counted and however alike", async () => {
    const buyers = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`c${index}`, { day: "2026-10-05", amount: "10" }]),
      );
    const shownOf = async (count: number) => {
      const project = shopOf("{ last: 1 month }", SPRING, buyers(count));
      project.write("gatekeeper.yaml", CONFIGURATION.replace("minimum_units: 3", "minimum_units: 5"));
      return reportLines(project, await project.run("--as-of", "2026-11-01"), "sizes");
    };
    expect(await shownOf(4)).toEqual(["2026,10,,,,partly_withheld", "(all),10,,,,partly_withheld"]);
    expect(await shownOf(5)).toEqual(["2026,10,5,50.0000,10.0000,published", "(all),10,5,50.0000,10.0000,published"]);
  });

  test("does not say what one customer's late order changed in the figure of the same days", async () => {
    const project = shopOf("{ from: 2026-10-01, to: 2026-11-01 }", AND_OCTOBER);
    const first = await project.run("--as-of", "2026-11-01");
    expect(reportLines(project, first, "sizes")[1]).toBe("(all),10,10,205.0000,20.5000,published");
    project.write("input/orders.csv", ordersOf(AND_OCTOBER, { c3: { day: "2026-10-07", amount: "9" } }));
    const later = await project.run("--as-of", "2026-12-01");
    expect(reportLines(project, later, "sizes")[1]).toBe("(all),10,,,,partly_withheld");
  });
});

describe("orders and revenue of days that overlap with released ones", () => {
  test("are refused, where cumulative figures of two months are out and one customer bought between them", async () => {
    const single = { c4: { day: "2026-11-10", amount: "99" } };
    const project = shopOf(null, AND_OCTOBER, single);
    const october = await project.run("--as-of", "2026-11-01");
    const november = await project.run("--as-of", "2026-12-01");
    expect(reportLines(project, october, "sizes")[1]).toBe("(all),10,20,1205.0000,60.2500,published");
    expect(reportLines(project, november, "sizes")[1]).toBe("(all),10,,,,partly_withheld");
    for (const command of ["run", "plan"]) {
      project.write("reports/sizes.yaml", reportOf("{ last: 1 month }"));
      const [code, stderr] = await refusalOf(project, "2026-12-01", command);
      expect([code, stderr]).toEqual([4, expect.stringContaining("GK0542")]);
      expect(stderr).toMatch(/of the days from 2026-11-01 to before 2026-12-01.*of all days before 2026-12-01/su);
      expect(stderr).toContain(november);
    }
  });

  test("are let by where they begin where the cumulative figures end, and no cumulative figure follows", async () => {
    const project = shopOf(null, AND_OCTOBER);
    await project.run("--as-of", "2026-11-01");
    project.write("input/orders.csv", ordersOf(AND_NOVEMBER));
    project.write("reports/sizes.yaml", reportOf("{ last: 1 month }"));
    const november = await project.run("--as-of", "2026-12-01");
    expect(reportLines(project, november, "sizes")[1]).toBe("(all),10,10,70.0000,7.0000,published");
    project.write("reports/sizes.yaml", reportOf(null));
    expect(await refusalOf(project, "2026-12-01")).toEqual([4, expect.stringContaining("GK0542")]);
    project.write("reports/sizes.yaml", reportOf(null).replace(", orders, revenue, mean_order_value", ""));
    const states = await project.run("--as-of", "2026-12-01");
    expect(reportLines(project, states, "sizes")[1]).toBe("(all),10,published");
  });
});

describe("a period that cannot be", () => {
  test("is one that is not over at the as-of moment, told by its place", async () => {
    const project = shopOf("{ from: 2026-11-01, to: 2026-12-01 }", AND_NOVEMBER);
    const [code, stderr] = await refusalOf(project, "2026-11-30");
    expect([code, stderr]).toEqual([2, expect.stringContaining("GK0547")]);
    expect(stderr).toContain("reports/sizes.yaml:5:9");
  });

  test("is one outside the window", async () => {
    const project = shopOf("{ last: 12 months }", AND_NOVEMBER);
    project.write("gatekeeper.yaml", `${CONFIGURATION}rfm: { window: { from: 2026-01-01 } }\n`);
    expect(await refusalOf(project, "2026-11-30")).toEqual([2, expect.stringContaining("outside rfm.window")]);
  });

  test("is another than that of the other report", async () => {
    const project = shopOf("{ last: 1 month }", AND_NOVEMBER);
    project.write("reports/second.yaml", reportOf(null).replace("id: sizes", "id: second"));
    expect(await refusalOf(project, "2026-11-30")).toEqual([2, expect.stringContaining("GK0546")]);
    const states = reportOf(null).replace(", orders, revenue, mean_order_value", "");
    project.write("reports/second.yaml", states.replace("id: sizes", "id: second"));
    const runId = await project.run("--as-of", "2026-11-30");
    expect(reportLines(project, runId, "second")).toEqual(["2026,10,published", "(all),10,published"]);
    const file = project.path(".gatekeeper", "runs", runId, "private", "ledger", "released_tables.json");
    expect(readJson(file)).toMatchObject({ period: { from: "2026-10-01", before: "2026-11-01" } });
  });
});
