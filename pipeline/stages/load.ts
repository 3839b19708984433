import { materialize } from "../../src/catalog/materialize.ts";
import { making } from "../../src/domain/activity.ts";
import { INPUT_TABLE_NAMES, type InputTableName } from "../../src/domain/input-tables.ts";
import { sqlText } from "../../src/engine/engine.ts";
import { checkExchangeRates } from "../../src/load/check-exchange-rates.ts";
import { checkLists } from "../../src/load/check-lists.ts";
import { loadInputs } from "../../src/load/load-inputs.ts";
import { type LoadedTableInput, loadTables } from "../../src/load/load-tables.ts";
import { LoadProgress } from "../../src/load/load-progress.ts";
import { attachRawTable, extraName } from "../../src/load/raw-table.ts";
import {
  attachRepeatedLines,
  canTellLinesApart,
  findRepeatedLines,
  repeatedLinesSelect,
} from "../../src/load/repeated-lines.ts";
import { checkSnapshotAges, checkSnapshotDays, newestSnapshots } from "../../src/load/register-snapshots.ts";
import { unavailableLists } from "../../src/load/unavailable-lists.ts";
import { tablesWithoutRecords } from "../../src/load/tables-without-records.ts";
import type { RunContext } from "../context.ts";
import { fillFiles } from "../parameters.ts";

/** Loads every input file, checks the declared suppression lists, makes `raw.*` and `staging.*` of what was loaded, and checks the rates. */
export async function load(context: RunContext): Promise<void> {
  let repeatedLines: string[] = [];
  const loader = await context.openLoader();
  try {
    const { cache, clock, temporaryFolder, project, reporter } = context;
    const extraColumns = project.extraColumns.map(({ name }) => name);
    const loading = { loader, cache, clock, temporaryFolder, timeZone: project.timeZone, extraColumns };
    const onFile = reporter.fileLoaded.bind(reporter);
    const progress = new LoadProgress();
    context.watch.activity = () => progress.activity(loader.shareDone());
    context.results.inputs = await loadInputs(project, loading, ({ file, loaded }) => onFile(file, loaded), progress);
    repeatedLines = await findRepeatedLines(context.results.inputs, loading);
  } finally {
    context.watch.activity = () => making(context.engine.activity());
    await loader.close();
  }
  const tables = await loadWarehouse(context);
  context.results.inputs.push(...tables);
  warnOfNobody(context);
  checkLists(context.project, context.results.inputs, context.stops.listRows);
  const snapshots = newestSnapshots(context.project, context.results.inputs);
  checkSnapshotDays(snapshots, context.stops.registers, context.clock.now());
  checkSnapshotAges(snapshots, context.campaigns, context.project.rules);
  warnOfLists(context);
  await fillFiles(context);
  for (const table of INPUT_TABLE_NAMES) await attachRaw(context, table);
  const inTables = tables
    .filter(({ source }) => canTellLinesApart(source))
    .map(({ source, loaded, relation }) => repeatedLinesSelect(source, loaded.fileId, relation));
  await attachRepeatedLines(context.engine, repeatedLines, inTables);
  await attachAttributes(context);
  await materialize(context.engine, context.catalog, "staging");
  await checkExchangeRates(context.engine, context.project.currency, context.results.inputs);
}

/** Loads what is a table of the warehouse, where it is. */
async function loadWarehouse({ engine, cache, clock, project, reporter }: RunContext): Promise<LoadedTableInput[]> {
  const extraColumns = project.extraColumns.map(({ name }) => name);
  const loading = { engine, cache, clock, timeZone: project.timeZone, extraColumns };
  return loadTables(project, loading, ({ file, loaded }) => reporter.fileLoaded(file, loaded));
}

/** Whoever is refused for want of a list has done nothing: what is wrong is the list. */
function warnOfLists({ project, results, campaigns, stops, reporter, messages }: RunContext): void {
  for (const { listId, campaignId, place } of unavailableLists(project, results.inputs, campaigns, stops.registers))
    reporter.warn(messages.listUnavailable(listId, campaignId, place));
}

/** Whoever begins has to know what is missing. */
function warnOfNobody(context: RunContext): void {
  const missing = tablesWithoutRecords(context.results.inputs);
  if (context.campaigns.length > 0 && missing.length > 0) context.reporter.warn(context.messages.nobodyToList(missing));
}

async function attachRaw({ engine, cache, project, results }: RunContext, table: InputTableName): Promise<void> {
  const extraColumns = project.extraColumns.map(({ name }) => name);
  await attachRawTable(engine, cache, table, results.inputs, extraColumns);
}

/** The extra customer columns as rows, so that models need not know their names. */
async function attachAttributes({ engine, project }: RunContext): Promise<void> {
  const selects = project.extraColumns.map(
    ({ name, dataClass }) =>
      `select customers.customer_id, ${sqlText(name)} as attribute, ${sqlText(dataClass)} as data_class, customers.${extraName(name)} as value
      from raw.customers where customers.load_status = 'loaded'`,
  );
  const none = `select cast(null as varchar) as customer_id, cast(null as varchar) as attribute, cast(null as varchar) as data_class,
      cast(null as varchar) as value from run.parameters where 1 = 0`;
  await engine.materialize("raw.customer_attributes", [...selects, none].join(" union all "), "view");
}
