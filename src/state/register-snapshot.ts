import { rename, stat } from "node:fs/promises";
import { join } from "node:path";

import type { Column, Engine } from "../engine/engine.ts";
import { sha256Text } from "../io/sha256.ts";
import type { StateWriting } from "./growing-rows.ts";

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
  readonly entries: number;
  readonly part: { readonly file: string; readonly rows: number; readonly bytes: number };
  /** What it holds, as text; part of the run id. */
  readonly contents: string;
}

/** A register's new snapshot: a SELECT with the columns of `REGISTER_COLUMNS`, each entry once. */
export interface NewSnapshot {
  readonly listId: string;
  readonly fileIds: readonly string[];
  readonly select: string;
}

/** Whether a word of what the store holds is about a register. */
export function isOfRegister(word: string): boolean {
  return word.includes("=");
}

type Registers = Readonly<Record<string, RegisterSnapshot>>;

/**
 * Writes new snapshots beside the last ones, and gives all registers with the new ones in place of those they replace; nothing for a
 * project without registers. The files of the replaced ones stay until the index no longer names them.
 */
export async function withSnapshots(
  engine: Engine,
  folder: string,
  before: Registers,
  snapshots: readonly NewSnapshot[],
  writing: StateWriting,
): Promise<{ readonly registers?: Registers }> {
  const registers: Record<string, RegisterSnapshot> = { ...before };
  for (const { listId, fileIds, select } of snapshots) {
    const [sum] = await engine.query(
      `select cast(sum(hash_number(entries.entry_key || ' ' || timestamp_text(entries.first_seen_at))) as varchar) as contents
       from (${select}) as entries`,
    );
    const entries = await engine.writeParquet(select, writing.temporaryFile, ["entry_key"]);
    const contents = `${listId}=${entries}:${String(sum?.["contents"] ?? 0)}`;
    const file = `register-${sha256Text(contents).slice(0, 32)}.parquet`;
    await writing.assertHeld();
    await rename(writing.temporaryFile, join(folder, file));
    const { size } = await stat(join(folder, file));
    registers[listId] = { fileIds, entries, contents, part: { file, rows: entries, bytes: size } };
  }
  return Object.keys(registers).length === 0 ? {} : { registers };
}
