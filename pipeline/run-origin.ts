import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

import type { RunOrigin } from "../src/artefacts/run-origin.ts";
import { materialOf, type NoticeVersion } from "../src/domain/notice.ts";
import type { RunContext } from "./context.ts";

/** Folders that hold no configuration, beside those whose names begin with a dot. */
const NO_CONFIGURATION: readonly string[] = ["node_modules"];

/** What `private/origin.json` says: the text of the configuration, and when each input file was first loaded. */
export async function originOf({ project, results, target }: RunContext): Promise<RunOrigin> {
  const seen = results.inputs.map(({ loaded }) => [loaded.fileId, loaded.firstSeenAt] as const);
  return {
    target: target ?? null,
    files: await configurationFiles(project.directory, project.directory),
    notices: project.notices.flatMap(({ id, versions }) => versions.map((version) => noticeJson(id, version))),
    first_seen: Object.fromEntries(seen.toSorted(([one], [other]) => (one < other ? -1 : 1))),
  };
}

function noticeJson(noticeId: string, version: NoticeVersion) {
  return {
    notice_id: noticeId,
    version: version.version,
    from: version.fromDate,
    to: version.toDate ?? null,
    ...materialOf(version),
    text: version.text,
  };
}

/** Every YAML file of the project by its path: whatever is configured is said in one, and secrets are in none. */
async function configurationFiles(root: string, folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: Record<string, string> = {};
  for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith(".") && !NO_CONFIGURATION.includes(entry.name))
      Object.assign(files, await configurationFiles(root, path));
    else if (/\.ya?ml$/u.test(entry.name) && !entry.isDirectory())
      files[relative(root, path)] = await readFile(path, "utf8");
  }
  return files;
}
