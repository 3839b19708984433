import type { Activity } from "../domain/activity.ts";
import type { Messages } from "./messages.ts";
import { plainNumber } from "./text.ts";

const CELLS = 10;

/** What a stage is doing, as a few words after its name: a bar with percent, and the step or the files; empty for nothing. */
export function activityText(activity: Activity | null, messages: Messages): string {
  if (activity === null) return "";
  const { step, share, files } = activity;
  const what = files === null ? step : messages.filesSoFar(files.loaded, files.found, plainNumber(files.records));
  return [share === null ? null : bar(share), what].filter((part) => part !== null).join("  ");
}

function bar(share: number): string {
  const full = Math.floor(share * CELLS);
  const percent = String(Math.floor(share * 100)).padStart(3);
  return `${"█".repeat(full)}${"░".repeat(CELLS - full)} ${percent} %`;
}
