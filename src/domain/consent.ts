import { AUTHORITIES, type Authority } from "./project.ts";

/**
 * A time as an event states it. `at` is in milliseconds since 1970 in UTC; that of a day is 00:00 of the day as if in UTC,
 * and that of a local time the instant it is in the project's zone (contact history only).
 */
export type StatedTime =
  | { readonly kind: "instant" | "day" | "local"; readonly at: number }
  | { readonly kind: "unreadable" | "absent" };

/**
 * When a denial or a grant is in force, and where it stands among others; milliseconds since 1970 in UTC.
 * `-Infinity` is always, `Infinity` never. The end does not belong to it.
 */
export interface EventTimes {
  readonly startAt: number;
  readonly orderAt: number;
  readonly endAt: number;
}

/** The instants at which contacts can happen, `untilAt` the first one after them. */
export interface Window {
  readonly fromAt: number;
  readonly untilAt: number;
}

/** What a campaign asks: may this person be contacted for this purpose, on this channel, at this contact point? */
export interface Question {
  readonly personId: string;
  readonly purpose: string;
  readonly channel: string;
  /** Null asks about the person, whatever the point. */
  readonly contactKey: string | null;
  /** As `topicWord` writes it; null when the campaign has none. */
  readonly topic: string | null;
  readonly window: Window;
}

/** Something that says no. `*` is every purpose or every channel. */
export interface Denial extends EventTimes {
  readonly purpose: string;
  readonly channel: string;
  /** As `topicWord` writes it; null is every topic. */
  readonly topic: string | null;
  readonly contactKey: string | null;
  /** It binds its contact point, which can be read, and nothing else of its holders. */
  readonly isPointStop: boolean;
  /** It binds the points of a domain or of a prefix of numbers, which its contact key names, and nothing else of their holders. */
  readonly isOfManyPoints: boolean;
  /** A register says it: whoever lifts it names the listed point, also where it binds all of its holders' points. */
  readonly isListing?: boolean;
  readonly authority: Authority;
}

/** Something that says yes. */
export interface Grant extends EventTimes {
  readonly personId: string;
  readonly purpose: string;
  /** Null when it names no known channel outright. */
  readonly channel: string | null;
  /** As `topicWord` writes it; null is every topic. */
  readonly topic: string | null;
  /** Null when it names no contact point that can be read. */
  readonly contactKey: string | null;
  readonly legalBasis: string;
  /** Both method and proof are recorded. */
  readonly hasProof: boolean;
  readonly authority: Authority;
}

/** Legal bases that need no proof of consent: there is no consent to prove. Source: consent-gate.md §6. */
const BASES_WITHOUT_CONSENT: readonly string[] = ["soft_opt_in", "implied", "legitimate_interest", "contract"];

const HOUR = 3_600_000;
/** From 00:00 UTC of a day back to its first moment on Earth, at UTC+14, and on to its last, at UTC−12. */
const FIRST_MOMENT = -14 * HOUR;
const LAST_MOMENT = 36 * HOUR;
/** From any local time of a day, read at offsets from −12 to +14 hours, to its day's first or last moment on Earth at most. */
const LOCAL_REACH = 50 * HOUR;

/** The last moment on Earth of 1 January 1970, and a day more: 0001-01-01, 1900-01-01 and 1970-01-01 stand for no date. */
const NO_END_BEFORE = 48 * HOUR;

/**
 * When a denial binds: from the first moment its day could have begun until the last its end could mean, said as late as
 * possible. One without a readable time binds always and counts as said when it was first seen. An end before its own beginning,
 * or of before 1970, is what systems write for none.
 *
 * Source: consent-gate.md §2. Pure; throws nothing.
 */
export function denialTimes(effective: StatedTime, expires: StatedTime, firstSeenAt: number): EventTimes {
  const startAt = instantOf(effective, FIRST_MOMENT) ?? -Infinity;
  const endAt = instantOf(expires, LAST_MOMENT) ?? Infinity;
  return {
    startAt,
    orderAt: instantOf(effective, LAST_MOMENT) ?? firstSeenAt,
    endAt: endAt < startAt || endAt < NO_END_BEFORE ? Infinity : endAt,
  };
}

/**
 * When a grant holds: from the last moment its day could have ended until the first its end could mean, said as early as
 * possible. One without a readable time never starts; an end that cannot be read is past.
 *
 * Source: consent-gate.md §2. Pure; throws nothing.
 */
export function grantTimes(effective: StatedTime, expires: StatedTime): EventTimes {
  return {
    startAt: instantOf(effective, LAST_MOMENT) ?? Infinity,
    orderAt: instantOf(effective, FIRST_MOMENT) ?? -Infinity,
    endAt: instantOf(expires, FIRST_MOMENT) ?? (expires.kind === "absent" ? Infinity : -Infinity),
  };
}

/** Whether a grant was on record when it was first seen: one recorded in the future, or nobody knows when, is invalid. */
export function isRecordedInTime(recorded: StatedTime, firstSeenAt: number): boolean {
  if (recorded.kind === "absent") return true;
  return (instantOf(recorded, FIRST_MOMENT) ?? Infinity) <= firstSeenAt;
}

/**
 * The authority a denial speaks with; without a word, or with an unknown one, the subject's. The ceiling of its source does
 * not lower it: a subject's refusal that a clerk's system reports is still the subject's, and no clerk may lift it.
 * Source: consent-gate.md §3.
 */
export function denialAuthority(stated: string | null): Authority {
  return known(stated) ?? "subject";
}

/** The authority a grant speaks with; without a word, or with an unknown one, a machine's. Source: consent-gate.md §3. */
export function grantAuthority(stated: string | null, ceiling: Authority): Authority {
  return lesser(known(stated) ?? "machine", ceiling);
}

/** A topic as it is compared: case and blanks do not count. Pure; throws nothing. */
export function topicWord(topic: string): string {
  return topic.toLowerCase().replaceAll(" ", "");
}

/** From 0, a machine, to 3, the subject. */
function authorityRank(authority: Authority): number {
  return AUTHORITIES.indexOf(authority);
}

/**
 * Whether a denial speaks about the question: its scope is as wide or wider, and it is in force at some moment of the window.
 * Whom it binds is another matter. Source: consent-gate.md §3, step 1. Pure; throws nothing.
 */
export function covers(denial: Denial, question: Question): boolean {
  return (
    (denial.purpose === "*" || denial.purpose === question.purpose) &&
    (denial.channel === "*" || denial.channel === question.channel) &&
    (denial.topic === null || denial.topic === question.topic) &&
    denial.startAt < question.window.untilAt &&
    denial.endAt > question.window.fromAt
  );
}

/**
 * Whether a grant lifts a denial for the question asked.
 *
 * A grant lifts only what it names: it must come later, hold throughout the send window, speak with at least the denier's
 * authority, state the purpose and channel outright, be about no other topic, and name the contact point when the denial is
 * about one. Consent, and whoever speaks as the subject, needs proof.
 *
 * Source: consent-gate.md §3, step 2. Pure; throws nothing.
 */
export function lifts(grant: Grant, denial: Denial, question: Question): boolean {
  return (
    grant.personId === question.personId &&
    grant.orderAt > denial.orderAt &&
    grant.startAt <= question.window.fromAt &&
    grant.endAt >= question.window.untilAt &&
    authorityRank(grant.authority) >= authorityRank(denial.authority) &&
    grant.purpose === question.purpose &&
    grant.channel === question.channel &&
    isOfTopic(grant, question) &&
    namesPointOf(denial, grant, question) &&
    (grant.hasProof || !needsProof(grant))
  );
}

/** Whether a grant is about what the question is about: one that names a topic is for campaigns of that very topic. Pure; throws nothing. */
export function isOfTopic({ topic }: Pick<Grant, "topic">, question: Question): boolean {
  return topic === null || topic === question.topic;
}

/** Of a stop of one point the point itself, of a domain or prefix the one asked about: a grant matches exactly or not at all. */
function namesPointOf(denial: Denial, { contactKey }: Grant, question: Question): boolean {
  if (denial.isOfManyPoints) return contactKey !== null && contactKey === question.contactKey;
  return !(denial.isPointStop || denial.isListing === true) || contactKey === denial.contactKey;
}

function needsProof(grant: Grant): boolean {
  return grant.authority === "subject" || !BASES_WITHOUT_CONSENT.includes(grant.legalBasis);
}

function instantOf(stated: StatedTime, dayShift: number): number | null {
  if (stated.kind === "instant") return stated.at;
  if (stated.kind === "local") return stated.at + Math.sign(dayShift) * LOCAL_REACH;
  return stated.kind === "day" ? stated.at + dayShift : null;
}

function known(stated: string | null): Authority | undefined {
  return AUTHORITIES.find((authority) => authority === stated);
}

function lesser(one: Authority, other: Authority): Authority {
  return authorityRank(one) < authorityRank(other) ? one : other;
}
