import { relative } from "node:path";

import { shellWord } from "../../src/report/shell-word.ts";

/** How to say which project, from where the user stands, and which target, when the user said one. */
export function projectOption(folder: string, projectFolder: string, target: string | undefined): string {
  const place = relative(folder, projectFolder);
  const where = place === "" ? "" : ` -C ${shellWord(place)}`;
  return target === undefined ? where : `${where} -t ${shellWord(target)}`;
}
