import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";

import { parquetCells } from "./parquet.ts";

/** Values of the inputs that name a person or a way to reach one. */
export interface PersonalValues {
  readonly customers: readonly string[];
  readonly names: readonly string[];
  /** Telephone numbers, addresses and e-mail addresses. */
  readonly contacts: readonly string[];
}

/** The personal values that occur in a text; telephone numbers are found however they are spaced. */
export function personalValuesIn(text: string, { customers, names, contacts }: PersonalValues): string[] {
  const lower = text.toLowerCase();
  const digits = text.replaceAll(/[ ().-]/g, "");
  const isIn = (value: string) => {
    const number = value.replaceAll(/\D/g, "");
    const isPhone = number.length >= SHORTEST_PHONE && /^[+\d ().-]+$/.test(value);
    return isPhone ? digits.includes(number.slice(-SHORTEST_PHONE)) : lower.includes(value.toLowerCase());
  };
  return [...customers, ...names, ...contacts].filter((value) => value.trim() !== "" && isIn(value.trim()));
}

const SHORTEST_PHONE = 9;

/** Everything a folder's files say: their bytes as text and, of compressed formats, their cells. */
export async function everythingIn(folder: string): Promise<string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts: string[] = [];
  for (const path of entries.map((entry) => join(entry.parentPath, entry.name))) {
    texts.push(path, readFileSync(path, "utf8"));
    if (path.endsWith(".parquet")) texts.push(...(await parquetCells(path)).flat());
    if (path.endsWith(".arrow")) texts.push(String(tableFromIPC(readFileSync(path))));
  }
  return texts.join("\n");
}
