import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";

import type { JointModel } from "../../src/disclosure/joint-model.ts";
import { whichFollow } from "../oracle/linear-attacker.ts";
import { projectOf } from "../support/project.ts";

const DAY = 86_400_000;

const LAST_DAY = Date.parse("2026-10-31T00:00:00Z");

/** A customer with as many orders of an amount, forty days apart, the last one some days ago. */
interface Customer {
  readonly region: string;
  readonly daysAgo: number;
  readonly orders: number;
  readonly amount: number;
}

/** Values whose customers together are a known part of all, by what the documents say of ranks. */
type KnownPart = (row: Readonly<Record<string, string>>) => string | null;

/** A reader who takes the size of rank classes from the documents alone, beside what a table without totals prints. */
describe("whoever knows how many customers a rank holds", () => {
  test("cannot subtract from a monetary score", async () => {
    // Region D has four customers of score 3 and twenty of every other.
    const isInD = (index: number) => index % 100 < 3 * (Math.floor(index / 100) === 2 ? 4 : 20) && index % 3 === 0;
    const customers = many(500, (index) => ({
      region: isInD(index) ? "D" : regionOf(index),
      daysAgo: 10 * (index % 9),
      orders: 1,
      amount: 100 + index,
    }));
    await expectHidden(customers, "{ rows: [region], columns: [m_score], measures: [customers] }", {
      part: ({ m_score: score = "" }) => score,
      small: ["D", "3"],
    });
  });

  test("cannot subtract from segments that together are two recency scores", async () => {
    const edges = "{ bins: 5, map: rf_grid, breaks: { frequency: [2, 3, 5, 10] } }";
    const customers = many(500, (index) => ({
      region: regionOf(index),
      daysAgo: index,
      orders: ordersOf(Math.floor(index / 100), index % 100),
      amount: 30 + (index % 60),
    }));
    const old = new Set(["hibernating", "at_risk", "cant_lose"]);
    await expectHidden(
      customers,
      "{ rows: [segment], measures: [customers, customer_share], totals: true }",
      { part: ({ segment = "" }) => (segment === "(all)" ? null : String(old.has(segment))), small: ["cant_lose"] },
      edges,
    );
  });

  test("cannot subtract from a group of revenue", async () => {
    const customers = many(400, (index) => ({
      region: index >= 200 && index < 240 ? (index < 236 ? regionOf(index % 2) : "C") : regionOf(index),
      daysAgo: 10 * (index % 9),
      orders: 1,
      amount: 50 + index / 2,
    }));
    await expectHidden(customers, "{ rows: [revenue_group], columns: [region], measures: [customers] }", {
      part: ({ revenue_group: group = "" }) => group,
      small: ["40-50%", "C"],
    });
  });
});

interface Attack {
  readonly part: KnownPart;
  /** Values of a cell that is too small by itself. */
  readonly small: readonly string[];
}

/** The small cell is withheld, and no withheld cell follows from the printed ones and the sizes of the known parts. */
async function expectHidden(customers: readonly Customer[], table: string, { part, small }: Attack, rfm?: string) {
  const rows = await tableOf(customers, table, rfm);
  const name = (row: Readonly<Record<string, string>>) => Object.values(row).slice(0, small.length);
  const cells = rows.filter((row) => !name(row).includes("(all)"));
  const model: JointModel = {
    variables: cells.map((_, leaf) => ({ leaf, value: 0, least: 0, isWhole: true })),
    cells: [],
    inequalities: [],
    isUnsafeUnion: () => false,
  };
  const withheld = cells.flatMap((row, index) =>
    row["value_status"] === "withheld" ? [{ variables: [index], name: name(row) }] : [],
  );
  const printed = cells.flatMap((row, index) => (row["value_status"] === "published" ? [{ variables: [index] }] : []));
  const parts = cells.map(part);
  const known = [...new Set(parts)].flatMap((own) =>
    own === null ? [] : [{ variables: [...cells.keys()].filter((index) => parts[index] === own) }],
  );
  expect(withheld.map((cell) => cell.name)).toContainEqual([...small]);
  expect(whichFollow(model, [...printed, ...known], withheld).map((cell) => cell.name)).toEqual([]);
}

async function tableOf(customers: readonly Customer[], table: string, rfm = "{ bins: 5, map: rf_grid }") {
  const orders = customers.flatMap(({ daysAgo, orders: count, amount }, index) =>
    many(count, (order) => {
      const day = new Date(LAST_DAY - (daysAgo + 40 * order) * DAY).toISOString().slice(0, 10);
      return `${index}-${order},K${index},${day} 10:00:00,${amount.toFixed(2)}`;
    }),
  );
  const project = projectOf({
    "gatekeeper.yaml": `version: 1
project: { id: ranks, controller: Ranks, time_zone: Asia/Shanghai, currency: CNY, default_country: CN, language: en }
inputs:
  transactions:
    - source: till
      files: input/orders.csv
      columns: { transaction_id: order_no, customer_id: customer_id, ordered_at: ordered_at, amount: amount }
  customers:
    - { source: crm, files: input/customers.csv, columns: { customer_id: customer_id, region: region } }
rfm: ${rfm}
disclosure: { minimum_units: 10 }
keys: { reference: "\${file:keys/reference.key}" }
reports: reports/*.yaml
`,
    "reports/ranks.yaml": `id: ranks\ntables:\n  - ${table}\naudience: internal\n`,
    "input/orders.csv": `order_no,customer_id,ordered_at,amount\n${orders.join("\n")}\n`,
    "input/customers.csv": `customer_id,region\n${customers.map(({ region }, index) => `K${index},${region}\n`).join("")}`,
    "keys/reference.key": "PUBLIC-TEST-KEY-of-invented-people-never-use-it-for-real-ones\n",
  });
  const runId = await project.run();
  const file = project.read(".gatekeeper", "runs", runId, "public", "reports", "ranks", "table-1.csv");
  return parse(file, { columns: true, bom: true }) as unknown as Readonly<Record<string, string>>[];
}

/** Frequency by stated edges; of the two worst recency scores six customers bought most often. */
function ordersOf(fromBest: number, place: number): number {
  if (fromBest >= 3) return place < 3 ? 10 : place < 40 ? 3 : 1;
  if (fromBest === 2) return place < 11 ? 1 : place < 60 ? 3 : 5;
  return place < 20 ? 1 : place < 60 ? 2 : place < 80 ? 5 : 10;
}

function regionOf(index: number): string {
  return "ABC".charAt(index % 3);
}

function many<Item>(count: number, item: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => item(index));
}
