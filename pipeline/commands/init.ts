import { randomBytes } from "node:crypto";
import { cpSync, existsSync, readdirSync, statSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { join, relative, resolve } from "node:path";

import { LOCAL_FILE } from "../../src/config/read-layers.ts";
import { packageRoot } from "../../src/io/package-root.ts";
import { folderNotEmpty } from "../../src/errors.ts";
import { makePrivateFolder, writeFileAtomic } from "../../src/io/atomic-write.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { shellWord } from "../../src/report/shell-word.ts";
import { addSchemaLines, writeEditorSchemas } from "../../src/schema/editor-schemas.ts";
import type { CommandContext } from "./command.ts";

export interface InitOptions {
  /** Relative to the project folder of -C. */
  readonly directory: string;
  readonly projectDir: string;
  readonly sampleData: boolean;
}

/** What of the sample project is copied: everything but its state and its public test keys. */
const SAMPLE_PARTS = ["gatekeeper.yaml", "campaigns", "reports", "vendors", "input"] as const;

/** The as-of moment that the sample data was made for. */
const SAMPLE_AS_OF = "2026-11-01";

/**
 * Makes a project: commented configuration, one campaign, one report, schemas for the editor, and a reference key of its own.
 * With sample data it is the invented shop, ready to run. Throws GK0105 for a folder that is not empty.
 */
export async function init({ directory, projectDir, sampleData }: InitOptions, command: CommandContext): Promise<void> {
  const folder = resolve(command.folder, projectDir, directory);
  if (!isFree(folder)) throw folderNotEmpty({ folder: directory });
  const template = join(packageRoot(), "fixtures", sampleData ? "demo" : "template");
  const parts = sampleData ? SAMPLE_PARTS : readdirSync(template);
  await makePrivateFolder(folder);
  for (const part of parts) {
    if (existsSync(join(template, part))) cpSync(join(template, part), join(folder, part), { recursive: true });
  }
  for (const part of ["input", "keys"]) await makePrivateFolder(join(folder, part));
  const key = join(folder, "keys", "reference.key");
  await writeFileAtomic(key, `${randomBytes(32).toString("hex")}\n`);
  await chmod(key, 0o600);
  await writeFileAtomic(join(folder, ".gitignore"), `.gatekeeper/\nkeys/\n${LOCAL_FILE}\n`);
  await writeEditorSchemas(folder);
  await addSchemaLines(folder);
  report(relative(command.folder, folder) || ".", sampleData, command);
}

/** Nothing lies there yet, or an empty folder does. */
function isFree(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined || (found.isDirectory() && readdirSync(path).length === 0);
}

function report(place: string, sampleData: boolean, { print, messages, format, program }: CommandContext): void {
  const next = sampleData
    ? `${program} run -C ${shellWord(place)} --as-of ${SAMPLE_AS_OF}`
    : `${program} validate -C ${shellWord(place)}`;
  if (format === "json") {
    print(canonicalJson({ folder: place, next }));
    return;
  }
  print(messages.initialised(place));
  print(messages.next(next));
}
