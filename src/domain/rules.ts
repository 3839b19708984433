import type { LocalizedText } from "../language.ts";
import type { Channel } from "./campaign.ts";
import type { Duration } from "./durations.ts";

/** What a rule is asked about: contact on a channel, or a use of data. */
export const RULE_USES = ["contact", "third_party_disclosure", "automated_decision", "sensitive_data_use"] as const;
export type RuleUse = (typeof RULE_USES)[number];

/** `allow` needs no basis: the subject gates hold the objections. */
export const RULE_WORDS = ["allow", "deny", "allow_with"] as const;
export type RuleWord = (typeof RULE_WORDS)[number];

/** The bases a rule can ask for. Source: contracts.md §2, consent_events. */
export const LEGAL_BASES = ["consent", "soft_opt_in", "implied", "legitimate_interest", "contract"] as const;
export type LegalBasis = (typeof LEGAL_BASES)[number];

/** What a dated record of a basis other than consent can rest on. */
export const BASIS_EVENTS = ["sale", "enquiry", "other"] as const;
export type BasisEvent = (typeof BASIS_EVENTS)[number];

/** The regime of countries without rows of their own, and the place of people whose country nobody knows. */
export const ELSEWHERE = "elsewhere";
export const NOWHERE = "ZZ";

/** What every row of a regime says beside its own matter. Days are inclusive, `YYYY-MM-DD`. */
export interface RuleRow {
  /** Countries, such as `FR`, and states, such as `US-FL`; none is the whole regime. */
  readonly places: readonly string[];
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** The law and its article. */
  readonly source: string;
  /** The day the row was compared with its source, or `never`. */
  readonly checked: string;
}

/** A legal basis under its conditions. */
export interface BasisCondition {
  readonly basis: LegalBasis;
  /** What the record may rest on; every event unless the law names some, each with how long it carries. */
  readonly events: readonly { readonly event: BasisEvent; readonly within: Duration | undefined }[];
  /** The record says that refusal was offered when the data was collected. */
  readonly needsRefusalOffered: boolean;
  /** The record is about the topic of the campaign. */
  readonly needsSameTopic: boolean;
}

/** One cell, or a part of one: what channels and uses need. */
export interface UseRow extends RuleRow {
  readonly channels: readonly Channel[];
  readonly uses: readonly RuleUse[];
  /** Topics, as `topicWord` writes them, that it is about; none is every topic. */
  readonly topics: readonly string[];
  readonly rule: RuleWord;
  readonly bases: readonly BasisCondition[];
  /** An allowance that holds only while the project checks the register of the place. */
  readonly needsRegister: boolean;
  /** A later consent of the subject that names the channel and the number lifts what a register of the place says of it. */
  readonly liftsListing: boolean;
}

/** The age of majority, or the age for topics that have one of their own. */
export interface AgeRow extends RuleRow {
  readonly age: number;
  readonly topics: readonly string[];
}

/** Minutes of a local day, the end not included; more than 1440 is after midnight. */
export interface MinuteSpan {
  readonly fromMinute: number;
  readonly untilMinute: number;
}

/** When people may be reached, in their own time; a day that no row names has no hours. */
export interface HoursRow extends RuleRow {
  readonly channels: readonly Channel[];
  /** ISO weekdays, Monday is 1. */
  readonly days: readonly number[];
  readonly spans: readonly MinuteSpan[];
  readonly isClosedOnHolidays: boolean;
}

/** A public holiday: `MM-DD` every year, `YYYY-MM-DD` once, `11-thu-4`, `05-mon-last`, or `easter` and days from it. */
export interface HolidayRow extends RuleRow {
  readonly day: string;
}

/** The most contacts a law allows in any window of that length. */
export interface StatutoryCapRow extends RuleRow {
  readonly channels: readonly Channel[];
  readonly window: Duration;
  readonly contacts: number;
}

/** How old the snapshot of a register may be on any day of the send window. */
export interface RegisterAgeRow extends RuleRow {
  readonly maxAge: Duration;
}

/** Within how many days a stop must be honoured. */
export interface ResponseRow extends RuleRow {
  readonly channels: readonly Channel[];
  readonly days: number;
  /** Days on which business is done, in place of days of the calendar. */
  readonly areBusinessDays: boolean;
}

/** The rules of one jurisdiction, or of several that share them. */
export interface Regime {
  readonly id: string;
  readonly title: LocalizedText;
  readonly countries: readonly string[];
  /** States by their code, such as `US-FL`, with the words that name them and the area codes of their numbers. */
  readonly states: readonly {
    readonly state: string;
    readonly words: readonly string[];
    readonly areaCodes: readonly string[];
  }[];
  readonly rules: readonly UseRow[];
  readonly ages: readonly AgeRow[];
  readonly callingHours: readonly HoursRow[];
  readonly holidays: readonly HolidayRow[];
  readonly caps: readonly StatutoryCapRow[];
  readonly registerAges: readonly RegisterAgeRow[];
  readonly responses: readonly ResponseRow[];
}

/** Every regime, sorted by id; the one of countries without rows among them. */
export interface RuleBook {
  readonly regimes: readonly Regime[];
  readonly timeZones: TimeZones;
}

/** The zones of each country by its code; and of zones that people use beside legal time, the legal one. */
export interface TimeZones {
  readonly ofCountries: Readonly<Record<string, readonly string[]>>;
  readonly legal: Readonly<Record<string, string>>;
}

/** A country or one of its states, with the regime that decides there. */
export interface Jurisdiction {
  readonly jurisdiction: string;
  readonly country: string;
  readonly state: string | null;
  readonly regime: Regime;
}

/** The first and the last day that are looked at, both included. */
export interface Period {
  readonly fromDate: string;
  readonly toDate: string;
}
