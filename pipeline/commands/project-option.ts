import { relative } from "node:path";

import { shellWord } from "../../src/report/shell-word.ts";

/** How to say which project, from where the user stands. */
export function projectOption(folder: string, projectFolder: string): string {
  const place = relative(folder, projectFolder);
  return place === "" ? "" : ` -C ${shellWord(place)}`;
}
