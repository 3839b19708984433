import type { Channel } from "./campaign.ts";
import type { Duration } from "./durations.ts";
import type { Secret } from "./secret.ts";

/** Whose list it is. Source: contracts.md §2. */
export const LIST_KINDS = ["internal", "national_register", "industry_register", "partner"] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** What happens where a list that must be asked is missing, empty or too old. */
export const WHEN_UNAVAILABLE = ["refuse_run", "refuse_people"] as const;
export type WhenUnavailable = (typeof WHEN_UNAVAILABLE)[number];

/** In place of a day: the names of a register's files say it. */
export const FILE_NAME_SNAPSHOT = "file_name";

export const HASH_ALGORITHMS = ["sha256", "sha1", "md5"] as const;
export const HASH_ENCODINGS = ["hex", "upper_hex", "base64"] as const;

/** What was hashed: e-mail addresses in lower case, or E.164 with its plus or without. */
export const HASH_FORMS = ["email", "e164", "e164_digits"] as const;

/** How the values of a list were hashed. Source: consent-gate.md §4. */
export interface HashScheme {
  readonly algorithm: (typeof HASH_ALGORITHMS)[number];
  readonly encoding: (typeof HASH_ENCODINGS)[number];
  readonly form: (typeof HASH_FORMS)[number];
  /** Put in front of what is hashed; undefined for none. */
  readonly salt: Secret | undefined;
}

/** A list that is a dated snapshot: what the newest one does not hold binds nobody any more. Source: consent-gate.md §4. */
export interface RegisterRules {
  /** ISO 3166 code of whose register it is; undefined for none. */
  readonly jurisdiction: string | undefined;
  /** What it binds; empty for every channel. */
  readonly channels: readonly Channel[];
  /** A day, or `file_name`. */
  readonly snapshot: string;
  /** How old it may be on every day of a send window; undefined where the project does not say. */
  readonly maxAge: Duration | undefined;
  /** Undefined where values are in clear. */
  readonly hash: HashScheme | undefined;
  /** A contact that the hashed list always holds: where it is not found, the scheme is another. */
  readonly controlValue: string | undefined;
}

/** How old the snapshot of a TPS listing may be, and of any other register, where neither the project nor a rule of the place says. */
const TPS_AGE: Duration = { count: 28, unit: "day" };
const REGISTER_AGE: Duration = { count: 31, unit: "day" };

/** The register of the United Kingdom is the TPS, with its corporate twin: a listing there is about live calls. */
export function isTps(kind: ListKind, jurisdiction: string | undefined): boolean {
  return kind === "national_register" && jurisdiction === "GB";
}

/** How old a snapshot may be where nobody says. */
export function registerAge(kind: ListKind, jurisdiction: string | undefined): Duration {
  return isTps(kind, jurisdiction) ? TPS_AGE : REGISTER_AGE;
}

/** What a register binds where the project does not say: the TPS live calls, every other one all channels. */
export function registerChannels(kind: ListKind, jurisdiction: string | undefined): readonly Channel[] {
  return isTps(kind, jurisdiction) ? ["call"] : [];
}
