import { existsSync } from "node:fs";
import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";

import { canonicalJson } from "../io/canonical-json.ts";
import type { Column, Engine } from "../engine/engine.ts";
import { stateUnreadable } from "../errors.ts";
import { makePrivateFolder, writeFileAtomic } from "../io/atomic-write.ts";
import { sha256Text } from "../io/sha256.ts";

/** The columns of every part of the store: those of `consent.denials`. */
export const STOP_COLUMNS: readonly Column[] = [
  { name: "denial_id", type: "varchar" },
  { name: "kind", type: "varchar" },
  { name: "word", type: "varchar" },
  { name: "source_key", type: "varchar" },
  { name: "customer_id", type: "varchar" },
  { name: "contact_key", type: "varchar" },
  { name: "purpose", type: "varchar" },
  { name: "channel", type: "varchar" },
  { name: "topic", type: "varchar" },
  { name: "is_point_stop", type: "boolean" },
  { name: "origin", type: "varchar" },
  { name: "authority_rank", type: "integer" },
  { name: "start_at", type: "timestamp(6)" },
  { name: "order_at", type: "timestamp(6)" },
  { name: "end_at", type: "timestamp(6)" },
  { name: "first_seen_at", type: "timestamp(6)" },
  { name: "source_id", type: "varchar" },
  { name: "file_id", type: "varchar" },
  { name: "record_index", type: "bigint" },
];

interface StopsIndex {
  readonly parts: readonly { readonly file: string; readonly rows: number }[];
  /** Sum of all denial ids as numbers, modulo 2^256: the same whatever order or portions they came in. */
  readonly contents: string;
  /** Ids of input files whose denials are all in the store. */
  readonly absorbedFiles: readonly string[];
  /** Rows of each suppression list when its file was last absorbed. */
  readonly listRows: Readonly<Record<string, number>>;
}

const EMPTY: StopsIndex = { parts: [], contents: "0", absorbedFiles: [], listRows: {} };

/**
 * Every denial ever loaded, kept whatever later files say: `state/stops/*.parquet`, and `index.json`, whose replacement by
 * rename is the moment at which new denials are in the store. Nothing is ever removed.
 */
export class StopsStore {
  readonly #folder: string;
  #index: StopsIndex;

  private constructor(folder: string, index: StopsIndex) {
    this.#folder = folder;
    this.#index = index;
  }

  /** Opens the store in `state/`; throws GK0610 when its index cannot be read: running without stops is not an option. */
  static async open(stateFolder: string): Promise<StopsStore> {
    const folder = join(stateFolder, "stops");
    const path = join(folder, "index.json");
    if (!existsSync(path)) return new StopsStore(folder, EMPTY);
    try {
      const index = JSON.parse(await readFile(path, "utf8")) as StopsIndex;
      const missing = index.parts.find(({ file }) => !existsSync(join(folder, file)));
      if (missing !== undefined) throw new Error(`part ${missing.file} is missing`);
      return new StopsStore(folder, index);
    } catch (cause) {
      throw stateUnreadable({ what: "stops store", path: "state/stops/index.json" }, { cause });
    }
  }

  /** The Parquet files of the store. */
  get files(): string[] {
    return this.#index.parts.map(({ file }) => join(this.#folder, file));
  }

  /** What the store holds, as one number in decimal; part of the run id. */
  get contents(): string {
    return this.#index.contents;
  }

  get listRows(): Readonly<Record<string, number>> {
    return this.#index.listRows;
  }

  hasAbsorbed(fileId: string): boolean {
    return this.#index.absorbedFiles.includes(fileId);
  }

  /**
   * Takes in the denials of a SELECT with the store's columns, none of which it has yet, and notes the files they came
   * from. `temporaryFile` is where the engine may write; it is moved into the store.
   */
  async absorb(engine: Engine, select: string, from: Absorbed, temporaryFile: string): Promise<void> {
    let contents = BigInt(this.#index.contents);
    let rows = 0;
    for await (const block of engine.stream(`select new_denials.denial_id from (${select}) as new_denials`)) {
      for (const row of block) contents = (contents + BigInt(`0x${String(row["denial_id"])}`)) % 2n ** 256n;
      rows += block.length;
    }
    await makePrivateFolder(this.#folder);
    const parts = [...this.#index.parts];
    if (rows > 0) {
      const file = `${sha256Text(`${this.#index.contents} ${contents}`).slice(0, 32)}.parquet`;
      await engine.writeParquet(`${select} order by denial_id`, temporaryFile);
      await rename(temporaryFile, join(this.#folder, file));
      parts.push({ file, rows });
    }
    const absorbedFiles = [...new Set([...this.#index.absorbedFiles, ...from.fileIds])].toSorted();
    const index = {
      parts,
      contents: String(contents),
      absorbedFiles,
      listRows: { ...this.#index.listRows, ...from.listRows },
    };
    await writeFileAtomic(join(this.#folder, "index.json"), canonicalJson(index));
    this.#index = index;
  }
}

/** What is noted beside the denials themselves. */
export interface Absorbed {
  readonly fileIds: readonly string[];
  readonly listRows: Readonly<Record<string, number>>;
}
