import type { ColumnLineage } from "../catalog/column-lineage.ts";
import { CHANNEL_CONTACT_POINTS } from "../domain/campaign.ts";
import { channelsOfReports, type ContactableMeasure, isContactable } from "../domain/contactable.ts";
import { funnelNames, type Project } from "../domain/project.ts";
import type { Report, ReportMeasure, ReportTable } from "../domain/report.ts";

/** Something of the project that takes values out of the catalogue: a campaign's audience or list, or a report. */
export interface Outlet {
  readonly kind: "audience" | "list" | "report";
  /** Of the campaign or the report. */
  readonly id: string;
  /** The columns of the catalogue that must be there for it, down to `raw.*`. */
  readonly needs: ReadonlySet<string>;
  /** The extra columns it names. */
  readonly extras: ReadonlySet<string>;
}

/** The table whose columns an audience names, and the ones whose columns lists and reports show. */
const AUDIENCE = "gate.audience_people";
/** Who is on a list that an audience starts from. */
const LIST_MEMBER = "gate.list_people.person_id";
const LIST = "export.listed_people";
const REPORT = "disclosure.report_units";

/** Who could be contacted; what the gates ask of it is a use of theirs. */
const CONTACTABLE = "disclosure.contactable_people.person_id";

/** What each measure is computed from. */
const MEASURES: Readonly<Record<Exclude<ReportMeasure, ContactableMeasure>, readonly string[]>> = {
  customers: ["person_id"],
  orders: ["orders"],
  revenue: ["revenue"],
  mean_order_value: ["orders", "revenue"],
  customer_share: ["person_id"],
  order_share: ["orders"],
  revenue_share: ["revenue"],
  median_r_score: ["r_score"],
  median_f_score: ["f_score"],
  median_m_score: ["m_score"],
  cumulative_customer_share: ["revenue_group"],
  cumulative_revenue_share: ["revenue_group", "revenue"],
  gini: ["revenue_group", "revenue"],
};

/** Every outlet of the project: the audiences of its campaigns, their lists, its reports. */
export function outletsOf(project: Project, lineage: ColumnLineage): readonly Outlet[] {
  const extraNames = new Set(project.extraColumns.map(({ name }) => name));
  const outlet = (kind: Outlet["kind"], id: string, table: string, names: readonly string[]): Outlet => {
    const columns = names.filter((name) => !extraNames.has(name)).map((name) => `${table}.${name}`);
    return {
      kind,
      id,
      needs: new Set(columns.flatMap((column) => [...lineage.needsOf(column)])),
      extras: new Set(names.filter((name) => extraNames.has(name))),
    };
  };
  return [
    ...project.campaigns.map(({ id, audience, list }) => {
      const names = list === "funnel_target" ? [...audience.names, ...funnelNames(project.funnel)] : audience.names;
      const own = outlet("audience", id, AUDIENCE, names);
      return list === undefined ? own : { ...own, needs: new Set([...own.needs, ...lineage.needsOf(LIST_MEMBER)]) };
    }),
    ...project.campaigns.map(({ id, columns }) => outlet("list", id, LIST, columns.map(listedName))),
    ...project.reports.map((report) => {
      const own = outlet("report", report.id, REPORT, namesIn(report));
      const isAsking = channelsOfReports([report]).length > 0;
      return isAsking ? { ...own, needs: new Set([...own.needs, ...lineage.needsOf(CONTACTABLE)]) } : own;
    }),
  ];
}

/** A list shows the contact point of its channel under the name of its kind. */
function listedName(column: string): string {
  return Object.values(CHANNEL_CONTACT_POINTS).some((kind) => kind === column) ? "contact_text" : column;
}

function namesIn({ tables }: Report): string[] {
  return tables.flatMap(({ rows, columns, measures }: ReportTable) => [
    ...rows,
    ...columns,
    ...measures.flatMap((measure) => (isContactable(measure) ? ["person_id"] : MEASURES[measure])),
  ]);
}
