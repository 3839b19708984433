import type { Duration } from "./durations.ts";

/** How long what names people is kept; stops, the journal and contact history are kept for ever. Source: operations.md §5. */
export interface RetentionRules {
  /** Tables, decisions, staged lists and the rest of a run's private side, from the day the run was finished. */
  readonly privateTables: Duration;
  /** The private tables of the last run of each month. */
  readonly monthEnds: Duration;
  /** Decisions and findings of a run whose lists were released, from the day of the release. */
  readonly releasedDecisions: Duration;
}

/** Why something is kept or goes. */
export type RetentionReason =
  | "private_tables"
  | "month_ends"
  | "released_decisions"
  | "awaits_release"
  | "names_nobody"
  | "contact_history"
  | "stops"
  | "journal"
  | "input_in_use"
  | "run_in_use"
  | "contact_keys"
  | "inputs_unreadable"
  | "unreachable"
  | "leftover";

/** One thing in a project's state, and what retention says of it. */
export interface RetainedItem {
  /** Its path in `.gatekeeper/`, and of a run's private side which parts. */
  readonly name: string;
  /** The files and folders it is made of, absolute. */
  readonly paths: readonly string[];
  readonly isKept: boolean;
  readonly reason: RetentionReason;
  /** The last day on which it is kept, or was to be kept; null where no day decides. */
  readonly until: string | null;
}
