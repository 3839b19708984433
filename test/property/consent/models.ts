import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

import { consent } from "../../../pipeline/stages/consent.ts";
import { identity } from "../../../pipeline/stages/identity.ts";
import type { RunContext } from "../../../pipeline/context.ts";
import { fillFiles, fillParameters } from "../../../pipeline/parameters.ts";
import { modelNamed, readCatalog } from "../../../src/catalog/catalog.ts";
import { FINDING_COLUMNS, findingsSelect } from "../../../src/catalog/findings.ts";
import { materialize, materializeModels } from "../../../src/catalog/materialize.ts";
import { loadProject } from "../../../src/config/load-project.ts";
import { INPUT_TABLE_NAMES, INPUT_TABLES } from "../../../src/domain/input-tables.ts";
import type { SqlRow } from "../../../src/engine/engine.ts";
import { InputCache } from "../../../src/load/input-cache.ts";
import type { LoadedInput } from "../../../src/load/load-inputs.ts";
import { rawSelect } from "../../../src/load/raw-select.ts";
import { attachRawTable } from "../../../src/load/raw-table.ts";
import { OutcomeStore } from "../../../src/state/outcome-store.ts";
import { StopsStore } from "../../../src/state/stops-store.ts";
import type { TestEngine } from "../../support/test-engine.ts";
import { ROOT } from "../../support/tidy/source-files.ts";
import { CAMPAIGNS, type CampaignSpec, resolved, worldRules } from "./campaigns.ts";
import { filesOf, type InputFile, presentIn, SOURCES } from "./files.ts";
import { registerDeclarations } from "./listings.ts";
import { NOTICES, PURPOSES } from "./notices.ts";
import { engineTime, FIRST_RUN, SECOND_RUN } from "./times.ts";
import type { World } from "./world.ts";

const TIME_ZONE = "Asia/Shanghai";
const GATE_CLASSES = ["subject", "register", "basis", "data_use"];

/** What the SQL models make of the worlds. World number i is named `wi`, and every id in it begins so. */
export interface ModelAnswers {
  /** campaign_id, asked_purpose, person_id, contact_key, statement, tier: the denials that stand, by the id of their statement. */
  readonly standing: readonly SqlRow[];
  /** campaign_id, person_id, contact_key, purpose, basis. */
  readonly bases: readonly SqlRow[];
  /** campaign_id, person_id, contact_key, class, reason_code: the findings of the four classes of gates about consent. */
  readonly findings: readonly SqlRow[];
}

export interface AskOptions {
  /** What is asked about every customer; every campaign of `campaigns.ts` unless given. */
  readonly campaigns?: readonly CampaignSpec[];
  /** The runs that take their denials into the stops store; without the first one its files are known, and nothing kept. */
  readonly runs?: readonly ("first" | "second")[];
  /** Changes the files before anything reads them. */
  readonly rearranged?: (files: readonly InputFile[]) => readonly InputFile[];
}

const STANDING = `select unlifted_denials.campaign_id, unlifted_denials.asked_purpose, unlifted_denials.person_id, unlifted_denials.contact_key,
    unlifted_denials.denial_id, unlifted_denials.tier,
    case when denials.kind = 'register' then denials.source_key || ' ' || denials.contact_key else denials.source_key end as statement
  from consent.unlifted_denials inner join consent.binding_denials as denials on denials.denial_id = unlifted_denials.denial_id`;

const BASES = `select option_bases.campaign_id, option_bases.person_id, option_bases.contact_key, option_bases.purpose, option_bases.basis
  from gate.option_bases`;

/**
 * Runs the real models over worlds packed into one project: a first run that sees the files which are gone since and keeps
 * their denials in a real stops store, and a second one that asks every campaign about every customer.
 */
export async function askModels(
  { engine, folder }: TestEngine,
  worlds: readonly World[],
  options: AskOptions = {},
): Promise<ModelAnswers> {
  const own = await mkdtemp(join(folder, "worlds-"));
  const { campaigns = CAMPAIGNS, runs = ["first", "second"], rearranged = (files) => files } = options;
  try {
    const files = rearranged(filesOf(worlds));
    const catalog = readCatalog();
    const cache = new InputCache(join(own, "cache"));
    const stops = await StopsStore.open(join(own, "state"), false);
    const outcomes = await OutcomeStore.open(join(own, "state"));
    const context = {
      engine,
      local: engine,
      catalog,
      cache,
      stops,
      outcomes,
      releases: { records: [] },
      temporaryFolder: own,
      note: async () => {},
      purpose: "run",
      ...project(campaigns),
    } as unknown as RunContext;
    for (const file of files) await writeFile(context, file);
    for (const run of runs) await foldOnce(context, presentIn(run, files));
    return await askGates(context);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/** The invented shop's project, but for what the worlds are about. */
function project(campaigns: readonly CampaignSpec[]) {
  const inputs = Object.fromEntries(
    INPUT_TABLE_NAMES.map((table) => [table, SOURCES.filter((source) => source.table === table)]),
  );
  return {
    project: {
      ...loadProject(join(ROOT, "fixtures/demo"), {}),
      inputs,
      timeZone: TIME_ZONE,
      defaultCountry: "CN",
      purposes: PURPOSES,
      notices: NOTICES,
      reports: [],
      lists: registerDeclarations(),
      rules: worldRules(),
    },
    campaigns: campaigns.map(resolved),
    contactQuestions: [],
    asOf: { at: engineTime(SECOND_RUN), date: SECOND_RUN.slice(0, 10) },
    staged: null,
    assertHeld: async () => Promise.resolve(),
    results: { inputs: [] },
  };
}

/** The file as loading leaves it in the cache: read by the source's own SELECT, its records in their order. */
async function writeFile({ engine, cache }: RunContext, { fileId, source, records }: InputFile): Promise<void> {
  const header = INPUT_TABLES[source.table].map(({ name }) => name);
  const columns = header.map((name) => ({ name, type: "varchar" }));
  await engine.fill(
    "input.records",
    columns,
    records.map((record) => header.map((name) => record[name] ?? null)),
  );
  const select = rawSelect("input.records", source, {
    timeZone: TIME_ZONE,
    extraColumns: [],
    dialect: engine.capabilities.dialect,
    header,
    fileName: fileId,
  });
  const path = cache.parquetPath(source.table, fileId);
  await mkdir(dirname(path), { recursive: true });
  await engine.writeParquet(select, path, []);
}

async function foldOnce(context: RunContext, files: readonly InputFile[]): Promise<void> {
  const { engine, catalog, cache } = context;
  context.results.inputs = files.map(loadedInput);
  await fillParameters(context);
  await fillFiles(context);
  for (const table of INPUT_TABLE_NAMES) {
    await attachRawTable(engine, cache, table, context.results.inputs, []);
  }
  const attributes = ["customer_id", "attribute", "data_class", "value"].map((name) => ({ name, type: "varchar" }));
  await engine.fill("raw.customer_attributes", attributes, []);
  await materialize(engine, catalog, "staging");
  await identity(context);
  await consent(context);
}

function loadedInput({ fileId, source, loading, records }: InputFile): LoadedInput {
  const firstSeenAt = loading === "new" ? SECOND_RUN : FIRST_RUN;
  const loaded = {
    fileId,
    sourceId: source.source,
    records: records.length,
    rowsRejected: 0,
    firstSeenAt,
    listRows: source.table === "suppressions" ? rowsByList(records) : {},
    lostStatuses: [],
    malformed: [],
  };
  return { table: source.table, source, file: fileId, loaded } as unknown as LoadedInput;
}

function rowsByList(records: InputFile["records"]): Record<string, number> {
  const rows: Record<string, number> = {};
  for (const { list_id: list } of records) rows[list ?? ""] = (rows[list ?? ""] ?? 0) + 1;
  return rows;
}

async function askGates({ engine, catalog }: RunContext): Promise<ModelAnswers> {
  await engine.materialize(
    "gate.audience",
    "select campaigns.campaign_id, people.person_id from run.campaigns cross join identity.people",
    "view",
  );
  const models =
    "objections candidates person_places contact_options place_laws place_rules accepted_bases minors_grants option_bases".split(
      " ",
    );
  await materializeModels(
    engine,
    models.map((name) => modelNamed(catalog, `gate.${name}`)),
  );
  await engine.fill("gate.findings", FINDING_COLUMNS, []);
  const gates = catalog.gates.filter((gate) => GATE_CLASSES.includes(gate.class));
  for (const gate of gates) await engine.append("gate.findings", findingsSelect(gate));
  const classes = new Map(gates.map((gate) => [gate.reasonCode, gate.class]));
  const findings = await engine.query("select findings.* from gate.findings");
  return {
    standing: await engine.query(STANDING),
    bases: await engine.query(BASES),
    findings: findings.map((row) => ({ ...row, class: classes.get(String(row["reason_code"])) ?? "" })),
  };
}
