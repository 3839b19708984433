import { type InputTableName, PREFERENCE_KEYS } from "../domain/input-tables.ts";

/** A column whose unknown words might mean no. */
interface WordColumn {
  readonly column: string;
  readonly known: readonly string[];
}

export const WORDS_NEVER_GUESSED: Readonly<Partial<Record<InputTableName, WordColumn>>> = {
  consent_events: {
    column: "action",
    known: ["give", "renew", "refuse", "withdraw", "revoke", "invalidate", "request", "defer"],
  },
  suppressions: { column: "match", known: ["person", "phone", "email", "address", "domain", "prefix", "hash"] },
  contact_history: {
    column: "outcome",
    known: [
      "exported",
      "in_flight",
      "sent",
      "delivered",
      "bounced",
      "failed",
      "answered",
      "complained",
      "opted_out",
      "test",
    ],
  },
  preferences: { column: "key", known: PREFERENCE_KEYS },
};
