import { statSync } from "node:fs";
import { resolve } from "node:path";

import { fileNotThere } from "../../src/errors.ts";

/** Where a file lies that the command line names. Throws GK0115 when it is not there, or is a folder. */
export function namedFile(folder: string, file: string): string {
  const path = resolve(folder, file);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isDirectory()) throw fileNotThere({ file, isFolder: found !== undefined });
  return path;
}
