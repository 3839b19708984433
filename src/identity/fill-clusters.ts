import type { Column, Engine, SqlRow, SqlValue } from "../engine/engine.ts";
import { type Clusters, clustersOf, type MergeSpan } from "./clusters.ts";
import type { Membership } from "./component-history.ts";

/** The columns of the tables that `fillClusters` makes, by table. */
export const CLUSTER_TABLES = {
  "identity.clusters": columns("customer_id varchar", "person_id varchar", "is_merged_away boolean"),
  "identity.lift_clusters": columns(
    "customer_id varchar",
    "cluster_id varchar",
    "after_at timestamp(6)",
    "until_at timestamp(6)",
  ),
  "identity.denial_clusters": columns(
    "customer_id varchar",
    "cluster_id varchar",
    "after_at timestamp(6)",
    "until_at timestamp(6)",
  ),
} as const satisfies Readonly<Record<string, readonly Column[]>>;

/**
 * Makes of `identity.merge_spans` who is one person (`identity.clusters`), whose denials a grant said after `after_at` and up
 * to `until_at` may lift (`identity.lift_clusters`), and who shares the denials known in such a time though a merge was undone
 * since (`identity.denial_clusters`). Customers without merges are in none of them.
 */
export async function fillClusters(engine: Engine): Promise<void> {
  const pair = "merge_spans.from_customer_id, merge_spans.into_customer_id";
  const bySaying = await spansOf(engine, `merge_spans.order_at, ${pair}`);
  const byUndoing = await spansOf(engine, `merge_spans.undone_at desc nulls first, ${pair}, merge_spans.order_at`);
  const { members, lifting, denying }: Clusters = clustersOf(bySaying, byUndoing);
  const rows: Readonly<Record<keyof typeof CLUSTER_TABLES, readonly SqlValue[][]>> = {
    "identity.clusters": members.map(({ customerId, personId, isMergedAway }) => [customerId, personId, isMergedAway]),
    "identity.lift_clusters": lifting.map(rowOf),
    "identity.denial_clusters": denying.map(rowOf),
  };
  for (const [table, definitions] of Object.entries(CLUSTER_TABLES))
    await engine.fill(table, definitions, rows[table as keyof typeof CLUSTER_TABLES]);
}

async function spansOf(engine: Engine, order: string): Promise<MergeSpan[]> {
  const rows = await engine.query(`select * from identity.merge_spans order by ${order}`);
  return rows.map(spanOf);
}

function spanOf(row: SqlRow): MergeSpan {
  return {
    fromCustomerId: String(row["from_customer_id"]),
    intoCustomerId: String(row["into_customer_id"]),
    orderAt: String(row["order_at"]),
    undoneAt: row["undone_at"] === null ? null : String(row["undone_at"]),
  };
}

function rowOf({ customerId, clusterId, since, until }: Membership): SqlValue[] {
  return [customerId, clusterId, since, until];
}

function columns(...definitions: readonly string[]): readonly Column[] {
  return definitions.map((definition) => {
    const [name = "", type = ""] = definition.split(" ");
    return { name, type };
  });
}
