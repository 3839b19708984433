import { CURRENCY_CODES } from "./currency-codes.ts";

/** Who or what a value says something about; the class decides where a column may be used. Source: contracts.md §3. */
export type DataClass = "identity" | "personal" | "sensitive" | "behaviour" | "control" | "technical";

/**
 * How a cell of an input table is read.
 *
 * `instant_or_local` is an instant with offset, or a local time or date in the project's time zone. `event_time` is kept
 * as text: consent and suppression times follow their own rules (consent-gate.md §2) and are read there.
 */
export type InputValueType = "text" | "decimal" | "date" | "instant_or_local" | "event_time" | "boolean" | "choice";

/** One canonical column of an input table. */
export interface InputColumn {
  readonly name: string;
  readonly type: InputValueType;
  /** A source must map it; a record whose value is blank is rejected unless the column may be blank. */
  readonly isRequired: boolean;
  /** A blank value means nobody or nothing is named; such records are counted, not rejected. */
  readonly mayBeBlank: boolean;
  /** Part of the table's key. */
  readonly isKey: boolean;
  readonly dataClass: DataClass;
  /** The words a `choice` takes; empty for every other type. */
  readonly choices: readonly string[];
  /** A cell may hold several of the choices. */
  readonly isList: boolean;
}

export const INPUT_TABLE_NAMES = [
  "transactions",
  "customers",
  "contact_points",
  "consent_events",
  "suppressions",
  "contact_history",
  "interactions",
  "merges",
  "preferences",
  "exchange_rates",
] as const;

export type InputTableName = (typeof INPUT_TABLE_NAMES)[number];

/** What a preference can be about; any other word refuses its file, because it could forbid something. */
export const PREFERENCE_KEYS = ["channel", "topic", "pause_until", "hours", "cap"] as const;

/** Currencies as the words of a choice are compared: in small letters. */
export const CURRENCY_WORDS: readonly string[] = CURRENCY_CODES.map((code) => code.toLowerCase());

/** The canonical columns of each input table, in their order. Source: contracts.md §2; classes from §3. */
export const INPUT_TABLES: Readonly<Record<InputTableName, readonly InputColumn[]>> = {
  transactions: [
    key("transaction_id", "text", "behaviour"),
    optionalKey("line_id", "text", "technical"),
    mayBeBlank("customer_id", "identity"),
    required("ordered_at", "instant_or_local", "behaviour"),
    required("amount", "decimal", "behaviour"),
    choice("currency", "behaviour", CURRENCY_WORDS),
    choice("kind", "behaviour", ["sale", "refund", "cancellation", "adjustment"]),
    optional("original_transaction_id", "text", "behaviour"),
    optional("article", "text", "behaviour"),
    optional("quantity", "decimal", "behaviour"),
    optional("channel", "text", "behaviour"),
    optional("category", "text", "behaviour"),
    optional("store_id", "text", "behaviour"),
    optional("region", "text", "behaviour"),
  ],
  customers: [
    key("customer_id", "text", "identity"),
    optional("full_name", "text", "identity"),
    optional("birth_date", "date", "personal"),
    optional("gender", "text", "personal"),
    optional("region", "text", "personal"),
    optional("country", "text", "personal"),
    optional("language", "text", "personal"),
    optional("time_zone", "text", "personal"),
    optional("household_id", "text", "personal"),
    list("status", "control", ["active", "deceased", "legal_hold", "restricted", "erasure_pending", "test"]),
    optional("registered_at", "instant_or_local", "personal"),
    optional("collection_channel", "text", "technical"),
  ],
  contact_points: [
    key("customer_id", "text", "identity"),
    requiredChoice("kind", "technical", ["phone", "email", "address"], { isKey: true }),
    key("value", "text", "identity"),
    optional("country", "text", "personal"),
    optional("is_preferred", "boolean", "technical"),
    choice("status", "technical", ["valid", "unverified", "dead"]),
    optional("valid_from", "instant_or_local", "technical"),
    optional("valid_until", "instant_or_local", "technical"),
  ],
  consent_events: [
    key("event_id", "text", "control"),
    optional("customer_id", "text", "identity"),
    optional("contact_point", "text", "identity"),
    required("purpose", "text", "control"),
    choice("channel", "control", ["call", "automated_call", "sms", "email", "post", "visit", "*"]),
    requiredChoice("action", "control", [
      "give",
      "renew",
      "refuse",
      "withdraw",
      "revoke",
      "invalidate",
      "request",
      "defer",
    ]),
    required("effective_at", "event_time", "control"),
    optional("recorded_at", "event_time", "control"),
    optional("expires_at", "event_time", "control"),
    choice("legal_basis", "control", ["consent", "soft_opt_in", "implied", "legitimate_interest", "contract"]),
    optional("notice_id", "text", "control"),
    optional("notice_version", "text", "control"),
    choice("authority", "control", ["subject", "admin", "user", "machine"]),
    choice("origin", "control", ["point", "account"]),
    choice("stop_scope", "control", ["person", "contact_point"]),
    optional("method", "text", "control"),
    optional("proof_ref", "text", "control"),
    optional("topic", "text", "control"),
    optional("refusal_offered", "boolean", "control"),
  ],
  suppressions: [
    { ...key("list_id", "text", "control"), mayBeBlank: true },
    requiredChoice("match", "control", ["person", "phone", "email", "address", "domain", "prefix", "hash"], {
      isKey: true,
    }),
    key("value", "text", "identity"),
    optional("scope", "text", "control"),
    choice("authority", "control", ["subject", "admin", "user", "machine"]),
    choice("origin", "control", ["point", "account"]),
    optional("effective_at", "event_time", "control"),
    optional("expires_at", "event_time", "control"),
    optional("recorded_at", "event_time", "control"),
  ],
  contact_history: [
    key("contact_id", "text", "technical"),
    mayBeBlank("customer_id", "identity"),
    mayBeBlank("contact_point", "identity"),
    mayBeBlank("campaign_id", "technical"),
    requiredChoice("channel", "technical", ["call", "automated_call", "sms", "email", "post", "visit"]),
    required("contacted_at", "instant_or_local", "technical"),
    requiredChoice("outcome", "control", [
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
    ]),
    optional("is_exception", "boolean", "control"),
  ],
  interactions: [
    key("interaction_id", "text", "behaviour"),
    required("customer_id", "text", "identity"),
    required("occurred_at", "instant_or_local", "behaviour"),
    required("kind", "text", "behaviour"),
    optional("category", "text", "behaviour"),
    optional("strength", "decimal", "behaviour"),
  ],
  merges: [
    key("from_customer_id", "text", "identity"),
    key("into_customer_id", "text", "identity"),
    required("merged_at", "event_time", "technical"),
    optional("undone_at", "event_time", "technical"),
    optional("recorded_at", "event_time", "technical"),
  ],
  preferences: [
    key("event_id", "text", "control"),
    required("customer_id", "text", "identity"),
    choice("channel", "control", ["call", "automated_call", "sms", "email", "post", "visit", "*"]),
    requiredChoice("key", "control", [...PREFERENCE_KEYS]),
    required("value", "text", "control"),
    required("effective_at", "event_time", "control"),
    optional("recorded_at", "event_time", "control"),
  ],
  exchange_rates: [
    requiredChoice("currency", "technical", CURRENCY_WORDS, { isKey: true }),
    key("valid_from", "instant_or_local", "technical"),
    // Kept as text: the models read it with more decimals than an amount has.
    required("rate", "text", "technical"),
  ],
};

type PlainType = Exclude<InputValueType, "choice">;

function key(name: string, type: PlainType, dataClass: DataClass): InputColumn {
  return { ...required(name, type, dataClass), isKey: true };
}

function optionalKey(name: string, type: PlainType, dataClass: DataClass): InputColumn {
  return { ...optional(name, type, dataClass), isKey: true };
}

function mayBeBlank(name: string, dataClass: DataClass): InputColumn {
  return { ...required(name, "text", dataClass), mayBeBlank: true };
}

function required(name: string, type: PlainType, dataClass: DataClass): InputColumn {
  return { ...optional(name, type, dataClass), isRequired: true };
}

function optional(name: string, type: PlainType, dataClass: DataClass): InputColumn {
  return { name, type, isRequired: false, mayBeBlank: false, isKey: false, dataClass, choices: [], isList: false };
}

function requiredChoice(
  name: string,
  dataClass: DataClass,
  choices: readonly string[],
  { isKey = false }: { readonly isKey?: boolean } = {},
): InputColumn {
  return { ...choice(name, dataClass, choices), isRequired: true, isKey };
}

function list(name: string, dataClass: DataClass, choices: readonly string[]): InputColumn {
  return { ...choice(name, dataClass, choices), isList: true };
}

function choice(name: string, dataClass: DataClass, choices: readonly string[]): InputColumn {
  return {
    name,
    type: "choice",
    isRequired: false,
    mayBeBlank: false,
    isKey: false,
    dataClass,
    choices,
    isList: false,
  };
}
