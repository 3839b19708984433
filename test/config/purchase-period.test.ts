import { describe, expect, test } from "vitest";

import { purchasePeriod } from "../../src/config/purchase-period.ts";

describe("the purchase period", () => {
  test.each([
    ["month", "2026-11-01", "2026-10-01", "2026-11-01", 31],
    ["month", "2026-11-30", "2026-10-01", "2026-11-01", 31],
    ["month", "2024-03-15", "2024-02-01", "2024-03-01", 29],
    ["month", "2026-01-31", "2025-12-01", "2026-01-01", 31],
    ["quarter", "2026-10-01", "2026-07-01", "2026-10-01", 92],
    ["quarter", "2026-12-31", "2026-07-01", "2026-10-01", 92],
    ["quarter", "2026-02-28", "2025-10-01", "2026-01-01", 92],
  ] as const)("is the last whole %s before %s", (unit, asOf, fromDate, untilDate, days) => {
    expect(purchasePeriod(unit, asOf)).toMatchObject({ fromDate, untilDate, days });
  });

  test("begins on the day after the last one that rhythms before it know", () => {
    expect(purchasePeriod("month", "2026-03-10").dayBefore).toBe("2026-01-31");
  });
});
