import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { assert } from "../assert.ts";

/** The `sql/` folder beside the package's own package.json, wherever the program runs from. */
export function sqlFolder(): string {
  return join(packageRoot(), "sql");
}

/** The folder that holds this package's package.json, `sql/` and the shipped fixtures. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    assert(parent !== folder, "the package's files lie under its package.json");
    folder = parent;
  }
  return folder;
}
