/** What callers and providers may report of a contact. Source: contracts.md §2, contact_history. */
export const REPORTED_OUTCOMES = [
  "sent",
  "delivered",
  "answered",
  "bounced",
  "failed",
  "complained",
  "opted_out",
  "unsubscribed",
] as const;

export type ReportedOutcome = (typeof REPORTED_OUTCOMES)[number];

/** The word of the denial that an outcome is; null for one that says nothing about wishes. */
export function denialWordOf(outcome: ReportedOutcome): "opted_out" | "complained" | null {
  if (outcome === "complained") return "complained";
  // A provider that says unsubscribed passes on what the person told it.
  return outcome === "opted_out" || outcome === "unsubscribed" ? "opted_out" : null;
}
