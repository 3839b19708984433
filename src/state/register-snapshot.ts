import { rename, stat } from "node:fs/promises";
import { basename, join } from "node:path";

import type { Column, Engine } from "../engine/engine.ts";
import { linkFile } from "../io/link-tree.ts";
import { sha256Text } from "../io/sha256.ts";
import type { StateWriting } from "./growing-rows.ts";
import type { Part } from "./part.ts";

/** The columns of every snapshot. */
export const REGISTER_COLUMNS: readonly Column[] = [
  { name: "list_id", type: "varchar" },
  { name: "entry_key", type: "varchar" },
  { name: "first_seen_at", type: "timestamp(6)" },
];

/** The entries of a register as its last snapshot had them, each with when it was first seen. */
export interface RegisterSnapshot {
  /** The files it came from. */
  readonly fileIds: readonly string[];
  /** Its day, `YYYY-MM-DD`; absent where it was taken in before days were kept. */
  readonly snapshot?: string;
  readonly entries: number;
  readonly part: Part;
  /** What it holds, as text; part of the run id. */
  readonly contents: string;
  /** Those that it replaced, the oldest first; absent where none did since they are kept. */
  readonly earlier?: readonly EarlierSnapshot[];
}

/** A snapshot that was replaced, by what the one after it changed: its own entries that it lost, and others that it brought. */
export interface EarlierSnapshot {
  readonly fileIds: readonly string[];
  readonly snapshot?: string;
  readonly entries: number;
  readonly changes: Part;
  readonly contents: string;
}

/** The files of a register that the store must have. */
export function partsOf({ part, earlier = [] }: RegisterSnapshot): RegisterSnapshot["part"][] {
  return [part, ...earlier.map(({ changes }) => changes)];
}

/** A register's new snapshot: a SELECT with the columns of `REGISTER_COLUMNS`, each entry once. */
export interface NewSnapshot {
  readonly listId: string;
  readonly fileIds: readonly string[];
  readonly snapshot: string;
  readonly select: string;
}

/** Whether a word of what the store holds is about a register. */
export function isOfRegister(word: string): boolean {
  return word.includes("=");
}

type Registers = Readonly<Record<string, RegisterSnapshot>>;

/** The list that such a word is about. */
export function listOfRegister(word: string): string {
  return word.slice(0, word.indexOf("="));
}

/**
 * Writes new snapshots beside the last ones, and gives all registers with the new ones in place of those they replace; nothing for a
 * project without registers. The files of the replaced ones stay until the index no longer names them; what each change took and brought stays
 * for ever, so that a replay knows what a register said then.
 */
export async function withSnapshots(
  engine: Engine,
  folder: string,
  before: Registers,
  snapshots: readonly NewSnapshot[],
  writing: StateWriting,
): Promise<{ readonly registers?: Registers }> {
  const registers: Record<string, RegisterSnapshot> = { ...before };
  for (const { listId, fileIds, snapshot, select } of snapshots) {
    const { entries, contents } = await contentsOf(engine, { listId, snapshot }, select);
    const part = await written(engine, select, join(folder, `register-${nameOf(contents)}`), writing);
    const last = before[listId];
    const earlier = last && (await withReplaced(engine, folder, last, { contents, file: part.file }, writing));
    registers[listId] = { fileIds, snapshot, entries, contents, part, ...(earlier === undefined ? {} : { earlier }) };
  }
  return Object.keys(registers).length === 0 ? {} : { registers };
}

async function contentsOf(
  engine: Engine,
  { listId, snapshot }: { readonly listId: string; readonly snapshot?: string | undefined },
  select: string,
): Promise<Pick<RegisterSnapshot, "entries" | "contents">> {
  const [found] = await engine.query(
    `select count(*) as entries, cast(sum(hash_number(entries.entry_key || ' ' || timestamp_text(entries.first_seen_at))) as varchar) as contents
     from (${select}) as entries`,
  );
  const entries = Number(found?.["entries"] ?? 0);
  const day = snapshot === undefined ? "" : `@${snapshot}`;
  return { entries, contents: `${listId}=${entries}:${String(found?.["contents"] ?? 0)}${day}` };
}

function dayOf({ snapshot }: { readonly snapshot: string | undefined }): { readonly snapshot?: string } {
  return snapshot === undefined ? {} : { snapshot };
}

function nameOf(contents: string): string {
  return sha256Text(contents).slice(0, 32);
}

async function written(
  engine: Engine,
  select: string,
  path: string,
  writing: StateWriting,
): Promise<RegisterSnapshot["part"]> {
  const rows = await engine.writeParquet(select, writing.temporaryFile, ["entry_key"]);
  await writing.assertHeld();
  const file = `${path}.parquet`;
  await rename(writing.temporaryFile, file);
  return { file: basename(file), rows, bytes: (await stat(file)).size };
}

/** The snapshots that were replaced, with the last one among them. */
async function withReplaced(
  engine: Engine,
  folder: string,
  { fileIds, snapshot, entries, contents, part, earlier = [] }: RegisterSnapshot,
  next: { readonly contents: string; readonly file: string },
  writing: StateWriting,
): Promise<readonly EarlierSnapshot[]> {
  if (next.contents === contents) return earlier;
  await engine.attach("register.replaced", [join(folder, part.file)]);
  await engine.attach("register.replacing", [join(folder, next.file)]);
  const path = join(folder, `register-changes-${nameOf(`${contents} ${next.contents} ${earlier.length}`)}`);
  const changes = await written(engine, CHANGES, path, writing);
  return [...earlier, { fileIds, ...dayOf({ snapshot }), entries, contents, changes }];
}

const CHANGES = `select coalesce(replaced.list_id, replacing.list_id) as list_id, coalesce(replaced.entry_key, replacing.entry_key) as entry_key,
    coalesce(replaced.first_seen_at, replacing.first_seen_at) as first_seen_at, replaced.entry_key is not null as is_lost
  from register.replaced
  full outer join register.replacing
    on replacing.entry_key = replaced.entry_key and replacing.first_seen_at = replaced.first_seen_at
  where replaced.entry_key is null or replacing.entry_key is null`;

const WITHOUT_CHANGES = `select later.list_id, later.entry_key, later.first_seen_at
  from register.later
  left join register.changes on changes.entry_key = later.entry_key and not changes.is_lost
  where changes.entry_key is null
  union all
  select changes.list_id, changes.entry_key, changes.first_seen_at from register.changes where changes.is_lost`;

/**
 * Writes the snapshot of a register that had these contents into another store's folder, made out of the last one and what changed since;
 * undefined when there is none, or when what is made of it holds something else.
 */
export async function earlierSnapshot(
  engine: Engine,
  folder: string,
  now: RegisterSnapshot,
  contents: string,
  to: string,
): Promise<RegisterSnapshot | undefined> {
  const { earlier = [], ...last } = now;
  if (last.contents === contents) {
    await linkFile(join(folder, last.part.file), join(to, last.part.file));
    return last;
  }
  const place = earlier.findLastIndex((one) => one.contents === contents);
  const wanted = earlier[place];
  if (wanted === undefined) return undefined;
  const writing = { temporaryFile: join(to, "register.new"), assertHeld: async () => Promise.resolve() };
  let file = join(folder, last.part.file);
  let part = last.part;
  for (const { changes, contents: before } of earlier.slice(place).toReversed()) {
    await engine.attach("register.later", [file]);
    await engine.attach("register.changes", [join(folder, changes.file)]);
    part = await written(engine, WITHOUT_CHANGES, join(to, `register-${nameOf(before)}`), writing);
    file = join(to, part.file);
  }
  await engine.attach("register.later", [file]);
  const { fileIds, snapshot, entries } = wanted;
  const made = await contentsOf(engine, { listId: listOfRegister(contents), snapshot }, "select * from register.later");
  if (made.contents !== contents) return undefined;
  return { fileIds, ...dayOf({ snapshot }), entries, contents, part };
}
