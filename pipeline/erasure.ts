import { rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { eraseFromList } from "../src/export/erase-from-list.ts";
import type { JournalDetails } from "../src/journal/chain.ts";
import { type NamedFile, referencesIn } from "../src/state/named-files.ts";
import { type RewrittenFile, rewriteNamedFile } from "../src/state/rewrite-named-file.ts";
import { erasureIdOf, keyedHash, tombstoneRows } from "../src/state/tombstones.ts";
import type { RunContext } from "./context.ts";
import type { FoundPerson } from "./erased-person.ts";

/** What was done. */
export interface Erasure {
  readonly erasureId: string;
  readonly rewritten: readonly RewrittenFile[];
}

/** The record that an erasure leaves: an entry of the journal each. */
export type Note = (type: string, details: JournalDetails) => Promise<void>;

/**
 * Erases a person: first the tombstone, so that whatever happens afterwards nobody can contact them, then every file that names them, each by
 * one rename and noted in the journal before it. Asked for again after a crash it goes on where it stopped.
 */
export async function erasePerson(context: RunContext, person: FoundPerson, note: Note): Promise<Erasure> {
  const { local, stops, project, clock, temporaryFolder, assertHeld } = context;
  const [key] = project.keys.erasure;
  const erasureId = erasureIdOf(key, person.customerIds);
  const standIn = `erased-${erasureId}`;
  const temporaryFile = join(temporaryFolder, "erased.parquet");
  await assertHeld();
  // By these it is known again whatever the customers are merged with by then.
  const customers = Object.fromEntries(
    project.keys.erasure.map((each) => [
      each.keyId,
      person.customerIds.map((id) => keyedHash(each, "customer", id)).toSorted(),
    ]),
  );
  await note("erase.begun", { erasure_id: erasureId, key_id: key.keyId, files: person.files.length, customers });
  await stops.bury(
    local,
    {
      customerIds: person.customerIds,
      erasureId,
      standIn,
      rows: tombstoneRows(key, person, erasureId, clock.now()),
    },
    { temporaryFile, assertHeld, note },
  );
  const rewritten: RewrittenFile[] = [];
  const noteFile = async (file: RewrittenFile) => {
    await assertHeld();
    await note("erase.rewritten", { erasure_id: erasureId, ...file });
    rewritten.push(file);
  };
  // The lists first: who is on them is told by the contacts, which are rewritten then.
  for (const file of person.files.filter(isContacts)) await eraseFromLists(context, file, temporaryFile, noteFile);
  for (const file of person.files) {
    await rewriteNamedFile(local, file, { temporaryFile, standIn, note: noteFile });
    if (file.fate === "blank") await context.cache.noteErased(tableOf(file), fileIdOf(file), file.loadedRows);
  }
  await rm(temporaryFile, { force: true });
  await note("erase.finished", { erasure_id: erasureId, files: rewritten.length });
  return { erasureId, rewritten };
}

function isContacts({ name }: NamedFile): boolean {
  return name.startsWith("releases/") && name.endsWith("/private/contacts.parquet");
}

async function eraseFromLists(
  { local }: RunContext,
  file: NamedFile,
  temporaryFile: string,
  note: (file: RewrittenFile) => Promise<void>,
): Promise<void> {
  const folder = dirname(dirname(file.path));
  const byCampaign = new Map<string, Set<string>>();
  for (const { campaignId, reference } of await referencesIn(local, file))
    byCampaign.set(campaignId, (byCampaign.get(campaignId) ?? new Set()).add(reference));
  for (const [campaignId, references] of byCampaign) {
    const list = { folder, name: dirname(dirname(file.name)), campaignId, references };
    await eraseFromList(list, `${temporaryFile}.csv`, note);
  }
}

function tableOf({ path }: NamedFile): string {
  return basename(dirname(path));
}

function fileIdOf({ path }: NamedFile): string {
  return basename(path, ".parquet");
}
