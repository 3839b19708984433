import { readdir, rename } from "node:fs/promises";
import { join } from "node:path";

import { attachOrEmpty } from "../engine/attach.ts";
import type { Column, Engine, SqlValue } from "../engine/engine.ts";
import { makePrivateFolder } from "../io/atomic-write.ts";
import { linkFile } from "../io/link-tree.ts";
import { sha256Text } from "../io/sha256.ts";

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
}

/** Every outcome of a released contact ever reported, `state/outcomes/*.parquet`: parts appear by one rename each and are never removed. */
export class OutcomeStore {
  readonly #folder: string;
  #names: readonly string[];

  private constructor(folder: string, names: readonly string[]) {
    this.#folder = folder;
    this.#names = names;
  }

  static async open(stateFolder: string): Promise<OutcomeStore> {
    const folder = join(stateFolder, "outcomes");
    const names = await readdir(folder).catch(() => []);
    return new OutcomeStore(folder, names.filter((name) => /^[0-9a-f]+\.parquet$/u.test(name)).toSorted());
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
    if (found.length === 0) return 0;
    const name = `${sha256Text(found.map((row) => String(row["outcome_id"])).join("\n")).slice(0, 32)}.parquet`;
    await makePrivateFolder(this.#folder);
    await engine.writeParquet(select, writing.temporaryFile, ["outcome_id"]);
    await writing.assertHeld();
    await rename(writing.temporaryFile, join(this.#folder, name));
    this.#names = [...this.#names, name].toSorted();
    return found.length;
  }
}
