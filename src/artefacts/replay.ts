import * as z from "zod";
import type { Artefact } from "./artefact.ts";
import { count, list, record, runId } from "./parts.ts";

const schema = record({
  run_id: runId,
  verdict: z.enum(["same", "differs"]),
  same: count.describe("Files of the run that were made again with the same bytes"),
  differing: list(z.string()).describe("Files with other bytes, and files that are there only once"),
  not_kept: list(z.string()).describe(
    "Files that cannot be compared, because retention has removed them or what they were made of",
  ),
});

export type ReplayJson = z.output<typeof schema>;

/** Whether a run, made again from what was known then, is what it was. */
export const replayArtefact: Artefact<ReplayJson> = {
  name: "replay",
  file: "replay --format json",
  title: {
    en: "Whether a run, made again from what was known then, has the same bytes",
    "zh-CN": "根据当时所知重现的运行，其各文件是否逐字节相同",
  },
  schema,
};
