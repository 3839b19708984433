import { Temporal } from "temporal-polyfill";

import { momentName } from "../src/config/as-of.ts";
import { reportsOfAmounts, saysAmounts } from "../src/domain/measure-types.ts";
import { amountsOverlap, type GatekeeperError, type SaidDays } from "../src/errors.ts";
import type { EarlierRelease } from "../src/state/earlier-releases.ts";
import type { RunContext } from "./context.ts";

/**
 * A problem, GK0542, for the first release that said orders and revenue of days which overlap with those of this run without being the same. The later of two cumulative numbers less the earlier is
 * judged customer by customer, and so is a number of the same days said twice; but a cumulative number less flows, or a flow less others within it, tells in combinations of three and more what was bought
 * on the days that are left, and of those only pairs are judged.
 */
export function checkReleasedAmounts(
  { project, asOf, reportPeriod }: Pick<RunContext, "project" | "asOf" | "reportPeriod">,
  earlier: readonly EarlierRelease[],
): GatekeeperError[] {
  if (reportsOfAmounts(project.reports).length === 0) return [];
  const own = reportPeriod ?? { from: null, before: dayAfter(momentName(asOf.at, project.timeZone)) };
  const first = earlier.find(
    (release) => release.released.tables.some(saysAmounts) && isOverlapping(own, daysOf(release)),
  );
  return first === undefined ? [] : [amountsOverlap({ run: first.released.run_id, own, released: daysOf(first) })];
}

function daysOf({ released }: EarlierRelease): SaidDays {
  return released.period ?? { from: null, before: dayAfter(released.as_of_name) };
}

/** The first day of which nothing is said, by the name of the moment: one that is not the start of a day has said something of it. */
function dayAfter(moment: string): string {
  const day = moment.slice(0, "2026-11-01".length);
  return day === moment ? day : Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

function isOverlapping(one: SaidDays, other: SaidDays): boolean {
  if (one.from === null && other.from === null) return false;
  if (one.from === other.from && one.before === other.before) return false;
  return (one.from ?? "") < other.before && (other.from ?? "") < one.before;
}
