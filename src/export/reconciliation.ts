import { existsSync } from "node:fs";
import { join } from "node:path";

import type { PublicCountsJson } from "../artefacts/counts.ts";
import type { PublicReconciliationJson, ReconciliationJson } from "../artefacts/reconciliation.ts";
import type { ReleaseRecord } from "../artefacts/release-record.ts";
import type { Engine } from "../engine/engine.ts";
import type { ReleaseStore } from "../state/release-store.ts";
import type { FinishedRun } from "../state/run-store.ts";

/**
 * The numbers of a run, counted anew from its files, and whether they add up: records by input file, candidates by campaign, and
 * the staged people by release. What retention has removed is not asked. `rewritten` are the files below `.gatekeeper` that erasures took
 * somebody out of.
 */
export async function reconcileRun(
  engine: Engine,
  run: FinishedRun,
  releases: ReleaseStore,
  rewritten: ReadonlySet<string>,
): Promise<ReconciliationJson> {
  const inputs = await inputRows(engine, run);
  const campaigns = await campaignRows(engine, run);
  const ofRun = releases.records.filter(({ runId }) => runId === run.manifest.run_id);
  const released = await Promise.all(
    ofRun.map(async (record) => releaseRows(engine, record, releases, { campaigns, rewritten })),
  );
  const rows = [...inputs, ...campaigns, ...released.flat()];
  return {
    run_id: run.manifest.run_id,
    inputs,
    campaigns,
    releases: released.flat(),
    adds_up: rows.every(({ adds_up: addsUp }) => addsUp),
  };
}

type InputRow = ReconciliationJson["inputs"][number];
type CampaignRow = ReconciliationJson["campaigns"][number];
type ReleaseRow = ReconciliationJson["releases"][number];

/** The records of each file, beside those that its list of rejects names. */
async function inputRows(engine: Engine, { folder, manifest }: FinishedRun): Promise<InputRow[]> {
  const file = join(folder, "private", "rejects.parquet");
  const isThere = existsSync(file);
  if (isThere) await engine.attach("reconciled.rejects", [file]);
  const rejects = isThere
    ? await engine.query(
        `select rejects.source_id, rejects.file, count(distinct rejects.record) as records
         from reconciled.rejects group by rejects.source_id, rejects.file`,
      )
    : [];
  return manifest.inputs.map((input) => {
    const { table, source, file: name, records, rows_loaded, rows_rejected, rows_excluded } = input;
    const found = rejects.find((row) => row["source_id"] === source && row["file"] === name);
    const isListed = !isThere || Number(found?.["records"] ?? 0) === rows_rejected;
    const adds_up = records === rows_loaded + rows_rejected + rows_excluded && isListed;
    return { table, source, file: name, records, rows_loaded, rows_rejected, rows_excluded, adds_up };
  });
}

async function campaignRows(engine: Engine, { folder, manifest }: FinishedRun): Promise<CampaignRow[]> {
  await engine.attach("reconciled.decisions", [join(folder, "private", "decisions.parquet")]);
  const outcomes = await engine.query(
    `select decisions.campaign_id, decisions.outcome, count(*) as decided, count(distinct decisions.person_id) as people
     from reconciled.decisions group by decisions.campaign_id, decisions.outcome`,
  );
  const everybody = await engine.query(
    `select decisions.campaign_id, count(distinct decisions.person_id) as people
     from reconciled.decisions group by decisions.campaign_id`,
  );
  const rows: CampaignRow[] = [];
  for (const { campaign_id: campaignId } of manifest.campaigns) {
    const own = outcomes.filter((row) => row["campaign_id"] === campaignId);
    const of = (outcome: string) => Number(own.find((row) => row["outcome"] === outcome)?.["decided"] ?? 0);
    const candidates = Number(everybody.find((row) => row["campaign_id"] === campaignId)?.["people"] ?? 0);
    const [listed, heldOut, refused] = [of("listed"), of("held_out"), of("refused")];
    const staged = await stagedOf(engine, folder, campaignId);
    const isEachOnce = own.every((row) => Number(row["decided"]) === Number(row["people"]));
    rows.push({
      campaign_id: campaignId,
      candidates,
      listed,
      held_out: heldOut,
      refused,
      staged: staged ?? listed,
      adds_up: isEachOnce && candidates === listed + heldOut + refused && (staged ?? listed) === listed,
    });
  }
  return rows;
}

/** How many are on the staged list; null when retention has removed it. */
async function stagedOf(engine: Engine, folder: string, campaignId: string): Promise<number | null> {
  const file = join(folder, "private", "staged", `${campaignId}.parquet`);
  if (!existsSync(file)) return null;
  await engine.attach("reconciled.staged", [file]);
  const [row] = await engine.query("select count(distinct staged.person_id) as people from reconciled.staged");
  return Number(row?.["people"] ?? 0);
}

async function releaseRows(
  engine: Engine,
  record: ReleaseRecord,
  releases: ReleaseStore,
  { campaigns, rewritten }: { readonly campaigns: readonly CampaignRow[]; readonly rewritten: ReadonlySet<string> },
): Promise<ReleaseRow[]> {
  const folder = join(releases.folderOf(record.releaseId), "private");
  const countsOf = async (name: "contacts" | "removals") => {
    // A file that is gone counts nobody, and then nothing adds up.
    if (!existsSync(join(folder, `${name}.parquet`))) return null;
    const table = `reconciled.${name}_of_${record.releaseId.replace("-", "_")}`;
    await engine.attach(table, [join(folder, `${name}.parquet`)]);
    return engine.query(`select found.campaign_id, count(distinct found.person_id) as people
      from ${table} as found group by found.campaign_id`);
  };
  const [contacts, removals] = [await countsOf("contacts"), await countsOf("removals")];
  return record.campaigns.map(({ campaignId, people, removed }) => {
    const found = (rows: typeof contacts) =>
      rows === null ? null : Number(rows.find((row) => row["campaign_id"] === campaignId)?.["people"] ?? 0);
    const staged = campaigns.find(({ campaign_id: id }) => id === campaignId)?.staged ?? 0;
    const isRecorded = found(contacts) === people && found(removals) === removed;
    const isErasedFrom = rewritten.has(`runs/${record.runId}/private/staged/${campaignId}.parquet`);
    const erased = isErasedFrom ? Math.max(0, people + removed - staged) : 0;
    return {
      release_id: record.releaseId,
      campaign_id: campaignId,
      staged,
      erased,
      listed: people,
      removed,
      adds_up: isRecorded && staged + erased === people + removed,
    };
  });
}

/** The same with the counts that the run published, and nothing exact. Pure. */
export function publicReconciliationOf(
  exact: ReconciliationJson,
  published: PublicCountsJson,
): PublicReconciliationJson {
  return {
    run_id: exact.run_id,
    minimum_units: published.minimum_units,
    inputs: exact.inputs.map(({ table, source, file, adds_up }) => ({ table, source, file, adds_up })),
    campaigns: exact.campaigns.map(({ campaign_id, adds_up }) => {
      const shown = published.campaigns.find(({ campaign_id: id }) => id === campaign_id);
      return { campaign_id, candidates: shown?.candidates ?? null, listed: shown?.listed ?? null, adds_up };
    }),
    releases: exact.releases.map(({ release_id, campaign_id, adds_up }) => ({ release_id, campaign_id, adds_up })),
    adds_up: exact.adds_up,
  };
}
