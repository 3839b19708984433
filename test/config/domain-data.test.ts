import { describe, expect, test } from "vitest";
import { AUDIENCE_COLUMNS } from "../../src/domain/audience-columns.ts";
import { parseDuration } from "../../src/domain/durations.ts";
import { INPUT_TABLE_NAMES, INPUT_TABLES } from "../../src/domain/input-tables.ts";

describe("the input tables", () => {
  test.each(INPUT_TABLE_NAMES)("%s has a key, and a class for every column, named once", (table) => {
    const columns = INPUT_TABLES[table];
    expect(columns.some(({ isKey, isRequired }) => isKey && isRequired)).toBe(true);
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
    for (const { type, choices } of columns) expect(choices.length > 0).toBe(type === "choice");
  });

  test("read the times of consent, suppression, merges and preferences as events, all others as moments", () => {
    const typed = (type: string) =>
      INPUT_TABLE_NAMES.flatMap((table) =>
        INPUT_TABLES[table].filter((column) => column.type === type).map(({ name }) => `${table}.${name}`),
      );
    expect(typed("event_time")).toEqual([
      "consent_events.effective_at",
      "consent_events.recorded_at",
      "consent_events.expires_at",
      "suppressions.effective_at",
      "suppressions.expires_at",
      "suppressions.recorded_at",
      "merges.merged_at",
      "merges.undone_at",
      "merges.recorded_at",
      "preferences.effective_at",
      "preferences.recorded_at",
    ]);
    expect(typed("instant_or_local")).toContain("transactions.ordered_at");
    expect(typed("instant_or_local")).toContain("contact_history.contacted_at");
  });

  test("give everything made of transactions the class behaviour", () => {
    const classOf = (name: string) => AUDIENCE_COLUMNS.find((column) => column.name === name)?.dataClass;
    for (const name of [
      "segment",
      "r_score",
      "f_score",
      "m_score",
      "recency_days",
      "frequency",
      "monetary",
      "first_order_date",
      "last_order_date",
      "tenure_days",
      "orders",
      "revenue",
      "last_category",
      "last_channel",
    ]) {
      expect(classOf(name)).toBe("behaviour");
    }
    expect(classOf("customer_id")).toBeUndefined();
  });
});

describe("a duration", () => {
  test.each([
    ["30d", { count: 30, unit: "day" }],
    ["1 day", { count: 1, unit: "day" }],
    ["2w", { count: 2, unit: "week" }],
    ["12 months", { count: 12, unit: "month" }],
    ["1 year", { count: 1, unit: "year" }],
    ["0d", { count: 0, unit: "day" }],
  ])("%s is read", (text, expected) => expect(parseDuration(text)).toEqual(expected));

  test.each(["", "d", "30", "3m", "1.5d", "-1d", "30 D", "30  days", "99999d", "1 constructor", "30d ", "1h"])(
    "%j is none",
    (text) => expect(parseDuration(text)).toBeUndefined(),
  );
});
