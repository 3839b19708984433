import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { NOT_SEEN_BY_CLUSTER, sharedFolderUnusable } from "../../errors.ts";
import type { Column, Engine, SqlValue } from "../engine.ts";

/** One folder by two names. */
export interface SharedFolder {
  /** As this machine calls it. */
  readonly folder: string;
  /** As the cluster calls it, such as `s3://lake/gatekeeper`. */
  readonly location: string;
}

/** What the files of a session are called, and who writes them. */
export interface SharedSettings {
  readonly shared: SharedFolder;
  /** The embedded engine: writes what the cluster reads, and every file that stays here. */
  readonly local: Engine;
  /** What the names of all schemas of this session start with; no other session's start so. */
  readonly prefix: string;
  /** Whose the copies are that stay for later runs: a project on a machine. */
  readonly owner: string;
}

/** A copy that stays for later runs. */
export interface KeptFile {
  /** What its table is called. */
  readonly name: string;
  readonly location: string;
  readonly columns: readonly Column[];
}

/** What is done with the files that a statement wrote. */
interface Collecting {
  readonly columns: readonly Column[];
  readonly path: string;
  readonly orderedBy: readonly string[];
}

const ROWS = "rows.parquet";
const DESCRIPTION = ".description.json";

/**
 * The folder that this machine and the cluster share: rows that go there and results that come from there are Parquet, and the embedded
 * engine writes and reads them. A path is never written twice: a cluster may remember what it has read.
 */
export class SharedFiles {
  readonly #shared: SharedFolder;
  readonly #local: Engine;
  /** The folder of this session alone. */
  readonly #session: string;
  /** The folder of the copies that stay. */
  readonly #kept: string;

  constructor({ shared, local, prefix, owner }: SharedSettings) {
    this.#shared = shared;
    this.#local = local;
    this.#session = prefix;
    this.#kept = `kept-${owner}`;
  }

  /** Where a statement may write that nobody wrote before. */
  newLocation(): string {
    return this.#locationOf(this.#session, randomUUID());
  }

  /** Writes rows for the cluster; returns where. */
  async writeRows(columns: readonly Column[], rows: Iterable<readonly SqlValue[]>): Promise<string> {
    const name = randomUUID();
    const folder = join(this.#shared.folder, this.#session, name);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await this.#local.fill("shared.rows", columns, rows);
    await this.#local.writeParquet("select * from shared.rows", join(folder, ROWS), []);
    await this.#local.drop("shared.rows");
    return this.#locationOf(this.#session, name);
  }

  /**
   * A file of this machine as the cluster reads it, with each row's place and file where it is traced. Files never change, so that a copy
   * made once is there for all later runs.
   */
  async keep(file: string, isTraced: boolean): Promise<KeptFile> {
    const path = resolve(file);
    const { size, mtimeMs } = await stat(path);
    const mark = JSON.stringify([path, size, mtimeMs, isTraced]);
    const name = `f${createHash("sha256").update(mark).digest("hex").slice(0, 32)}`;
    const folder = join(this.#shared.folder, this.#kept, name);
    const known = await readFile(join(folder, DESCRIPTION), "utf8").catch(() => null);
    const columns =
      known === null
        ? await this.#copy({ path, size, mtimeMs }, isTraced, folder)
        : (JSON.parse(known) as KeptCopy).columns;
    return { name, location: this.#locationOf(this.#kept, name), columns };
  }

  /** Puts rows that the cluster wrote in order, into one file of this machine; returns how many there are. Throws GK0517. */
  async collect(files: readonly string[], { columns, path, orderedBy }: Collecting): Promise<number> {
    const here = files.map((file) => this.#pathOf(file));
    if (here.some((file) => !existsSync(file)))
      throw sharedFolderUnusable({ folder: this.#shared.folder, reason: NOT_SEEN_BY_CLUSTER });
    if (here.length === 0) await this.#local.fill("shared.result", columns, []);
    else await this.#local.attach("shared.result", here);
    const count = await this.#local.writeParquet("select * from shared.result", path, orderedBy);
    await this.#local.drop("shared.result");
    return count;
  }

  /** Removes what this session wrote, and copies of files that are gone. */
  async remove(): Promise<void> {
    await rm(join(this.#shared.folder, this.#session), { recursive: true, force: true });
    const kept = join(this.#shared.folder, this.#kept);
    for (const name of await readdir(kept).catch(() => [])) {
      const text = await readFile(join(kept, name, DESCRIPTION), "utf8").catch(() => null);
      if (text === null) continue;
      const copy = JSON.parse(text) as KeptCopy;
      const found = await stat(copy.path).catch(() => null);
      if (found?.size !== copy.size || found.mtimeMs !== copy.mtimeMs)
        await rm(join(kept, name), { recursive: true, force: true });
    }
  }

  async #copy(source: Copied, isTraced: boolean, folder: string): Promise<readonly Column[]> {
    const unfinished = join(this.#shared.folder, this.#session, randomUUID());
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    await this.#local.attach("shared.file", [source.path], { isTraced });
    const columns = await this.#local.describe("select * from shared.file");
    await this.#local.writeParquet("select * from shared.file", join(unfinished, ROWS), []);
    await this.#local.drop("shared.file");
    await writeFile(join(unfinished, DESCRIPTION), JSON.stringify({ ...source, columns } satisfies KeptCopy));
    await mkdir(join(this.#shared.folder, this.#kept), { recursive: true, mode: 0o700 });
    // Another run may have made the same copy meanwhile.
    await rename(unfinished, folder).catch(async (error: unknown) => {
      if ((await stat(folder).catch(() => null)) === null) throw error;
    });
    return columns;
  }

  #locationOf(...parts: readonly string[]): string {
    return [this.#shared.location, ...parts].join("/");
  }

  /** What the cluster calls a file, as this machine calls it. */
  #pathOf(file: string): string {
    return join(this.#shared.folder, file.slice(this.#shared.location.length));
  }
}

/** The file that a copy was made of, as it was. */
interface Copied {
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** What is kept beside a copy. */
interface KeptCopy extends Copied {
  readonly columns: readonly Column[];
}
