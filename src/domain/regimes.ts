import { CHANNELS, type Channel } from "./campaign.ts";

/** What a rule asks of a contact on a channel, or of a use of data. */
export type DataUseQuestion = "contact" | "third_party_disclosure" | "automated_decision" | "sensitive_data_use";

/** `allow_unless_objected` needs no consent: the subject gates hold the objections. */
export type Requirement = "consent" | "allow_unless_objected";

/** One rule: what a regime requires for a use of data on a channel. */
export interface RegimeRule {
  readonly regime: string;
  readonly channel: Channel;
  readonly dataUse: DataUseQuestion;
  readonly requirement: Requirement;
}

/** The regime of a country without rows of its own, and of people whose candidates of jurisdiction differ. */
const STRICTEST_REGIME = "strictest";

/** Which regime decides for a country. */
export const COUNTRY_REGIMES: readonly { readonly country: string; readonly regime: string }[] = [
  { country: "CN", regime: "CN" },
];

/** When the rows below were last compared with the law. */
export const RULES_CHECKED_ON = "2026-11-01";

const REQUIREMENTS: Readonly<Record<string, Readonly<Record<DataUseQuestion, Requirement>>>> = {
  // PIPL Art. 13, 14, 23, 24, 29; Advertising Law Art. 43: commercial messages need consent on every channel.
  CN: {
    contact: "consent",
    third_party_disclosure: "consent",
    automated_decision: "allow_unless_objected",
    sensitive_data_use: "consent",
  },
  [STRICTEST_REGIME]: {
    contact: "consent",
    third_party_disclosure: "consent",
    automated_decision: "consent",
    sensitive_data_use: "consent",
  },
};

/**
 * Every rule, one for each regime, channel and use. A combination that is not here allows nothing.
 *
 * Source: consent-gate.md §6, the row of China, and the strictest cell for every other country.
 */
export function regimeRules(): RegimeRule[] {
  return Object.entries(REQUIREMENTS).flatMap(([regime, uses]) =>
    CHANNELS.flatMap((channel) =>
      Object.entries(uses).map(([dataUse, requirement]) => ({
        regime,
        channel,
        dataUse: dataUse as DataUseQuestion,
        requirement,
      })),
    ),
  );
}
