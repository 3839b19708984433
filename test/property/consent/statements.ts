import { CHANNELS } from "../../../src/domain/campaign.ts";
import type { Holding, Statements } from "../../oracle/statements.ts";
import type { Loading } from "../../oracle/merges.ts";
import { listingStatement } from "./listings.ts";
import { NOTICES, PURPOSES } from "./notices.ts";
import { FIRST_RUN, SECOND_RUN, statedTime, type TimeSpec } from "./times.ts";
import { type LoadingKind, type PointSpec, RAW_POINT, UNREADABLE_POINT, type World } from "./world.ts";

const FIRST_LOOSE_POINT = 10;
const GMAIL_POINT = 14;

/** 16:00 the day before in UTC: where a day of contact history begins, in the project's time zone. */
const LOCAL_MIDNIGHT = -8 * 3_600_000;

const LOADING: Readonly<Record<LoadingKind, Loading>> = {
  gone: { seenAt: Date.parse(FIRST_RUN), isStillThere: false },
  kept: { seenAt: Date.parse(FIRST_RUN), isStillThere: true },
  new: { seenAt: Date.parse(SECOND_RUN), isStillThere: true },
};

/** The world as the oracle reads it, after the second run. */
export function statementsOf(world: World, name: string): Statements {
  const shared = (
    spec: Who & { readonly source: World["events"][number]["source"]; readonly loadings: readonly LoadingKind[] },
    id: string,
  ) => {
    const { customer, contact } = speaker(spec);
    return {
      id,
      loadings: spec.loadings.map((kind) => LOADING[kind]),
      ceiling: spec.source,
      customerId: customer === null ? null : customerId(name, customer),
      namesContactPoint: contact !== null,
      contactKey: contact === null || isAddressElsewhere(contact, spec.channel) ? null : contactKey(name, contact),
    };
  };
  return {
    purposes: PURPOSES,
    channels: CHANNELS,
    notices: NOTICES.flatMap(({ id, versions }) => versions.map((version) => ({ ...version, noticeId: id }))),
    events: world.events.map((spec, index) => ({
      ...spec,
      ...shared(spec, statementId(name, "event", index)),
      effective: statedTime(spec.effective),
      recorded: statedTime(spec.recorded),
      expires: statedTime(spec.expires),
    })),
    suppressions: world.suppressions.map((spec, index) => ({
      ...spec,
      ...shared(suppressed(spec), statementId(name, "suppression", index)),
      ...areaOf(name, spec),
      effective: statedTime(spec.effective),
      expires: statedTime(spec.expires),
    })),
    listings: (world.listings ?? []).map((spec) =>
      listingStatement(
        spec,
        contactKey(name, spec.contact) ?? "",
        spec.loadings.map((kind) => LOADING[kind]),
      ),
    ),
    outcomes: world.outcomes.map((spec, index) => ({
      ...spec,
      ...shared(spec, statementId(name, "outcome", index)),
      outcome: spec.outcome.toLowerCase(),
      contacted: localTime(spec.contacted),
    })),
    holdings: world.holdings.map((spec): Holding => ({
      customerId: customerId(name, spec.customer),
      contactKey: contactKey(name, spec) ?? "",
      fromDay: spec.from === null ? null : Date.parse(spec.from),
      untilDay: spec.until === null ? null : Date.parse(spec.until),
    })),
    merges: world.merges.map(({ from, into, loadings, merged, undone }) => ({
      fromCustomerId: customerId(name, from),
      intoCustomerId: customerId(name, into),
      loadings: loadings.map((kind) => LOADING[kind]),
      merged: statedTime(merged),
      undone: statedTime(undone),
    })),
  };
}

interface Who {
  readonly customer: number | null;
  readonly contact: PointSpec | null;
  /** Of statements that have one. */
  readonly channel?: string | null;
}

/** Whom a statement names. One that names nobody who can be read refuses the whole run, so it is given the first customer. */
export function speaker<T extends Who>(spec: T): T {
  const { customer, contact, channel } = spec;
  // The first customer is the one whom every world knows.
  const isNobody = contact === null ? customer === null : customer !== 0 && isUnreadable(contact, channel);
  return isNobody ? { ...spec, customer: 0 } : spec;
}

/** Nobody can read the one, of another only digits are left, and where no letter goes an address could be meant as anything. */
function isUnreadable(contact: PointSpec, channel: string | null | undefined): boolean {
  return [UNREADABLE_POINT, RAW_POINT].includes(contact.point) || isAddressElsewhere(contact, channel);
}

/** In a statement on a channel that goes to no address; a list says itself what its values are. */
function isAddressElsewhere({ point }: PointSpec, channel: string | null | undefined): boolean {
  return channel !== undefined && contactKind(point) === "address" && channel?.trim().toLowerCase() !== "post";
}

/** A row of a suppression list names a person or a contact point, never both; what it names can be read. */
export function suppressed<T extends Who>(spec: T): T {
  const isNobody = spec.contact === null || isUnreadable(spec.contact, undefined);
  const named = isNobody ? speaker({ ...spec, contact: null }) : spec;
  return named.customer !== null && named.contact !== null ? { ...named, customer: null } : named;
}

/** A row that names an area in place of the point it lies in: a telephone's prefix, an e-mail's domain. */
export function areaOf(
  name: string,
  spec: Who & Pick<World["suppressions"][number], "area">,
): { readonly area: "domain" | "prefix" | null; readonly contactKey?: string } {
  const { contact } = suppressed(spec);
  if (contact === null) return { area: null };
  if (spec.area === "prefix" && contactKind(contact.point) === "phone")
    return { area: "prefix", contactKey: `prefix:${(contactKey(name, contact) ?? "").slice("phone:".length, -1)}` };
  const isOwnDomain = contactKind(contact.point) === "email" && contact.point < GMAIL_POINT;
  if (spec.area !== "domain" || !isOwnDomain) return { area: null };
  return {
    area: "domain",
    contactKey: `domain:${contactText(name, { ...contact, spelling: 0 }).replace(/^.*@/u, "")}`,
  };
}

export function customerId(name: string, customer: number): string {
  return `${name}-c${customer}`;
}

export function statementId(name: string, kind: "event" | "suppression" | "outcome", index: number): string {
  return `${name}-${kind}-${index}`;
}

/** A contact point in one of its spellings; all of them are one point, in a project of China. */
export function contactText(name: string, { point, spelling }: PointSpec): string {
  const digits = nationalNumber(name, point);
  if (point < 3)
    return (
      [`+86${digits}`, `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}`, `0086-${digits}`][spelling] ??
      ""
    );
  if (point < 5)
    return (
      [
        `p${point}@${name}.example`,
        `P${point} <P${point}@${name.toUpperCase()}.Example>`,
        ` p${point}@${name}.example. `,
      ][spelling] ?? ""
    );
  if (point >= FIRST_LOOSE_POINT) return contactKey(name, { point, spelling })?.replace(/^\w+:(?:raw:)?/u, "") ?? "";
  if (point === 5)
    return [`5 Linden Row ${name}`, `5, LINDEN row, ${name}`, `5 Linden\tRow ${name.toUpperCase()}`][spelling] ?? "";
  return "?";
}

/** The key that the point's spellings share; null for the value nobody can read. */
function contactKey(name: string, { point }: PointSpec): string | null {
  if (point < 3) return `phone:+86${nationalNumber(name, point)}`;
  if (point < 5) return `email:p${point}@${name}.example`;
  return point === 5 ? `address:5 linden row ${name}` : (looseKeys(name)[point] ?? null);
}

/** Keys that are not exactly what another point has. */
function looseKeys(name: string): Readonly<Record<number, string>> {
  const argentine = `4${nationalNumber(name, 0).slice(-7)}`;
  return {
    10: `phone:+54911${argentine}`,
    11: `phone:+5411${argentine}`,
    12: `email:p3+tag@${name}.example`,
    13: `email:p3@mail.${name}.example`,
    [GMAIL_POINT]: `email:p.${name}@gmail.com`,
    15: `email:p${name}+a@googlemail.com`,
    [RAW_POINT]: `phone:raw:8600${nationalNumber(name, 0)}`,
  };
}

export function contactKind(point: number): "phone" | "email" | "address" {
  if (point < 3 || point === 10 || point === 11) return "phone";
  return point < 5 || point >= 12 ? "email" : "address";
}

/** Numbers of worlds are their names' digits, so that no two worlds share a telephone. */
function nationalNumber(name: string, point: number): string {
  return `138${(name.replaceAll(/\D/gu, "") + String(point)).padStart(8, "0")}`;
}

/** Contact history is read in the project's time zone, so a day there is an instant. */
function localTime(spec: TimeSpec) {
  const stated = statedTime(spec);
  if (stated.kind !== "day") return stated;
  const minutes = [0, 23 * 60 + 59, 8 * 60 + 30][spec.spelling ?? 0] ?? 0;
  return { kind: "local" as const, at: stated.at + LOCAL_MIDNIGHT + minutes * 60_000 };
}
