import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { assert } from "../assert.ts";

/** The folder that holds this package's package.json, `sql/` and the shipped fixtures, wherever the program runs from. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    assert(parent !== folder, "the package's files lie under its package.json");
    folder = parent;
  }
  return folder;
}

/** The version of this package. */
export function packageVersion(): string {
  return packageFacts().version;
}

/** The programs it needs, each with the versions that will do, such as `>=20.19`. */
export function packageEngines(): { readonly node: string } {
  return packageFacts().engines;
}

interface PackageFacts {
  readonly version: string;
  readonly engines: { readonly node: string };
}

function packageFacts(): PackageFacts {
  return JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as PackageFacts;
}
