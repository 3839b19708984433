import { relative, resolve } from "node:path";

import { loadProject } from "../../src/config/load-project.ts";
import type { RetainedItem } from "../../src/domain/retention.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { sizeOf } from "../../src/io/size-of.ts";
import type { JournalPlace } from "../../src/journal/journal-place.ts";
import { openJournal } from "../../src/journal/journal.ts";
import { columnsText, sizeText } from "../../src/report/text.ts";
import { type Directories, openDirectories } from "../../src/state/directories.ts";
import { removeItems } from "../../src/state/remove-items.ts";
import { lockProject } from "../lock-project.ts";
import { retainedItems } from "../retained-items.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { printTable } from "./print-table.ts";
import { projectOption } from "./project-option.ts";

export interface PruneOptions extends GlobalOptions {
  readonly isDryRun: boolean;
}

/** An item with its size as it was before anything was removed. */
interface SizedItem extends RetainedItem {
  readonly bytes: number;
}

/**
 * Removes what retention keeps no longer, and says of everything why it goes or is kept; as a dry run it only says so. What
 * goes is in the journal before the first file is removed. Throws GK0501 when somebody else writes to the project.
 */
export async function prune(options: PruneOptions, command: CommandContext): Promise<void> {
  const project = loadProject(resolve(command.folder, options.projectDir), command.environment, options);
  const directories = await openDirectories(project.directory);
  const find = async () => sized(await retainedItems(project, directories, command.clock));
  if (options.isDryRun) {
    report(await find(), options, command);
    return;
  }
  const lease = await lockProject(directories, project.journal, command.clock, "prune");
  const forget = command.onStop(async () => lease.release());
  try {
    const items = await find();
    await lease.assertHeld();
    await remove(items, directories, { ...project.journal, folder: directories.journal }, command);
    report(items, options, command);
  } finally {
    forget();
    await lease.release();
  }
}

async function sized(items: readonly RetainedItem[]): Promise<SizedItem[]> {
  const sizes = await Promise.all(items.map(async ({ paths }) => Promise.all(paths.map(sizeOf))));
  return items.map((item, index) => ({ ...item, bytes: (sizes[index] ?? []).reduce((sum, size) => sum + size, 0) }));
}

async function remove(
  items: readonly SizedItem[],
  directories: Directories,
  place: JournalPlace,
  { clock }: CommandContext,
): Promise<void> {
  const going = items.filter(({ isKept }) => !isKept);
  if (going.length === 0) return;
  const journal = await openJournal(place, clock);
  const files = going.flatMap(({ paths }) => paths.map((path) => relative(directories.root, path)));
  const ofRuns = files.filter((path) => path.startsWith("runs/")).toSorted();
  const details = { items: going.map(({ name }) => name), bytes: bytesOf(going), files: ofRuns };
  await journal.append("prune.begun", details);
  await removeItems(going, directories.runs);
  await journal.append("prune.finished", { items: going.length });
  await journal.close();
}

function bytesOf(items: readonly SizedItem[]): number {
  return items.reduce((sum, { bytes }) => sum + bytes, 0);
}

function report(items: readonly SizedItem[], options: PruneOptions, command: CommandContext): void {
  const { print, format } = command;
  if (format === "json") {
    print(canonicalJson({ is_dry_run: options.isDryRun, items: items.map(itemJson) }));
    return;
  }
  if (format !== "human") {
    const columns = ["item", "verdict", "bytes", "reason", "until"];
    const cells = items.map(({ name, isKept, bytes, reason, until, paths }) => {
      return [name, isKept ? "kept" : "goes", paths.length === 0 ? null : String(bytes), reason, until];
    });
    printTable({ columns, numbers: ["bytes"], rows: cells }, format, command);
    return;
  }
  printItems(items, options, command);
}

/** For a person: everything when it was asked for, what went otherwise. */
function printItems(items: readonly SizedItem[], options: PruneOptions, command: CommandContext): void {
  const { print, messages } = command;
  const { goes, kept, goesBecause, keptBecause, total, nothing } = messages.prune;
  const going = items.filter(({ isKept }) => !isKept);
  const rows = (options.isDryRun ? items : going).map(({ name, isKept, reason, until, bytes, paths }) => [
    isKept ? kept : goes,
    name,
    paths.length === 0 ? "" : sizeText(bytes),
    isKept ? keptBecause(reason, until) : goesBecause(reason, until),
  ]);
  for (const line of columnsText(rows, [false, false, true, false])) print(line);
  if (rows.length > 0) print("");
  print(going.length === 0 ? nothing : total(going.length, sizeText(bytesOf(going)), !options.isDryRun));
  printNext(going.length > 0 && options.isDryRun ? "prune" : "doctor", options, command);
}

function printNext(
  next: string,
  { projectDir, target }: PruneOptions,
  { print, messages, program, folder }: CommandContext,
) {
  print(messages.next(`${program} ${next}${projectOption(folder, resolve(folder, projectDir), target)}`));
}

function itemJson({ name, isKept, reason, until, bytes }: SizedItem) {
  return { item: name, verdict: isKept ? "kept" : "goes", reason, until, bytes };
}
