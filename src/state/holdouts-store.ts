import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import type { Column, Engine } from "../engine/engine.ts";
import { sqlText } from "../engine/engine.ts";
import { stateUnreadable } from "../errors.ts";
import { makePrivateFolder, writeFileAtomic } from "../io/atomic-write.ts";
import { canonicalJson } from "../io/canonical-json.ts";
import { linkFile } from "../io/link-tree.ts";
import { checkParts, earlierRows, grown, type GrowingRows, NO_ROWS, type StateWriting } from "./growing-rows.ts";

/** The columns of every part: those of `allocation.drawn_holdouts`. */
export const HOLDOUT_COLUMNS: readonly Column[] = [
  { name: "drawing_id", type: "varchar" },
  { name: "holdout_id", type: "varchar" },
  { name: "customer_id", type: "varchar" },
];

interface HoldoutsIndex {
  /** Of each holdout its customers. */
  readonly holdouts: Readonly<Record<string, GrowingRows>>;
}

/**
 * Every customer ever drawn into a holdout: `state/holdouts/*.parquet`, and `index.json`, whose replacement by rename is the moment
 * at which new ones are held out. Nobody is ever taken out again: a share that shrinks holds out whom it held out before.
 */
export class HoldoutsStore {
  readonly #folder: string;
  #index: HoldoutsIndex;

  private constructor(folder: string, index: HoldoutsIndex) {
    this.#folder = folder;
    this.#index = index;
  }

  /**
   * Opens the store in `state/`. Throws GK0610 when its index cannot be read or is gone from beside its parts, and when a part is
   * missing or cut short.
   */
  static async open(stateFolder: string): Promise<HoldoutsStore> {
    const folder = join(stateFolder, "holdouts");
    const path = join(folder, "index.json");
    try {
      if (!existsSync(path) && !(await holdsParts(folder))) return new HoldoutsStore(folder, { holdouts: {} });
      const index = JSON.parse(await readFile(path, "utf8")) as HoldoutsIndex;
      for (const rows of Object.values(index.holdouts)) await checkParts(folder, rows);
      return new HoldoutsStore(folder, index);
    } catch (cause) {
      throw stateUnreadable(
        { what: { en: "holdouts store", "zh-CN": "对照组的存储" }, path: "state/holdouts/index.json" },
        { cause },
      );
    }
  }

  /** The Parquet files of these holdouts. */
  filesOf(holdoutIds: readonly string[]): string[] {
    return holdoutIds.flatMap((id) => this.#of(id).parts.map(({ file }) => join(this.#folder, file)));
  }

  /** What the store holds of these holdouts, as text; part of the run id. */
  contentsOf(holdoutIds: readonly string[]): string {
    return holdoutIds.map((id) => `${id} ${this.#of(id).contents}`).join("\n");
  }

  /**
   * Takes in the customers drawn, a SELECT with the store's columns and none of its rows. Throws GK0502 when another run has taken
   * the project over meanwhile; then nobody is taken in.
   */
  async absorb(engine: Engine, holdoutIds: readonly string[], drawn: string, writing: StateWriting): Promise<void> {
    await makePrivateFolder(this.#folder);
    const holdouts = { ...this.#index.holdouts };
    for (const holdoutId of holdoutIds) {
      const own = `select drawn.* from (${drawn}) as drawn where drawn.holdout_id = ${sqlText(holdoutId)}`;
      const place = { folder: this.#folder, id: "drawing_id" };
      holdouts[holdoutId] = await grown(engine, this.#of(holdoutId), own, place, writing);
    }
    const index: HoldoutsIndex = { holdouts };
    if (canonicalJson(index) === canonicalJson(this.#index)) return;
    await writing.assertHeld();
    await writeFileAtomic(join(this.#folder, "index.json"), canonicalJson(index));
    this.#index = index;
  }

  /** Makes another store with whom these holdouts held out when these were their contents; false when they never were. */
  async restore(engine: Engine, contents: string, stateFolder: string): Promise<boolean> {
    const lines = contents.split("\n").filter((line) => line !== "");
    const holdouts: Record<string, GrowingRows> = {};
    for (const line of lines) {
      const [holdoutId, sum] = [line.slice(0, line.lastIndexOf(" ")), line.slice(line.lastIndexOf(" ") + 1)];
      const found = await earlierRows(engine, this.#folder, this.#of(holdoutId), sum, "drawing_id");
      if (found === null) return false;
      holdouts[holdoutId] = found;
    }
    if (lines.length === 0) return true;
    const folder = join(stateFolder, "holdouts");
    await makePrivateFolder(folder);
    for (const { parts } of Object.values(holdouts))
      for (const { file } of parts) await linkFile(join(this.#folder, file), join(folder, file));
    await writeFileAtomic(join(folder, "index.json"), canonicalJson({ holdouts }));
    return true;
  }

  #of(holdoutId: string): GrowingRows {
    return this.#index.holdouts[holdoutId] ?? NO_ROWS;
  }
}

async function holdsParts(folder: string): Promise<boolean> {
  if (!existsSync(folder)) return false;
  return (await readdir(folder)).some((name) => name.endsWith(".parquet"));
}
