import { existsSync } from "node:fs";
import { join } from "node:path";

/** Whether a folder is a project: it holds a gatekeeper.yaml, whatever that says. */
export function isProject(directory: string): boolean {
  return existsSync(join(directory, "gatekeeper.yaml"));
}
