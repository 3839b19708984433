import {
  covers,
  type Denial,
  denialAuthority,
  denialTimes,
  type Grant,
  grantAuthority,
  grantTimes,
  isOfTopic,
  isRecordedInTime,
  lifts,
  type Question,
  type StatedTime,
} from "../../src/domain/consent.ts";
import { holds, isAlone, wasHeld } from "./held.ts";
import { listedDenials, mayBeLifted } from "./listings.ts";
import { customersOf, isReachable, personOf, type Span, spansOf } from "./merges.ts";
import { isInArea, mayBeOne } from "./matching.ts";
import type { Statement, Statements, ToldVersion } from "./statements.ts";
import { type Asked, isTold } from "./told.ts";
import { deniedTopic, grantedTopic, scopeOf, wide, word } from "./words.ts";

const DENYING = ["refuse", "withdraw", "revoke", "invalidate"];
const GRANTING = ["give", "renew"];

/** How near the person's grants come to allowing; the best of them decides. */
export const BASES = [
  "valid",
  "proof_missing",
  "notice_outdated",
  "expired",
  "not_yet",
  "other_scope",
  "none",
] as const;
export type Basis = (typeof BASES)[number];

export type Answer =
  | { readonly verdict: "deny"; readonly evidence: readonly string[] }
  | { readonly verdict: "allow"; readonly grantId: string }
  | { readonly verdict: "unknown"; readonly why: Basis };

/** The fold of consent-gate.md §3, event by event and question by question, with no thought of speed. */
export function foldConsent(statements: Statements, question: Asked, accepted: readonly string[] = CONSENT): Answer {
  const evidence = standingDenials(statements, question);
  if (evidence.length > 0) return { verdict: "deny", evidence };
  const { basis, grantId } = bestGrant(statements, question, accepted);
  return basis === "valid" ? { verdict: "allow", grantId } : { verdict: "unknown", why: basis };
}

/** When the person last said no to what is asked and took it back since; consent given before that no longer counts. */
function lastTakenBack(statements: Statements, question: Question): number {
  const grants = grantsOf(statements);
  const lifted = denialsOf(statements)
    .filter((denial) => covers(denial, question) && binds(denial, statements, question))
    .filter((denial) => isLifted(denial, grants, statements, question));
  return Math.max(-Infinity, ...lifted.map(({ orderAt }) => orderAt));
}

/** The ids of the denials that bind the person at the point asked about and that no grant lifts, sorted (steps 1 to 3). */
export function standingDenials(statements: Statements, question: Question): string[] {
  const grants = grantsOf(statements);
  return denialsOf(statements)
    .filter((denial) => covers(denial, question) && binds(denial, statements, question))
    .filter((denial) => !isLifted(denial, grants, statements, question))
    .map(({ id }) => id)
    .toSorted();
}

/** The grant that comes nearest to allowing exactly what is asked, whatever standing denials say (steps 4 and 5). */
export function bestGrant(
  statements: Statements,
  question: Asked,
  accepted: readonly string[] = CONSENT,
): { readonly basis: Basis; readonly grantId: string } {
  const answers = grantsOf(statements)
    .filter(({ personId, purpose }) => personId === question.personId && purpose === question.purpose)
    .filter(({ orderAt }) => orderAt > lastTakenBack(statements, question))
    .map((grant) => ({ basis: basisOf(grant, statements, question, accepted), grantId: grant.id }))
    .toSorted((a, b) => BASES.indexOf(a.basis) - BASES.indexOf(b.basis) || (a.grantId < b.grantId ? -1 : 1));
  return answers[0] ?? { basis: "none", grantId: "" };
}

/** A denial that reaches the person through several customers must be lifted for each of them. */
function isLifted(
  denial: StatedDenial,
  grants: readonly StatedGrant[],
  statements: Statements,
  question: Question,
): boolean {
  if (!mayBeLifted(denial, question)) return false;
  const spans = spansOf(statements.merges);
  return reachedBy(denial, statements, question).every((member) =>
    grants.some((grant) => lifts(grant, denial, question) && mayLiftOf(grant, member, spans)),
  );
}

/** A grant on one member lifts another member's denial only if it was said after the two became one. Source: §3, step 2. */
function mayLiftOf(grant: StatedGrant, member: string, spans: readonly Span[]): boolean {
  return isReachable(
    grant.customerId,
    member,
    spans.filter(({ orderAt }) => orderAt < grant.orderAt),
  );
}

interface StatedDenial extends Denial {
  readonly id: string;
  readonly customerId: string | null;
  readonly origin: string | null;
  /** The first moment at which it was recorded. */
  readonly knownAt: number;
  /** Of a listing. */
  readonly liftedOn?: readonly string[];
}

function denialsOf({ events, suppressions, listings, outcomes, purposes, channels }: Statements): StatedDenial[] {
  const refusals = events.filter(({ action }) => DENYING.includes(word(action) ?? ""));
  return [
    ...refusals.map((event) => ({
      ...basics(event),
      ...denialTimes(event.effective, { kind: "absent" }, firstSeen(event)),
      purpose: wide(event.purpose, purposes),
      channel: wide(event.channel, channels),
      topic: deniedTopic(event.topic),
      // A stop of one point that nobody can read is a stop of the person.
      isPointStop: word(event.stopScope) === "contact_point" && isReadable(event.contactKey),
      isOfManyPoints: false,
      origin: word(event.origin),
      authority: denialAuthority(word(event.authority)),
    })),
    ...suppressions
      .filter(({ customerId, contactKey }) => customerId !== null || contactKey !== null)
      .map((row) => ({
        ...basics(row),
        ...denialTimes(row.effective, row.expires, firstSeen(row)),
        ...scopeOf(row.scope, purposes, channels),
        isPointStop: false,
        isOfManyPoints: row.area !== null,
        origin: null,
        authority: denialAuthority(word(row.authority)),
      })),
    ...outcomes
      .filter(({ outcome }) => ["opted_out", "complained"].includes(outcome))
      .map((row) => ({
        ...basics(row),
        ...denialTimes(row.contacted, { kind: "absent" }, firstSeen(row)),
        purpose: "direct_marketing",
        channel: row.outcome === "complained" ? "*" : wide(row.channel, channels),
        topic: null,
        isPointStop: false,
        isOfManyPoints: false,
        origin: null,
        authority: denialAuthority("subject"),
      })),
    ...listedDenials(listings),
  ];
}

/** Digits that are no number bind as they stand, and name no point. */
function isReadable(contactKey: string | null): boolean {
  return contactKey !== null && !contactKey.startsWith("phone:raw:");
}

function basics(statement: Statement & { readonly recorded?: StatedTime }) {
  const { id, customerId, contactKey, recorded = { kind: "absent" } } = statement;
  return { id, customerId, contactKey, knownAt: Math.min(firstSeen(statement), recordedAt(recorded)) };
}

/** The earliest that its record could have been made; at any time when that cannot be read. */
function recordedAt(recorded: StatedTime): number {
  if (recorded.kind === "absent") return Infinity;
  return recorded.kind === "unreadable" ? -Infinity : denialTimes(recorded, { kind: "absent" }, 0).startAt;
}

/** Every loading of a statement is the same statement: it was first seen when the first of them was. */
function firstSeen({ loadings }: Statement): number {
  return Math.min(...loadings.map(({ seenAt }) => seenAt));
}

function binds(denial: StatedDenial, statements: Statements, question: Question): boolean {
  return reachedBy(denial, statements, question).length > 0;
}

/**
 * The customers through whom a denial reaches the person asked about: those of the person who said it or hold its point, and
 * those who were one with any of the person while the denial was known. Origin decides: a point binds whoever has it, an
 * account the person, unknown both. Source: consent-gate.md §4 and §5.
 */
function reachedBy(denial: StatedDenial, statements: Statements, { personId, contactKey }: Question): string[] {
  const isOfPoints = denial.isPointStop || denial.isOfManyPoints;
  const holders = statements.holdings.filter((held) => isMeant(denial, held.contactKey));
  const holding = holders
    .filter((held) => !isOfPoints || held.contactKey === contactKey)
    .map(({ customerId }) => customerId);
  const isOfAccount = denial.origin === "account" && denial.customerId !== null;
  const said = denial.customerId === null ? [] : [denial.customerId];
  const reached = [...new Set(isOfPoints ? holding : isOfAccount ? said : [...said, ...holding])];
  const spans = spansOf(statements.merges);
  const own = (customer: string) => personOf(customer, spans) === personId;
  if (isOfPoints) return reached.filter(own);
  const known = Math.min(denial.startAt, denial.knownAt);
  const shared = spans.filter(({ undoneAt }) => undoneAt >= known);
  return reached.filter(
    (customer) =>
      own(customer) || customersOf(spans).some((other) => own(other) && isReachable(customer, other, shared)),
  );
}

/** Whether a point that somebody holds is the denial's, may well be it, or lies in its domain or prefix. */
function isMeant({ contactKey, isOfManyPoints }: StatedDenial, held: string): boolean {
  if (contactKey === null) return false;
  return isOfManyPoints ? isInArea(held, contactKey) : mayBeOne(held, contactKey);
}

interface StatedGrant extends Grant {
  readonly id: string;
  readonly customerId: string;
  readonly namesContactPoint: boolean;
  readonly leavesChannelOut: boolean;
  /** The version of a notice it was given on; undefined when nobody knows it. */
  readonly told: ToldVersion | undefined;
  readonly effective: StatedTime;
}

/** Only files that are still there grant anything: nothing keeps a grant. */
function grantsOf(statements: Statements): StatedGrant[] {
  const { events, purposes, channels } = statements;
  const spans = spansOf(statements.merges);
  return events
    .filter(({ action }) => GRANTING.includes(word(action) ?? ""))
    .filter(({ recorded, loadings }) =>
      loadings.some((loading) => loading.isStillThere && isRecordedInTime(recorded, loading.seenAt)),
    )
    .flatMap((event) => {
      const purpose = purposes.find((known) => known === word(event.purpose));
      const { startAt, orderAt, endAt } = grantTimes(event.effective, event.expires);
      if (event.customerId === null || purpose === undefined || startAt === Infinity) return [];
      return {
        id: event.id,
        customerId: event.customerId,
        personId: personOf(event.customerId, spans),
        purpose,
        channel: channels.find((known) => known === word(event.channel)) ?? null,
        topic: grantedTopic(event.topic),
        contactKey: event.contactKey,
        namesContactPoint: event.namesContactPoint,
        leavesChannelOut: word(event.channel) === null,
        told: statements.notices.find(
          ({ noticeId, version }) => noticeId === event.noticeId && version === event.noticeVersion,
        ),
        legalBasis: word(event.legalBasis) ?? "consent",
        hasProof: event.method !== null && event.proofRef !== null,
        authority: grantAuthority(word(event.authority), event.ceiling),
        effective: event.effective,
        startAt,
        orderAt,
        endAt,
      };
    });
}

/** The bases that do where a place asks for consent alone. */
const CONSENT: readonly string[] = ["consent"];

/** Of the bases that a place accepts, consent needs its proof and its notice, and no other does. Source: consent-gate.md §6. */
function basisOf(grant: StatedGrant, statements: Statements, question: Asked, accepted: readonly string[]): Basis {
  const { channel, contactKey, window } = question;
  const isPointMeant = grant.namesContactPoint
    ? grant.contactKey === contactKey && (isAlone(grant, statements) || holds(grant, statements, contactKey))
    : wasHeld(grant, statements, contactKey);
  const isChannelMeant = grant.leavesChannelOut ? grant.told?.channels.includes(channel) : grant.channel === channel;
  if (!isOfTopic(grant, question)) return "other_scope";
  if (!accepted.includes(grant.legalBasis) || isChannelMeant !== true || contactKey === null || !isPointMeant)
    return "other_scope";
  if (grant.startAt > window.fromAt) return "not_yet";
  if (grant.endAt < window.untilAt) return "expired";
  if (grant.legalBasis !== "consent") return "valid";
  if (!isTold(grant.told, question)) return "notice_outdated";
  return grant.hasProof ? "valid" : "proof_missing";
}
