import type { AsOf } from "../src/config/as-of.ts";
import { reportPeriodDays } from "../src/config/report-period.ts";
import { windowDates } from "../src/config/rfm-window.ts";
import { reportsOfAmounts } from "../src/domain/measure-types.ts";
import type { Project } from "../src/domain/project.ts";
import type { PeriodDays } from "../src/domain/report.ts";
import { periodOutside } from "../src/errors.ts";

/**
 * The days whose orders and revenue the reports of a run say, which are the same for all of them; null for all before the as-of moment. Throws GK0547 where a day of them is not over, or lies
 * outside the window, of which nothing counts.
 */
export function periodOfReports(project: Project, asOf: AsOf): PeriodDays | null {
  const period = reportsOfAmounts(project.reports)[0]?.period;
  if (period === undefined) return null;
  const days = reportPeriodDays(period, asOf.date);
  const { from, to } = windowDates(project.rfm.window, asOf.date);
  const outside = (why: "not_over" | "outside_window", limit: string) =>
    periodOutside({ ...days, why, limit }, { at: period.at });
  if (days.before > asOf.date) throw outside("not_over", asOf.date);
  if (days.from < from || days.before > to) throw outside("outside_window", `${from} – ${to}`);
  return days;
}
