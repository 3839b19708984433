import { describe, expect, test } from "vitest";

import { rowsOf } from "./support/cells.ts";

/** More than the rows that the engine takes at once, so that an order that is lost shows. */
const RECORDS = 20_000;
const records = (cells: (index: number) => string[]) => Array.from({ length: RECORDS }, (_, index) => cells(index));
const idAt = (index: number) => `id-${String(index).padStart(6, "0")}`;
const inOrder = records((index) => [idAt(index)]).flat();

describe("rows keep the order of the records, by whose place a record is named", () => {
  test("where a column knows many words", async () => {
    const words = ["exported", "in_flight", "sent", "Delivered", "bounced", "failed", "answered", "opted_out", "test"];
    const rows = await rowsOf(
      "contact_history",
      "contact_id,customer_id,contact_point,campaign_id,channel,contacted_at,outcome",
      records((index) => [idAt(index), "c", "+8619900000000", "k", "call", "2026-01-01", words[index % 9] ?? ""]),
    );
    expect(rows.map((row) => row["contact_id"])).toEqual(inOrder);
  });

  test("where a column is true or false in many words, beside one that is mapped by a long list", async () => {
    const rows = await rowsOf(
      "contact_points",
      "customer_id,kind,value,is_preferred",
      records((index) => [
        idAt(index),
        "email",
        `a${index % 7}@example.com`,
        ["yes", "no", "ja", "是", ""][index % 5] ?? "",
      ]),
      {
        columns: {
          customer_id: "customer_id",
          kind: "case when kind in ('a', 'b', 'c', 'd', 'e', 'f', 'email') then 'email' else kind end",
          value: "value",
          is_preferred: "is_preferred",
        },
      },
    );
    expect(rows.map((row) => row["customer_id"])).toEqual(inOrder);
  });

  test("where the source's condition is a long list", async () => {
    const rows = await rowsOf(
      "transactions",
      "transaction_id,customer_id,ordered_at,amount",
      records((index) => [idAt(index), `c${index % 9}`, "2026-01-01", "1.00"]),
      { where: "customer_id in ('c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8')" },
    );
    expect(rows.map((row) => row["transaction_id"])).toEqual(inOrder);
  });
});
