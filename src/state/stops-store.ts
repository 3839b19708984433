import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import { attachOrEmpty } from "../engine/attach.ts";
import type { Engine } from "../engine/engine.ts";
import { GatekeeperError, stateUnreadable, stopsNotAsRecorded } from "../errors.ts";
import { makePrivateFolder, writeFileAtomic } from "../io/atomic-write.ts";
import { canonicalJson } from "../io/canonical-json.ts";
import { linkFile } from "../io/link-tree.ts";
import { sha256Text } from "../io/sha256.ts";
import { checkParts, earlierRows, grown, type GrowingRows, type StateWriting } from "./growing-rows.ts";
import { bury, type Burial } from "./bury.ts";
import type { NoteInJournal } from "./note-in-journal.ts";
import { alteredPart } from "./part.ts";
import {
  earlierSnapshot,
  isOfRegister,
  listOfRegister,
  type NewSnapshot,
  type RegisterSnapshot,
  withSnapshots,
} from "./register-snapshot.ts";
import { EMPTY_INDEX, isSame, partsOfIndex, type StopsIndex, type StopTable, withHashes } from "./stops-index.ts";
import { TOMBSTONE_COLUMNS } from "./tombstones.ts";

/**
 * Every denial ever loaded, who it bound through a contact point, every merge, and a tombstone of everybody erased, kept whatever later files say:
 * `state/stops/*.parquet`, and `index.json`, whose replacement by rename is the moment at which new rows are in the store. Nothing is
 * ever removed; an erasure takes the person out of rows that stay.
 */
export class StopsStore {
  readonly #folder: string;
  #index: StopsIndex;
  /** The hash of the index's file; null where there is none. */
  #sha256: string | null;
  /** Whether the last thing that the journal says of the stops is that they are these. */
  #isSettled: boolean;

  private constructor(folder: string, index: StopsIndex, sha256: string | null, isSettled: boolean) {
    this.#folder = folder;
    this.#index = index;
    this.#sha256 = sha256;
    this.#isSettled = isSettled;
  }

  /**
   * Opens the store in `state/`. Throws GK0610 when its index cannot be read, a part is missing or cut short, or the index
   * is gone though the project has run before (`hasRun`): running without the stops is not an option. Throws GK0442 when it is not
   * what the journal says of it, for whoever asks with what that is.
   */
  static async open(stateFolder: string, hasRun: boolean, recorded: RecordedStops | null = null): Promise<StopsStore> {
    const folder = join(stateFolder, "stops");
    const path = join(folder, "index.json");
    const text = existsSync(path) ? await readFile(path, "utf8") : null;
    const sha256 = text === null ? null : sha256Text(text);
    if (recorded !== null && !recorded.allowed.includes(sha256))
      throw stopsNotAsRecorded({ path: "state/stops/index.json" });
    const isSettled = recorded?.isSettled ?? false;
    if (text === null && !hasRun) return new StopsStore(folder, EMPTY_INDEX, null, isSettled);
    try {
      // Stores of before the first erasure know no tombstones.
      const read = JSON.parse(text ?? "") as Omit<StopsIndex, "tombstones"> & Partial<Pick<StopsIndex, "tombstones">>;
      const index: StopsIndex = { ...read, tombstones: read.tombstones ?? EMPTY_INDEX.tombstones };
      await checkParts(folder, { parts: partsOfIndex(index) });
      const altered = recorded === null ? undefined : await alteredPart(folder, partsOfIndex(index));
      if (altered !== undefined) throw stopsNotAsRecorded({ path: `state/stops/${altered.file}` });
      return new StopsStore(folder, index, sha256, isSettled);
    } catch (cause) {
      if (cause instanceof GatekeeperError) throw cause;
      throw stateUnreadable(
        { what: { en: "stops store", "zh-CN": "停止联系的存储" }, path: "state/stops/index.json" },
        { cause },
      );
    }
  }

  /** The Parquet files of the denials. */
  get files(): string[] {
    return this.#filesOf(this.#index.denials);
  }

  /** The Parquet files of the holders. */
  get holderFiles(): string[] {
    return this.#filesOf(this.#index.holders);
  }

  /** The Parquet files of the merges. */
  get mergeFiles(): string[] {
    return this.#filesOf(this.#index.merges);
  }

  /** The last snapshot of each register, by list. */
  get registers(): Readonly<Record<string, RegisterSnapshot>> {
    return this.#index.registers ?? {};
  }

  /** The Parquet files of the registers' snapshots. */
  get registerFiles(): string[] {
    return Object.values(this.registers).map(({ part }) => join(this.#folder, part.file));
  }

  /** The Parquet files of the tombstones. */
  get tombstoneFiles(): string[] {
    return this.#filesOf(this.#index.tombstones);
  }

  /** What the store holds, as text; part of the run id. */
  get contents(): string {
    const { denials, holders, merges, tombstones } = this.#index;
    const erased = tombstones.parts.length === 0 ? [] : [tombstones];
    const registers = Object.entries(this.registers).toSorted(([one], [other]) => (one < other ? -1 : 1));
    const all = [denials, holders, merges, ...erased, ...registers.map(([, register]) => register)];
    return all.map(({ contents }) => contents).join(" ");
  }

  /** How many denials, holders, merges and rows of tombstones the store has. */
  get rows(): Readonly<Record<StopTable, number>> {
    const rowsOf = ({ parts }: GrowingRows) => parts.reduce((total, { rows }) => total + rows, 0);
    const { denials, holders, merges, tombstones } = this.#index;
    return {
      denials: rowsOf(denials),
      holders: rowsOf(holders),
      merges: rowsOf(merges),
      tombstones: rowsOf(tombstones),
    };
  }

  get listRows(): Readonly<Record<string, number>> {
    return this.#index.listRows;
  }

  hasAbsorbed(fileId: string): boolean {
    return this.#index.absorbedFiles.includes(fileId);
  }

  /**
   * Takes in new denials, holders and merges, each a SELECT with the store's columns and none of its rows, and notes the files
   * they came from. Throws GK0502 when another run has taken the project over meanwhile; then nothing is taken in.
   */
  async absorb(engine: Engine, rows: NewRows, from: Absorbed, writing: StopsWriting): Promise<void> {
    await makePrivateFolder(this.#folder);
    const growing = async (before: GrowingRows, select: string | undefined, id: string) =>
      select === undefined ? before : grown(engine, before, select, { folder: this.#folder, id }, writing);
    const index: StopsIndex = {
      denials: await growing(this.#index.denials, rows.denials, "denial_id"),
      holders: await growing(this.#index.holders, rows.holders, "holding_id"),
      merges: await growing(this.#index.merges, rows.merges, "merge_id"),
      tombstones: await growing(this.#index.tombstones, rows.tombstones, "tombstone_id"),
      absorbedFiles: [...new Set([...this.#index.absorbedFiles, ...from.fileIds])].toSorted(),
      listRows: { ...this.#index.listRows, ...from.listRows },
      ...(await withSnapshots(engine, this.#folder, this.registers, from.registers ?? [], writing)),
    };
    await this.#replaceIndex(index, writing);
  }

  /**
   * Adds the tombstone of a person whom the store knew, and takes the person out of the rows that stay: ids and what they bind remain,
   * the customer and the contact key give place to `standIn`. Throws GK0502 when somebody else has taken the project over.
   */
  async bury(engine: Engine, burial: Burial, writing: StopsWriting): Promise<void> {
    await engine.fill("erasure.tombstones", TOMBSTONE_COLUMNS, burial.rows);
    await attachOrEmpty(engine, "erasure.known", TOMBSTONE_COLUMNS, this.tombstoneFiles);
    const unknown = `select tombstones.* from erasure.tombstones
      left join erasure.known on known.tombstone_id = tombstones.tombstone_id where known.tombstone_id is null`;
    const kept = { fileIds: [], listRows: {} };
    await this.absorb(engine, { tombstones: unknown }, kept, writing);
    const index: StopsIndex = {
      ...this.#index,
      denials: await bury(engine, this.#folder, this.#index.denials, "denial_id", burial, writing),
      holders: await bury(engine, this.#folder, this.#index.holders, "holding_id", burial, writing),
      merges: await bury(engine, this.#folder, this.#index.merges, "merge_id", burial, writing),
    };
    const before = new Set(this.#everyFile());
    await this.#replaceIndex(index, writing);
    for (const file of this.#everyFile()) before.delete(file);
    for (const file of before) await rm(join(this.#folder, file), { force: true });
  }

  #everyFile(): string[] {
    const { denials, holders, merges } = this.#index;
    return [denials, holders, merges].flatMap(({ parts }) => parts.map(({ file }) => file));
  }

  /** Replaces the index where another one is to be there, between two entries of the journal; and lets it say of this one that it is there. */
  async #replaceIndex(unhashed: StopsIndex, writing: StopsWriting): Promise<void> {
    const index = await withHashes(this.#folder, unhashed);
    if (this.#sha256 !== null && isSame(index, this.#index)) {
      if (!this.#isSettled) await this.#settle(writing);
      return;
    }
    await writing.assertHeld();
    const text = canonicalJson(index);
    const sha256 = sha256Text(text);
    await writing.note("stops.sealed", { index_sha256: sha256, before_sha256: this.#sha256 });
    this.#isSettled = false;
    await writing.assertHeld();
    await writeFileAtomic(join(this.#folder, "index.json"), text);
    this.#sha256 = sha256;
    await this.#settle(writing);
    const replaced = this.registerFiles;
    this.#index = index;
    const kept = this.registerFiles;
    for (const path of replaced) if (!kept.includes(path)) await rm(path, { force: true });
  }

  async #settle({ note }: StopsWriting): Promise<void> {
    await note("stops.kept", { index_sha256: this.#sha256 });
    this.#isSettled = true;
  }

  /**
   * Makes another store that knows what this one knew when its contents were these: parts are only ever added, so that the first
   * so many are what was seen first, and a register's snapshots are made out of what changed since. `fileIds` are the input files that were in
   * it. Null when that was done; else what there is not any more.
   */
  async restore(
    engine: Engine,
    contents: string,
    stateFolder: string,
    fileIds: readonly string[],
  ): Promise<StateGone | null> {
    const words = contents.split(" ");
    const [denials, holders, merges, tombstones = "0"] = words.filter((word) => !isOfRegister(word));
    const folder = join(stateFolder, "stops");
    await makePrivateFolder(folder);
    const earlier = {
      denials: await earlierRows(engine, this.#folder, this.#index.denials, denials, "denial_id"),
      holders: await earlierRows(engine, this.#folder, this.#index.holders, holders, "holding_id"),
      merges: await earlierRows(engine, this.#folder, this.#index.merges, merges, "merge_id"),
      tombstones: await earlierRows(engine, this.#folder, this.#index.tombstones, tombstones, "tombstone_id"),
    };
    const found = Object.values(earlier).flatMap((growing) => growing ?? []);
    if (found.length < Object.keys(earlier).length) return { what: "stops" };
    for (const { parts } of found)
      for (const { file } of parts) await linkFile(join(this.#folder, file), join(folder, file));
    const registers: Record<string, RegisterSnapshot> = {};
    for (const word of words.filter(isOfRegister)) {
      const listId = listOfRegister(word);
      const now = this.registers[listId];
      const then = now && (await earlierSnapshot(engine, this.#folder, now, word, folder));
      if (then === undefined) return { what: "register", listId };
      registers[listId] = then;
    }
    const known = Object.keys(registers).length === 0 ? {} : { registers };
    const index = { ...earlier, absorbedFiles: fileIds.toSorted(), listRows: {}, ...known };
    await writeFileAtomic(join(folder, "index.json"), canonicalJson(index));
    return null;
  }

  #filesOf({ parts }: GrowingRows): string[] {
    return parts.map(({ file }) => join(this.#folder, file));
  }
}

/** What an earlier state cannot be made out of any more. */
export type StateGone = { readonly what: "stops" } | { readonly what: "register"; readonly listId: string };

/** What the journal says of the stops. */
export interface RecordedStops {
  /** The hashes that the index may have, null where there may be none: one, or two after a crash. */
  readonly allowed: readonly (string | null)[];
  readonly isSettled: boolean;
}

/** How the stops are written to: whatever becomes of them is in the journal. */
export interface StopsWriting extends StateWriting {
  readonly note: NoteInJournal;
}

/** What a run found that the store lacks. */
export interface NewRows {
  readonly denials?: string;
  readonly holders?: string;
  readonly merges?: string;
  readonly tombstones?: string;
}

/** What is noted beside the rows themselves. */
export interface Absorbed {
  readonly fileIds: readonly string[];
  /** Registers whose snapshot is another one than the last. */
  readonly registers?: readonly NewSnapshot[];
  readonly listRows: Readonly<Record<string, number>>;
}
