import { describe, expect, test } from "vitest";
import { resolveSendWindow } from "../../src/config/send-window.ts";
import type { SendRule } from "../../src/domain/campaign.ts";
import { parseDuration } from "../../src/domain/durations.ts";
import { present } from "../../src/assert.ts";

function relative(after: string, length: string): SendRule {
  return { kind: "relative", after: present(parseDuration(after), after), for: present(parseDuration(length), length) };
}

describe("a send window", () => {
  test("of given days holds both, and ends as the day after begins", () => {
    const send: SendRule = { kind: "dates", fromDate: "2026-12-01", toDate: "2026-12-14" };
    expect(resolveSendWindow(send, "2020-01-01", "Asia/Shanghai")).toEqual({
      fromDate: "2026-12-01",
      toDate: "2026-12-14",
      fromAt: "2026-11-30 16:00:00.000000",
      toAt: "2026-12-14 16:00:00.000000",
    });
  });

  test("of one day lasts that day", () => {
    const send: SendRule = { kind: "dates", fromDate: "2026-12-01", toDate: "2026-12-01" };
    expect(resolveSendWindow(send, "2020-01-01", "UTC")).toMatchObject({
      fromAt: "2026-12-01 00:00:00.000000",
      toAt: "2026-12-02 00:00:00.000000",
    });
  });

  test("relative to as-of starts so many days after it and holds so many days", () => {
    expect(resolveSendWindow(relative("1d", "14d"), "2026-12-01", "UTC")).toMatchObject({
      fromDate: "2026-12-02",
      toDate: "2026-12-15",
    });
    expect(resolveSendWindow(relative("0d", "1d"), "2026-12-01", "UTC")).toMatchObject({
      fromDate: "2026-12-01",
      toDate: "2026-12-01",
    });
  });

  test("in months clamps to the end of a shorter one", () => {
    expect(resolveSendWindow(relative("1 month", "1 month"), "2027-01-31", "UTC")).toMatchObject({
      fromDate: "2027-02-28",
      toDate: "2027-03-27",
    });
    expect(resolveSendWindow(relative("0d", "1 year"), "2028-02-29", "UTC")).toMatchObject({
      fromDate: "2028-02-29",
      toDate: "2029-02-27",
    });
  });

  test("over a change of the clocks has days of other lengths", () => {
    const send: SendRule = { kind: "dates", fromDate: "2026-03-29", toDate: "2026-03-29" };
    expect(resolveSendWindow(send, "2020-01-01", "Europe/Paris")).toMatchObject({
      fromAt: "2026-03-28 23:00:00.000000",
      toAt: "2026-03-29 22:00:00.000000",
    });
  });
});
