/** A span of hours, `[from, until)`; one moment if both are the same. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** A contact that counts for a cap: made at a moment, or planned for any moment of a send window. */
export interface CountedContact extends Span {
  /** The turn of the campaign of this run that reserved it; null for one that was made or released before. */
  readonly position: number | null;
}

/** So many contacts in any window of so many hours. */
export interface CountedCap {
  readonly hours: number;
  readonly contacts: number;
}

/** Whether one more contact breaches a cap, and the turn of the campaign that it is lost to, if it is lost to one. */
export interface CapVerdict {
  readonly isBreached: boolean;
  readonly lostTo: number | null;
}

/**
 * Whether some window of a cap can hold one contact of the send window and as many others as the cap allows, each at some moment
 * of its own: every window, every contact and every moment is tried. Times are whole hours, so that the windows which end on one
 * and the moments on whole and half ones are all that can differ.
 *
 * Source: allocation.md, frequency caps. A second, naive implementation of `allocation.cap_breaches`.
 */
export function capVerdict(
  contacts: readonly CountedContact[],
  send: Span,
  { hours, contacts: allowed }: CountedCap,
): CapVerdict {
  const lost: number[] = [];
  let [isBreached, isFullWithoutLists] = [false, false];
  for (let end = send.from; end <= send.until + hours; end += 1) {
    const holds = (span: Span) => momentsOf(span).some((moment) => moment > end - hours && moment <= end);
    if (!holds(send)) continue;
    const held = contacts.filter(holds);
    if (held.length < allowed) continue;
    isBreached = true;
    const positions = held.flatMap(({ position }) => (position === null ? [] : [position]));
    if (held.length - positions.length >= allowed) isFullWithoutLists = true;
    lost.push(...positions);
  }
  return { isBreached, lostTo: isFullWithoutLists || lost.length === 0 ? null : Math.min(...lost) };
}

function momentsOf({ from, until }: Span): number[] {
  const moments = [from];
  for (let moment = from + 0.5; moment < until; moment += 0.5) moments.push(moment);
  return moments;
}
