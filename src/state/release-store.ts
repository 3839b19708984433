import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import type { ReleasedDecoys } from "../artefacts/decoys.ts";
import type { ReleaseRecord } from "../artefacts/release-record.ts";
import type { Column } from "../engine/engine.ts";
import { stateUnreadable } from "../errors.ts";
import { sha256Text } from "../io/sha256.ts";

/** The columns of every release's contacts: one row for each person on its lists. */
export const RELEASED_CONTACT_COLUMNS: readonly Column[] = [
  { name: "contact_id", type: "varchar" },
  { name: "campaign_id", type: "varchar" },
  { name: "person_id", type: "varchar" },
  { name: "contact_key", type: "varchar" },
  { name: "channel", type: "varchar" },
  { name: "contacted_at", type: "timestamp(6)" },
];

/**
 * The releases of a project. A release is one folder that appears by one rename: its lists, and in `private/` the contacts
 * that count for caps and the record. So there is no list without its record, and no record without its list.
 */
export class ReleaseStore {
  readonly #folder: string;
  readonly records: readonly ReleaseRecord[];

  private constructor(folder: string, records: readonly ReleaseRecord[]) {
    this.#folder = folder;
    this.records = records;
  }

  /** Opens the releases; throws GK0610 when a release's record cannot be read: its contacts would count for nothing. */
  static async open(releasesFolder: string): Promise<ReleaseStore> {
    const names = (await readdir(releasesFolder)).filter((name) => !name.startsWith(".")).toSorted();
    const records: ReleaseRecord[] = [];
    for (const name of names) {
      const path = join(releasesFolder, name, "private", "release.json");
      try {
        records.push(JSON.parse(await readFile(path, "utf8")) as ReleaseRecord);
      } catch (cause) {
        throw stateUnreadable(
          {
            what: { en: `record of release ${name}`, "zh-CN": `发布 ${name} 的记录` },
            path: `releases/${name}/private/release.json`,
          },
          { cause },
        );
      }
    }
    return new ReleaseStore(releasesFolder, records);
  }

  folderOf(releaseId: string): string {
    return join(this.#folder, releaseId);
  }

  /** The Parquet files of released contacts. */
  contactFiles(): string[] {
    const files = this.records.map(({ releaseId }) => join(this.folderOf(releaseId), "private", "contacts.parquet"));
    const missing = files.find((file) => !existsSync(file));
    if (missing !== undefined)
      throw stateUnreadable({
        what: { en: "contacts of a release", "zh-CN": "某次发布的联系记录" },
        path: missing.slice(this.#folder.length + 1),
      });
    return files;
  }

  /** The references that are decoys, of all released lists; throws GK0610 when a file of them cannot be read. */
  async decoyReferences(): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (const { releaseId } of this.records) {
      const path = join(this.folderOf(releaseId), "private", "decoys.json");
      if (!existsSync(path)) continue;
      try {
        const { campaigns } = JSON.parse(await readFile(path, "utf8")) as ReleasedDecoys;
        for (const { decoys } of campaigns) for (const { reference } of decoys) found.add(reference);
      } catch (cause) {
        const what = { en: `decoys of release ${releaseId}`, "zh-CN": `发布 ${releaseId} 的诱饵记录` };
        throw stateUnreadable({ what, path: `releases/${releaseId}/private/decoys.json` }, { cause });
      }
    }
    return found;
  }

  /** What the releases hold, as one hash; part of the run id. Clock times are not in it. */
  get contents(): string {
    return contentsOf(this.records);
  }

  /** The release in which a campaign of a run went out. */
  ofRun(runId: string, campaignId: string): ReleaseRecord | undefined {
    return this.records.find(
      (record) => record.runId === runId && record.campaigns.some((campaign) => campaign.campaignId === campaignId),
    );
  }

  /** The release in which a campaign went out for the same send window, of whatever run. */
  ofWindow(campaignId: string, sendFrom: string, sendTo: string): ReleaseRecord | undefined {
    return this.records.find(({ campaigns }) =>
      campaigns.some(
        (campaign) =>
          campaign.campaignId === campaignId && campaign.sendFrom === sendFrom && campaign.sendTo === sendTo,
      ),
    );
  }
}

function contentsOf(records: readonly ReleaseRecord[]): string {
  return sha256Text(records.map(({ releaseId, contactsSha256 }) => `${releaseId} ${contactsSha256}`).join("\n"));
}

/** The releases that made up the contents a run knew: the first so many by their time; null when none did. Pure. */
export function releasesOf(records: readonly ReleaseRecord[], contents: string): readonly ReleaseRecord[] | null {
  const byTime = records.toSorted((one, other) => (one.releasedAt < other.releasedAt ? -1 : 1));
  for (let count = 0; count <= byTime.length; count += 1) {
    const known = records.filter((record) => byTime.indexOf(record) < count);
    if (contentsOf(known) === contents) return known;
  }
  return null;
}
