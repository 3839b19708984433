import * as z from "zod";
import type { Artefact } from "./artefact.ts";
import { count, day, instant, list, record, releaseId, runId, sha256 } from "./parts.ts";
import { releaseChecks } from "./release-checks.ts";
import { releasedUnder } from "./release-record.ts";

const released = record({
  campaign_id: z.string(),
  send_from: day,
  send_to: day,
  valid_until: day,
  approval: releasedUnder,
  file: z.string(),
  sha256: sha256.describe("Of the list as it was handed over"),
});

const schema = record({
  release_id: releaseId,
  released_at: instant,
  lists_released: list(released),
  journal: record({ sequence: count, at: instant, hash: sha256 })
    .nullable()
    .describe("The entry of the journal that announced the release; null when the journal has none"),
  run_id: runId,
  checks: releaseChecks.schema,
});

export type ScrubEvidenceJson = z.output<typeof schema>;

/** What a released list was checked against, as it can be handed to an authority. */
export const scrubEvidence: Artefact<ScrubEvidenceJson> = {
  name: "scrub-evidence",
  file: "scrub-evidence --format json",
  title: {
    en: "What the lists of a release were checked against: suppression lists, dates and rules; it names nobody",
    "zh-CN": "一次发布的名单核对过什么：禁止联系名单、日期与规则；不涉及任何个人",
  },
  schema,
};
