import type { Channel } from "../domain/campaign.ts";
import { parseHours } from "../domain/day-hours.ts";
import { lawHours, minutesOfDay, WHOLE_DAY } from "../domain/law-hours.ts";
import type { Jurisdiction, MinuteSpan } from "../domain/rules.ts";
import { inBoth, isWithin, joined, type Span } from "../domain/spans.ts";
import { hoursText } from "./hours-text.ts";
import { daysFrom, instantOf } from "./local-time.ts";

/** Whether there is a moment at which a person may be reached, and if not, why. */
export type HoursVerdict = "open" | "outside_hours" | "holiday" | "zone_unknown";

/** What decides about the hours of a person. */
export interface HoursQuestion {
  readonly channel: Channel;
  /** The first and last local day of the send window, and its first instant and the first after it, in milliseconds. */
  readonly fromDate: string;
  readonly toDate: string;
  readonly fromAt: number;
  readonly untilAt: number;
  /** The campaign's own; undefined for any hour. */
  readonly campaignHours: readonly MinuteSpan[] | undefined;
  /** Whether the list says to whoever carries it out when each person may be reached. */
  readonly isTold: boolean;
  /** Every place whose law may bind. */
  readonly places: readonly Jurisdiction[];
  /** Every zone the person may live in; one when it is known. */
  readonly zones: readonly string[];
  /** What the person asked for, each as it was written: all of it counts, and what cannot be read allows nothing. */
  readonly wishes: readonly string[];
}

export interface HoursAnswer {
  readonly verdict: HoursVerdict;
  /** The hours at which the person may be reached, in their own time, or in UTC while the zone is unknown; null when there are none. */
  readonly text: string | null;
}

/**
 * When a person may be reached in a send window: in the hours of every law that may bind, of the campaign and of their own wishes, in
 * each zone they may live in. Who is not told these hours could come at any of the campaign's, so all of these must be allowed then.
 *
 * Source: consent-gate.md §6 (calling hours). Pure; throws nothing.
 */
export function contactHours(question: HoursQuestion): HoursAnswer {
  const allowed = openSpans(question, question.zones, true);
  const inWindow = (spans: readonly Span[]) => clipped(spans, question);
  const isOpen = openInstants(question).length > 0;
  const text = isOpen ? hoursText(question, allowed) : null;
  if (!question.isTold) return { verdict: untoldVerdict(question), text };
  if (isOpen) return { verdict: "open", text };
  const isOpenSomewhere = question.zones.some((zone) => inWindow(openSpans(question, [zone], true)).length > 0);
  if (isOpenSomewhere) return { verdict: "zone_unknown", text };
  return {
    verdict: inWindow(openSpans(question, question.zones, false)).length > 0 ? "holiday" : "outside_hours",
    text,
  };
}

/** The instants of a send window at which a person may be reached, ascending, in milliseconds. */
export function openInstants(question: HoursQuestion): readonly Span[] {
  return clipped(openSpans(question, question.zones, true), question);
}

function clipped(spans: readonly Span[], { fromAt, untilAt }: HoursQuestion): Span[] {
  return inBoth(spans, [{ from: fromAt, until: untilAt }]);
}

/** Somebody who keeps to the campaign's hours and knows no others must do nothing wrong on any day, in any zone. */
function untoldVerdict(question: HoursQuestion): HoursVerdict {
  const days = daysAround(question);
  const isRight = (withHolidays: boolean) =>
    days.every((day) => isWithin(campaignMinutes(question), allowedMinutes(question, day, withHolidays)));
  const isLimited = days.some((day) => !isWithin(WHOLE_DAY, allowedMinutes(question, day, true)));
  if (isRight(true)) return isLimited && question.zones.length > 1 && !haveOneTime(question) ? "outside_hours" : "open";
  return isRight(false) ? "holiday" : "outside_hours";
}

/** Whether all zones a person may live in show the same time throughout the window. */
function haveOneTime({ zones, ...question }: HoursQuestion): boolean {
  const noons = (zone: string) => daysAround(question).map((day) => instantOf(zone, day, NOON, "later"));
  const [first, ...others] = zones.map(noons);
  return others.every((other) => other.every((instant, index) => instant === first?.[index]));
}

const NOON = 720;

/** The instants, in milliseconds, at which all zones are inside the hours; from the day before the window to the day after it. */
function openSpans(question: HoursQuestion, zones: readonly string[], withHolidays: boolean): Span[] {
  const days = daysAround(question);
  const daily = days.map((day) => inBoth(campaignMinutes(question), allowedMinutes(question, day, withHolidays)));
  const ofZones = zones.map((zone) => instantsOf(zone, days, daily));
  const [first = [], ...others] = ofZones;
  return others.reduce((open, other) => inBoth(open, other), first);
}

/** Local hours as instants; hours that touch across midnight are one span, so that only its ends meet a change of the clocks. */
function instantsOf(zone: string, days: readonly string[], daily: readonly (readonly Span[])[]): Span[] {
  const local = joined(
    daily.flatMap((spans, index) =>
      spans.map(({ from, until }) => ({ from: index * MINUTES + from, until: index * MINUTES + until })),
    ),
  );
  const [first = ""] = days;
  return joined(
    local.map(({ from, until }) => ({
      from: instantOf(zone, first, from, "later"),
      until: instantOf(zone, first, until, "earlier"),
    })),
  );
}

const MINUTES = 1440;

function campaignMinutes({ campaignHours }: HoursQuestion): readonly Span[] {
  return campaignHours === undefined ? WHOLE_DAY : minutesOfDay(campaignHours, campaignHours);
}

function allowedMinutes(
  { channel, places, wishes }: HoursQuestion,
  day: string,
  withHolidays: boolean,
): readonly Span[] {
  const ofLaw = places.map((place) => knownLawHours(place, channel, day, withHolidays));
  const wished = wishes.map((wish) => {
    const hours = parseHours(wish.trim()) ?? [];
    return minutesOfDay(hours, hours);
  });
  return [...ofLaw, ...wished].reduce(inBoth, [...WHOLE_DAY]);
}

/** The hours of law of a place; people of the same place and days share them. */
function knownLawHours(place: Jurisdiction, channel: Channel, day: string, withHolidays: boolean): readonly Span[] {
  const ofPlace = lawHoursKnown.get(place) ?? new Map<string, readonly Span[]>();
  lawHoursKnown.set(place, ofPlace);
  const key = `${channel} ${day} ${withHolidays}`;
  const hours = ofPlace.get(key) ?? lawHours(place, channel, day, withHolidays);
  ofPlace.set(key, hours);
  return hours;
}

const lawHoursKnown = new WeakMap<Jurisdiction, Map<string, readonly Span[]>>();

/** The local days that the window can touch anywhere on Earth. */
function daysAround({ fromDate, toDate }: Pick<HoursQuestion, "fromDate" | "toDate">): string[] {
  return daysFrom(shifted(fromDate, -1), shifted(toDate, 1));
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * MINUTES * 60_000).toISOString().slice(0, 10);
}
