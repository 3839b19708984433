import { beforeAll, describe, expect, test } from "vitest";

import { parquetCells } from "../support/parquet.ts";
import type { Project } from "../support/project.ts";
import { changed, shop } from "./support/shop.ts";

const TRANSACTIONS = "input/transactions.csv";

let project: Project;
let runId: string;

beforeAll(async () => {
  project = shop();
  runId = await project.run();
});

describe("what is strange and harms nobody", () => {
  test("columns in another order and columns nobody maps give the same decisions", async () => {
    const other = project.copy();
    const [, ...records] = project
      .read(TRANSACTIONS)
      .trim()
      .split("\n")
      .map((line) => line.split(","));
    const reordered = [
      "note,amount,ordered_at,customer_id,transaction_id",
      ...records.map((cells) => ["x", ...cells.toReversed()].join(",")),
    ];
    other.write(TRANSACTIONS, `${reordered.join("\r\n")}\r\n`);
    const otherId = await other.run();
    expect(otherId).not.toBe(runId);
    const decisions = await parquetCells(project.path(".gatekeeper/runs", runId, "private/decisions.parquet"));
    expect(decisions).toHaveLength(12);
    expect(await parquetCells(other.path(".gatekeeper/runs", otherId, "private/decisions.parquet"))).toEqual(decisions);
  });

  test("consent of a customer nobody knows is counted, and the run goes on", async () => {
    const other = project.copy();
    other.write(
      "input/consent_events.csv",
      changed("input/consent_events.csv", /\n$/u, "\ne99,c99,,direct_marketing,call,refuse,2026-02-01,subject,,\n"),
    );
    const id = await other.run();
    const quality = JSON.parse(other.read(".gatekeeper/runs", id, "private/quality.json")) as {
      findings: Record<string, number>;
    };
    expect(quality.findings["consent_events_of_unknown_customers"]).toBe(1);
  });

  test("a list that shrank lawfully passes with its new number of rows, or within what it may lose", async () => {
    const other = project.copy();
    const one = changed("input/suppressions.csv", /internal-stop,phone,.*\n/u, "");
    other.write("input/suppressions.csv", one);
    other.write(
      "gatekeeper.yaml",
      changed("gatekeeper.yaml", "allowed_shrink: 2%", "allowed_shrink: 2%, expected_rows: 1"),
    );
    expect(await other.run()).not.toBe(runId);
    const another = project.copy();
    another.write("input/suppressions.csv", one);
    another.write("gatekeeper.yaml", changed("gatekeeper.yaml", "allowed_shrink: 2%", "allowed_shrink: 50%"));
    expect(await another.run()).not.toBe(runId);
  });
});
