import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";

import { isProject } from "../../src/config/is-project.ts";
import { statedJournal } from "../../src/config/journal.ts";
import { statedEngine } from "../../src/config/stated-engine.ts";
import { fileExists, projectMissing } from "../../src/errors.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import type { JournalDetails } from "../../src/journal/chain.ts";
import { shellWord } from "../../src/report/shell-word.ts";
import { openDirectories } from "../../src/state/directories.ts";
import type { Lease } from "../../src/state/lease.ts";
import { readStopsFile } from "../../src/state/read-stops-file.ts";
import { writeStopsFile } from "../../src/state/stops-file.ts";
import { engineSettings } from "../engine-settings.ts";
import { lockProject } from "../lock-project.ts";
import { noteInJournal } from "../open-stops.ts";
import { openState, type OpenState } from "../open-state.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { namedFile } from "./named-file.ts";
import { projectOption } from "./project-option.ts";

export interface StopsOptions extends GlobalOptions {
  /** Relative to the current folder. */
  readonly file: string;
}

/**
 * Writes every denial ever loaded, and who held the contact points they name, into one file that `stops import` reads: after
 * the import into an empty project the state of all stops is the same. Throws GK0108 when the file is there already.
 */
export async function exportStops(options: StopsOptions, command: CommandContext): Promise<void> {
  const path = resolve(command.folder, options.file);
  if (existsSync(path)) throw fileExists({ path: options.file });
  await withState(options, command, "stops export", async ({ engine, stops }, { append }) => {
    const written = await writeStopsFile(engine, stops, path);
    await append("stops.exported", { ...written }).catch(async (error: unknown) => {
      // What leaves is in the journal, or it does not leave.
      await rm(path);
      throw error;
    });
    const { print, messages, format, program, reporter } = command;
    reporter.warn(messages.stops.isPersonal);
    if (format === "json") {
      print(canonicalJson({ file: options.file, ...written }));
      return;
    }
    print(messages.stops.exported(written.denials, written.holders, options.file));
    print(messages.next(`${program} stops import ${shellWord(options.file)} -C DIR`));
  });
}

/** Adds what a file of `stops export` holds and this project does not know; nothing known is changed. Throws GK0109 and GK0115. */
export async function importStops(options: StopsOptions, command: CommandContext): Promise<void> {
  const path = namedFile(command.folder, options.file);
  await withState(options, command, "stops import", async (state, { append, lease, projectFolder }) => {
    const writing = {
      temporaryFile: join(state.temporaryFolder, "stops.parquet"),
      assertHeld: async () => lease.assertHeld(),
      note: append,
    };
    const found = await readStopsFile(state.engine, state.stops, { path, file: options.file }, writing);
    const { denials, sha256, newDenials, newHolders, newTombstones } = found;
    const added = { new_denials: newDenials, new_holders: newHolders, new_tombstones: newTombstones };
    await append("stops.imported", { denials, sha256, ...added });
    const { print, messages, format, program, folder } = command;
    if (format === "json") {
      print(canonicalJson({ denials, ...added, sha256 }));
      return;
    }
    const isNew = newDenials + newHolders + newTombstones > 0;
    print(isNew ? messages.stops.imported(denials, newDenials, newHolders) : messages.stops.nothingNew);
    print(messages.next(`${program} plan --as-of DAY${projectOption(folder, projectFolder, options.target)}`));
  });
}

interface Holding {
  readonly lease: Lease;
  readonly projectFolder: string;
  /** Adds an entry to the journal. */
  readonly append: (type: string, details: JournalDetails) => Promise<void>;
}

/** Does something with the state of the project as its one writer. */
async function withState(
  options: StopsOptions,
  command: CommandContext,
  name: string,
  work: (state: OpenState, holding: Holding) => Promise<void>,
): Promise<void> {
  const projectFolder = resolve(command.folder, options.projectDir);
  // Whatever else its configuration says: the stops do not depend on it.
  if (!isProject(projectFolder)) throw projectMissing({ directory: options.projectDir });
  const directories = await openDirectories(projectFolder);
  const journalOf = statedJournal(projectFolder, command.environment, options);
  const lease = await lockProject(directories, journalOf, command.clock, name);
  let state: OpenState | null = null;
  const forget = command.onStop(async () => {
    await state?.engine.interrupt();
    await lease.release();
  });
  const append = noteInJournal(directories, journalOf, command.clock);
  try {
    const engine = statedEngine(projectFolder, command.environment, options);
    state = await openState(directories, engineSettings(engine), journalOf);
    await work(state, { lease, projectFolder, append });
  } finally {
    forget();
    await state?.close();
    await lease.release();
  }
}
