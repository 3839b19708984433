import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import type { RecallRecord } from "../artefacts/recall-record.ts";
import { stateUnreadable } from "../errors.ts";

/** The recalls of a release, the first one first. Throws GK0610 for one whose record cannot be read. */
export async function recallsOf(releaseFolder: string): Promise<RecallRecord[]> {
  const names = (await readdir(releaseFolder)).filter((name) => /^recall-\d+$/u.test(name));
  const numbers = names.map((name) => Number(name.slice("recall-".length))).toSorted((a, b) => a - b);
  const recalls: RecallRecord[] = [];
  for (const number of numbers) {
    const path = join(releaseFolder, `recall-${number}`, "private", "recall.json");
    try {
      recalls.push(JSON.parse(await readFile(path, "utf8")) as RecallRecord);
    } catch (cause) {
      throw stateUnreadable(
        {
          what: { en: `record of recall ${number}`, "zh-CN": `召回 ${number} 的记录` },
          path: `recall-${number}/private/recall.json`,
        },
        { cause },
      );
    }
  }
  return recalls;
}
