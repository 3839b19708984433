import { denialTimes, type StatedTime } from "../../src/domain/consent.ts";

/** One time that a file with the statement was loaded: when the gatekeeper first saw that file, and whether it is still there. */
export interface Loading {
  readonly seenAt: number;
  readonly isStillThere: boolean;
}

/** Two customers are said to be one person, and perhaps no longer. */
export interface MergeStatement {
  readonly fromCustomerId: string;
  readonly intoCustomerId: string;
  readonly loadings: readonly Loading[];
  readonly merged: StatedTime;
  readonly undone: StatedTime;
}

/** When two customers are one; `undoneAt` is `Infinity` while the merge stands. */
export interface Span {
  readonly one: string;
  readonly other: string;
  readonly orderAt: number;
  readonly undoneAt: number;
}

/** Every merge, ended by the first undoing of the same two that can be of it. */
export function spansOf(merges: readonly MergeStatement[]): Span[] {
  return merges.map((merge) => {
    const seenAt = firstSeen(merge, merges);
    const { startAt, orderAt } = denialTimes(merge.merged, ABSENT, seenAt);
    const isTimed = Number.isFinite(startAt);
    const undoings = merges
      .filter((other) => isOfSameTwo(merge, other))
      .filter((other) => endOf(other) > (isTimed ? startAt : seenAt) || (!isTimed && endOf(other) === endOf(merge)))
      .map(endOf);
    return {
      one: merge.fromCustomerId,
      other: merge.intoCustomerId,
      orderAt,
      undoneAt: Math.min(Infinity, ...undoings),
    };
  });
}

/** The least customer of those who are one with the customer by merges that stand. */
export function personOf(customer: string, spans: readonly Span[]): string {
  const standing = spans.filter(({ undoneAt }) => undoneAt === Infinity);
  const same = customersOf(standing).filter((other) => isReachable(customer, other, standing));
  return [customer, ...same].toSorted()[0] ?? customer;
}

export function customersOf(spans: readonly Span[]): string[] {
  return [...new Set(spans.flatMap(({ one, other }) => [one, other]))];
}

/** Whether a chain of merges leads from one customer to the other. */
export function isReachable(from: string, to: string, spans: readonly Span[]): boolean {
  const found = new Set([from]);
  for (let size = 0; size < found.size;) {
    size = found.size;
    for (const { one, other } of spans) {
      if (found.has(one)) found.add(other);
      if (found.has(other)) found.add(one);
    }
  }
  return found.has(to);
}

const ABSENT: StatedTime = { kind: "absent" };

/** The same merge told in several records is one, seen when the first of them was. */
function firstSeen(merge: MergeStatement, merges: readonly MergeStatement[]): number {
  const { startAt } = denialTimes(merge.merged, ABSENT, 0);
  const same = merges.filter(
    (other) =>
      isOfSameTwo(merge, other) &&
      denialTimes(other.merged, ABSENT, 0).startAt === startAt &&
      endOf(other) === endOf(merge),
  );
  return Math.min(...same.flatMap(({ loadings }) => loadings.map(({ seenAt }) => seenAt)));
}

function isOfSameTwo(merge: MergeStatement, other: MergeStatement): boolean {
  return other.fromCustomerId === merge.fromCustomerId && other.intoCustomerId === merge.intoCustomerId;
}

/** An undoing that cannot be read undoes nothing. */
function endOf({ undone }: MergeStatement): number {
  return denialTimes(ABSENT, undone, 0).endAt;
}
