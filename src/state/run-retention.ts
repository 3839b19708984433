import { Temporal } from "temporal-polyfill";

import type { Duration } from "../domain/durations.ts";
import type { RetentionReason, RetentionRules } from "../domain/retention.ts";

/** What decides how long the private side of a run is kept. Days are local to the project, `YYYY-MM-DD`. */
export interface RunFacts {
  readonly runId: string;
  /** The as-of moment, as text that sorts by time. */
  readonly asOf: string;
  /** The month whose facts the run has: the one that the moment before as-of lies in, `YYYY-MM`. */
  readonly month: string;
  readonly finishedDate: string;
  /** The day of its last release; null when nothing of it was released. */
  readonly releasedDate: string | null;
  /** The last day of a send window whose list may still be released; null when there is none. */
  readonly openUntil: string | null;
}

/** The parts of a run's private side that are kept or go by themselves; `rest` is all the others but the manifest. */
export const RUN_PARTS = ["tables", "decisions", "staged", "rest"] as const;

export type RunPart = (typeof RUN_PARTS)[number];

/** What retention says of a part, and the day that decided. */
export interface PartVerdict {
  readonly part: RunPart;
  readonly isKept: boolean;
  readonly reason: RetentionReason;
  readonly until: string;
}

/**
 * What of a run's private side is kept on a day. A part is kept as long as any rule keeps it, the day named included; the
 * rule that keeps it longest is the reason. Pure. Source: operations.md §5.
 */
export function retainRun(facts: RunFacts, isMonthEnd: boolean, rules: RetentionRules, today: string): PartVerdict[] {
  return RUN_PARTS.map((part) => {
    const claims = claimsOn(part, facts, isMonthEnd, rules);
    const [reason, until] = claims.reduce((longest, claim) => (claim[1] > longest[1] ? claim : longest));
    return { part, isKept: until >= today, reason, until };
  });
}

type Claim = readonly [reason: RetentionReason, until: string];

function claimsOn(part: RunPart, facts: RunFacts, isMonthEnd: boolean, rules: RetentionRules): [Claim, ...Claim[]] {
  const { finishedDate, releasedDate, openUntil } = facts;
  const claims: [Claim, ...Claim[]] = [["private_tables", dayAfter(finishedDate, rules.privateTables)]];
  if (part === "tables" && isMonthEnd) claims.push(["month_ends", dayAfter(finishedDate, rules.monthEnds)]);
  if (part === "decisions" && releasedDate !== null)
    claims.push(["released_decisions", dayAfter(releasedDate, rules.releasedDecisions)]);
  // Without its decisions nobody could say why somebody is on the list that is released.
  if ((part === "decisions" || part === "staged") && openUntil !== null) claims.push(["awaits_release", openUntil]);
  return claims;
}

/** A day and a duration after it; months and years clamp to the end of a shorter month. */
export function dayAfter(day: string, { count, unit }: Duration): string {
  return Temporal.PlainDate.from(day)
    .add({ [`${unit}s`]: count }, { overflow: "constrain" })
    .toString();
}

/** The runs that are the last of their month: the latest as-of moment, and of equal ones the last finished. */
export function monthEnds(runs: readonly RunFacts[]): ReadonlySet<string> {
  const last = new Map<string, RunFacts>();
  for (const run of runs) {
    const other = last.get(run.month);
    if (other === undefined || isLater(run, other)) last.set(run.month, run);
  }
  return new Set([...last.values()].map(({ runId }) => runId));
}

function isLater(one: RunFacts, other: RunFacts): boolean {
  for (const key of ["asOf", "finishedDate", "runId"] as const)
    if (one[key] !== other[key]) return one[key] > other[key];
  return false;
}
