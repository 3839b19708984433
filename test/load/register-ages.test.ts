import { describe, expect, test } from "vitest";

import { ruleBook } from "../../src/config/shipped-rules.ts";
import type { Duration } from "../../src/domain/durations.ts";
import type { ListDeclaration } from "../../src/domain/project.ts";
import type { RuleBook } from "../../src/domain/rules.ts";
import { checkSnapshotAges } from "../../src/load/register-snapshots.ts";

const BOOK = ruleBook([]);
const CAMPAIGN = { id: "calls", channel: "call", class: "marketing" } as const;

interface Case {
  readonly place: string;
  readonly snapshot: string;
  readonly from?: string;
  readonly to: string;
  readonly maxAge?: Duration;
  readonly kind?: ListDeclaration["kind"];
  readonly book?: RuleBook;
}

/** The message of the refusal, or null where the snapshot may be used. */
function refusal({ place, snapshot, from, to, maxAge, kind = "national_register", book = BOOK }: Case): string | null {
  const rules = {
    jurisdiction: place,
    channels: ["call"] as const,
    snapshot,
    maxAge,
    hash: undefined,
    controlValue: undefined,
  };
  const list: ListDeclaration = {
    listId: "register",
    kind,
    register: rules,
    allowedShrink: { text: "2%", partsPerMillion: 20_000 },
    allowEmpty: false,
    expectedRows: undefined,
    whenUnavailable: "refuse_run",
    at: { file: "gatekeeper.yaml" },
  };
  const window = { fromDate: from ?? to, toDate: to };
  try {
    checkSnapshotAges(
      [{ list, rules, fileId: "f", file: "register.csv", snapshot }],
      [{ campaign: CAMPAIGN, window }],
      book,
    );
    return null;
  } catch (error) {
    expect(error).toMatchObject({ code: "GK0432" });
    return (error as Error).message;
  }
}

describe("C43: the snapshot of a national register may be as old as the rules of its place let it be", () => {
  test.each([
    ["GB", "2026-11-29", "2026-11-30", "28 days"],
    ["US", "2026-12-02", "2026-12-03", "31 days"],
    ["IT", "2026-11-16", "2026-11-17", "15 days"],
    ["BE", "2026-11-08", "2026-11-09", "7 days"],
    // No row of Spain, nor of the European Union.
    ["ES", "2026-12-02", "2026-12-03", "31 days"],
    // No regime at all.
    ["BR", "2026-12-02", "2026-12-03", "31 days"],
  ])("%s: one of 1 November until %s, and on %s older than %s", (place, last, after, limit) => {
    expect(refusal({ place, snapshot: "2026-11-01", to: last })).toBeNull();
    expect(refusal({ place, snapshot: "2026-11-01", to: after })).toContain(`older than ${limit} on ${after}`);
  });

  test("on every day of the window, by the rows of that day", () => {
    // 30 days in France until 10 August 2026, and none of its own afterwards.
    const window = { place: "FR", from: "2026-08-09", to: "2026-08-11" };
    expect(refusal({ ...window, snapshot: "2026-07-10" })).toContain("older than 30 days on 2026-08-10");
    expect(refusal({ ...window, snapshot: "2026-07-11" })).toBeNull();
    expect(refusal({ ...window, from: "2026-08-11", snapshot: "2026-07-11" })).toBeNull();
    expect(refusal({ ...window, from: "2026-08-11", snapshot: "2026-07-10" })).toContain("31 days on 2026-08-11");
  });

  test("or less, where the list says so, but never more", () => {
    const week = { count: 1, unit: "week" } as const;
    const year = { count: 1, unit: "year" } as const;
    const list = { place: "GB", snapshot: "2026-11-01", to: "2026-11-09" };
    expect(refusal(list)).toBeNull();
    expect(refusal({ ...list, maxAge: week })).toContain("older than 1 week");
    expect(refusal({ ...list, maxAge: year, to: "2026-11-30" })).toContain("older than 28 days");
  });

  test("while the age of another list is its own declaration's", () => {
    const year = { count: 1, unit: "year" } as const;
    const list = { place: "GB", snapshot: "2026-01-01", to: "2026-11-09", kind: "industry_register" } as const;
    expect(refusal(list)).toContain("older than 31 days");
    expect(refusal({ ...list, maxAge: year })).toBeNull();
  });

  test("and follows a project's own row", () => {
    const regimes = BOOK.regimes.map((regime) =>
      regime.id === "uk"
        ? {
            ...regime,
            registerAges: regime.registerAges.map((row) => ({ ...row, maxAge: { count: 3, unit: "day" } as const })),
          }
        : regime,
    );
    const list = { place: "GB", snapshot: "2026-11-01", to: "2026-11-05" };
    expect(refusal({ ...list, book: { ...BOOK, regimes } })).toContain("older than 3 days");
    expect(refusal(list)).toBeNull();
  });
});
