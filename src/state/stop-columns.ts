import type { Column } from "../engine/engine.ts";

/** The columns of every part of the denials: those of `consent.denials`. */
export const STOP_COLUMNS: readonly Column[] = [
  { name: "denial_id", type: "varchar" },
  { name: "kind", type: "varchar" },
  { name: "word", type: "varchar" },
  { name: "source_key", type: "varchar" },
  { name: "customer_id", type: "varchar" },
  { name: "contact_key", type: "varchar" },
  { name: "purpose", type: "varchar" },
  { name: "channel", type: "varchar" },
  { name: "topic", type: "varchar" },
  { name: "is_point_stop", type: "boolean" },
  { name: "origin", type: "varchar" },
  { name: "authority_rank", type: "integer" },
  { name: "start_at", type: "timestamp(6)" },
  { name: "order_at", type: "timestamp(6)" },
  { name: "end_at", type: "timestamp(6)" },
  { name: "recorded_at", type: "timestamp(6)" },
  { name: "first_seen_at", type: "timestamp(6)" },
  { name: "source_id", type: "varchar" },
  { name: "file_id", type: "varchar" },
  { name: "record_index", type: "bigint" },
];

/** The columns of every part of the merges: those of `identity.new_merges`. */
export const MERGE_COLUMNS: readonly Column[] = [
  { name: "merge_id", type: "varchar" },
  { name: "from_customer_id", type: "varchar" },
  { name: "into_customer_id", type: "varchar" },
  { name: "start_at", type: "timestamp(6)" },
  { name: "order_at", type: "timestamp(6)" },
  { name: "undone_at", type: "timestamp(6)" },
  { name: "first_seen_at", type: "timestamp(6)" },
  { name: "source_id", type: "varchar" },
  { name: "file_id", type: "varchar" },
  { name: "record_index", type: "bigint" },
];

/** The columns of every part of the holders: who had a contact point that a denial names. */
export const HOLDER_COLUMNS: readonly Column[] = [
  { name: "holding_id", type: "varchar" },
  { name: "contact_key", type: "varchar" },
  { name: "customer_id", type: "varchar" },
];
