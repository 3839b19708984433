import type { Column } from "../engine/engine.ts";

/** What is read of everyone's segment at an earlier as-of moment. */
export const EARLIER_SEGMENT_COLUMNS: readonly Column[] = [
  { name: "person_id", type: "varchar" },
  { name: "recency_days", type: "bigint" },
  { name: "segment_id", type: "varchar" },
];

/** Who was one person at that moment. */
export const EARLIER_CLUSTER_COLUMNS: readonly Column[] = [
  { name: "customer_id", type: "varchar" },
  { name: "person_id", type: "varchar" },
];
