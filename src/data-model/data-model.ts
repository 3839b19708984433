import type { Catalog } from "../catalog/catalog.ts";
import { type ColumnLineage, columnLineage } from "../catalog/column-lineage.ts";
import { AUDIENCE_COLUMNS, type AudienceValueType } from "../domain/audience-columns.ts";
import { type DataClass, INPUT_TABLE_NAMES, INPUT_TABLES } from "../domain/input-tables.ts";
import type { Project } from "../domain/project.ts";
import { outputColumns } from "../load/raw-columns.ts";
import { type ColumnUses, columnUses, type Uses } from "./column-uses.ts";

/** The logical data model of one project: the columns that sources give, and what is computed of each person from them. */
export interface DataModel {
  readonly projectId: string;
  readonly columns: readonly ColumnUses[];
  readonly computed: readonly ComputedColumn[];
}

/** A fact, score, segment or opt-out of a person; audiences and reports may name it, but for the opt-outs, which gates ask. */
export interface ComputedColumn {
  readonly name: string;
  readonly dataClass: DataClass;
  readonly type: AudienceValueType | "boolean";
  /** The columns it is computed from, as `table.column`, in the model's order. */
  readonly madeOf: readonly string[];
  readonly uses: Pick<Uses, "audiences" | "reports">;
}

/** The table with the opt-outs that follow from the fold of consent. Source: contracts.md §3. */
const OPT_OUTS = "consent.opt_outs";

/** The logical data model. Pure; throws nothing. */
export function dataModel(project: Project, catalog: Catalog): DataModel {
  const lineage = columnLineage(catalog);
  const columns = columnUses(project, catalog, lineage);
  return { projectId: project.id, columns, computed: computedColumns(project, lineage) };
}

/** What is computed of a person: names of an audience that no source maps, then the opt-outs. */
export function computedColumns(
  project: Pick<Project, "campaigns" | "reports">,
  lineage: ColumnLineage,
): readonly ComputedColumn[] {
  const mapped = new Set(INPUT_TABLES.customers.map(({ name }) => name));
  const facts = AUDIENCE_COLUMNS.filter(({ name }) => !mapped.has(name)).map(({ name, type, dataClass }) => ({
    name,
    type,
    dataClass,
    madeOf: inputsAmong(lineage.madeOf(`gate.audience_people.${name}`)),
    uses: usesOf(project, name),
  }));
  const optOuts = lineage.outputsOf(OPT_OUTS).filter((name) => name.startsWith("opt_out_"));
  return [
    ...facts,
    ...optOuts.map((name) => ({
      name,
      type: "boolean" as const,
      dataClass: "control" as const,
      madeOf: inputsAmong(lineage.dependenciesOf(`${OPT_OUTS}.${name}`)),
      uses: { audiences: [], reports: [] },
    })),
  ];
}

function usesOf({ campaigns, reports }: Pick<Project, "campaigns" | "reports">, name: string): ComputedColumn["uses"] {
  const isDimension = (dimension: string) => dimension === name;
  return {
    audiences: campaigns.filter(({ audience }) => audience.names.includes(name)).map(({ id }) => id),
    reports: reports
      .filter(({ tables }) => tables.some(({ rows, columns }) => [...rows, ...columns].some(isDimension)))
      .map(({ id }) => id),
  };
}

function inputsAmong(columns: ReadonlySet<string>): string[] {
  return INPUT_TABLE_NAMES.flatMap((table) =>
    INPUT_TABLES[table]
      .filter((column) => outputColumns(table, column).some(({ name }) => columns.has(`raw.${table}.${name}`)))
      .map(({ name }) => `${table}.${name}`),
  );
}
