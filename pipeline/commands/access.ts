import { existsSync } from "node:fs";
import { resolve } from "node:path";

import { fileExists } from "../../src/errors.ts";
import { heldOn } from "../../src/export/access-export.ts";
import { writeFileAtomic } from "../../src/io/atomic-write.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { withPerson } from "./with-person.ts";

export interface AccessOptions extends GlobalOptions {
  readonly customer: string;
  /** Relative to the current folder. */
  readonly file: string;
}

/**
 * Writes everything that is held on a customer's person into one file for the officer: their records, wishes, refusals and lists; of
 * somebody erased only that there is a tombstone. Throws GK0108 when the file is there already, and GK0491.
 */
export async function exportAccess(options: AccessOptions, command: CommandContext): Promise<void> {
  const path = resolve(command.folder, options.file);
  if (existsSync(path)) throw fileExists({ path: options.file });
  const { print, messages, format, reporter } = command;
  await withPerson(options, command, async (context, person) => {
    const inputs = context.results.inputs.map(({ file, loaded }) => ({ file, fileId: loaded.fileId }));
    const held = await heldOn(context, inputs, person);
    await writeFileAtomic(path, `${canonicalJson(held)}\n`);
    reporter.warn(messages.erase.exportIsPersonal);
    if (format === "json") {
      print(canonicalJson({ file: options.file, has_tombstone: held.has_tombstone }));
      return;
    }
    const isAllGone = person.files.length === 0 && person.inputs.length === 0 && !person.isInStops;
    if (isAllGone) print(messages.erase.exportedTombstone);
    print(messages.erase.exported(options.file));
  });
}
