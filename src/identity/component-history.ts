/** Two customers joined at a step of the history. */
export interface Joining {
  readonly one: string;
  readonly other: string;
  /** The step, in the order given; null is the beginning. */
  readonly at: string | null;
}

/** A stretch of steps in which a customer belongs to a cluster; null is open. At one moment a cluster id means one cluster. */
export interface Membership {
  readonly customerId: string;
  readonly clusterId: string;
  /** The step after which it begins. */
  readonly since: string | null;
  /** The step with which it ends. */
  readonly until: string | null;
}

/** What joining made, step by step and at the end. */
interface History {
  readonly memberships: readonly Membership[];
  readonly components: readonly (readonly string[])[];
}

/**
 * The connected components of a graph whose edges come one after the other, with every earlier state of them: union-find in
 * which the smaller component takes the larger one's id, so that a customer changes its cluster at most log2(customers)
 * times. Edges must come in the order of their steps. A pair joined at a step shares an id after that step.
 */
export function componentHistory(joinings: readonly Joining[]): History {
  const state = new Components();
  for (const { one, other, at } of joinings) state.join(one, other, at);
  return { memberships: state.memberships(), components: [...state.members.values()] };
}

class Components {
  /** The customers of each cluster. */
  readonly members = new Map<string, string[]>();
  readonly #current = new Map<string, { readonly clusterId: string; readonly since: string | null }>();
  readonly #past: Membership[] = [];

  join(one: string, other: string, at: string | null): void {
    const [first, second] = [this.#clusterOf(one), this.#clusterOf(other)];
    if (first === second) return;
    const [kept, taken] = this.#sizeOf(first) >= this.#sizeOf(second) ? [first, second] : [second, first];
    const members = this.members.get(kept);
    for (const customerId of this.members.get(taken) ?? []) {
      this.#move(customerId, kept, at);
      members?.push(customerId);
    }
    this.members.delete(taken);
  }

  memberships(): Membership[] {
    const open = [...this.#current].map(([customerId, { clusterId, since }]) => ({
      customerId,
      clusterId,
      since,
      until: null,
    }));
    return [...this.#past, ...open];
  }

  #clusterOf(customerId: string): string {
    const known = this.#current.get(customerId);
    if (known !== undefined) return known.clusterId;
    this.#current.set(customerId, { clusterId: customerId, since: null });
    this.members.set(customerId, [customerId]);
    return customerId;
  }

  #sizeOf(clusterId: string): number {
    return this.members.get(clusterId)?.length ?? 0;
  }

  #move(customerId: string, clusterId: string, at: string | null): void {
    const before = this.#current.get(customerId);
    // A stretch that begins and ends at the same step has no moment in it.
    if (before !== undefined && before.since !== at) this.#past.push({ customerId, ...before, until: at });
    this.#current.set(customerId, { clusterId, since: at });
  }
}
