import { join } from "node:path";

import { writeArtefact } from "../src/artefacts/artefact.ts";
import { type RecallRecord, recallRecord, type RecalledStop } from "../src/artefacts/recall-record.ts";
import type { ReleaseRecord } from "../src/artefacts/release-record.ts";
import { encryptForRecipient } from "../src/io/age.ts";
import { makePrivateFolder, removePath, writeFileAtomic } from "../src/io/atomic-write.ts";
import { csvText } from "../src/io/csv-writer.ts";
import { sha256File } from "../src/io/sha256.ts";
import type { RunContext } from "./context.ts";
import type { OpenContext } from "./open-context.ts";
import { publish } from "./publication.ts";

/** What the recalls before it make of a recall. */
export interface NewRecall {
  /** Counts the recalls of a release from 1. */
  readonly number: number;
  /** Which of its counts everybody may see. */
  readonly shownOf: (record: RecallRecord) => Promise<NonNullable<RecallRecord["shown"]>>;
}

/**
 * Writes the references that whoever carries the campaigns out must forget, encrypted where there is a vendor, with the officer's report of response
 * times, and publishes them in the release's folder by one rename, between two entries of the journal.
 */
export async function sealRecall(
  { context, lease }: OpenContext,
  release: ReleaseRecord,
  stops: readonly RecalledStop[],
  { number, shownOf }: NewRecall,
): Promise<RecallRecord> {
  const { directories, temporaryFolder, clock, project } = context;
  const folder = join(temporaryFolder, "recall");
  await makePrivateFolder(join(folder, "private"));
  const lists: RecallRecord["lists"][number][] = [];
  for (const { campaignId } of release.campaigns) {
    const references = referencesOf(stops, campaignId);
    if (references.length > 0) lists.push(await writeList(context, campaignId, references, folder));
  }
  const recallId = `recall-${number}`;
  const unshown = {
    releaseId: release.releaseId,
    recallId,
    recalledAt: clock.now().toISOString(),
    lists,
    stops: [...stops],
  };
  const record = { ...unshown, shown: await shownOf(unshown) };
  await writeArtefact(join(folder, "private", "recall.json"), recallRecord, record);
  await writeFileAtomic(join(folder, "private", "response-times.csv"), responseTimes(stops));
  await publish(directories, project.journal, clock, lease, {
    kind: "recall",
    id: `${release.releaseId}/${recallId}`,
    temporary: folder,
    details: {
      release_id: release.releaseId,
      lists: lists.map(({ campaignId, sha256 }) => ({ campaign_id: campaignId, sha256 })),
    },
  });
  return record;
}

/** The references of a campaign in stops, sorted, each once. */
export function referencesOf(stops: readonly RecalledStop[], campaignId: string): string[] {
  const own = stops.filter((stop) => stop.campaignId === campaignId).map(({ reference }) => reference);
  return [...new Set(own)].toSorted();
}

async function writeList(
  { campaigns }: RunContext,
  campaignId: string,
  references: readonly string[],
  folder: string,
): Promise<RecallRecord["lists"][number]> {
  const recipient = campaigns.find(({ campaign }) => campaign.id === campaignId)?.campaign.executor?.recipient;
  const plain = `${campaignId}.recall.csv`;
  const rows = references.map((reference) => [reference]);
  await writeFileAtomic(join(folder, plain), csvText(["reference"], rows));
  const file = recipient === undefined ? plain : `${plain}.age`;
  if (recipient !== undefined) {
    await encryptForRecipient(join(folder, plain), recipient, join(folder, file));
    await removePath(join(folder, plain));
  }
  const sha256 = await sha256File(join(folder, file));
  await writeFileAtomic(join(folder, `${file}.sha256`), `${sha256}  ${file}\n`);
  return { campaignId, file, sha256, references: references.length };
}

const COLUMNS = ["campaign_id", "reference", "reason_code", "received_at", "deadline", "acted_at", "in_time"] as const;

function responseTimes(stops: readonly RecalledStop[]): string {
  return csvText(
    COLUMNS,
    stops.map((stop) => [
      stop.campaignId,
      stop.reference,
      stop.reasonCode,
      stop.receivedAt,
      stop.deadline,
      stop.actedAt,
      stop.isInTime ? "yes" : "no",
    ]),
  );
}
