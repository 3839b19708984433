import { join } from "node:path";

import { writeArtefact } from "../src/artefacts/artefact.ts";
import { type ListDescription, listDescription } from "../src/artefacts/list-description.ts";
import { releaseChecks } from "../src/artefacts/release-checks.ts";
import { type ReleasedCampaign, type ReleaseRecord, releaseRecord } from "../src/artefacts/release-record.ts";
import type { ManifestCampaign } from "../src/artefacts/run-manifest.ts";
import { present } from "../src/assert.ts";
import { HOURS_COLUMN } from "../src/domain/campaign.ts";
import { type Engine, sqlText } from "../src/engine/engine.ts";
import { stagedListAltered } from "../src/errors.ts";
import { type ListedDecoy, writeContactList, type WrittenList } from "../src/export/contact-list.ts";
import { type StagedPerson, stagedName } from "../src/export/staged-list.ts";
import { makePrivateFolder, writeFileAtomic } from "../src/io/atomic-write.ts";
import { sha256File, sha256Text } from "../src/io/sha256.ts";
import { messagesIn } from "../src/report/messages-in.ts";
import type { FinishedRun } from "../src/state/run-store.ts";
import type { ReleaseApproval } from "./approvals.ts";
import type { ResolvedCampaign, RunContext } from "./context.ts";
import { decoysOfList, writeDecoys } from "./decoys.ts";
import type { IsSameButErased } from "./erased-hashes.ts";
import type { OpenContext } from "./open-context.ts";
import { checksOf } from "./release-checks.ts";
import { publish } from "./publication.ts";
import { shownRemovals } from "./released-groups.ts";

/** Checks the staged lists against the run's manifest, erasures since apart (GK0612), attaches them as `staged.list_N` and reads who is on them. */
export async function attachStaged(
  engine: Engine,
  run: FinishedRun,
  open: readonly ManifestCampaign[],
  isSameButErased: IsSameButErased,
): Promise<StagedPerson[]> {
  const people: StagedPerson[] = [];
  for (const [index, { campaign_id: campaignId, staged_sha256: sha256 }] of open.entries()) {
    const path = join(run.folder, "private", "staged", `${campaignId}.parquet`);
    const found = await sha256File(path).catch(() => null);
    if (found === null || !isSameButErased(found, sha256))
      throw stagedListAltered({ campaign: campaignId, run: run.manifest.run_id });
    await engine.attach(stagedTable(index), [path]);
    const name = stagedTable(index).split(".")[1];
    const hours = await toldHours(engine, stagedTable(index));
    for await (const block of engine.stream(
      `select ${name}.reference, ${name}.person_id, ${name}.contact_key, ${hours} as told_hours from ${stagedTable(index)}`,
    )) {
      for (const row of block) {
        people.push({
          campaignId,
          personId: String(row["person_id"]),
          contactKey: String(row["contact_key"]),
          reference: String(row["reference"]),
          ...(row["told_hours"] === null ? {} : { contactHours: String(row["told_hours"]) }),
        });
      }
    }
  }
  return people;
}

/** The column of a staged list that tells hours, in SQL. */
async function toldHours(engine: Engine, table: string): Promise<string> {
  const columns = await engine.describe(`select * from ${table}`);
  const name = stagedName(HOURS_COLUMN);
  return columns.some((column) => column.name === name) ? `${table.split(".")[1]}.${name}` : "cast(null as varchar)";
}

function stagedTable(index: number): string {
  return `staged.list_${index}`;
}

/**
 * Writes lists, checksums, descriptions and the record into one folder, and publishes it by one rename, between two entries
 * of the journal: a crash leaves either no list or a list with its record.
 */
export async function sealRelease(
  { context, lease }: OpenContext,
  run: FinishedRun,
  open: readonly ManifestCampaign[],
  approvals: readonly ReleaseApproval[],
): Promise<ReleaseRecord> {
  const { directories, temporaryFolder, clock } = context;
  const folder = join(temporaryFolder, "release");
  await makePrivateFolder(join(folder, "private"));
  const campaigns: ReleasedCampaign[] = [];
  const decoys = new Map<string, readonly ListedDecoy[]>();
  for (const [index, staged] of open.entries()) {
    decoys.set(staged.campaign_id, await decoysOfList(context, resolvedOf(context, staged)));
    campaigns.push(await writeList(context, { staged, table: stagedTable(index), approvals, decoys }, folder));
  }
  await writeContacts(context, open, join(folder, "private"));
  const ids = open.map(({ campaign_id: id }) => id);
  const shown = await shownRemovals(context, run, ids);
  const contactsSha256 = await sha256File(join(folder, "private", "contacts.parquet"));
  // The same run can be released with fewer people, after a restore for instance: what is released is part of the name.
  const releaseId = `release-${sha256Text([run.manifest.run_id, ...ids, contactsSha256].join("\n")).slice(0, 20)}`;
  const decoysSha256 = await writeDecoys(context, releaseId, decoys, join(folder, "private"));
  const record: ReleaseRecord = {
    releaseId,
    runId: run.manifest.run_id,
    releasedAt: clock.now().toISOString(),
    contactsSha256,
    ...(decoysSha256 === null ? {} : { decoysSha256 }),
    campaigns: campaigns.map((campaign) => ({ ...campaign, isRemovedShown: shown.has(campaign.campaignId) })),
  };
  await writeArtefact(join(folder, "private", "release.json"), releaseRecord, record);
  await writeArtefact(join(folder, "private", "checks.json"), releaseChecks, checksOf(context, record));
  const lists = campaigns.map(({ campaignId, sha256, approvalId }) => ({
    campaign_id: campaignId,
    sha256,
    approval_id: approvalId,
  }));
  const recordSha256 = await sha256File(join(folder, "private", "release.json"));
  const details = { run_id: record.runId, record_sha256: recordSha256, lists };
  await publish(directories, context.project.journal, clock, lease, {
    kind: "release",
    id: releaseId,
    temporary: folder,
    details,
  });
  return record;
}

interface ListToWrite {
  readonly staged: ManifestCampaign;
  readonly table: string;
  readonly approvals: readonly ReleaseApproval[];
  /** By campaign. */
  readonly decoys: ReadonlyMap<string, readonly ListedDecoy[]>;
}

async function writeList(
  context: RunContext,
  { staged, table, approvals, decoys }: ListToWrite,
  folder: string,
): Promise<ReleasedCampaign> {
  const { campaign, window } = resolvedOf(context, staged);
  const list = await writeContactList(context.engine, campaign, table, folder, decoys.get(campaign.id));
  await writeFileAtomic(join(folder, `${list.file}.sha256`), `${list.sha256}  ${list.file}\n`);
  const { listColumns } = messagesIn(context.project.language);
  const approval = approvals.find(({ campaignId }) => campaignId === campaign.id)?.approval ?? null;
  const described = describeList(campaign.columns, list, window.toDate, listColumns);
  const description = { ...described, approval: approval?.approval.kind ?? "none" };
  await writeArtefact(join(folder, `${campaign.id}.columns.json`), listDescription, description);
  const stagedPeople = (context.staged ?? []).filter(({ campaignId }) => campaignId === campaign.id).length;
  return {
    campaignId: campaign.id,
    sendFrom: window.fromDate,
    sendTo: window.toDate,
    approval: approval?.approval.kind ?? "none",
    approvalId: approval?.approvalId ?? null,
    file: list.file,
    sha256: list.sha256,
    people: list.people,
    removed: stagedPeople - list.people,
    validUntil: window.toDate,
  };
}

function resolvedOf({ campaigns }: RunContext, staged: ManifestCampaign): ResolvedCampaign {
  const found = campaigns.find(({ campaign }) => campaign.id === staged.campaign_id);
  return present(found, "the run's campaigns were selected");
}

function describeList(
  columns: readonly string[],
  list: WrittenList,
  validUntil: string,
  descriptions: Readonly<Record<string, string>>,
): Omit<ListDescription, "approval"> {
  const described = ["reference", ...columns].map((name) => ({
    name,
    type: "string" as const,
    description: descriptions[name] ?? null,
  }));
  return {
    file: list.file,
    sha256: list.sha256,
    valid_until: validUntil,
    encoding: "utf-8",
    columns: described,
  };
}

/** The contacts that count for caps from the window's start, and who was removed since the run, with every reason. */
async function writeContacts(
  { engine, staged }: RunContext,
  open: readonly ManifestCampaign[],
  folder: string,
): Promise<void> {
  const columns = ["reference", "campaign_id", "person_id", "contact_key"].map((name) => ({ name, type: "varchar" }));
  const isOpen = new Set(open.map(({ campaign_id: id }) => id));
  const people = (staged ?? []).filter(({ campaignId }) => isOpen.has(campaignId));
  await engine.fill(
    "export.staged_people",
    columns,
    people.map(({ reference, campaignId, personId, contactKey }) => [reference, campaignId, personId, contactKey]),
  );
  const decided = `from export.staged_people
    inner join run.campaigns on campaigns.campaign_id = staged_people.campaign_id
    inner join allocation.decisions on decisions.campaign_id = staged_people.campaign_id and decisions.person_id = staged_people.person_id`;
  await engine.writeParquet(
    `select staged_people.reference || '/' || cast(campaigns.send_from_date as varchar) as contact_id, staged_people.campaign_id, staged_people.person_id, staged_people.contact_key,
       campaigns.channel, campaigns.send_from_at as contacted_at
     ${decided} where decisions.outcome = 'listed'`,
    join(folder, "contacts.parquet"),
    ["contact_id"],
  );
  await engine.writeParquet(
    `select staged_people.reference, staged_people.campaign_id, staged_people.person_id, ${sqlText("SYS_LATE_OPTOUT")} as removed_as,
       decisions.primary_reason, decisions.reason_bits
     ${decided} where decisions.outcome <> 'listed'`,
    join(folder, "removals.parquet"),
    ["reference"],
  );
}
