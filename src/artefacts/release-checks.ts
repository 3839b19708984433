import * as z from "zod";
import type { Artefact } from "./artefact.ts";
import { day, instant, list, record, runId, sha256 } from "./parts.ts";
import { manifestInput, suppressionList } from "./run-manifest.ts";

const gate = record({
  reason_code: z.string(),
  class: z.string(),
  law: z.string().describe("What the rule rests on; none where it is the company's own"),
});

const schema = record({
  run_id: runId,
  checked_at: instant,
  version: z.string(),
  sql_sha256: sha256.describe("Of the rules as SQL"),
  configuration_sha256: sha256,
  rules_checked_on: day
    .nullable()
    .describe("The day of the oldest comparison of a rule of law with its source; null while any was never compared"),
  gates: list(gate).describe("Every rule that was asked about everybody on the list, in the order of severity"),
  inputs: list(manifestInput),
  lists: list(suppressionList.unwrap().extend({ first_seen_at: instant }).readonly()).describe(
    "The suppression lists that were asked, each with the file that it came in and when that was first loaded",
  ),
  stops: z.string().describe("What was known of stops, as text that is equal for equal contents"),
});

export type ReleaseChecks = z.output<typeof schema>;

/** What a released list was checked against: rules, lists and their versions. It names nobody. */
export const releaseChecks: Artefact<ReleaseChecks> = {
  name: "release-checks",
  file: "releases/RELEASE/private/checks.json",
  title: {
    en: "What a released list was checked against: rules, suppression lists and their versions; it names nobody",
    "zh-CN": "已发布名单所核对的规则、禁止联系名单及其版本；不涉及任何个人",
  },
  schema,
};
