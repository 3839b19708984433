import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import { packageRoot } from "../io/package-root.ts";
import { sha256Text } from "../io/sha256.ts";

/** The `sql/` folder beside the package's own package.json. */
export function sqlFolder(): string {
  return join(packageRoot(), "sql");
}

/** The hash of every file of the SQL catalogue, by path; part of every run id. */
export function sqlHash(): string {
  const folder = sqlFolder();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".sql"))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return sha256Text(files.map((path) => `${relative(folder, path)}\n${readFileSync(path, "utf8")}`).join("\n"));
}
