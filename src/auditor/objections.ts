import type { ObjectionKind } from "../domain/objection-kinds.ts";
import type { Place } from "./known-cells.ts";

/** Something printed that, with a multiple of it, gives a number away. */
export interface Part {
  /** As text, `1`, `-1`, `1/2`; null where the solver knows that it holds, and no multiple of it. */
  readonly times: string | null;
  readonly place: Place;
}

/** A number that is given away, and what gives it away. */
export interface Objection {
  readonly kind: ObjectionKind;
  readonly place: Place;
  /** Between which numbers it lies, as text; null where nothing holds it. */
  readonly low: string | null;
  readonly high: string | null;
  /** What gives it away; more parts than `MOST_PARTS` are left out. */
  readonly combination: readonly Part[];
  readonly partsLeftOut: number;
}

/** A combination of more parts than these is told in part. */
const MOST_PARTS = 40;

/** An objection with as much of its combination as can be read. */
export function objection(
  kind: ObjectionKind,
  place: Place,
  between: { readonly low: string | null; readonly high: string | null },
  parts: readonly Part[],
): Objection {
  const combination = parts.slice(0, MOST_PARTS);
  return { kind, place, ...between, combination, partsLeftOut: parts.length - combination.length };
}
