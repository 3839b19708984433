import { describe, expect, test } from "vitest";

import { rowsOf } from "./support/cells.ts";

describe("consent times", () => {
  test("an instant keeps its moment, a day or local time keeps its day only, and the rest is told apart from nothing", async () => {
    const times = ["2026-03-01T10:00:00+08:00", "2026-03-01", "2026-03-01 23:59:59", "next week", "", "2026-02-30"];
    const header = "event_id,customer_id,purpose,action,effective_at";
    const rows = await rowsOf(
      "consent_events",
      header,
      times.map((time, index) => [`e${index}`, "c1", "direct_marketing", "refuse", time]),
    );
    expect(rows.map((row) => [row["effective_at"], row["effective_at_precision"], row["load_status"]])).toEqual([
      ["2026-03-01 02:00:00", "instant", "loaded"],
      ["2026-03-01 00:00:00", "day", "loaded"],
      ["2026-03-01 00:00:00", "day", "loaded"],
      [null, "unreadable", "loaded"],
      [null, "absent", "loaded"],
      [null, "unreadable", "loaded"],
    ]);
    expect(rows[0]).toMatchObject({
      recorded_at: null,
      recorded_at_precision: "absent",
      expires_at_precision: "absent",
    });
  });

  test("nothing of a consent event rejects it: a blank id, an unknown channel, authority or purpose", async () => {
    const header = "event_id,customer_id,purpose,channel,action,effective_at,authority";
    const rows = await rowsOf("consent_events", header, [["", "", "", "Pigeon", "WITHDRAW", "", "king"]]);
    expect(rows).toMatchObject([
      { event_id: null, channel: "pigeon", action: "withdraw", authority: "king", load_status: "loaded" },
    ]);
  });
});

describe("a contact that ended in a refusal", () => {
  test("is kept whatever else of its record can be read; any other record with the same faults is rejected", async () => {
    const header = "contact_id,customer_id,contact_point,campaign_id,channel,contacted_at,outcome,is_exception";
    const faults = ["", "c1", "p", "k", "fax", "someday"];
    const rows = await rowsOf("contact_history", header, [
      [...faults, "Opted_Out", "maybe"],
      [...faults, "complained", "maybe"],
      [...faults, "sent", "maybe"],
    ]);
    expect(rows.map((row) => [row["outcome"], row["load_status"], row["reject"]])).toEqual([
      ["opted_out", "loaded", null],
      ["complained", "loaded", null],
      ["sent", "rejected", "contact_id:GK0310"],
    ]);
  });
});
