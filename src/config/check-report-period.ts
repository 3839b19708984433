import { canBeOfPeriod, reportsOfAmounts } from "../domain/measure-types.ts";
import type { Report, ReportMeasure, ReportPeriod, ReportTable } from "../domain/report.ts";
import { type GatekeeperError, measureOfPeriod, periodEmpty, periodsDiffer, periodUnsaid } from "../errors.ts";
import { whereOf } from "./issue-problems.ts";
import type { ReportShape } from "./report-schema.ts";
import type { YamlFile } from "./yaml-file.ts";

type PeriodShape = NonNullable<ReportShape["period"]>;

/** The period that a report states; undefined where what it says is none. */
export function periodOf(file: YamlFile, { last, from, to }: PeriodShape): ReportPeriod | undefined {
  const at = file.at(["period"]);
  if (last !== undefined) return { days: { last }, at };
  return from === undefined || to === undefined ? undefined : { days: { from, to }, at };
}

/** A length, or both days; at least one day; and no table that says what no period has. */
export function checkReportPeriod(file: YamlFile, { period, tables = [] }: Partial<ReportShape>): GatekeeperError[] {
  if (period === undefined) return [];
  const { last, from, to } = period;
  const days = [from, to].filter((day) => day !== undefined).length;
  const isSaid = last === undefined ? days === 2 : days === 0;
  if (!isSaid) return [periodUnsaid({}, { at: file.at(["period"]) })];
  const isEmpty = last === undefined ? (from ?? "") >= (to ?? "") : last.count === 0;
  return [
    ...(isEmpty ? [periodEmpty({}, { at: file.at(["period", last === undefined ? "to" : "last"]) })] : []),
    ...tables.flatMap((table, index) => measuresOfNoPeriod(file, table, index)),
  ];
}

function measuresOfNoPeriod(
  file: YamlFile,
  table: Pick<ReportTable, "rows" | "columns"> & { readonly measures: readonly ReportMeasure[] },
  index: number,
): GatekeeperError[] {
  return table.measures.flatMap((measure, place) => {
    if (canBeOfPeriod(measure, table)) return [];
    const path = ["tables", index, "measures", place];
    return [measureOfPeriod({ where: whereOf(path.slice(0, -1)), measure }, { at: file.at(path) })];
  });
}

/**
 * All reports that say orders or revenue say them of the same days: one run prints one kind of either. A reader would else subtract one from the other, of the same customers.
 */
export function checkPeriodsTogether(reports: readonly Report[]): GatekeeperError[] {
  const [first, ...others] = reportsOfAmounts(reports);
  if (first === undefined) return [];
  return others
    .filter(({ period }) => JSON.stringify(period?.days) !== JSON.stringify(first.period?.days))
    .map(({ id, path, period }) =>
      periodsDiffer({ report: id, other: first.id }, { at: period?.at ?? first.period?.at ?? { file: path } }),
    );
}
