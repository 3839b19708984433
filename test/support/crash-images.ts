import { readdirSync } from "node:fs";

import { sha256Text } from "../../src/io/sha256.ts";
import { watchingFiles } from "./file-operations.ts";
import { filesIn, type Project } from "./project.ts";

/** A project as a process leaves it that is killed at a moment of its work. */
export interface CrashImage {
  readonly project: Project;
  /** The moments at which a crash leaves the same but for the temporary folder, which nobody reads afterwards. */
  readonly moments: readonly string[];
}

/**
 * Does some work on a project to its end, and returns what a crash would have left at every single file operation: before each, when half
 * of each write was done, and at the end. A killed process leaves just the files that are there at that moment. Where there are very many, each
 * of some number of them is looked at.
 */
export async function crashImages(
  project: Project,
  work: () => Promise<unknown>,
  { every = 1 }: { readonly every?: number } = {},
): Promise<{ readonly images: readonly CrashImage[]; readonly operations: readonly string[] }> {
  const images = new Map<string, { project: Project; moments: string[] }>();
  const operations: string[] = [];
  let before = "";
  const look = (moment: string) => {
    const state = stateOf(project);
    const known = images.get(state);
    known?.moments.push(moment);
    // Of equal states the last has most in the temporary folder.
    if (known === undefined || state === before)
      images.set(state, { project: imageOf(project, known?.project), moments: known?.moments ?? [moment] });
    before = state;
  };
  let moments = 0;
  await watchingFiles(({ key }, moment) => {
    if (moment === "before") operations.push(key);
    moments += 1;
    if (moments % every === 0) look(`${moment === "before" ? "before" : "in the middle of"} ${key}`);
  }, work);
  look("at the end");
  return { images: [...images.values()], operations };
}

/** What a project keeps, as one text: everything but the temporary folder, where nothing is looked for. */
export function stateOf(project: Project): string {
  const files = [...filesIn(project.path(".gatekeeper"))].filter(([file]) => !file.startsWith("tmp/"));
  const named = files.map(([file, hash]) => [
    file.replace(/\.[0-9]+-[0-9]+\.tmp$/u, ".tmp"),
    isTicket(file) ? "" : hash,
  ]);
  return sha256Text(JSON.stringify(named));
}

/** Its content is the process, which differs. */
function isTicket(file: string): boolean {
  return /^lease\/ticket-[0-9]+$/u.test(file);
}

/** A copy of the project whose lease, if somebody holds it, is of a process that is gone. */
export function imageOf(project: Project, earlier?: Project): Project {
  earlier?.remove();
  const image = project.copy();
  for (const name of readdirSync(image.path(".gatekeeper", "lease"))) {
    const file = `.gatekeeper/lease/${name}`;
    image.write(file, image.read(file).replace(/"startTicks":"[0-9]+"/u, '"startTicks":"0"'));
  }
  return image;
}
