import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { dayAfter, monthEnds, RUN_PARTS, retainRun, type RunFacts } from "../../src/state/run-retention.ts";

const RULES = {
  privateTables: { count: 35, unit: "day" },
  monthEnds: { count: 25, unit: "month" },
  releasedDecisions: { count: 3, unit: "year" },
} as const;

const RUN: RunFacts = {
  runId: "run-1",
  asOf: "2026-11-01 00:00:00.000000",
  month: "2026-10",
  finishedDate: "2026-11-01",
  releasedDate: null,
  openUntil: null,
};

function keptOn(day: string, facts: Partial<RunFacts> = {}, isMonthEnd = false): string[] {
  const verdicts = retainRun({ ...RUN, ...facts }, isMonthEnd, RULES, day);
  return verdicts.filter(({ isKept }) => isKept).map(({ part }) => part);
}

describe("what of a run is kept", () => {
  test("is all of it for 35 days, the last one included", () => {
    expect(keptOn("2026-12-06")).toEqual(RUN_PARTS);
    expect(keptOn("2026-12-07")).toEqual([]);
  });

  test("are the tables of a month's last run for 25 months", () => {
    expect(keptOn("2028-12-01", {}, true)).toEqual(["tables"]);
    expect(keptOn("2028-12-02", {}, true)).toEqual([]);
  });

  test("are the decisions of a released list for three years from the release", () => {
    expect(keptOn("2029-11-10", { releasedDate: "2026-11-10" })).toEqual(["decisions"]);
    expect(keptOn("2029-11-11", { releasedDate: "2026-11-10" })).toEqual([]);
    expect(keptOn("2027-02-28", { releasedDate: "2024-02-29" })).toEqual(["decisions"]);
    expect(keptOn("2027-03-01", { releasedDate: "2024-02-29" })).toEqual([]);
  });

  test("is a staged list with its decisions as long as its send window is not over", () => {
    expect(keptOn("2027-03-01", { openUntil: "2027-03-01" })).toEqual(["decisions", "staged"]);
    expect(keptOn("2027-03-02", { openUntil: "2027-03-01" })).toEqual([]);
  });

  test("says the rule that keeps it longest, with its last day", () => {
    const verdicts = retainRun(
      { ...RUN, releasedDate: "2026-11-10", openUntil: "2026-11-30" },
      true,
      RULES,
      "2026-12-01",
    );
    expect(verdicts).toEqual([
      { part: "tables", isKept: true, reason: "month_ends", until: "2028-12-01" },
      { part: "decisions", isKept: true, reason: "released_decisions", until: "2029-11-10" },
      { part: "staged", isKept: true, reason: "private_tables", until: "2026-12-06" },
      { part: "rest", isKept: true, reason: "private_tables", until: "2026-12-06" },
    ]);
  });

  test("only ever becomes less as days go by, and more by a release, an open window or a month's end", () => {
    const day = fc.integer({ min: 0, max: 2000 }).map((days) => dayAfter("2026-01-01", { count: days, unit: "day" }));
    const maybeDay = fc.option(day);
    fc.assert(
      fc.property(
        day,
        maybeDay,
        maybeDay,
        fc.boolean(),
        day,
        fc.nat(500),
        (finishedDate, releasedDate, openUntil, isEnd, today, more) => {
          const facts = { finishedDate, releasedDate, openUntil };
          const now = keptOn(today, facts, isEnd);
          expect(now).toEqual(
            expect.arrayContaining(keptOn(dayAfter(today, { count: more, unit: "day" }), facts, isEnd)),
          );
          expect(now).toEqual(expect.arrayContaining(keptOn(today, { finishedDate }, false)));
        },
      ),
    );
  });
});

describe("the last run of a month", () => {
  const run = (runId: string, asOf: string, month: string, finishedDate = "2026-11-02") => ({
    ...RUN,
    runId,
    asOf: `${asOf} 00:00:00.000000`,
    month,
    finishedDate,
  });

  test("is the one with the latest as-of moment, of equal ones the one that was finished last", () => {
    const runs = [
      run("run-a", "2026-10-20", "2026-10"),
      run("run-b", "2026-11-01", "2026-10"),
      run("run-c", "2026-11-01", "2026-10", "2026-11-03"),
      run("run-d", "2026-11-02", "2026-11"),
    ];
    expect(monthEnds(runs)).toEqual(new Set(["run-c", "run-d"]));
    expect(monthEnds(runs.toReversed())).toEqual(monthEnds(runs));
    expect(monthEnds([])).toEqual(new Set());
  });
});
