import { expect, test } from "vitest";

import { parquetRows } from "../support/parquet.ts";
import { type Project, projectOf } from "../support/project.ts";
import { privatePath } from "../support/project-decisions.ts";

const CONFIGURATION = `version: 1
project: { id: returns, controller: Returns, time_zone: Asia/Shanghai, currency: CNY, default_country: CN }
inputs:
  transactions:
    - source: till
      files: input/transactions.csv
      columns: { transaction_id: id, customer_id: customer, ordered_at: at, kind: kind, amount: amount, original_transaction_id: original, article: article, quantity: quantity }
  merges:
    - { source: merges, files: input/merges.csv, columns: { from_customer_id: from, into_customer_id: into, merged_at: merged_at } }
rfm: { refunds: drop_cancelled }
keys: { reference: "\${file:keys/reference.key}" }
`;

/** Of each pair one has a sale cancelled, and the twin differs in what keeps it. */
const LINES = [
  "a1,whole,2026-01-01,sale,10,,,",
  "a2,whole,2026-03-01,sale,20,,,",
  "a3,whole,2026-04-01,refund,-20,a2,,",
  "b1,partly,2026-01-01,sale,10,,,",
  "b2,partly,2026-03-01,sale,20,,,",
  "b3,partly,2026-04-01,refund,-19,b2,,",
  "c1,lines,2026-01-01,sale,10,,,",
  "c2,lines,2026-03-01,sale,5,,mug,1",
  "c2,lines,2026-03-01,sale,6,,cup,2",
  "c3,lines,2026-04-01,refund,-5,,mug,-1",
  "c4,lines,2026-04-01,refund,-6,,cup,-2",
  "d1,line,2026-01-01,sale,10,,,",
  "d2,line,2026-03-01,sale,5,,mug,1",
  "d2,line,2026-03-01,sale,6,,cup,2",
  "d3,line,2026-04-01,refund,-5,,mug,-1",
  "d4,line,2026-04-01,refund,-6,,cup,-1",
  "e1,m1,2026-01-01,sale,10,,,",
  "e2,m2,2026-03-01,sale,20,,mug,1",
  "e3,m1,2026-04-01,refund,-20,,mug,-1",
  "f1,apart,2026-01-01,sale,10,,,",
  "f2,other,2026-03-01,sale,20,,mug,1",
  "f3,apart,2026-04-01,refund,-20,,mug,-1",
  "g1,nothing,2026-03-01,sale,20,,,",
  "g2,nothing,2026-04-01,refund,-20,g1,,",
  "h1,later,2026-03-01,sale,20,,,",
  "h2,later,2026-11-01,refund,-20,h1,,",
];

test("sales that refunds cancel whole count in no fact, and every other refund subtracts", async () => {
  const project = returns(CONFIGURATION);
  expect(await factsOf(project)).toEqual({
    whole: "1 orders, 10.0000, 304 days ago",
    partly: "2 orders, 11.0000, 245 days ago",
    lines: "1 orders, 10.0000, 304 days ago",
    line: "2 orders, 10.0000, 245 days ago",
    m1: "1 orders, 10.0000, 304 days ago",
    apart: "1 orders, -10.0000, 304 days ago",
    other: "1 orders, 20.0000, 245 days ago",
    later: "1 orders, 20.0000, 245 days ago",
  });
});

test("net of refunds the same sales are orders, of the same worth", async () => {
  const facts = await factsOf(returns(CONFIGURATION.replace("drop_cancelled", "net")));
  expect(facts).toMatchObject({
    whole: "2 orders, 10.0000, 245 days ago",
    lines: "2 orders, 10.0000, 245 days ago",
    m1: "2 orders, 10.0000, 245 days ago",
    nothing: "1 orders, 0.0000, 245 days ago",
  });
});

function returns(configuration: string): Project {
  return projectOf({
    "gatekeeper.yaml": configuration,
    "input/transactions.csv": ["id,customer,at,kind,amount,original,article,quantity", ...LINES, ""].join("\n"),
    "input/merges.csv": "from,into,merged_at\nm2,m1,2026-01-01\n",
    "keys/reference.key": "PUBLIC-TEST-KEY-of-invented-returns-never-use-it-for-real-ones\n",
  });
}

async function factsOf(project: Project): Promise<Record<string, string>> {
  const runId = await project.run();
  const rows = await parquetRows(privatePath(project, runId, "tables", "segment", "person_segments.parquet"));
  return Object.fromEntries(
    rows.map(({ person_id, recency_days, frequency, monetary }) => [
      String(person_id),
      `${String(frequency)} orders, ${String(monetary)}, ${String(recency_days)} days ago`,
    ]),
  );
}
