/** A frequency cap as people say it: so many contacts in a window of whole days, or of hours where days do not fit. */
export interface CapToShow {
  readonly contacts: number;
  readonly window: number;
  readonly unit: "day" | "hour";
}

/** The cap in the evidence of the gates for caps, which write it as `2 in 720 hours`; null for any other evidence. */
export function capOf(evidence: string): CapToShow | null {
  const [, contacts, windowHours] = /^(\d+) in (\d+) hours$/u.exec(evidence) ?? [];
  if (contacts === undefined || windowHours === undefined) return null;
  const hours = Number(windowHours);
  const isWholeDays = hours > 0 && hours % 24 === 0;
  return {
    contacts: Number(contacts),
    window: isWholeDays ? hours / 24 : hours,
    unit: isWholeDays ? "day" : "hour",
  };
}
