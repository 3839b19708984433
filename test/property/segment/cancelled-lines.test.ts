import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import { demandedModels, modelNamed, readCatalog } from "../../../src/catalog/catalog.ts";
import { materializeModel } from "../../../src/catalog/materialize.ts";
import type { Column } from "../../../src/engine/engine.ts";
import { CLUSTER_TABLES } from "../../../src/identity/fill-clusters.ts";
import { cancelledRecords, type HistoryLine } from "../../oracle/cancelled-lines.ts";
import { openTestEngine, type TestEngine } from "../../support/test-engine.ts";

const PATIENCE = 600_000;
const HISTORIES = 100;
const LINES_MAX = 14;
const AS_OF = 6;

/** Customer c2 is one person with c1, c3 is another. */
const PEOPLE: Readonly<Record<string, string>> = { c1: "c1", c2: "c1", c3: "c3" };

const catalog = readCatalog();
const demanded = demandedModels(catalog, ["segment.cancelled_lines"]);
const chain = catalog.models.filter(({ name, isOnDemand }) => isOnDemand && demanded.has(name));

let opened: TestEngine;

beforeAll(async () => {
  opened = await openTestEngine();
});

afterAll(async () => {
  await opened.close();
});

/** A line of one of few customers, transactions, articles and moments, so that much coincides; the last moment is the as-of. */
const line = fc.record({
  customer: fc.constantFrom(...Object.keys(PEOPLE)),
  transaction: fc.constantFrom("t1", "t2", "t3"),
  original: fc.option(fc.constantFrom("t1", "t2", "t3"), { freq: 2 }),
  at: fc.nat({ max: AS_OF }),
  kind: fc.constantFrom("sale", "sale", "refund", "cancellation", "adjustment"),
  article: fc.option(fc.constantFrom("a", "b"), { freq: 6 }),
  quantity: fc.option(fc.constantFrom(1, -1, 2), { freq: 6 }),
  size: fc.integer({ min: 0, max: 4 }),
});

type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;

test(
  "the models cancel the lines that a naive walk through each person's history cancels",
  async () => {
    const histories = fc.array(fc.array(line, { maxLength: LINES_MAX }), { minLength: 1, maxLength: HISTORIES });
    await fc.assert(
      fc.asyncProperty(histories, async (sample) => {
        expect(await cancelledByModels(sample)).toEqual(sample.map(cancelledByOracle));
      }),
      { numRuns: 25, endOnFailure: false },
    );
  },
  PATIENCE,
);

test("the sample cancels by transaction and by article, and leaves lines alone", () => {
  const sample = fc.sample(fc.array(line, { maxLength: LINES_MAX }), { numRuns: 500, seed: 1 });
  const lines = sample.flatMap((history) => {
    const cancelled = new Set(cancelledByOracle(history));
    return history.map((each, record) => ({ ...each, isCancelled: cancelled.has(record) }));
  });
  const refunds = lines.filter(({ kind }) => kind === "refund" || kind === "cancellation");
  for (const isNamed of [true, false])
    for (const isCancelled of [true, false])
      expect(
        refunds.filter((each) => (each.original !== null) === isNamed && each.isCancelled === isCancelled).length,
      ).toBeGreaterThan(20);
});

function cancelledByOracle(history: readonly Line[]): number[] {
  const lines = history.map(({ customer, size, ...rest }, record): HistoryLine => ({
    ...rest,
    record,
    person: PEOPLE[customer] ?? customer,
    amount: rest.kind === "sale" ? size : -size,
  }));
  return [...cancelledRecords(lines, AS_OF)].toSorted((a, b) => a - b);
}

/** The cancelled records of each history, all of them in one engine: file and customers of history number i begin with `hi`. */
async function cancelledByModels(histories: readonly (readonly Line[])[]): Promise<number[][]> {
  const { engine } = opened;
  await engine.fill("run.parameters", columns("as_of_at timestamp(6)", "refunds varchar"), [
    [moment(AS_OF), "drop_cancelled"],
  ]);
  await engine.fill(
    "identity.clusters",
    CLUSTER_TABLES["identity.clusters"],
    histories.flatMap((_, number) => ["c1", "c2"].map((id) => [`h${number}-${id}`, `h${number}-c1`, id === "c2"])),
  );
  await engine.fill("staging.transactions", TRANSACTION_COLUMNS, histories.flatMap(rowsOf));
  for (const { name } of chain) await materializeModel(engine, modelNamed(catalog, name));
  const rows = await engine.query(
    "select cancelled_lines.file_id, cancelled_lines.record_index from segment.cancelled_lines order by 1, 2",
  );
  return histories.map((_, number) =>
    rows.filter((row) => row["file_id"] === `h${number}`).map((row) => Number(row["record_index"])),
  );
}

const TRANSACTION_COLUMNS = columns(
  "file_id varchar",
  "record_index bigint",
  "customer_id varchar",
  "transaction_id varchar",
  "original_transaction_id varchar",
  "ordered_at timestamp(6)",
  "kind varchar",
  "article varchar",
  "quantity decimal(18, 4)",
  "amount decimal(18, 4)",
);

function rowsOf(history: readonly Line[], number: number) {
  return history.map(({ customer, transaction, original, at, kind, article, quantity, size }, record) => [
    `h${number}`,
    record,
    `h${number}-${customer}`,
    transaction,
    original,
    moment(at),
    kind,
    article,
    quantity,
    kind === "sale" ? size : -size,
  ]);
}

function moment(at: number): string {
  return `2026-01-0${at + 1} 10:00:00`;
}

function columns(...definitions: readonly string[]): Column[] {
  return definitions.map((definition) => {
    const [name = "", ...type] = definition.split(" ");
    return { name, type: type.join(" ") };
  });
}
