import { describe, expect, test } from "vitest";

import type { SourceFormats } from "../../src/domain/project.ts";
import { rowsOf } from "./support/cells.ts";
import { refusals } from "./support/loading.ts";

const PLAIN: SourceFormats = { date: undefined, timestamp: undefined, decimal: ".", thousands: "", pivot: undefined };

const UNREADABLE = { ordered_at: "ordered_at:GK0311", amount: "amount:GK0311" };

describe("declared types", () => {
  const types = { quantity: "number", price: "number", day: "timestamp", note: "text" } as const;
  const columns = {
    transaction_id: "id",
    customer_id: "note",
    ordered_at: "day",
    amount: "quantity * price",
    kind: "case when quantity < 0 then 'refund' else 'sale' end",
  };
  const header = "id,day,quantity,price,note";

  test("make names numbers and times in expressions, read by the formats of the source", async () => {
    const records = [
      ["t1", "1/12/2010 8:26", "2", "1,5", "c1"],
      ["t2", "1/12/2010 8:26", "-2", "1,5", "c2"],
      ["t3", "1/12/2010 8:26", "two", "1,5", "c3"],
      ["t4", "2010-12-01 08:26", "1", "1,5", "c4"],
    ];
    const formats = { ...PLAIN, decimal: ",", timestamp: "d/M/yyyy H:mm" };
    const rows = await rowsOf("transactions", header, records, { columns, types, formats, timeZone: "UTC" });
    expect(rows.map((row) => row["reject"] ?? [row["kind"], row["amount"], row["ordered_at"]])).toEqual([
      ["sale", "3.0000", "2010-12-01 08:26:00"],
      ["refund", "-3.0000", "2010-12-01 08:26:00"],
      UNREADABLE.amount,
      UNREADABLE.ordered_at,
    ]);
  });

  test("may be mapped as they are, compared, and read once more by their own conversion", async () => {
    const records = [
      ["t1", "2026-03-01T10:00:00+08:00", "7", "1", "x"],
      ["t2", "2026-03-01T10:00:00+08:00", "8", "1", "x"],
    ];
    const own = { ...columns, amount: "number(quantity)", ordered_at: "case when quantity > 7 then null else day end" };
    const rows = await rowsOf("transactions", header, records, {
      columns: own,
      types,
      where: "price = 1",
      timeZone: "UTC",
    });
    expect(rows.map((row) => row["reject"] ?? [row["amount"], row["ordered_at"]])).toEqual([
      ["7.0000", "2026-03-01 02:00:00"],
      "ordered_at:GK0311",
    ]);
  });

  test.each([
    ["amount: day", { ...columns, amount: "day" }, "the result is an instant where a number is needed"],
    [
      "ordered_at: quantity",
      { ...columns, ordered_at: "quantity" },
      "the result is a number where an instant is needed",
    ],
    [
      "amount: quantity || price",
      { ...columns, amount: "quantity || price" },
      "a number stands beside ||, which needs text",
    ],
  ])("that do not fit their column are a mistake: %s", async (_, own, message) => {
    const refused = await refusals(
      rowsOf("transactions", header, [["t1", "2026-03-01", "1", "1", "x"]], { columns: own, types }),
    );
    expect(refused).toEqual([expect.stringContaining(`GK0245 not an expression: ${message}`)]);
  });

  test("of local times make no instants where times have no zone", async () => {
    const consent = { event_id: "id", customer_id: "id", purpose: "'direct_marketing'", action: "'refuse'" };
    const load = async (effective: string) =>
      rowsOf("consent_events", "id,when", [["e1", "1/12/2010 8:26"]], {
        columns: { ...consent, effective_at: effective },
        types: { when: "timestamp" },
        formats: { ...PLAIN, timestamp: "d/M/yyyy H:mm" },
      });
    expect((await load('"when"'))[0]).toMatchObject({
      effective_at: "2010-12-01 00:00:00",
      effective_at_precision: "day",
    });
    expect(await refusals(load('coalesce("when", null)'))).toEqual([
      expect.stringContaining("the format has no offset, so it gives no instant"),
    ]);
  });
});

describe("times that an expression computes", () => {
  test("are the moments they are, whatever the project's zone", async () => {
    const columns = { transaction_id: "id", customer_id: "id", amount: "'1'", ordered_at: "instant(at)" };
    const records = [
      ["t1", "2026-03-01T10:00:00+08:00"],
      ["t2", "never"],
      ["t3", ""],
    ];
    const rows = await rowsOf("transactions", "id,at", records, { columns, timeZone: "America/New_York" });
    expect(rows.map((row) => row["reject"] ?? row["ordered_at"])).toEqual([
      "2026-03-01 02:00:00",
      UNREADABLE.ordered_at,
      "ordered_at:GK0310",
    ]);
  });

  test("from local ones are read in the zone they name", async () => {
    const columns = {
      transaction_id: "id",
      customer_id: "id",
      amount: "'1'",
      ordered_at: "instant(at, 'd/M/yyyy H:mm', 'Europe/London')",
    };
    const records = [
      ["t1", "1/7/2010 8:26"],
      ["t2", "1/12/2010 8:26"],
      ["t3", "2010-07-01 08:26"],
    ];
    const rows = await rowsOf("transactions", "id,at", records, { columns, timeZone: "Asia/Shanghai" });
    expect(rows.map((row) => row["reject"] ?? row["ordered_at"])).toEqual([
      "2010-07-01 07:26:00",
      "2010-12-01 08:26:00",
      UNREADABLE.ordered_at,
    ]);
  });
});
