import { erasureUnfinished, type GatekeeperError } from "../src/errors.ts";
import type { JournalDetails, JournalEntry } from "../src/journal/chain.ts";

/** An erasure that began and did not finish. */
export interface UnfinishedErasure {
  readonly erasureId: string;
  /** An ISO 8601 instant in UTC. */
  readonly begunAt: string;
  /** The keyed hashes of the customers who are still to be erased; none where a former version began it, which did not say them. */
  readonly customers: readonly string[];
}

interface Begun extends UnfinishedErasure {
  /** The hashes of its customers under each key of then. */
  readonly hashes: readonly string[];
}

/**
 * The erasures that a crash kept from finishing, in their order. One is finished by itself, or by others that erased every one of its
 * customers since: who is one person with whom may have changed meanwhile.
 */
export function unfinishedErasures(entries: readonly JournalEntry[]): UnfinishedErasure[] {
  let open: Begun[] = [];
  for (const { at, type, details } of entries) {
    const erasureId = textOf(details["erasure_id"]);
    if (type === "erase.begun") {
      const others = open.filter((one) => one.erasureId !== erasureId);
      open = [...others, { erasureId, begunAt: at, ...customersOf(details) }];
    } else if (type === "erase.finished") {
      const { hashes = [] } = open.find((one) => one.erasureId === erasureId) ?? {};
      open = open
        .filter((one) => one.erasureId !== erasureId)
        .map((one) => ({ ...one, customers: one.customers.filter((hash) => !hashes.includes(hash)) }))
        .filter((one) => one.customers.length > 0 || one.hashes.length === 0);
    }
  }
  return open.map(({ erasureId, begunAt, customers }) => ({ erasureId, begunAt, customers }));
}

function customersOf({ key_id: keyId, customers }: JournalDetails): Pick<Begun, "customers" | "hashes"> {
  const byKey = (customers ?? {}) as Readonly<Record<string, readonly string[]>>;
  return { customers: byKey[textOf(keyId)] ?? [], hashes: Object.values(byKey).flat() };
}

function textOf(detail: JournalDetails[string] | undefined): string {
  return typeof detail === "string" ? detail : "";
}

/** What is told of them: GK0496 each. */
export function erasureProblems(entries: readonly JournalEntry[]): GatekeeperError[] {
  return unfinishedErasures(entries).map(({ erasureId, begunAt }) => erasureUnfinished({ erasureId, begunAt }));
}
