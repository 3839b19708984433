import { createHmac } from "node:crypto";
import { join, relative, resolve } from "node:path";

import { writeArtefact } from "../src/artefacts/artefact.ts";
import { releasedDecoys } from "../src/artefacts/decoys.ts";
import { modelNamed } from "../src/catalog/catalog.ts";
import { materializeModel } from "../src/catalog/materialize.ts";
import type { Campaign } from "../src/domain/campaign.ts";
import { decoyIsCustomer, decoysOutside, throwProblems } from "../src/errors.ts";
import type { ListedDecoy } from "../src/export/contact-list.ts";
import { sha256File, sha256Text } from "../src/io/sha256.ts";
import { type DecoyRecord, readDecoys } from "../src/load/read-decoys.ts";
import type { ResolvedCampaign, RunContext } from "./context.ts";

/**
 * Looks at the decoys of every campaign that has any, before anybody is decided about. Throws GK0476 to GK0478 for a file of them that is wrong, GK0613
 * for one that a customer could be reached through, and GK0614 for a file elsewhere.
 */
export async function checkDecoys(context: RunContext): Promise<void> {
  const declared = context.campaigns.filter(({ campaign }) => campaign.decoys !== undefined);
  if (declared.length === 0) return;
  const { engine, catalog } = context;
  const rows: [string, number, string][] = [];
  for (const { campaign } of declared)
    for (const { record, contactKey } of await decoysIn(context, campaign))
      rows.push([campaign.id, record, contactKey]);
  await engine.fill("run.decoys", DECOY_COLUMNS, rows);
  await materializeModel(engine, modelNamed(catalog, "release.decoy_clashes"));
  const clashes = await engine.query(
    "select decoy_clashes.campaign_id, decoy_clashes.record_number from release.decoy_clashes order by decoy_clashes.campaign_id, decoy_clashes.record_number",
  );
  throwProblems(
    declared.flatMap(({ campaign: { id, decoys } }) => {
      const records = clashes.filter((row) => row["campaign_id"] === id).map((row) => Number(row["record_number"]));
      return records.length === 0 || decoys === undefined
        ? []
        : [decoyIsCustomer({ campaign: id, records }, { at: { file: decoys.file } })];
    }),
  );
}

/** The columns of `run.decoys`. */
export const DECOY_COLUMNS = [
  { name: "campaign_id", type: "varchar" },
  { name: "record_number", type: "bigint" },
  { name: "contact_key", type: "varchar" },
] as const;

/**
 * The decoys of one list: as many as are wanted, drawn by SHA-256 of the seed, the campaign, the first day of its window and the decoy, so that
 * lists have different ones. Each has a reference like everybody's, under the same key; the list is in their order, which is the decoy's place.
 */
export async function decoysOfList(
  context: RunContext,
  { campaign, window }: ResolvedCampaign,
): Promise<ListedDecoy[]> {
  const { decoys } = campaign;
  if (decoys === undefined) return [];
  const key = context.project.keys.reference.reveal();
  const drawn = (await decoysIn(context, campaign))
    .map((decoy) => ({
      ...decoy,
      draw: sha256Text([decoys.seed, campaign.id, window.fromDate, decoy.decoyId].join("\u0000")),
    }))
    .toSorted((one, other) => (one.draw < other.draw ? -1 : 1))
    .slice(0, decoys.perList);
  return drawn.map(({ record, decoyId, cells }) => {
    const text = ["decoy", campaign.id, decoys.seed, decoyId].join("\u0000");
    return { reference: createHmac("sha256", key).update(text).digest("hex").slice(0, 32), decoyId, record, cells };
  });
}

/** The decoys of a campaign's file, none where it declares none. Throws GK0476 to GK0478, and GK0614 for a file outside the project. */
export async function decoysIn({ project }: Pick<RunContext, "project">, campaign: Campaign): Promise<DecoyRecord[]> {
  const { decoys } = campaign;
  if (decoys === undefined) return [];
  const path = resolve(project.directory, decoys.file);
  if (relative(project.directory, path).startsWith("..")) throw decoysOutside({ file: decoys.file });
  return readDecoys(path, decoys, campaign, project.defaultCountry);
}

/** Says which records of the lists are decoys, for the officer and for feedback; returns the file's SHA-256, null where no list has any. */
export async function writeDecoys(
  { campaigns, project }: RunContext,
  releaseId: string,
  decoys: ReadonlyMap<string, readonly ListedDecoy[]>,
  folder: string,
): Promise<string | null> {
  const lists = [];
  for (const { campaign } of campaigns) {
    const own = decoys.get(campaign.id) ?? [];
    if (campaign.decoys === undefined || own.length === 0) continue;
    const { file, seed } = campaign.decoys;
    const of = own.map(({ reference, decoyId, record }) => ({ reference, decoy_id: decoyId, record }));
    const fileSha256 = await sha256File(resolve(project.directory, file));
    lists.push({ campaign_id: campaign.id, file, file_sha256: fileSha256, seed, decoys: of.toSorted(byReference) });
  }
  if (lists.length === 0) return null;
  const path = join(folder, "decoys.json");
  await writeArtefact(path, releasedDecoys, { release_id: releaseId, campaigns: lists });
  return sha256File(path);
}

function byReference(one: { readonly reference: string }, other: { readonly reference: string }): number {
  return one.reference < other.reference ? -1 : 1;
}
