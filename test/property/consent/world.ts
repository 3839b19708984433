import fc from "fast-check";

import { AUTHORITIES, type Authority } from "../../../src/domain/project.ts";
import { answersTo, listing, type ListingSpec } from "./listings.ts";
import { anyTime, at, earlyTime, type TimeSpec } from "./times.ts";
import { withTopics, words } from "./words.ts";

/**
 * Which loadings of a statement there were: `gone` files were loaded by the first run and are no more, `kept` ones were
 * loaded by it and are still there, `new` ones came since.
 */
export const LOADINGS = ["new", "kept", "gone"] as const;
export type LoadingKind = (typeof LOADINGS)[number];

export const UNREADABLE_POINT = 9;

/**
 * An Argentine number with its 9 and without, point 3 with a tag and in a sub-domain, and a mailbox of Gmail in two spellings: what
 * exact keys keep apart.
 */
const LOOSE_POINTS = [10, 11, 12, 13, 14, 15] as const;

/** Point 0 by digits that no parser takes for a number; nobody holds it so, and no list has it. */
export const RAW_POINT = 16;

export interface PointSpec {
  readonly point: number;
  readonly spelling: number;
}

/** What every statement has. Customers are numbers; one beyond those of the world is in no file of customers. */
interface StatementSpec {
  readonly customer: number | null;
  readonly contact: PointSpec | null;
  readonly source: Authority;
  readonly loadings: readonly LoadingKind[];
}

export interface EventSpec extends StatementSpec {
  readonly action: string;
  readonly purpose: string | null;
  readonly channel: string | null;
  readonly topic: string | null;
  readonly effective: TimeSpec;
  readonly recorded: TimeSpec;
  readonly expires: TimeSpec;
  readonly legalBasis: string | null;
  readonly authority: string | null;
  readonly origin: string | null;
  readonly stopScope: string | null;
  readonly method: string | null;
  readonly proofRef: string | null;
  readonly noticeId: string | null;
  readonly noticeVersion: string | null;
}

/** With a customer it names a person, else its contact point, or the domain or the prefix that the point lies in. */
export interface SuppressionSpec extends StatementSpec {
  readonly area: "domain" | "prefix" | null;
  readonly scope: string | null;
  readonly authority: string | null;
  readonly effective: TimeSpec;
  readonly expires: TimeSpec;
}

export interface OutcomeSpec extends StatementSpec {
  readonly outcome: string;
  readonly channel: string;
  readonly contacted: TimeSpec;
}

export interface HoldingSpec extends PointSpec {
  readonly customer: number;
  readonly from: string | null;
  readonly until: string | null;
}

/** The first customer was merged into the second, of whom one may be in no file of customers. */
export interface MergeSpec {
  readonly from: number;
  readonly into: number;
  readonly loadings: readonly LoadingKind[];
  readonly merged: TimeSpec;
  readonly undone: TimeSpec;
}

/** A few customers, what they hold, and everything said about them. Worlds share nothing. */
export interface World {
  readonly customers: number;
  readonly holdings: readonly HoldingSpec[];
  readonly events: readonly EventSpec[];
  readonly suppressions: readonly SuppressionSpec[];
  readonly listings?: readonly ListingSpec[];
  readonly outcomes: readonly OutcomeSpec[];
  readonly merges: readonly MergeSpec[];
}

/** A plain statement of each kind, for tests that spell worlds out. */
export const PLAIN: StatementSpec = { customer: 0, contact: null, source: "subject", loadings: ["new"] };

export const PLAIN_EVENT: EventSpec = {
  ...PLAIN,
  action: "withdraw",
  purpose: "direct_marketing",
  channel: "sms",
  topic: null,
  effective: at("2026-11-10T00:00:00.000Z"),
  recorded: { kind: "absent" },
  expires: { kind: "absent" },
  legalBasis: null,
  authority: "subject",
  origin: null,
  stopScope: null,
  method: "web form",
  proofRef: "p-1",
  noticeId: "privacy",
  noticeVersion: "2",
};

const point = fc.record({
  point: fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 3, 4, 5, UNREADABLE_POINT, ...LOOSE_POINTS, RAW_POINT),
  spelling: fc.constantFrom(0, 0, 1, 2),
});
const customer = fc.constantFrom(0, 0, 0, 1, 1, 2, 3);
const source = fc.constantFrom(...(["subject", "subject", ...AUTHORITIES] as const));
const loadings = fc.oneof(
  { arbitrary: fc.constantFrom<LoadingKind[]>(["new"], ["kept"], ["gone"]), weight: 5 },
  { arbitrary: fc.uniqueArray(fc.constantFrom(...LOADINGS), { minLength: 1 }), weight: 2 },
);
const purpose = words(
  ["direct_marketing", 8],
  ["*", 2],
  ["third_party_disclosure", 2],
  ["automated_decision", 2],
  ["sensitive_data_use", 3],
  ["newsletter", 2],
  [" Direct_Marketing ", 1],
  ["holiday cards", 1],
  [null, 1],
);
const channel = words(
  ["sms", 7],
  ["*", 2],
  ["call", 2],
  ["email", 2],
  ["post", 1],
  [" SMS", 1],
  ["pigeon", 1],
  [null, 1],
);
const authority = words(
  ["subject", 3],
  ["admin", 2],
  ["user", 2],
  ["machine", 1],
  ["Subject", 1],
  ["boss", 1],
  [null, 1],
);
const absent: fc.Arbitrary<TimeSpec> = fc.constant({ kind: "absent" });
const seldomTime = fc.oneof({ arbitrary: absent, weight: 4 }, { arbitrary: anyTime, weight: 1 });

const shared = { customer: fc.option(customer, { freq: 6 }), contact: fc.option(point, { freq: 2 }), source, loadings };

/** Any words at all: seldom do two of these speak about the same question. */
const scatteredEvent: fc.Arbitrary<EventSpec> = fc.record({
  ...shared,
  action: words(
    ["withdraw", 4],
    ["give", 7],
    ["renew", 1],
    ["refuse", 1],
    ["revoke", 1],
    ["Invalidate", 1],
    ["request", 1],
    ["defer", 1],
  ) as fc.Arbitrary<string>,
  purpose,
  channel,
  topic: fc.constant(null),
  effective: anyTime,
  recorded: seldomTime,
  expires: seldomTime,
  legalBasis: words([null, 4], ["consent", 2], ["soft_opt_in", 1], ["legitimate_interest", 1], ["a good one", 1]),
  authority,
  origin: words([null, 2], ["point", 1], ["account", 1]),
  stopScope: words([null, 2], ["person", 1], ["contact_point", 2]),
  method: words(["web form", 5], [null, 1]),
  proofRef: words(["p-1", 5], [null, 1]),
  noticeId: words(["privacy", 7], ["terms", 2], ["another", 1], [null, 1]),
  noticeVersion: words(["2", 3], ["1", 3], ["3", 1], ["4", 1], [null, 1]),
});

/** What the campaigns ask about most, so that grants and denials meet; the interesting parts vary. */
const focusedEvent: fc.Arbitrary<EventSpec> = fc.record({
  customer: fc.constantFrom<(number | null)[]>(0, 0, 0, 1),
  contact: fc.constantFrom<(PointSpec | null)[]>(null, null, { point: 0, spelling: 0 }, { point: 1, spelling: 1 }),
  source: fc.constantFrom<Authority[]>("subject", "subject", "admin"),
  loadings: fc.constantFrom<LoadingKind[][]>(["kept"], ["new"], ["gone", "new"], ["gone"]),
  action: words(["withdraw", 1], ["give", 3]) as fc.Arbitrary<string>,
  purpose: words(["direct_marketing", 3], ["third_party_disclosure", 1]),
  channel: words(["sms", 7], [null, 2], ["*", 1]),
  topic: fc.constant(null),
  effective: fc.oneof({ arbitrary: earlyTime, weight: 3 }, { arbitrary: anyTime, weight: 1 }),
  recorded: fc.oneof({ arbitrary: absent, weight: 9 }, { arbitrary: anyTime, weight: 1 }),
  expires: seldomTime,
  legalBasis: words([null, 6], ["implied", 1], ["a good one", 1]),
  authority: words(["subject", 3], ["admin", 2], ["user", 1]),
  origin: words([null, 3], ["point", 1], ["account", 1]),
  stopScope: words([null, 3], ["contact_point", 1]),
  method: words(["web form", 7], [null, 1]),
  proofRef: words(["p-1", 7], [null, 1]),
  noticeId: words(["privacy", 11], ["terms", 1], [null, 1]),
  noticeVersion: words(["2", 6], ["3", 2], ["1", 2], [null, 1]),
});

const event = fc.oneof({ arbitrary: focusedEvent, weight: 3 }, { arbitrary: scatteredEvent, weight: 1 });

export const denialEvent: fc.Arbitrary<EventSpec> = fc
  .tuple(event, fc.constantFrom("withdraw", "refuse", "revoke", "invalidate"))
  .map(([spec, action]) => ({ ...spec, action }));

export const suppression: fc.Arbitrary<SuppressionSpec> = fc.record({
  ...shared,
  area: fc.constantFrom(null, null, "domain" as const, "prefix" as const),
  scope: words(
    ["purpose:direct_marketing", 3],
    ["all", 2],
    ["channel:sms", 2],
    [" Purpose: Newsletter", 1],
    ["topic:home care", 2],
    ["topic: HOME  Care", 1],
    ["topic:", 1],
    ["channel:pigeon", 1],
    ["some", 1],
    [null, 1],
  ),
  authority: words(["subject", 3], ["admin", 1], ["user", 1], ["machine", 1], [null, 1]),
  effective: seldomTime,
  expires: seldomTime,
});

export const outcome: fc.Arbitrary<OutcomeSpec> = fc.record({
  ...shared,
  outcome: words(
    ["opted_out", 3],
    ["complained", 2],
    ["Opted_Out", 1],
    ["sent", 1],
    ["bounced", 1],
  ) as fc.Arbitrary<string>,
  channel: words(["sms", 3], ["call", 1], ["email", 1]) as fc.Arbitrary<string>,
  contacted: anyTime,
});

const holding: fc.Arbitrary<HoldingSpec> = fc.record({
  customer: fc.constantFrom(0, 0, 1, 1, 2, 3),
  point: fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 4, 5, ...LOOSE_POINTS),
  spelling: fc.constantFrom(0, 0, 1, 2),
  from: words([null, 4], ["2026-11-09", 1], ["2026-11-10", 1], ["2026-11-11", 1]),
  until: words([null, 4], ["2026-11-09", 1], ["2026-11-10", 1], ["2026-12-31", 1]),
});

const merge: fc.Arbitrary<MergeSpec> = fc.record({
  from: customer,
  into: fc.constantFrom(1, 1, 0, 2, 3),
  loadings,
  merged: fc.oneof({ arbitrary: earlyTime, weight: 3 }, { arbitrary: anyTime, weight: 1 }),
  undone: fc.oneof(
    { arbitrary: absent, weight: 3 },
    { arbitrary: earlyTime, weight: 2 },
    { arbitrary: anyTime, weight: 1 },
  ),
});

/** Half of the worlds have no merges: a customer is a person there. */
const merges = fc.oneof(
  { arbitrary: fc.constant([]), weight: 1 },
  { arbitrary: fc.array(merge, { minLength: 1, maxLength: 3 }), weight: 1 },
);

/** Worlds whose events name no topic yet. */
export const worldOfNoTopics: fc.Arbitrary<World> = fc
  .record({
    customers: fc.integer({ min: 1, max: 3 }),
    holdings: fc.array(holding, { minLength: 1, maxLength: 5 }),
    events: fc.array(event, { minLength: 1, maxLength: 7 }),
    suppressions: fc.array(suppression, { maxLength: 1 }),
    listings: fc.oneof(
      { arbitrary: fc.constant([]), weight: 2 },
      { arbitrary: fc.array(listing, { maxLength: 2 }), weight: 1 },
    ),
    outcomes: fc.array(outcome, { maxLength: 1 }),
    merges,
  })
  .map((each) => ({ ...each, events: [...each.events, ...answersTo(each.listings, PLAIN_EVENT)] }));

export const world = withTopics(worldOfNoTopics);
