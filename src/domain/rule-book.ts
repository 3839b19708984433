import type { Channel } from "./campaign.ts";
import type { RegisterRules } from "./list.ts";
import {
  type BasisCondition,
  ELSEWHERE,
  type Jurisdiction,
  NOWHERE,
  type Period,
  type Regime,
  type ResponseRow,
  type RuleBook,
  type RegisterAgeRow,
  type RuleRow,
  type RuleUse,
  type StatutoryCapRow,
  type UseRow,
} from "./rules.ts";

/** What a place asks for a use of data: nothing, or one of these bases; no basis at all is a refusal of everybody. */
export type Requirement =
  | { readonly isFree: true }
  | { readonly isFree: false; readonly bases: readonly BasisCondition[] };

/** What a rule is asked. */
export interface RuleQuestion {
  readonly channel: Channel;
  readonly use: RuleUse;
  /** As `topicWord` writes it; a campaign that names none may be about anything. */
  readonly topic: string | null;
  readonly period: Period;
  /** Whether the project checks a register for the place and the channel. */
  readonly hasRegister: boolean;
}

/**
 * Every place the rules tell apart: each country of each regime, each of their states, and the place that nobody knows.
 * Source: consent-gate.md §6. Pure.
 */
export function jurisdictionsOf({ regimes }: RuleBook): Jurisdiction[] {
  const covered = new Set(regimes.filter(({ id }) => id !== ELSEWHERE).flatMap(({ countries }) => countries));
  return regimes.flatMap((regime) => [
    ...regime.countries
      .filter((country) => regime.id !== ELSEWHERE || !covered.has(country))
      .map((country) => ({ jurisdiction: country, country, state: null, regime })),
    ...regime.states.map(({ state }) => ({ jurisdiction: state, country: state.slice(0, 2), state, regime })),
    ...(regime.id === ELSEWHERE ? [{ jurisdiction: NOWHERE, country: NOWHERE, state: null, regime }] : []),
  ]);
}

/**
 * The law of a place: places that no row of their regime tells apart have the same, so that each is looked up once. It is called by the
 * state, the country, or the regime. Pure.
 */
export function lawAt({ country, state, regime }: Jurisdiction): string {
  const named = (place: string) => rowsOf(regime).some(({ places }) => places.includes(place));
  if (state !== null && named(state)) return state;
  return named(country) ? country : regime.id;
}

/** Every row of a regime, whatever it is about. */
export function rowsOf(regime: Regime): readonly RuleRow[] {
  const { rules, ages, callingHours, holidays, caps, registerAges, responses } = regime;
  return [rules, ages, callingHours, holidays, caps, registerAges, responses].flat();
}

/** The day of the oldest comparison of a row with its source; null while any row was never compared. */
export function rulesCheckedOn({ regimes }: RuleBook): string | null {
  const days = regimes.flatMap((regime) => rowsOf(regime).map(({ checked }) => checked)).toSorted();
  return days.includes("never") ? null : (days[0] ?? null);
}

/** The place of that name; one without rows is the place that nobody knows. */
export function jurisdictionNamed(book: RuleBook, name: string): Jurisdiction | undefined {
  const known = jurisdictionsOf(book);
  return (
    known.find(({ jurisdiction }) => jurisdiction === name) ??
    known.find(({ jurisdiction }) => jurisdiction === NOWHERE)
  );
}

/**
 * The rows in force at a place on a day: those that name its country, without any the regime's own, and beside them those that
 * name its state. A state's rows only ever add to its country's. Pure.
 */
export function rowsOn<Row extends RuleRow>(
  rows: readonly Row[],
  { country, state }: Jurisdiction,
  day: string,
): readonly Row[] {
  const inForce = rows.filter(({ from, to }) => (from === undefined || from <= day) && (to === undefined || day <= to));
  const ofCountry = inForce.filter(({ places }) => places.includes(country));
  const ofState = inForce.filter(({ places }) => state !== null && places.includes(state));
  return [...(ofCountry.length > 0 ? ofCountry : inForce.filter(({ places }) => places.length === 0)), ...ofState];
}

/** The days of a period on which other rows may be in force than the day before, its first day included; ascending. */
function daysOfChange(rows: readonly RuleRow[], { fromDate, toDate }: Period): readonly string[] {
  const changes = rows.flatMap(({ from, to }) => [from, to === undefined ? undefined : dayAfter(to)]);
  const within = changes.filter((day) => day !== undefined && day > fromDate && day <= toDate);
  return [...new Set([fromDate, ...(within as string[])])].toSorted();
}

/**
 * What a place asks throughout a period: the strictest of any day, and of every row in force on that day. An empty cell is a refusal.
 *
 * Source: consent-gate.md §2 and §6. Pure; throws nothing.
 */
export function requirementOf(place: Jurisdiction, question: RuleQuestion): Requirement {
  const rows = place.regime.rules.filter(
    ({ channels, uses, topics }) =>
      channels.includes(question.channel) &&
      uses.includes(question.use) &&
      (topics.length === 0 || question.topic === null || topics.includes(question.topic)),
  );
  const [general, special] = [
    rows.filter(({ topics }) => topics.length === 0),
    rows.filter(({ topics }) => topics.length > 0),
  ];
  const daily = daysOfChange(rows, question.period).map((day) => {
    const inForce = rowsOn(general, place, day);
    if (inForce.length === 0) return DENIED;
    return strictest([...inForce, ...rowsOn(special, place, day)].map((row) => requirementOfRow(row, question)));
  });
  return strictest(daily);
}

/** The strictest of several requirements: whoever needs no basis adds nothing, and a basis must do for all others. Pure. */
function strictest(requirements: readonly Requirement[]): Requirement {
  const asking = requirements.flatMap((requirement) => (requirement.isFree ? [] : [requirement.bases]));
  const [first, ...others] = asking;
  if (first === undefined) return { isFree: true };
  return { isFree: false, bases: others.reduce(inBoth, first) };
}

/**
 * Whether a later consent of the subject lifts what a register of a place says, on every day of a period: every row in force for contact on the
 * channel says so, and there is one. Source: consent-gate.md §4. Pure.
 */
export function liftsListing(
  place: Jurisdiction,
  { channel, topic, period }: Pick<RuleQuestion, "channel" | "topic" | "period">,
): boolean {
  const rows = place.regime.rules.filter(
    ({ channels, uses, topics }) =>
      channels.includes(channel) &&
      uses.includes("contact") &&
      (topics.length === 0 || topic === null || topics.includes(topic)),
  );
  return daysOfChange(rows, period).every((day) => {
    const inForce = rowsOn(rows, place, day);
    return inForce.length > 0 && inForce.every((row) => row.liftsListing);
  });
}

/** How old the snapshot of a place's register may be on a day, by each row in force. Source: consent-gate.md §4. Pure. */
export function registerAgesOn(place: Jurisdiction, day: string): readonly RegisterAgeRow["maxAge"][] {
  return rowsOn(place.regime.registerAges, place, day).map(({ maxAge }) => maxAge);
}

/** The days of a period on which another register age may be in force than the day before, its first included. Pure. */
export function daysOfRegisterAges({ regime }: Jurisdiction, period: Period): readonly string[] {
  return daysOfChange(regime.registerAges, period);
}

/** The statutory caps of a place on a channel that hold on any day of a period. Source: consent-gate.md §9. Pure. */
export function statutoryCapsOf(place: Jurisdiction, channel: Channel, period: Period): readonly StatutoryCapRow[] {
  const rows = place.regime.caps.filter(({ channels }) => channels.includes(channel));
  return [...new Set(daysOfChange(rows, period).flatMap((day) => rowsOn(rows, place, day)))];
}

/**
 * Within how many days a stop that was received on a day must be honoured at a place; undefined where no row says. The shortest of several
 * counts. Source: consent-gate.md §8. Pure.
 */
export function responseDeadline(
  place: Jurisdiction,
  channel: Channel,
  day: string,
): Pick<ResponseRow, "days" | "areBusinessDays" | "source"> | undefined {
  const rows = place.regime.responses.filter(({ channels }) => channels.includes(channel));
  const [shortest] = rowsOn(rows, place, day).toSorted((one, other) => one.days - other.days);
  return shortest;
}

/** The least age in years that a place asks for on a day; 18 where no row says. Source: consent-gate.md §6. Pure. */
export function ageOf(place: Jurisdiction, topic: string | null, day: string): number {
  const [majority, special] = [
    place.regime.ages.filter(({ topics }) => topics.length === 0),
    agesOfTopic(place, topic),
  ];
  const ages = [...rowsOn(majority, place, day), ...rowsOn(special, place, day)].map(({ age }) => age);
  return ages.length === 0 ? MAJORITY : Math.max(...ages);
}

/**
 * Whether the project has the register of a place for a channel: a list of a national register that is about its country, and about the
 * channel or all of them.
 */
export function hasRegisterFor(lists: readonly Register[], { country }: Jurisdiction, channel: Channel): boolean {
  return lists.some(
    ({ kind, register }) =>
      kind === "national_register" &&
      register?.jurisdiction === country &&
      (register.channels.length === 0 || register.channels.includes(channel)),
  );
}

/** As much of a list's declaration as tells whether it is the register of a place. */
export interface Register {
  readonly kind: string;
  readonly register: Pick<RegisterRules, "jurisdiction" | "channels"> | undefined;
}

/** Whether a place has an age of its own for a topic, so that whoever has no date of birth cannot be let by. */
export function isAgeRestricted(place: Jurisdiction, topic: string | null): boolean {
  return agesOfTopic(place, topic).length > 0;
}

const MAJORITY = 18;
const DENIED: Requirement = { isFree: false, bases: [] };

function agesOfTopic({ regime }: Jurisdiction, topic: string | null) {
  return regime.ages.filter(({ topics }) => topic !== null && topics.includes(topic));
}

function requirementOfRow({ rule, bases, needsRegister }: UseRow, { hasRegister }: RuleQuestion): Requirement {
  if (rule === "deny") return DENIED;
  if (rule === "allow" && needsRegister && !hasRegister) return { isFree: false, bases: [PLAIN_CONSENT] };
  return rule === "allow" ? { isFree: true } : { isFree: false, bases };
}

/** What does where nobody looks into the register. */
const PLAIN_CONSENT: BasisCondition = {
  basis: "consent",
  events: [{ event: "other", within: undefined }],
  needsRefusalOffered: false,
  needsSameTopic: false,
};

function inBoth(ones: readonly BasisCondition[], others: readonly BasisCondition[]): readonly BasisCondition[] {
  return ones.flatMap((one) =>
    others
      .filter(({ basis }) => basis === one.basis)
      .map((other) => ({
        basis: one.basis,
        events: one.events.flatMap(({ event, within }) =>
          other.events
            .filter((same) => same.event === event)
            .map((same) => ({ event, within: shorter(within, same.within) })),
        ),
        needsRefusalOffered: one.needsRefusalOffered || other.needsRefusalOffered,
        needsSameTopic: one.needsSameTopic || other.needsSameTopic,
      })),
  );
}

type Within = BasisCondition["events"][number]["within"];

const DAYS = { day: 1, week: 7, month: 30, year: 365 } as const;

function shorter(one: Within, other: Within): Within {
  if (one === undefined || other === undefined) return one ?? other;
  return one.count * DAYS[one.unit] <= other.count * DAYS[other.unit] ? one : other;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
