import { expect, test } from "vitest";

import { differenceLines } from "../../pipeline/commands/difference-lines.ts";
import type { RunDifferenceJson } from "../../src/artefacts/run-difference.ts";
import type { Language } from "../../src/language.ts";
import { messagesIn } from "../../src/report/messages-in.ts";

const MOVES: RunDifferenceJson["moves"] = [
  ["refused", "BASIS_SCOPE", "listed", null],
  ["listed", null, "held_out", "ALLOC_HOLDOUT"],
  [null, null, "refused", "CP_DEAD"],
].map(([before = null, reasonBefore = null, after = null, reasonAfter = null]) => ({
  campaign_id: "winter-call",
  outcome_before: before,
  reason_before: reasonBefore,
  outcome_after: after,
  reason_after: reasonAfter,
  people: 12,
}));

const DIFFERENCE: RunDifferenceJson = {
  from: "run-1",
  to: "run-2",
  as_of: { from: "2026-11-01", to: "2026-11-01" },
  program: [],
  configuration: [],
  campaigns: [],
  lists: [],
  state: [],
  inputs: [],
  counts: [],
  moves: MOVES,
  people_file: null,
};

test("what became of people is said in the reader's language, beside the code of the reason", () => {
  const said = (language: Language) =>
    differenceLines(DIFFERENCE, messagesIn(language))
      .slice(-3)
      .map((line) => line.trim().replaceAll(/ {2,}/gu, " "));
  expect(said("en")).toEqual([
    "winter-call refused BASIS_SCOPE → listed 12",
    "winter-call listed → held out ALLOC_HOLDOUT 12",
    "winter-call – → refused CP_DEAD 12",
  ]);
  expect(said("zh-CN")).toEqual([
    "winter-call 被拒绝 BASIS_SCOPE → 已列入名单 12",
    "winter-call 已列入名单 → 留作对照 ALLOC_HOLDOUT 12",
    "winter-call – → 被拒绝 CP_DEAD 12",
  ]);
});
