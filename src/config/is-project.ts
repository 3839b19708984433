import { existsSync } from "node:fs";
import { join } from "node:path";

/** The file that makes a folder a project. */
export const PROJECT_FILE = "gatekeeper.yaml";

/** Whether a folder is a project: it holds a gatekeeper.yaml, whatever that says. */
export function isProject(directory: string): boolean {
  return existsSync(join(directory, PROJECT_FILE));
}
