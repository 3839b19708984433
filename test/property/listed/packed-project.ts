import { rmSync } from "node:fs";

import { run } from "../../../pipeline/commands/run.ts";
import { ruleBook } from "../../../src/config/shipped-rules.ts";
import { INPUT_TABLES } from "../../../src/domain/input-tables.ts";
import type { SqlRow } from "../../../src/engine/engine.ts";
import { readCatalog } from "../../../src/catalog/catalog.ts";
import { commandAt } from "../../support/command-context.ts";
import { parquetRows } from "../../support/parquet.ts";
import { type Project, projectOf } from "../../support/project.ts";
import { privatePath } from "../../support/project-decisions.ts";
import type { CampaignSpec } from "../consent/campaigns.ts";
import { filesOf, type InputFile, presentIn, SOURCES } from "../consent/files.ts";
import { registerShapes } from "../consent/listings.ts";
import { noticeFiles } from "../consent/notices.ts";
import { FIRST_RUN, SECOND_RUN } from "../consent/times.ts";
import type { World } from "../consent/world.ts";

/** What a whole run makes of the worlds, read from the files it leaves. */
export interface RunAnswers {
  /** campaign_id, person_id, outcome, primary_reason. */
  readonly decisions: readonly SqlRow[];
  /** campaign_id, person_id, contact_key, reason_code, class. */
  readonly findings: readonly SqlRow[];
  /** campaign_id, person_id, contact_key: who is on the staged lists. */
  readonly listed: readonly SqlRow[];
}

const OPTIONS = {
  asOf: "2026-11-20",
  select: [],
  exclude: [],
  until: "export" as const,
  target: undefined,
  threads: undefined,
  memoryLimit: undefined,
};

/**
 * Packs worlds into one project of real files and runs the job on it twice: once with the files that are gone since, and
 * once with those that came since. Everything asked is asked of the second run.
 */
export async function runWorlds(worlds: readonly World[], campaigns: readonly CampaignSpec[]): Promise<RunAnswers> {
  const project = projectOf(configuration(campaigns));
  try {
    const files = filesOf(worlds);
    await runOn(project, presentIn("first", files), FIRST_RUN);
    for (const file of files.filter(({ loading }) => loading === "gone")) rmSync(project.path(pathOf(file.fileId)));
    return await answersOf(project, await runOn(project, presentIn("second", files), SECOND_RUN), campaigns);
  } finally {
    rmSync(project.folder, { recursive: true, force: true });
  }
}

/** Every source has a file that stays, if only with a header. */
async function runOn(project: Project, files: readonly InputFile[], moment: string): Promise<string> {
  for (const source of SOURCES) writeFile(project, `${source.source}-kept`, source, []);
  for (const { fileId, source, records } of files) writeFile(project, fileId, source, records);
  const { command, printed } = commandAt(moment);
  await run({ ...OPTIONS, projectDir: project.folder }, command);
  return (JSON.parse(printed[0] ?? "{}") as { run_id: string }).run_id;
}

function writeFile(
  project: Project,
  fileId: string,
  { table }: Pick<InputFile["source"], "table">,
  records: InputFile["records"],
): void {
  const header = INPUT_TABLES[table].map(({ name }) => name);
  const lines = records.map((record) => header.map((name) => quoted(record[name] ?? "")).join(","));
  project.write(pathOf(fileId), `${[header.join(","), ...lines].join("\n")}\n`);
}

function quoted(cell: string): string {
  return cell === "" ? "" : `"${cell.replaceAll('"', '""')}"`;
}

function pathOf(fileId: string): string {
  return `input/${fileId}.csv`;
}

async function answersOf(project: Project, runId: string, campaigns: readonly CampaignSpec[]): Promise<RunAnswers> {
  const classes = new Map(readCatalog().gates.map(({ reasonCode, class: name }) => [reasonCode, name]));
  const findings = await parquetRows(privatePath(project, runId, "findings.parquet"));
  const lists = campaigns.map(async ({ id }) => {
    const rows = await parquetRows(privatePath(project, runId, "staged", `${id}.parquet`));
    return rows.map((row) => ({ ...row, campaign_id: id }));
  });
  return {
    decisions: await parquetRows(privatePath(project, runId, "decisions.parquet")),
    findings: findings.map((row) => ({ ...row, class: classes.get(String(row["reason_code"])) ?? "" })),
    listed: (await Promise.all(lists)).flat(),
  };
}

/** A project of the worlds' sources and campaigns; JSON is YAML. */
function configuration(campaigns: readonly CampaignSpec[]): Readonly<Record<string, string>> {
  const inputs: Record<string, unknown[]> = {
    transactions: [{ source: "till", files: "input/till.csv", columns: TILL }],
  };
  for (const { source, table, authority } of SOURCES) {
    const columns = Object.fromEntries(INPUT_TABLES[table].map(({ name }) => [name, name]));
    const declared = {
      source: source.replaceAll("_", "-"),
      files: `input/${source}-*.csv`,
      authority,
      reject_threshold: "100%",
      columns,
    };
    inputs[table] = [...(inputs[table] ?? []), declared];
  }
  const project = {
    version: 1,
    project: {
      id: "worlds",
      controller: "Small World",
      time_zone: "Asia/Shanghai",
      currency: "CNY",
      default_country: "CN",
    },
    // Worlds are packed as they come: how many of their people live where no rules are known is nobody's question here.
    jurisdiction: { without_rules: "100%" },
    inputs,
    purposes: ["newsletter"],
    lists: registerShapes(),
    keys: { reference: "${file:keys/reference.key}" },
  };
  return {
    "gatekeeper.yaml": JSON.stringify(project, null, 1),
    ...noticeFiles(),
    ...WITHOUT_HOURS,
    "input/till.csv": "transaction_id,customer_id,ordered_at,amount\n",
    "keys/reference.key": "PUBLIC-TEST-KEY-of-invented-worlds-never-use-it-for-real-people\n",
    ...Object.fromEntries(campaigns.map((campaign) => [`campaigns/${campaign.id}.yaml`, campaignFile(campaign)])),
  };
}

/** The oracle knows consent and nobody's hours: the laws of these worlds close none. */
const WITHOUT_HOURS = Object.fromEntries(
  ruleBook([]).regimes.map(({ id }) => [`rules/${id}.yaml`, `id: ${id}\ncalling_hours: []\n`]),
);

const TILL = {
  transaction_id: "transaction_id",
  customer_id: "customer_id",
  ordered_at: "ordered_at",
  amount: "amount",
};

function campaignFile({ id, purpose, channel, class: campaignClass, topic, window, uses }: CampaignSpec): string {
  return JSON.stringify({
    id,
    title: { en: id, "zh-CN": id },
    purpose,
    reason: { en: "because", "zh-CN": "因为" },
    channel,
    class: campaignClass,
    ...(topic === null ? {} : { topic }),
    audience: "country is null or country is not null",
    send: { from: window.fromDate, to: window.toDate },
    columns: ["full_name"],
    uses,
    author: "tea.pot",
    approval: "none",
  });
}
