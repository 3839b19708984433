import { existsSync } from "node:fs";
import { readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";

import { writeFileAtomic } from "../io/atomic-write.ts";
import { canonicalJson } from "../io/canonical-json.ts";
import { readCsvRecords } from "../io/csv-reader.ts";
import { type CsvRow, writeCsv } from "../io/csv-writer.ts";
import { sha256File, sha256Text } from "../io/sha256.ts";
import type { RewrittenFile } from "../state/rewrite-named-file.ts";

/** A released list, and the references that go from it. */
export interface ListToRewrite {
  readonly folder: string;
  /** The release's folder below `.gatekeeper/`. */
  readonly name: string;
  readonly campaignId: string;
  readonly references: ReadonlySet<string>;
}

/**
 * Takes people off a released list that lies in the release's folder, with its checksum and description. A list that is encrypted for a
 * vendor cannot be read here, so that it goes as a whole; the vendor is told by a recall. Null when there is no such list any more.
 */
export async function eraseFromList(
  { folder, name, campaignId, references }: ListToRewrite,
  temporaryFile: string,
  note: Note,
): Promise<RewrittenFile | null> {
  const encrypted = `${campaignId}.csv.age`;
  if (existsSync(join(folder, encrypted))) {
    const gone = { file: `${name}/${encrypted}`, before: await sha256File(join(folder, encrypted)), after: null };
    await note(gone);
    const checksum = join(folder, `${encrypted}.sha256`);
    if (existsSync(checksum))
      await note({ file: `${name}/${encrypted}.sha256`, before: await sha256File(checksum), after: null });
    for (const file of [`${encrypted}.sha256`, encrypted]) await rm(join(folder, file), { force: true });
    return gone;
  }
  const file = `${campaignId}.csv`;
  const path = join(folder, file);
  if (!existsSync(path)) return null;
  const records = readCsvRecords(path);
  const header = ((await records.next()).value ?? []) as string[];
  let found = 0;
  async function* others(): AsyncGenerator<CsvRow[]> {
    for await (const record of records) {
      if (references.has(record[0] ?? "")) found += 1;
      else yield [record];
    }
  }
  const before = await sha256File(path);
  const { sha256 } = await writeCsv(temporaryFile, header, others());
  const rewritten = { file: `${name}/${file}`, before, after: found === 0 ? before : sha256 };
  if (found > 0) {
    await note(rewritten);
    await rename(temporaryFile, path);
  }
  // Also when nobody is left to be taken off: a crash may have come between the list and what lies beside it.
  await writeBeside({ folder, name }, `${file}.sha256`, `${rewritten.after}  ${file}\n`, note);
  await describeAnew({ folder, name }, `${campaignId}.columns.json`, rewritten.after, note);
  return found === 0 ? null : rewritten;
}

type Place = Pick<ListToRewrite, "folder" | "name">;
type Note = (file: RewrittenFile) => Promise<void>;

async function writeBeside({ folder, name }: Place, file: string, text: string, note: Note): Promise<void> {
  const path = join(folder, file);
  if (!existsSync(path) || (await readFile(path, "utf8")) === text) return;
  await note({ file: `${name}/${file}`, before: await sha256File(path), after: sha256Text(text) });
  await writeFileAtomic(path, text);
}

async function describeAnew(place: Place, file: string, sha256: string, note: Note): Promise<void> {
  const path = join(place.folder, file);
  if (!existsSync(path)) return;
  const description = JSON.parse(await readFile(path, "utf8")) as Record<string, string>;
  await writeBeside(place, file, `${canonicalJson({ ...description, sha256 })}\n`, note);
}
