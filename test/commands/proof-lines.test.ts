import { expect, test } from "vitest";

import { proofLines } from "../../pipeline/commands/proof-lines.ts";
import type { ProofJson } from "../../src/artefacts/proof.ts";
import { LANGUAGES } from "../../src/language.ts";
import { messagesIn } from "../../src/report/messages-in.ts";

/** A grant that is a basis for one of two contact points. */
const GRANT: ProofJson["events"][number] = {
  event_id: "E7",
  customer_id: "C1",
  contact_point: null,
  purpose: "direct_marketing",
  channel: "call",
  action: "grant",
  effective_at: null,
  recorded_at: null,
  expires_at: null,
  legal_basis: null,
  authority: null,
  method: null,
  proof_ref: null,
  notice: null,
  source: "desk",
  file: "input/consent.csv",
  file_id: "file",
  record: 1,
  sha256: "0".repeat(64),
  first_seen_at: null,
  is_in_current_load: true,
  runs: [],
  effect: {
    kind: "grant",
    is_valid: true,
    people: ["C1"],
    lifts: [],
    against: [],
    allows: ["valid", "other_scope"].map((basis) => ({
      campaign_id: "mail",
      contact_key: `key-${basis}`,
      purpose: "direct_marketing",
      basis,
    })),
  },
};

test.each(LANGUAGES)("the heading of bases leaves open in %s whether a grant is one", (language) => {
  const lines = proofLines({ consent_id: "E7", as_of: "2026-11-01", events: [GRANT] }, messagesIn(language));
  const { allows, bases } = messagesIn(language).evidenceText.prove;
  expect(lines.slice(-3)).toEqual([
    `  ${allows}`,
    `    mail: key-valid, direct_marketing: ${bases["valid"]}`,
    `    mail: key-other_scope, direct_marketing: ${bases["other_scope"]}`,
  ]);
  expect(allows).toBe({ en: "How far it is a basis by itself:", "zh-CN": "单凭它能否作为依据：" }[language]);
});
