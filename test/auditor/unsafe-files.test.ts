import { describe, expect, test } from "vitest";

import { scratchFolder } from "../io/scratch-folder.ts";
import { auditFiles, objectionLines } from "./support/written-folder.ts";

/** Audits one CSV file without a description. */
async function auditCsv(text: string, minimumUnits = 10) {
  return auditFiles(await scratchFolder(), { "table.csv": text }, { minimumUnits });
}

/** The numbers behind `cases/disclosure/multi_measure.json`, as files. */
const UNSAFE: readonly (readonly [title: string, csv: string, objections: readonly string[]])[] = [
  [
    "a sum and a mean give the count that they are of",
    "group,count,sum,mean\na,,61234,20411.333333\nb,40,1000,25\n",
    ["beside_withheld a count 3..3", "exact a count 3..3"],
  ],
  [
    "a mean of two decimals and a whole sum give it as well",
    "group,count,sum,mean\na,,1234,411.33\nb,40,1000,25\n",
    ["beside_withheld a count 3..3", "exact a count 3..3"],
  ],
  [
    "a mean of whole money tells a rounded count",
    "group,count_rounded_to_5,mean\na,10,11.125\n",
    ["exact a count_rounded_to_5 8..8"],
  ],
  [
    "a share of a known total is a count",
    "group,count,share_pct\na,,0.73\nb,409,99.27\nTotal,412,\n",
    ["beside_withheld a count 0..", "exact a count 3..3"],
  ],
  ["a greatest amount is one customer's", "group,count,max\na,25,998000\n", ["individual_value a max 998000..998000"]],
  [
    "orders and orders a customer give the customers",
    "group,customers,orders,avg_orders_per_customer\na,suppressed,14,4.67\nb,30,60,2\n",
    ["beside_withheld a customers 3..3", "exact a customers 3..3"],
  ],
  [
    "a count of protected units may not be few",
    "group,distinct_payers\na,2\nb,30\n",
    ["too_few a distinct_payers 2..2"],
  ],
  [
    "a total less its other part is the withheld one",
    "group,customers\na,\nb,30\nTotal,37\n",
    ["exact a customers 7..7"],
  ],
  [
    "two withheld cells that are somebody each leave too little for either",
    "group,customers\na,\nb,\nc,30\nTotal,40\n",
    ["narrow a customers 1..9", "narrow b customers 1..9"],
  ],
  [
    "an amount that was withheld for its own sake follows from mean and orders",
    "group,customers,orders,revenue,mean_order_value,value_status\na,40,50,,20.5000,partly_withheld\nb,30,60,900,15,published\n",
    ["narrow a revenue 1024.9975..1025.0025"],
  ],
  [
    "nobody may be seen to have refused, nor few",
    "group,customers,contactable_sms\na,40,40\nb,40,5\nc,40,20\n",
    ["contactable_too_few a contactable_sms 40..40", "contactable_too_few b contactable_sms 5..5"],
  ],
  [
    "a total of who could be contacted gives a withheld part",
    "group,customers,contactable_sms\na,40,\nb,40,20\nTotal,80,57\n",
    ["exact a contactable_sms 37..37"],
  ],
  [
    "numbers that cannot all be say that something else was counted",
    "group,customers\na,20\nb,30\nTotal,55\n",
    ["contradiction (all) customers .."],
  ],
  [
    "cumulative shares are shares",
    "group,customers,cumulative_customer_share\na,500,0.5000\nb,,0.5050\nc,495,1.0000\nTotal,1000,\n",
    ["beside_withheld b customers 0..", "exact b customers 5..5"],
  ],
];

describe("a file that is known to be unsafe", () => {
  test.each(UNSAFE)("%s", async (_, csv, objections) => {
    expect(objectionLines(await auditCsv(csv)).toSorted()).toEqual(objections.toSorted());
  });

  test("tells the combination that gives a cell away, with the line of each part", async () => {
    const { objections } = await auditCsv(
      "segment,region,customers\na,x,\na,y,20\na,Total,25\nb,x,30\nb,y,40\nb,Total,70\nTotal,Total,95\n",
    );
    expect(objections).toHaveLength(1);
    const parts = objections[0]?.combination.toSorted((one, other) => (other.place.line ?? 0) - (one.place.line ?? 0));
    expect(parts?.map(({ times, place }) => [times, place.line, place.values]).toReversed()).toEqual([
      ["-1", 3, { region: "y", segment: "a" }],
      ["1", 4, { segment: "a" }],
    ]);
  });
});

describe("a file that differs from an unsafe one in the deciding number alone", () => {
  test.each([
    ["of two withheld cells one can be large enough", "group,customers\na,\nb,\nc,30\nTotal,41\n"],
    ["the total is withheld too", "group,customers\na,\nb,30\nTotal,\n"],
    ["the mean is withheld with its count", "group,count,sum,mean\na,,,\nb,40,1000,25\nc,,,\n"],
    ["few enough refuse and few enough agree", "group,customers,contactable_sms\na,40,30\nb,40,10\n"],
    [
      "a withheld amount may be less than nothing",
      "group,customers,revenue,value_status\na,30,,partly_withheld\nb,30,,partly_withheld\nc,30,120,published\nTotal,90,100,published\n",
    ],
    [
      "amounts are large",
      "group,customers,revenue,value_status\na,30,,partly_withheld\nb,30,,partly_withheld\nc,30,123456789012.3456,published\nTotal,90,987654321098.7654,published\n",
    ],
    ["the cell is as large as it must be", "group,customers\na,10\nb,30\n"],
  ])("passes: %s", async (_, csv) => {
    const audit = await auditCsv(csv);
    expect(objectionLines(audit)).toEqual([]);
    expect(audit.checked.rows).toBeGreaterThan(1);
  });
});

describe("a file in which nobody is withheld as few are", () => {
  test.each([
    ["publish", ["narrow a customers 1..9", "narrow b customers 1..9"]],
    ["protect", []],
  ])("leaves a reader one more value: zeros are as %s says", async (zeros, objections) => {
    const audit = await auditFiles(await scratchFolder(), {
      "report.json": JSON.stringify({ run_id: "run-1", minimum_units: 10, title: null, zeros }),
      "t.csv": "group,customers\na,\nb,\nc,30\n(all),40\n",
    });
    expect(objectionLines(audit)).toEqual(objections);
  });
});

describe("two tables of one run", () => {
  const DESCRIPTION = JSON.stringify({ run_id: "run-1", as_of: "2026-11-01", minimum_units: 10, title: null });

  test("give a cell away that neither does alone", async () => {
    const files = {
      "report.json": DESCRIPTION,
      "one.csv": "segment,region,customers\na,x,\na,y,\nb,x,30\nb,y,40\n(all),x,60\n",
      "two.csv": "segment,customers\na,37\nb,70\n",
    };
    const audit = await auditFiles(await scratchFolder(), files);
    // 60 - 30 are in a and x, and 37 less these 30 are in a and y.
    expect(objectionLines(audit)).toEqual(["exact y/a customers 7..7"]);
    const alone = await auditFiles(await scratchFolder(), { "report.json": DESCRIPTION, "one.csv": files["one.csv"] });
    expect(objectionLines(alone)).toEqual([]);
  });

  test("by months and by quarters are about the same customers, as every reader sees", async () => {
    const months = "cohort_month,customers\n2026-01,20\n2026-02,\n2026-03,30\n2026-04,\n2026-05,50\n2026-06,40\n";
    const quarters = "cohort_quarter,customers\n2026-Q1,54\n2026-Q2,\n";
    const audit = await auditFiles(await scratchFolder(), {
      "report.json": DESCRIPTION,
      "months.csv": months,
      "quarters.csv": quarters,
    });
    expect(objectionLines(audit)).toEqual(["exact 2026-02 customers 4..4"]);
  });

  test("one of which puts values together say what the others would have been apart", async () => {
    const apart = "region,customers\nx,40\ny,\nz,\n";
    const together = "region,customers\nx,40\n(other),26\n";
    const audit = await auditFiles(await scratchFolder(), {
      "report.json": DESCRIPTION,
      "apart.csv": `${apart}w,20\n`,
      "together.csv": together,
    });
    // Two regions have 6 customers together.
    expect(objectionLines(audit).toSorted()).toEqual([
      "exact (other) customers 6..6",
      "narrow y customers 1..5",
      "narrow z customers 1..5",
    ]);
    const enough = { "apart.csv": apart, "together.csv": together };
    expect(objectionLines(await auditFiles(await scratchFolder(), { "report.json": DESCRIPTION, ...enough }))).toEqual(
      [],
    );
  });

  test("that print different numbers of the same cell are both suspect", async () => {
    const audit = await auditFiles(await scratchFolder(), {
      "report.json": DESCRIPTION,
      "one.csv": "segment,customers\na,20\nb,30\n",
      "two.csv": "segment,customers\na,27\nb,30\n",
    });
    expect(objectionLines(audit)).toContain("contradiction a customers ..");
  });

  test("one of which prints what the other withholds give it away", async () => {
    const audit = await auditFiles(await scratchFolder(), {
      "report.json": DESCRIPTION,
      "table-1.csv": "segment,customers,value_status\na,,withheld\nb,30,published\n(all),,withheld\n",
      "table-1.md":
        "# Segments\n\n## Customers\n\n| Segment | Customers |\n| --- | ---: |\n| A | 7 |\n| B | 30 |\n| All | [c] |\n",
    });
    expect(objectionLines(audit)).toEqual(["too_few a customers 7..7"]);
    expect(audit.objections[0]?.place).toMatchObject({ file: "now/table-1.md", line: 7 });
  });
});

describe("text beside the tables", () => {
  const DESCRIPTION = { run_id: "run-1", as_of: "2026-11-01", minimum_units: 10 };
  const TABLE = "segment,customers,value_status\na,,withheld\nb,1030,published\n(all),,withheld\n";
  const auditText = async (files: Readonly<Record<string, string>>, title: unknown = null) => {
    const description = JSON.stringify({ ...DESCRIPTION, title });
    return auditFiles(await scratchFolder(), { "report.json": description, "table-1.csv": TABLE, ...files });
  };

  test.each([
    ["a note", { "note.txt": "We asked 1,034 customers." }],
    ["what is said of a picture", { "chart.svg": '<svg><image width="9" alt="Segments of 1034 customers"/></svg>' }],
    ["a heading", { "page.html": "<h1>All 1034 of them</h1>" }],
    ["a grid of other shape", { "table-1.md": "| of | all |\n| --- | --- |\n| everybody | 1034 |\n" }],
  ])("gives a withheld cell away: the total stands in %s", async (_, files) => {
    expect(objectionLines(await auditText(files))).toEqual(["in_text a customers 4..4"]);
  });

  test("gives a withheld cell away in the title as well", async () => {
    const audit = await auditText({}, { en: "Segments of 1034 customers", "zh-CN": "1034 位客户的分群" });
    expect(objectionLines(audit)).toEqual(["in_text a customers 4..4"]);
    expect(audit.objections[0]?.combination[0]?.place.file).toBe("now/report.json");
  });

  test.each([
    ["numbers that tables print", { "note.txt": "Segment b has 1,030 customers." }],
    [
      "dates and sizes",
      { "note.txt": "As of 2026-11-01, run-1, on 8 pages.", "chart.svg": '<svg width="1034"></svg>' },
    ],
    ["numbers that are no total", { "note.txt": "Founded in 1987, 5,000 square metres." }],
  ])("passes with %s", async (_, files) => {
    expect(objectionLines(await auditText(files))).toEqual([]);
  });
});

describe("what was released before", () => {
  const description = (run: string, asOf: string) =>
    JSON.stringify({ run_id: run, as_of: asOf, minimum_units: 10, title: null });
  const now = { "report.json": description("run-2", "2026-11-01"), "t.csv": "region,customers\nx,52\ny,130\n" };

  test("of the same moment: a difference of too few is a cell of too few", async () => {
    const before = { "report.json": description("run-1", "2026-11-01"), "t.csv": "region,customers\nx,50\ny,130\n" };
    const audit = await auditFiles(await scratchFolder(), now, { before });
    expect(objectionLines(audit)).toEqual(["difference x customers 2..2"]);
    expect(audit.checked.compared).toBe(2);
  });

  test("of another moment: nobody can tell how many came and how many left, which is a remark", async () => {
    const before = { "report.json": description("run-1", "2026-10-01"), "t.csv": "region,customers\nx,50\ny,130\n" };
    const audit = await auditFiles(await scratchFolder(), now, { before });
    expect(objectionLines(audit)).toEqual([]);
    expect(objectionLines({ objections: audit.remarks })).toEqual(["difference x customers 2..2"]);
  });

  test("of another moment, by values that nobody leaves: a difference of too few is a cell of too few", async () => {
    const cohorts = (customers: number) => `cohort_month,customers\n2026-01,${customers}\n2026-02,80\n`;
    const audit = await auditFiles(
      await scratchFolder(),
      { "report.json": description("run-2", "2026-11-01"), "t.csv": cohorts(52) },
      { before: { "report.json": description("run-1", "2026-10-01"), "t.csv": cohorts(50) } },
    );
    expect(objectionLines(audit)).toEqual(["difference 2026-01 customers 2..2"]);
  });

  test("differs by as many as it must", async () => {
    const before = { "report.json": description("run-1", "2026-11-01"), "t.csv": "region,customers\nx,42\ny,130\n" };
    expect(objectionLines(await auditFiles(await scratchFolder(), now, { before }))).toEqual([]);
  });
});
