import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** The bytes of a file, or of all files in a folder; 0 for what is not there. */
export async function sizeOf(path: string): Promise<number> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return 0;
  if (!found.isDirectory()) return found.size;
  let bytes = 0;
  for (const name of await readdir(path)) bytes += await sizeOf(join(path, name));
  return bytes;
}
