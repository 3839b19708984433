import { describe, expect, test } from "vitest";

import type { CountedCustomers } from "../../src/auditor/counted-customers.ts";
import { scratchFolder } from "../io/scratch-folder.ts";
import { auditFiles, objectionLines } from "./support/written-folder.ts";

// Of score 2 country c1 has one customer, and can have five with five orders: seven are left for the three other countries, and six for the
// two other scores. The solver leaves that out before it begins.
const SEGMENTS = `segment,customers,orders,value_status
s0,14,433,published
s1,10,366,published
s2,17,237,published
(all),41,1036,published
`;

const SCORES = `m_score,country,customers,orders,value_status
1,c0,7,,partly_withheld
1,c1,,,withheld
1,c2,,,withheld
1,c4,,,withheld
2,c0,,,withheld
2,c1,,,withheld
2,c2,,,withheld
2,c4,,,withheld
3,c0,,,withheld
3,c1,,,withheld
3,c2,,,withheld
3,c4,0,0,published
1,(all),19,,partly_withheld
2,(all),12,560,published
3,(all),10,,partly_withheld
(all),c0,19,384,published
(all),c1,11,,partly_withheld
(all),c2,,,withheld
(all),c4,,,withheld
(all),(all),41,1036,published
`;

/** The orders of each customer by country, score and segment. */
const GROUPS = `c0 1 s0 5 5 4
c0 1 s2 5 4 1
c0 1 s1 1
c0 2 s1 73 73
c0 2 s0 1 1
c0 2 s2 201 1 1
c0 3 s2 4 1 1 1
c0 3 s1 1
c1 1 s0 201 201 5
c1 1 s1 10
c1 1 s2 4 2
c1 2 s0 1
c1 3 s0 1
c1 3 s1 4
c1 3 s2 3 1
c2 1 s0 1 1
c2 2 s1 1
c2 2 s2 1
c2 3 s0 1
c4 1 s1 1 1
c4 1 s2 1
c4 1 s0 5
c4 2 s1 201
c4 2 s2 5`;

function counted(): CountedCustomers {
  const nothing = { total: 0, contributors: 0, first: 0, second: 0 };
  const groups = GROUPS.split("\n").map((line) => {
    const [country = "", m_score = "", segment = "", ...own] = line.split(" ");
    const orders = own.map(Number);
    const [first = 0, second = 0] = orders;
    const total = orders.reduce((sum, one) => sum + one, 0);
    return {
      values: { country, m_score, segment },
      customers: orders.length,
      orders: { total, contributors: orders.length, first, second },
      bought: nothing,
      refunds: nothing,
    };
  });
  return { dimensions: ["country", "m_score", "segment"], groups };
}

describe("a count that the solver calls too small without looking at all of the table", () => {
  const report = JSON.stringify({ run_id: "run-1", as_of: "2026-11-01", minimum_units: 5, title: null });
  const files = { "report.json": report, "table-1.csv": SEGMENTS, "table-2.csv": SCORES };

  test("is no objection", async () => {
    const audit = await auditFiles(await scratchFolder(), files, { counted: [counted()] });
    expect(objectionLines(audit)).toEqual([]);
  });

  test("is one where it is too small: of twelve customers of the score seven are in another country", async () => {
    const told = { ...files, "table-2.csv": SCORES.replace("2,c0,,,withheld", "2,c0,7,,partly_withheld") };
    const audit = await auditFiles(await scratchFolder(), told, { counted: [counted()] });
    expect(objectionLines(audit)).toContain("narrow c1/2 customers 1..3");
  });
});
