import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

import { makePrivateFolder, writeFileAtomic } from "../io/atomic-write.ts";
import { canonicalJson } from "../io/canonical-json.ts";
import { sha256Text } from "../io/sha256.ts";

/** What loading one file gave; kept beside its Parquet so that a known file is never read again. */
export interface LoadedFile {
  /** The first 32 hexadecimal digits of SHA-256 over file hash and declaration. */
  readonly fileId: string;
  readonly sourceId: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly records: number;
  readonly rowsLoaded: number;
  readonly rowsRejected: number;
  readonly rowsExcluded: number;
  /** Records the reader could not take apart, counted from 1 after the header, if there is one. They have no row in the Parquet. */
  readonly malformed: readonly { readonly record: number; readonly code: string }[];
  /**
   * Records that hold a value nobody can read: column and code, never the value; no column where the record as a whole is
   * at fault. `digest` is of the mapped values.
   */
  readonly rejects: readonly RejectedRecord[];
  /** The first record whose word could mean no and is not known; a file with one is refused. */
  readonly unknownWord: UnknownWord | null;
  /** Rejected records of customers whose status may forbid contact. */
  readonly lostStatuses: readonly number[];
  /** Rows of each suppression list in the file. */
  readonly listRows: Readonly<Record<string, number>>;
  /** When this installation first loaded these contents, ISO 8601 in UTC. */
  readonly firstSeenAt: string;
}

export interface RejectedRecord {
  readonly record: number;
  readonly column: string;
  readonly code: string;
  readonly digest: string;
}

export interface UnknownWord {
  readonly record: number;
  /** Null when it is blank or must not be shown. */
  readonly word: string | null;
  readonly isBlank: boolean;
}

/** What lies beside the Parquet of a file. */
interface KeptFile {
  readonly loaded: LoadedFile;
  readonly parquetBytes: number;
}

/** What the file system says of a file; equal marks mean the file was not touched since. */
export interface FileMark {
  readonly path: string;
  readonly size: string;
  readonly modified: string;
  readonly changed: string;
  readonly inode: string;
}

/** A change in the loader that changes what it writes gets a new number, and every file is read anew. */
const LOADER_VERSION = 16;

/** The rules and metadata that contact keys follow have a version of their own: new ones find every key anew. */
export const CONTACT_VALUES = "contact-values-3";

/** The folder of what is known of tables of the warehouse, whose rows are never kept here. */
const TABLES = "tables";

/** The folder of the file-system marks. */
export const MARKS = "marks";

/** A file marked this recently could change again within the clock's grain and keep its mark. */
const SETTLED_AFTER_NS = 2_000_000_000n;

/**
 * The loaded files of a project: `cache/<table>/<file id>.parquet`, each with a `.json` that says what it holds, and
 * `cache/marks/` with the file-system mark under which a path was last loaded.
 */
export class InputCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  parquetPath(table: string, fileId: string): string {
    return join(this.#folder, table, `${fileId}.parquet`);
  }

  /** What is known of a path under a declaration, when neither has changed since it was loaded. */
  async known(table: string, declaration: string, mark: FileMark): Promise<LoadedFile | null> {
    const noted = await readJson<{ mark: FileMark; fileId: string }>(this.#markPath(declaration, mark.path));
    if (noted === null || canonicalJson(noted.mark) !== canonicalJson(mark)) return null;
    return this.loaded(table, noted.fileId);
  }

  /** What a file id holds, when it was loaded before. */
  async loaded(table: string, fileId: string): Promise<LoadedFile | null> {
    const kept = await readJson<KeptFile>(join(this.#folder, table, `${fileId}.json`));
    const found = await stat(this.parquetPath(table, fileId)).catch(() => null);
    // A Parquet that is gone or cut short is simply made again.
    return kept === null || found?.size !== kept.parquetBytes ? null : kept.loaded;
  }

  /** Keeps what was loaded; the Parquet must already lie at `parquetPath`. */
  async keep(table: string, loaded: LoadedFile): Promise<void> {
    const folder = join(this.#folder, table);
    await makePrivateFolder(folder);
    const { size } = await stat(this.parquetPath(table, loaded.fileId));
    const kept: KeptFile = { loaded, parquetBytes: size };
    await writeFileAtomic(join(folder, `${loaded.fileId}.json`), canonicalJson(kept));
  }

  /** Notes that so many of the rows of a loaded file say nothing any more; its Parquet has been replaced already. */
  async noteErased(table: string, fileId: string, rows: number): Promise<void> {
    const path = join(this.#folder, table, `${fileId}.json`);
    const kept = await readJson<KeptFile>(path);
    if (kept === null) return;
    const { loaded } = kept;
    const { size } = await stat(this.parquetPath(table, fileId));
    const counts = { rowsLoaded: loaded.rowsLoaded - rows, rowsExcluded: loaded.rowsExcluded + rows };
    const noted: KeptFile = { loaded: { ...loaded, ...counts }, parquetBytes: size };
    await writeFileAtomic(path, canonicalJson(noted));
  }

  /** Whether files, named by their ids, were found to share no key. */
  shareNoKey(fileIds: readonly string[]): boolean {
    return existsSync(this.#keysPath(fileIds));
  }

  async rememberNoSharedKey(fileIds: readonly string[]): Promise<void> {
    await makePrivateFolder(join(this.#folder, "distinct-keys"));
    await writeFileAtomic(this.#keysPath(fileIds), canonicalJson(fileIds.toSorted()));
  }

  /** Where the lines are named that repeat in a file of transactions. */
  repeatedLinesPath(fileId: string): string {
    return join(this.#folder, "repeated-lines", `${fileId}.parquet`);
  }

  knowsRepeatedLines(fileId: string): boolean {
    return existsSync(this.repeatedLinesPath(fileId));
  }

  /** Remembers the mark under which a path was loaded, unless the file is so new that the mark proves nothing. */
  async remember(declaration: string, mark: FileMark, fileId: string, now: Date): Promise<void> {
    const newest = [mark.modified, mark.changed].map(BigInt).reduce((a, b) => (a > b ? a : b));
    if (BigInt(now.getTime()) * 1_000_000n - newest < SETTLED_AFTER_NS) return;
    await makePrivateFolder(join(this.#folder, MARKS));
    await writeFileAtomic(this.#markPath(declaration, mark.path), canonicalJson({ mark, fileId }));
  }

  /** When this installation first loaded the contents of a table of the warehouse, ISO 8601 in UTC: now, where it did not. */
  async firstSeenAt(fileId: string, now: Date): Promise<string> {
    const path = join(this.#folder, TABLES, `${fileId}.json`);
    const known = await readJson<{ firstSeenAt: string }>(path);
    if (known !== null) return known.firstSeenAt;
    const firstSeenAt = now.toISOString();
    await makePrivateFolder(join(this.#folder, TABLES));
    await writeFileAtomic(path, canonicalJson({ firstSeenAt }));
    return firstSeenAt;
  }

  /** The Parquet files of contact values whose keys are known, by name. */
  async contactValueFiles(): Promise<string[]> {
    const folder = join(this.#folder, CONTACT_VALUES);
    const names = await readdir(folder).catch(() => []);
    return names.toSorted((a, b) => (a < b ? -1 : 1)).map((name) => join(folder, name));
  }

  /** Where to keep a further file of contact values. */
  async contactValuePath(name: string): Promise<string> {
    await makePrivateFolder(join(this.#folder, CONTACT_VALUES));
    return join(this.#folder, CONTACT_VALUES, `${name}.parquet`);
  }

  #keysPath(fileIds: readonly string[]): string {
    return join(this.#folder, "distinct-keys", `${filesIdOf(fileIds)}.json`);
  }

  #markPath(declaration: string, path: string): string {
    return join(this.#folder, MARKS, `${sha256Text(`${LOADER_VERSION}\n${declaration}\n${path}`).slice(0, 32)}.json`);
  }
}

/** The id of a file's contents under a declaration. */
export function fileIdOf(sha256: string, declaration: string): string {
  return sha256Text(`${LOADER_VERSION}\n${declaration}\n${sha256}`).slice(0, 32);
}

/** The id of what was found out about all files of a source together. */
export function filesIdOf(fileIds: readonly string[]): string {
  return sha256Text(fileIds.toSorted().join("\n")).slice(0, 32);
}

/** The mark of a file as it lies there now. Throws the system's error. */
export async function markOf(path: string): Promise<FileMark> {
  const found = await stat(path, { bigint: true });
  return {
    path,
    size: String(found.size),
    modified: String(found.mtimeNs),
    changed: String(found.ctimeNs),
    inode: String(found.ino),
  };
}

/** Whether two marks of a path are of the same contents; a change of owner, mode or links is none. */
export function isSameFile(before: FileMark, after: FileMark): boolean {
  return before.size === after.size && before.modified === after.modified && before.inode === after.inode;
}

async function readJson<T>(path: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as T;
  } catch {
    // Missing or torn: the file is simply read again.
    return null;
  }
}
