import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { fillFiles, fillParameters, fillTurn } from "../../pipeline/parameters.ts";
import { CONTACT_HOURS_COLUMNS } from "../../pipeline/contact-hours.ts";
import type { RunContext } from "../../pipeline/context.ts";
import { DECOY_COLUMNS } from "../../pipeline/decoys.ts";
import { type Catalog, readCatalog } from "../../src/catalog/catalog.ts";
import { FINDING_COLUMNS, fillReasons } from "../../src/catalog/findings.ts";
import { parseAsOf } from "../../src/config/as-of.ts";
import { loadProject } from "../../src/config/load-project.ts";
import { INPUT_TABLE_NAMES } from "../../src/domain/input-tables.ts";
import { type Column, type Engine, sqlText } from "../../src/engine/engine.ts";
import { ACTUAL_SEGMENT_COLUMNS, REPLICATE_COLUMNS } from "../../src/export/resample-orders.ts";
import { CLUSTER_TABLES } from "../../src/identity/fill-clusters.ts";
import { rawTableColumns } from "../../src/load/raw-table.ts";
import { REPEATED_LINE_COLUMNS } from "../../src/load/repeated-lines.ts";
import { HASHED_POINT_COLUMNS } from "../../src/load/hashed-points.ts";
import { CONTACT_VALUE_COLUMNS } from "../../src/load/contact-values.ts";
import { STATEMENT_COLUMNS } from "../../src/load/read-scrubbed-list.ts";
import { EARLIER_SIZE_COLUMNS } from "../../src/state/earlier-sizes.ts";
import { EARLIER_CLUSTER_COLUMNS, EARLIER_SEGMENT_COLUMNS } from "../../src/state/earlier-segments.ts";
import { ERASED_CUSTOMER_COLUMNS } from "../../src/state/erased-customers.ts";
import { OUTCOME_COLUMNS } from "../../src/state/outcome-store.ts";
import { RELEASED_CONTACT_COLUMNS } from "../../src/state/release-store.ts";
import { REGISTER_COLUMNS } from "../../src/state/register-snapshot.ts";
import { HOLDOUT_COLUMNS } from "../../src/state/holdouts-store.ts";
import { HOLDER_COLUMNS, MERGE_COLUMNS, STOP_COLUMNS } from "../../src/state/stop-columns.ts";
import { StopsStore } from "../../src/state/stops-store.ts";
import type { CaseRow } from "./sql-cases.ts";
import { openTestEngine } from "./test-engine.ts";

/** Every table a SELECT can read, each without rows and with the columns that the pipeline gives it. */
export interface EmptyWorld {
  readonly engine: Engine;
  readonly catalog: Catalog;
  /** Each table with its columns. */
  readonly tables: Tables;
  /** Puts rows into tables, asks, and takes them out again; what a row leaves out is null. */
  withRows<T>(given: Readonly<Record<string, readonly CaseRow[]>>, ask: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The least project there is: only the types of its tables matter, its rows go. */
const PROJECT = `version: 1
project: { id: nowhere, controller: Nobody, time_zone: UTC, currency: CNY, default_country: CN }
inputs:
  transactions:
    - source: shop
      files: transactions.csv
      columns: { transaction_id: id, customer_id: customer, ordered_at: at, amount: amount }
  customers:
    - source: crm
      files: customers.csv
      columns: { customer_id: id }
keys: { reference: "\${file:reference.key}" }
`;

/** Opens an engine and builds the world the way a run does, from a project without input, once for many cases. */
export async function openEmptyWorld(): Promise<EmptyWorld> {
  const { engine, folder, close } = await openTestEngine();
  const catalog = readCatalog();
  await fillFromPipeline(engine, catalog, folder);
  for (const { name, select } of catalog.models) await engine.materialize(name, select, "table");
  const tables = await emptiedTables(engine);
  return { engine, catalog, tables, close, withRows: rowsIn(engine, tables) };
}

/** The same world on another engine. */
export async function sameWorldOn(engine: Engine, { catalog, tables }: EmptyWorld): Promise<EmptyWorld> {
  for (const [table, columns] of tables) await engine.fill(table, columns, []);
  return { engine, catalog, tables, close: async () => engine.close(), withRows: rowsIn(engine, tables) };
}

function rowsIn(engine: Engine, tables: Tables): EmptyWorld["withRows"] {
  return async (given, ask) => {
    const filled = Object.entries(given).map(([table, rows]) => ({ table, columns: columnsOf(tables, table), rows }));
    for (const { table, columns, rows } of filled) checkNames(table, columns, rows);
    try {
      for (const { table, columns, rows } of filled)
        if (rows.length > 0) await engine.materialize(table, valuesOf(columns, rows), "view");
      return await ask();
    } finally {
      for (const { table, columns } of filled) await engine.fill(table, columns, []);
    }
  };
}

async function fillFromPipeline(engine: Engine, catalog: Catalog, folder: string): Promise<void> {
  await fillParameters(contextOf(engine, folder));
  await fillFiles({ ...contextOf(engine, folder), stops: await StopsStore.open(join(folder, "state"), false) });
  await fillTurn(engine, "none");
  await engine.fill("scrub.statements", STATEMENT_COLUMNS, []);
  await engine.fill("run.decoys", DECOY_COLUMNS, []);
  for (const table of INPUT_TABLE_NAMES) await engine.fill(`raw.${table}`, rawTableColumns(table, []), []);
  await engine.fill("raw.repeated_lines", REPEATED_LINE_COLUMNS, []);
  await engine.fill("raw.customer_attributes", texts("customer_id", "attribute", "data_class", "value"), []);
  for (const [table, columns] of Object.entries(CLUSTER_TABLES)) await engine.fill(table, columns, []);
  await engine.fill("identity.contact_values", CONTACT_VALUE_COLUMNS, []);
  await engine.fill("state.stops", STOP_COLUMNS, []);
  await engine.fill("state.holders", HOLDER_COLUMNS, []);
  await engine.fill("state.outcomes", OUTCOME_COLUMNS, []);
  await engine.fill("state.erased_customers", ERASED_CUSTOMER_COLUMNS, []);
  await engine.fill("state.merges", MERGE_COLUMNS, []);
  await engine.fill("state.register_entries", REGISTER_COLUMNS, []);
  await engine.fill("consent.hashed_points", HASHED_POINT_COLUMNS, []);
  await engine.fill("state.earlier_segments", EARLIER_SEGMENT_COLUMNS, []);
  await engine.fill("state.earlier_clusters", EARLIER_CLUSTER_COLUMNS, []);
  await engine.fill("state.earlier_sizes", EARLIER_SIZE_COLUMNS, []);
  await engine.fill("state.week_before", EARLIER_SEGMENT_COLUMNS, []);
  await engine.fill("state.actual_segments", ACTUAL_SEGMENT_COLUMNS, []);
  await engine.fill("run.replicate", REPLICATE_COLUMNS, []);
  await engine.fill("state.released_contacts", RELEASED_CONTACT_COLUMNS, []);
  await engine.fill("state.holdouts", HOLDOUT_COLUMNS, []);
  await engine.fill("gate.campaign_values", CAMPAIGN_VALUE_COLUMNS, []);
  await engine.fill("export.disposable_domains", texts("domain"), []);
  await engine.fill("gate.funnel_conditions", texts("condition_name", "person_id"), []);
  await engine.fill("gate.audience", texts("campaign_id", "person_id"), []);
  await engine.fill("gate.contact_hours", CONTACT_HOURS_COLUMNS, []);
  await fillReasons(engine, catalog);
  await engine.fill("gate.findings", FINDING_COLUMNS, []);
  await engine.fill("allocation.findings", FINDING_COLUMNS, []);
  await engine.fill("allocation.selected", texts("campaign_id", "person_id", "contact_key"), []);
}

const CAMPAIGN_VALUE_COLUMNS: readonly Column[] = [
  ...texts("campaign_id", "person_id"),
  { name: "value", type: "decimal(38, 4)" },
];

/** As much of the releases as parameters are made from. */
const NO_RELEASES = { records: [] } as unknown as RunContext["releases"];

/** What `run.*` is made from: a project without campaigns and without loaded files. */
function contextOf(engine: Engine, folder: string): RunContext {
  writeFileSync(join(folder, "gatekeeper.yaml"), PROJECT);
  writeFileSync(join(folder, "reference.key"), "a key of no consequence, long enough to be one");
  const project = loadProject(folder, {});
  const results: RunContext["results"] = {
    inputs: [],
    runId: "",
    counts: [],
    publicCounts: [],
    countsProtection: null,
    noticeChanges: [],
    publicNotices: [],
    tables: [],
    coarser: [],
    disclosureAudit: null,
    reports: [],
    findings: [],
    releasesBefore: null,
    ledger: null,
    scores: null,
    resampled: null,
    stages: [],
  };
  const needed: Pick<
    RunContext,
    "engine" | "project" | "asOf" | "campaigns" | "contactQuestions" | "staged" | "releases" | "results"
  > = {
    engine,
    project,
    asOf: parseAsOf("2026-01-01", project.timeZone),
    campaigns: [],
    contactQuestions: [],
    staged: null,
    releases: NO_RELEASES,
    results,
  };
  return needed as RunContext;
}

type Tables = ReadonlyMap<string, readonly Column[]>;

async function emptiedTables(engine: Engine): Promise<Tables> {
  const rows = await engine.query(
    "select tables.table_schema || '.' || tables.table_name as name from information_schema.tables where tables.table_schema <> 'main' order by name",
  );
  const tables = new Map<string, readonly Column[]>();
  for (const row of rows) {
    const name = String(row["name"]);
    const columns = await engine.describe(`select * from ${name}`);
    await engine.materialize(name, noRowsOf(columns), "table");
    tables.set(name, columns);
  }
  return tables;
}

function columnsOf(tables: Tables, table: string): readonly Column[] {
  const columns = tables.get(table);
  if (columns === undefined) throw new Error(`no table is named ${table}`);
  return columns;
}

function checkNames(table: string, columns: readonly Column[], rows: readonly CaseRow[]): void {
  const names = new Set(columns.map(({ name }) => name));
  const unknown = rows.flatMap((row) => Object.keys(row)).find((name) => !names.has(name));
  if (unknown !== undefined) throw new Error(`${table} has no column ${unknown}`);
}

function valuesOf(columns: readonly Column[], rows: readonly CaseRow[]): string {
  return rows.map((row) => `select ${columns.map((column) => cellOf(column, row)).join(", ")}`).join(" union all ");
}

function noRowsOf(columns: readonly Column[]): string {
  return `select ${columns.map((column) => cellOf(column, {})).join(", ")} where 1 = 0`;
}

function cellOf({ name, type }: Column, row: CaseRow): string {
  const value = row[name] ?? null;
  return `cast(${value === null ? "null" : sqlText(String(value))} as ${type}) as ${name}`;
}

function texts(...names: readonly string[]): Column[] {
  return names.map((name) => ({ name, type: "varchar" }));
}
