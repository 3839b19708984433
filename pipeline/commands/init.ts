import { randomBytes } from "node:crypto";
import { cpSync, existsSync, readdirSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { join, relative, resolve } from "node:path";

import { packageRoot } from "../../src/io/package-root.ts";
import { folderNotEmpty } from "../../src/errors.ts";
import { makePrivateFolder, writeFileAtomic } from "../../src/io/atomic-write.ts";
import type { CommandContext } from "./command.ts";

export interface InitOptions {
  readonly directory: string;
  readonly sampleData: boolean;
}

/** What of the sample project is copied: everything but its state and its public test keys. */
const SAMPLE_PARTS = ["gatekeeper.yaml", "campaigns", "reports", "vendors", "input"] as const;

/** The as-of moment that the sample data was made for. */
const SAMPLE_AS_OF = "2026-11-01";

/**
 * Makes a project: commented configuration, one campaign, one report, and a reference key of its own. With sample data it
 * is the invented shop, ready to run. Throws GK0105 for a folder that is not empty.
 */
export async function init({ directory, sampleData }: InitOptions, command: CommandContext): Promise<void> {
  const folder = resolve(command.folder, directory);
  if (existsSync(folder) && readdirSync(folder).length > 0) throw folderNotEmpty({ folder: directory });
  await makePrivateFolder(folder);
  const template = join(packageRoot(), "fixtures", sampleData ? "demo" : "template");
  for (const part of sampleData ? SAMPLE_PARTS : readdirSync(template)) {
    if (existsSync(join(template, part))) cpSync(join(template, part), join(folder, part), { recursive: true });
  }
  await makePrivateFolder(join(folder, "keys"));
  const key = join(folder, "keys", "reference.key");
  await writeFileAtomic(key, `${randomBytes(32).toString("hex")}\n`);
  await chmod(key, 0o600);
  await writeFileAtomic(join(folder, ".gitignore"), ".gatekeeper/\nkeys/\n");
  const { print, messages } = command;
  const place = relative(command.folder, folder) || ".";
  print(messages.initialised(place));
  print(
    messages.next(
      sampleData ? `gatekeeper run -C ${place} --as-of ${SAMPLE_AS_OF}` : `gatekeeper validate -C ${place}`,
    ),
  );
}
