import type { ReportTable } from "./report.ts";
import { type DataClass, INPUT_TABLE_NAMES, INPUT_TABLES, type InputTableName } from "./input-tables.ts";
import { funnelNames, type Project } from "./project.ts";

/** A column about people that is loaded and that nothing uses. */
export interface UnusedColumn {
  readonly table: InputTableName;
  readonly column: string;
  readonly dataClass: DataClass;
  /** The sources that map it. */
  readonly sources: readonly string[];
}

/** Columns that gates and the consent fold read of everybody, whatever the campaigns ask; a test compares them with the SQL. */
export const COLUMNS_OF_GATES: Readonly<Record<InputTableName, readonly string[]>> = {
  transactions: ["customer_id"],
  customers: ["customer_id", "full_name", "birth_date", "region", "country", "time_zone"],
  contact_points: ["customer_id", "value", "country"],
  consent_events: ["customer_id", "contact_point"],
  suppressions: ["value"],
  contact_history: ["customer_id", "contact_point"],
  interactions: [],
  merges: ["from_customer_id", "into_customer_id"],
  preferences: ["customer_id"],
  exchange_rates: [],
};

const CLASSES: readonly DataClass[] = ["identity", "personal", "sensitive"];

/**
 * What need not be loaded: columns of class identity, personal or sensitive that no campaign's audience or list, no gate and no
 * report uses, in the order of the tables. Source: architecture.md, least knowledge; PIPL Art. 6. Pure; throws nothing.
 */
export function unusedColumns(project: Project): UnusedColumn[] {
  const asked = namesAsked(project);
  return INPUT_TABLE_NAMES.flatMap((table) =>
    columnsOf(project, table)
      .filter(({ dataClass }) => CLASSES.includes(dataClass))
      .filter(({ column }) => !COLUMNS_OF_GATES[table].includes(column))
      .filter(() => table !== "interactions" || project.funnel === undefined)
      .filter(({ column }) => table !== "customers" || !asked.has(column))
      .map(({ column, dataClass }) => ({ table, column, dataClass, sources: sourcesOf(project, table, column) }))
      .filter(({ sources }) => sources.length > 0),
  );
}

/** Every name that an audience, a list, the funnel or a report uses; all of them are about customers. */
function namesAsked({ campaigns, reports, funnel }: Project): ReadonlySet<string> {
  const dimensions = ({ rows, columns }: ReportTable): readonly string[] => [...rows, ...columns];
  return new Set([
    ...campaigns.flatMap(({ audience, columns }) => [...audience.names, ...columns]),
    ...funnelNames(funnel),
    ...reports.flatMap(({ tables }) => tables.flatMap(dimensions)),
  ]);
}

function columnsOf({ extraColumns }: Project, table: InputTableName) {
  const canonical = INPUT_TABLES[table].map(({ name: column, dataClass }) => ({ column, dataClass }));
  const extras = extraColumns.map(({ name: column, dataClass }) => ({ column, dataClass }));
  return table === "customers" ? [...canonical, ...extras] : canonical;
}

function sourcesOf({ inputs }: Project, table: InputTableName, column: string): string[] {
  return inputs[table]
    .filter(({ columns }) => columns.some((mapping) => mapping.column === column))
    .map(({ source }) => source);
}
