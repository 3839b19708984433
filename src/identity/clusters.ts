import { componentHistory, type Membership } from "./component-history.ts";

/** Two customers who became one person, and when; times are as the engine writes them, and only compared for being equal. */
export interface MergeSpan {
  readonly fromCustomerId: string;
  readonly intoCustomerId: string;
  readonly orderAt: string;
  /** Null while the merge stands. */
  readonly undoneAt: string | null;
}

/** A customer of a cluster, and the person it is: the cluster's least customer id. */
export interface ClusterMember {
  readonly customerId: string;
  readonly personId: string;
  /** Another record took its place. */
  readonly isMergedAway: boolean;
}

/** Who is one person, and who was when. */
export interface Clusters {
  readonly members: readonly ClusterMember[];
  /** For each customer who was ever merged, whose denials a grant said at a moment may lift beside its own customer's. */
  readonly lifting: readonly Membership[];
  /** For each customer of a cluster from which a merge was taken back, who shared the denials known at a moment. */
  readonly denying: readonly Membership[];
}

/**
 * The clusters that merges make. A merge counts from the day it is known, whatever its time: it joins for ever, until it is
 * undone. What was denied before or while two customers were merged stays with both; a grant lifts the denial of another
 * member only if it was said after the two became one.
 *
 * `bySaying` has the merges in the order of `orderAt`; `byUndoing` has them with those that stand first, then from the one
 * undone last. Source: consent-gate.md §3, step 2, and §5. Pure; throws nothing.
 */
export function clustersOf(bySaying: readonly MergeSpan[], byUndoing: readonly MergeSpan[]): Clusters {
  const said = componentHistory(bySaying.map((span) => ({ ...ends(span), at: span.orderAt })));
  const standing = byUndoing.filter(({ undoneAt }) => undoneAt === null);
  const undone = componentHistory(byUndoing.map((span) => ({ ...ends(span), at: span.undoneAt })));
  return {
    members: membersOf(standing),
    lifting: said.memberships,
    denying: affectedByUndoing(undone.memberships, undone.components, byUndoing),
  };
}

function ends({ fromCustomerId, intoCustomerId }: MergeSpan) {
  return { one: fromCustomerId, other: intoCustomerId };
}

function membersOf(standing: readonly MergeSpan[]): ClusterMember[] {
  const { components } = componentHistory(standing.map((span) => ({ ...ends(span), at: null })));
  const away = new Set(standing.map(({ fromCustomerId }) => fromCustomerId));
  return components.flatMap((customers) => {
    const personId = least(customers);
    return customers.map((customerId) => ({ customerId, personId, isMergedAway: away.has(customerId) }));
  });
}

/** Clusters whose merges all stand need no history: whoever was one is one. */
function affectedByUndoing(
  memberships: readonly Membership[],
  components: readonly (readonly string[])[],
  spans: readonly MergeSpan[],
): Membership[] {
  const taken = new Set(spans.filter(({ undoneAt }) => undoneAt !== null).map(({ fromCustomerId }) => fromCustomerId));
  const affected = new Set(components.filter((customers) => customers.some((id) => taken.has(id))).flat());
  // Going back in time from the last undoing: what the history calls its beginning is the end.
  return memberships
    .filter(({ customerId }) => affected.has(customerId))
    .map(({ customerId, clusterId, since, until }) => ({ customerId, clusterId, since: until, until: since }));
}

/** The order of bytes in UTF-8, which is the engine's. */
function least(ids: readonly string[]): string {
  return ids.reduce((one, other) => (Buffer.compare(Buffer.from(one), Buffer.from(other)) <= 0 ? one : other));
}
