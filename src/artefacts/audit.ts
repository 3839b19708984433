import * as z from "zod";
import type { Artefact } from "./artefact.ts";
import { count, instant, list, record } from "./parts.ts";

/** What can be wrong with a file or folder that the journal tells of. */
const AUDIT_VERDICTS = ["altered", "removed", "unrecorded", "incomplete"] as const;

const finding = record({
  path: z.string().describe("Below .gatekeeper"),
  verdict: z
    .enum(AUDIT_VERDICTS)
    .describe(
      "altered: its bytes are not those that the journal has; removed: it is gone; unrecorded: the journal does not know it; incomplete: not one decision for each candidate",
    ),
});

const schema = record({
  verdict: z.enum(["ok", "failed"]),
  journal: record({
    verdict: z.string().describe("ok, or the first thing wrong with the chain, its signatures or its heads"),
    line: count.nullable(),
    entries: count.describe("Of the sound part"),
    key: z.string().nullable().describe("The id of the key that the signatures were checked with; null without one"),
    public_key: z.string().nullable().describe("Its public half, for whoever audits to keep"),
    is_key_given: z.boolean().describe("Whether the key came from whoever asked, and not from the project itself"),
  }),
  checked: record({ runs: count, releases: count, recalls: count, approvals: count }),
  findings: list(finding),
  unfinished_erasures: list(record({ erasure_id: z.string(), begun_at: instant })).describe(
    "Erasures that were begun and not finished: no tampering, but to be finished",
  ),
});

export type AuditJson = z.output<typeof schema>;
export type AuditFinding = z.output<typeof finding>;

/** Whether the journal and everything that it vouches for are what they were. It names nobody. */
export const auditArtefact: Artefact<AuditJson> = {
  name: "audit",
  file: "audit verify --format json",
  title: {
    en: "Whether the journal, and the runs, releases, recalls and approvals that it vouches for, are what they were",
    "zh-CN": "日志及其所证明的运行、发布、撤回和批准是否仍为原样",
  },
  schema,
};
