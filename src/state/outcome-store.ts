import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { attachOrEmpty } from "../engine/attach.ts";
import type { Column, Engine, SqlValue } from "../engine/engine.ts";
import { outcomesNotAsRecorded } from "../errors.ts";
import { makePrivateFolder, moveIntoPlace } from "../io/atomic-write.ts";
import { linkFile } from "../io/link-tree.ts";
import { sha256File, sha256Text } from "../io/sha256.ts";
import type { NoteInJournal } from "./note-in-journal.ts";

/** The columns of what callers and providers reported of released contacts. */
export const OUTCOME_COLUMNS: readonly Column[] = [
  { name: "outcome_id", type: "varchar" },
  { name: "contact_id", type: "varchar" },
  { name: "campaign_id", type: "varchar" },
  { name: "person_id", type: "varchar" },
  { name: "contact_key", type: "varchar" },
  { name: "channel", type: "varchar" },
  { name: "outcome", type: "varchar" },
  { name: "said_at", type: "timestamp(6)" },
  { name: "first_seen_at", type: "timestamp(6)" },
];

/** How the store is written to. */
export interface OutcomeWriting {
  readonly temporaryFile: string;
  readonly assertHeld: () => Promise<void>;
  readonly note: NoteInJournal;
}

/** What the journal says of a part of the outcomes. */
export interface RecordedPart {
  /** The hashes that its file may have: two where an erasure may have written it anew or not. */
  readonly allowed: readonly string[];
  /** Whether it was said to be there; false after a crash between the entry that tells of it and its appearance. */
  readonly isSettled: boolean;
}

/** What the journal says of the outcomes, by the name of a part. */
export type RecordedOutcomes = ReadonlyMap<string, RecordedPart>;

/** A part that is not what the journal says of it. */
export interface WrongPart {
  readonly file: string;
  readonly problem: "missing" | "altered" | "unrecorded";
}

/**
 * Every outcome of a released contact ever reported, `state/outcomes/*.parquet`: parts appear by one rename each, between two entries of the
 * journal, and are never removed.
 */
export class OutcomeStore {
  readonly #folder: string;
  #names: readonly string[];
  /** Parts of which the journal does not yet say that they are there. */
  #unsettled: readonly string[];

  private constructor(folder: string, names: readonly string[], unsettled: readonly string[]) {
    this.#folder = folder;
    this.#names = names;
    this.#unsettled = unsettled;
  }

  /** Opens the store in `state/`. Throws GK0443 when it is not what the journal says of it, for whoever asks with what that is. */
  static async open(stateFolder: string, recorded: RecordedOutcomes | null = null): Promise<OutcomeStore> {
    const folder = join(stateFolder, "outcomes");
    const names = await partNames(folder);
    const [wrong] = recorded === null ? [] : await wrongParts(stateFolder, recorded);
    if (wrong !== undefined)
      throw outcomesNotAsRecorded({ path: `state/outcomes/${wrong.file}`, problem: wrong.problem });
    return new OutcomeStore(
      folder,
      names,
      names.filter((name) => recorded?.get(name)?.isSettled !== true),
    );
  }

  get files(): string[] {
    return this.#names.map((name) => join(this.#folder, name));
  }

  /** What the store holds, as text; part of the run id. Parts are named after what is in them. */
  get contents(): string {
    return this.#names.join(" ");
  }

  /** Makes another store with the parts that these contents name; false when one of them is not there. */
  async restore(contents: string, stateFolder: string): Promise<boolean> {
    const names = contents.split(" ").filter((name) => name !== "");
    if (!names.every((name) => this.#names.includes(name))) return false;
    const folder = join(stateFolder, "outcomes");
    if (names.length > 0) await makePrivateFolder(folder);
    for (const name of names) await linkFile(join(this.#folder, name), join(folder, name));
    return true;
  }

  /** Takes in the rows that it lacks, with the columns of `OUTCOME_COLUMNS`; returns how many of them were new. */
  async add(engine: Engine, rows: readonly (readonly SqlValue[])[], writing: OutcomeWriting): Promise<number> {
    await engine.fill("feedback.reported", OUTCOME_COLUMNS, rows);
    await attachOrEmpty(engine, "feedback.known", OUTCOME_COLUMNS, this.files);
    const select = `select reported.* from feedback.reported
      left join feedback.known on known.outcome_id = reported.outcome_id where known.outcome_id is null`;
    const found = await engine.query(
      `select new_rows.outcome_id from (${select}) as new_rows order by new_rows.outcome_id`,
    );
    await this.settle(writing.note);
    if (found.length === 0) return 0;
    const name = `${sha256Text(found.map((row) => String(row["outcome_id"])).join("\n")).slice(0, 32)}.parquet`;
    await makePrivateFolder(this.#folder);
    await engine.writeParquet(select, writing.temporaryFile, ["outcome_id"]);
    const files = { [name]: await sha256File(writing.temporaryFile) };
    await writing.assertHeld();
    await writing.note("outcomes.sealed", { files });
    await writing.assertHeld();
    await moveIntoPlace(writing.temporaryFile, join(this.#folder, name));
    this.#names = [...this.#names, name].toSorted();
    await writing.note("outcomes.kept", { files });
    return found.length;
  }

  /** Has the journal say of every part that is there that it is: what a crash left, and all of a store of before the journal vouched for it. */
  async settle(note: NoteInJournal): Promise<void> {
    if (this.#unsettled.length === 0) return;
    const files: Record<string, string> = {};
    for (const name of this.#unsettled) files[name] = await sha256File(join(this.#folder, name));
    await note("outcomes.kept", { files });
    this.#unsettled = [];
  }
}

async function partNames(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => /^[0-9a-f]+\.parquet$/u.test(name)).toSorted();
}

/** The parts that are not what the journal says of them, by their names. */
export async function wrongParts(stateFolder: string, recorded: RecordedOutcomes): Promise<WrongPart[]> {
  const folder = join(stateFolder, "outcomes");
  const there = await partNames(folder);
  const wrong: WrongPart[] = [];
  for (const file of [...new Set([...there, ...recorded.keys()])].toSorted()) {
    const part = recorded.get(file);
    if (part === undefined) wrong.push({ file, problem: "unrecorded" });
    else if (!there.includes(file)) {
      if (part.isSettled) wrong.push({ file, problem: "missing" });
    } else if (!part.allowed.includes(await sha256File(join(folder, file)))) wrong.push({ file, problem: "altered" });
  }
  return wrong;
}
