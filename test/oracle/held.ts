import type { StatedTime } from "../../src/domain/consent.ts";
import { customersOf, spansOf } from "./merges.ts";
import type { Statements } from "./statements.ts";

const DAY = 86_400_000;

interface Giver {
  readonly customerId: string;
  readonly effective: StatedTime;
}

/** A merge opens nothing: one member's consent reaches no point that another member alone holds. */
export function holds({ customerId }: Giver, { holdings }: Statements, contactKey: string | null): boolean {
  return holdings.some((holding) => holding.customerId === customerId && holding.contactKey === contactKey);
}

/** Whether nobody was merged with the customer. */
export function isAlone({ customerId }: Giver, { merges }: Statements): boolean {
  const standing = spansOf(merges).filter(({ undoneAt }) => undoneAt === Infinity);
  return !customersOf(standing.filter(({ one, other }) => one !== other)).includes(customerId);
}

/** Whether the customer held the point on the day the grant was made: the day it states, or that of its instant in UTC. */
export function wasHeld(
  { customerId, effective }: Giver,
  { holdings }: Statements,
  contactKey: string | null,
): boolean {
  if (effective.kind !== "instant" && effective.kind !== "day") return false;
  const day = Math.floor(effective.at / DAY) * DAY;
  const held = holdings.filter((holding) => holding.customerId === customerId && holding.contactKey === contactKey);
  if (held.length === 0) return false;
  // Several records of one point are united: held from the first day of any to the last day of any.
  const from = Math.min(...held.map(({ fromDay }) => fromDay ?? -Infinity));
  const until = Math.max(...held.map(({ untilDay }) => untilDay ?? Infinity));
  return from <= day && day <= until;
}
