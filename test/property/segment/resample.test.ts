import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { RunContext } from "../../../pipeline/context.ts";
import { fillParameters } from "../../../pipeline/parameters.ts";
import { demandedModels, readCatalog } from "../../../src/catalog/catalog.ts";
import { parseAsOf } from "../../../src/config/as-of.ts";
import { loadProject } from "../../../src/config/load-project.ts";
import { factsAskedFor } from "../../../src/domain/facts-asked-for.ts";
import { resampleOrders } from "../../../src/export/resample-orders.ts";
import { CLUSTER_TABLES } from "../../../src/identity/fill-clusters.ts";
import type { ResampledLine } from "../../oracle/resample.ts";
import { openTestEngine, type TestEngine } from "../../support/test-engine.ts";
import { naiveRobustness, type Scoring } from "./resample-oracle.ts";

const PATIENCE = 900_000;
const RESAMPLES = 3;
/** 2026-01-01, in days from 2025-01-01. */
const AS_OF = 365;

/** Customer b is one person with a. */
const CLUSTERS = [
  ["a", "a", false],
  ["b", "a", true],
] as const;

const SCORINGS: readonly Scoring[] = [
  { scores: "rank" },
  { scores: "nested" },
  { scores: "rank", breaks: [2, 3, 5, 10] },
];

const catalog = readCatalog();

let one: TestEngine;
let four: TestEngine;

beforeAll(async () => {
  [one, four] = [await openTestEngine(1), await openTestEngine(4)];
});

afterAll(async () => Promise.all([one.close(), four.close()]));

/** Few customers with many orders and many with few, some of several lines, some given back by name or without. */
const line: fc.Arbitrary<ResampledLine> = fc
  .record({
    customer: fc.oneof(fc.constantFrom("a", "b", "c"), fc.constantFrom(..."defghijklmnop")),
    order: fc.nat({ max: 6 }),
    back: fc.option(fc.nat({ max: 6 }), { freq: 2 }),
    day: fc.integer({ min: 200, max: 364 }),
    isSale: fc.constantFrom(true, true, true, false),
    cents: fc.integer({ min: 1, max: 40 }).map((units) => units * 25),
  })
  .map(({ customer, order, back, day, isSale, cents }) => ({
    person: customer === "b" ? "a" : customer,
    customer,
    transaction: `${customer}${order}`,
    original: isSale || back === null ? null : `${customer}${back}`,
    day,
    isSale,
    cents: isSale ? cents : -cents,
  }));

const ledger = fc.array(line, { minLength: 1, maxLength: 80 });

test(
  "what resamples change is what a naive walk through every draw says, in any order of records and on any threads",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        ledger.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        fc.constantFrom(...SCORINGS),
        fc.nat({ max: 1000 }),
        async ([list, shuffled], scoring, seed) => {
          const naive = naiveRobustness(list, scoring, { resamples: RESAMPLES, seed, asOf: AS_OF });
          expect(await robustnessOf(one, list, scoring, seed)).toEqual(naive);
          expect(await robustnessOf(four, shuffled, scoring, seed)).toEqual(naive);
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
  },
  PATIENCE,
);

test("another seed draws other orders", async () => {
  const [sample = []] = fc.sample(fc.array(line, { minLength: 60, maxLength: 60 }), { numRuns: 1, seed: 1 });
  const of = async (seed: number) => (await robustnessOf(one, sample, { scores: "rank" }, seed))?.edges;
  expect(await of(1)).not.toEqual(await of(2));
});

test("without resamples nothing is computed", async () => {
  expect(
    await resampleOrders({ engine: one.engine, catalog, demanded: new Set() }, { resamples: 0, seed: 1 }),
  ).toBeNull();
});

async function robustnessOf(
  { engine, folder }: TestEngine,
  lines: readonly ResampledLine[],
  scoring: Scoring,
  seed: number,
) {
  const project = projectWith(folder, scoring, seed);
  const asOf = parseAsOf("2026-01-01", "UTC");
  const context = {
    engine,
    project,
    asOf,
    campaigns: [],
    contactQuestions: [],
    releases: { records: [] },
    staged: null,
  };
  await fillParameters(context as unknown as RunContext);
  await engine.fill("staging.transactions", COLUMNS, lines.map(rowOf));
  await engine.fill("identity.clusters", CLUSTER_TABLES["identity.clusters"], CLUSTERS);
  const demanded = demandedModels(catalog, factsAskedFor({ project, campaigns: [], isComparing: false }));
  return resampleOrders({ engine, catalog, demanded }, project.robustness);
}

const COLUMNS = [
  "file_id varchar",
  "record_index bigint",
  "customer_id varchar",
  "transaction_id varchar",
  "original_transaction_id varchar",
  "ordered_at timestamp(6)",
  "ordered_date date",
  "amount decimal(18, 4)",
  "kind varchar",
  "is_whole_transaction boolean",
  "article varchar",
  "quantity decimal(18, 4)",
  "channel varchar",
  "category varchar",
].map((column) => {
  const [name = "", ...type] = column.split(" ");
  return { name, type: type.join(" ") };
});

function rowOf({ customer, transaction, original, day, isSale, cents }: ResampledLine, index: number) {
  const date = new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10);
  const kind = isSale ? "sale" : "refund";
  const amount = (cents / 100).toFixed(2);
  return [
    "f",
    index,
    customer,
    transaction,
    original,
    `${date} 12:00:00`,
    date,
    amount,
    kind,
    false,
    null,
    null,
    null,
    null,
  ];
}

function projectWith(folder: string, { scores, breaks }: Scoring, seed: number) {
  const own = join(folder, "project");
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, "reference.key"), "a key of no consequence, long enough to be one");
  const rfm = { scores, ...(breaks === undefined ? {} : { breaks: { frequency: breaks } }) };
  writeFileSync(
    join(own, "gatekeeper.yaml"),
    `version: 1
project: { id: resampled, controller: Resampled, time_zone: UTC, currency: USD, default_country: US, language: en }
inputs: {}
keys: { reference: "\${file:reference.key}" }
rfm: ${JSON.stringify(rfm)}
robustness: ${JSON.stringify({ resamples: RESAMPLES, seed })}
`,
  );
  return loadProject(own, {});
}
