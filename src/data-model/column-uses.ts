import type { Catalog } from "../catalog/catalog.ts";
import { type ColumnLineage, columnLineage, type Reader } from "../catalog/column-lineage.ts";
import { ATTRIBUTE_TABLES, type ExtraColumn } from "../domain/audience-columns.ts";
import {
  type DataClass,
  INPUT_TABLE_NAMES,
  INPUT_TABLES,
  type InputColumn,
  type InputTableName,
  type InputValueType,
} from "../domain/input-tables.ts";
import type { Project } from "../domain/project.ts";
import { outputColumns } from "../load/raw-columns.ts";
import { type Outlet, outletsOf } from "./outlets.ts";

/** One column of the logical data model, and everything that gives, takes and reads its values. */
export interface ColumnUses {
  readonly table: InputTableName;
  readonly column: string;
  readonly dataClass: DataClass;
  readonly type: InputValueType;
  readonly isKey: boolean;
  readonly isRequired: boolean;
  /** The project declares it; it is not canonical. */
  readonly isExtra: boolean;
  /** Every source that maps it, with the expression it is mapped by; empty when nothing is loaded. */
  readonly mappings: readonly ColumnSource[];
  readonly uses: Uses;
  readonly readers: Readers;
}

export interface ColumnSource {
  readonly source: string;
  readonly expression: string;
}

/** What a column's values are used for: ids of campaigns and reports in their order, reason codes by rank. */
export interface Uses {
  /** Campaigns whose audience depends on it, through a fact, a score or a segment too. */
  readonly audiences: readonly string[];
  /** Campaigns whose list shows it. */
  readonly lists: readonly string[];
  /** Reports with a dimension or a measure made of it. */
  readonly reports: readonly string[];
  /** Gates that ask it, whatever the campaigns. */
  readonly gates: readonly string[];
}

/** What reads a column at all, directly or through other models; in the catalogue's order. */
export interface Readers {
  readonly models: readonly string[];
  readonly gates: readonly string[];
  readonly audits: readonly string[];
  /** Commands whose result depends on it. */
  readonly commands: readonly string[];
}

/** The commands that compute every model, and those that each use is for. */
const COMPUTING = ["plan", "run"];
const COMMANDS_OF: Readonly<Record<keyof Uses, readonly string[]>> = {
  audiences: COMPUTING,
  lists: ["run", "release"],
  reports: ["run"],
  gates: [...COMPUTING, "release", "explain"],
};

/**
 * Every column of every input table, canonical ones and then the project's extra ones, mapped or not.
 *
 * Uses are told from what campaigns and reports name and from the lineage of the SQL catalogue; a column that only decides
 * which of several records of a customer speaks is read and not used. Source: contracts.md §3. Pure; throws nothing.
 */
export function columnUses(
  project: Project,
  catalog: Catalog,
  lineage: ColumnLineage = columnLineage(catalog),
): readonly ColumnUses[] {
  const outlets = outletsOf(project, lineage);
  return INPUT_TABLE_NAMES.flatMap((table) => [
    ...INPUT_TABLES[table].map((column) => canonicalUses(project, table, column, { lineage, outlets })),
    ...(table === "customers" ? project.extraColumns : []).map((extra) =>
      extraUses(project, extra, { lineage, outlets }),
    ),
  ]);
}

/** Whether a campaign, a report or a gate needs the column: loading one that nothing needs is more than is necessary. */
export function isUsed({ uses }: Pick<ColumnUses, "uses">): boolean {
  return Object.values(uses).some((ids: readonly string[]) => ids.length > 0);
}

interface Known {
  readonly lineage: ColumnLineage;
  readonly outlets: readonly Outlet[];
}

function canonicalUses(
  project: Project,
  table: InputTableName,
  column: InputColumn,
  { lineage, outlets }: Known,
): ColumnUses {
  const { name, dataClass, type, isKey, isRequired } = column;
  const raw = outputColumns(table, column).map((output) => `raw.${table}.${output.name}`);
  const readers = uniqueReaders(raw.flatMap((one) => lineage.readersOf(one)));
  const isNeeded = ({ needs }: Outlet) => raw.some((one) => needs.has(one));
  const described = { table, column: name, dataClass, type, isKey, isRequired, isExtra: false };
  return {
    ...described,
    mappings: mappingsOf(project, table, name),
    ...usesAndReaders(readers, outlets, isNeeded),
  };
}

/** Extra columns are rows of the table of their class: what names one names it as a text, so uses are told by name. */
function extraUses(project: Project, { name, dataClass }: ExtraColumn, { lineage, outlets }: Known): ColumnUses {
  const own = ATTRIBUTE_TABLES[dataClass];
  const onTheWay: Reader[] = ["staging.customer_attributes", own].map((table) => ({ kind: "model", name: table }));
  const readers = [...onTheWay, ...lineage.readersOf(`${own}.value`)];
  const described = { column: name, dataClass, type: "text", isKey: false, isRequired: false, isExtra: true } as const;
  return {
    table: "customers",
    ...described,
    mappings: mappingsOf(project, "customers", name),
    ...usesAndReaders(readers, outlets, ({ extras }) => extras.has(name)),
  };
}

function mappingsOf({ inputs }: Project, table: InputTableName, name: string): ColumnSource[] {
  return inputs[table].flatMap(({ source, columns }) =>
    columns.filter(({ column }) => column === name).map(({ expression }) => ({ source, expression: expression.text })),
  );
}

function usesAndReaders(
  readers: readonly Reader[],
  outlets: readonly Outlet[],
  isNeeded: (outlet: Outlet) => boolean,
): Pick<ColumnUses, "uses" | "readers"> {
  const needing = (kind: Outlet["kind"]) =>
    outlets.filter((one) => one.kind === kind && isNeeded(one)).map(({ id }) => id);
  const reading = (kind: Reader["kind"]) => readers.filter((reader) => reader.kind === kind).map(({ name }) => name);
  const [models, gates] = [reading("model"), reading("gate")];
  const uses: Uses = { audiences: needing("audience"), lists: needing("list"), reports: needing("report"), gates };
  return { uses, readers: { models, gates, audits: reading("audit"), commands: commandsReading(models, uses) } };
}

function commandsReading(models: readonly string[], uses: Uses): string[] {
  const forUses = Object.entries(COMMANDS_OF).flatMap(([kind, commands]) =>
    uses[kind as keyof Uses].length > 0 ? commands : [],
  );
  return [...new Set([...(models.length > 0 ? COMPUTING : []), ...forUses])];
}

function uniqueReaders(readers: readonly Reader[]): Reader[] {
  return [...new Map(readers.map((reader) => [`${reader.kind} ${reader.name}`, reader])).values()];
}
