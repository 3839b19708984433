import { afterAll, beforeAll, expect, test } from "vitest";

import { openTestEngine, type TestEngine } from "../../support/test-engine.ts";
import { AUTHORITIES } from "../../../src/domain/project.ts";
import { type CampaignSpec, CAMPAIGNS } from "./campaigns.ts";
import { disagreements, indexOf } from "./disagreements.ts";
import { askModels } from "./models.ts";
import { at, FIRST_RUN, LONG_WINDOW, type TimeSpec } from "./times.ts";
import { type EventSpec, PLAIN, PLAIN_EVENT, type PointSpec, type SuppressionSpec, type World } from "./world.ts";

const PATIENCE = 600_000;

/** Worlds of one run; the engine of the tests has little memory. */
const WORLDS_AT_ONCE = 25_000;

/** One campaign asking one question: may I send this person an SMS of direct marketing? */
const ASKED: CampaignSpec = { ...(CAMPAIGNS[0] as CampaignSpec), uses: ["direct_marketing"] };

/** The same about its topic, and a campaign of none. */
const OF_NO_TOPIC: CampaignSpec = { ...ASKED, id: "of-no-topic", topic: null };

const HOLDINGS = [0, 1].map((point) => ({ customer: 0, point, spelling: 0, from: null, until: null }));
const POINT_0: PointSpec = { point: 0, spelling: 0 };
const POINT_1: PointSpec = { point: 1, spelling: 1 };
const EARLY = at("2026-11-10T00:00:00.000Z");
const LATE = at("2026-11-11T12:00:00.000Z");

let opened: TestEngine;

beforeAll(async () => {
  opened = await openTestEngine();
});

afterAll(async () => {
  await opened.close();
});

const WHO = [
  { contact: null, stopScope: null },
  { contact: POINT_0, stopScope: null, origin: "point", customer: null },
  { contact: POINT_0, stopScope: "contact_point" },
  { contact: POINT_1, stopScope: "contact_point" },
  { contact: null, stopScope: "contact_point" },
];

/** The long mode adds the words that keep a denial or a grant out of the question, and a denial at the last moment. */
const IS_LONG = process.env["GK_LONG"] === "1";

const pairs = denials({
  purpose: ["direct_marketing", null, ...(IS_LONG ? ["newsletter"] : [])],
  channel: ["sms", "*", ...(IS_LONG ? ["call"] : [])],
  who: WHO,
  authority: [...AUTHORITIES, null],
  effective: [EARLY, { kind: "unreadable" }, ...(IS_LONG ? [LATE] : [])],
}).flatMap((denial) =>
  grants({
    purpose: ["direct_marketing", ...(IS_LONG ? ["*"] : [])],
    channel: ["sms", null],
    contact: [null, POINT_0],
    authority: AUTHORITIES,
    effective: [EARLY, LATE, at("2026-11-25T00:00:00.001Z")],
  }).map((grant) => worldOf([denial, grant])),
);

test(
  `one denial and one grant: models and oracle agree on all ${pairs.length} combinations of purpose, channel, scope, authority and time`,
  async () => {
    await expectAgreement(pairs);
  },
  PATIENCE,
);

/** A topic, another, two of them, every one and none, with the spellings of each. */
const TOPICS = [null, "Home Care", "HOME  care", "garden", "home care;garden", "*", "all", "unknown", "-"];

const topicGrants = withEachTopic(
  grants({
    purpose: ["direct_marketing"],
    channel: ["sms"],
    contact: [null, POINT_0],
    authority: ["user", "subject"],
    effective: [EARLY, LATE],
  }),
);
const topicDenials = withEachTopic(
  denials({
    purpose: ["direct_marketing"],
    channel: ["sms"],
    who: [
      { contact: null, stopScope: null },
      { contact: POINT_0, stopScope: "contact_point" },
    ],
    authority: ["user", "subject"],
    effective: [EARLY],
  }),
);
const topicStops = ["topic:home care", "topic: HOME  Care", "topic:garden", "topic:", "all", null].map(
  (scope): SuppressionSpec => ({
    ...PLAIN,
    area: null,
    scope,
    authority: "subject",
    effective: EARLY,
    expires: { kind: "absent" },
  }),
);
const topicPairs = topicGrants.flatMap((grant) => [
  ...topicDenials.map((denial) => worldOf([denial, grant])),
  ...topicStops.map((stop) => ({ ...worldOf([grant]), suppressions: [stop] })),
]);

test(
  `one denial and one grant: models and oracle agree on all ${topicPairs.length} combinations of their topics, with the campaign's and with none`,
  async () => {
    await expectAgreement(topicPairs, [ASKED, OF_NO_TOPIC]);
  },
  PATIENCE,
);

const twoDenials = upToTwo(
  denials({
    purpose: ["direct_marketing"],
    channel: ["sms", "*"],
    who: [
      { contact: null, stopScope: null },
      { contact: POINT_0, stopScope: "contact_point" },
    ],
    authority: ["user", "subject"],
    effective: [EARLY, at(FIRST_RUN)],
  }),
);
const twoGrants = upToTwo(
  grants({
    purpose: ["direct_marketing"],
    channel: ["sms"],
    contact: [null, POINT_0],
    authority: ["user", "subject"],
    effective: [LATE, at("2026-11-25T00:00:00.000Z")],
  }),
);
const quartets = twoDenials.flatMap((denying) => twoGrants.map((granting) => worldOf([...denying, ...granting])));

test(
  `up to two denials and up to two grants: models and oracle agree on all ${quartets.length} combinations`,
  async () => {
    await expectAgreement(quartets);
  },
  PATIENCE,
);

const times: readonly TimeSpec[] = [
  { kind: "unreadable" },
  { kind: "absent" },
  ...["2026-11-10", "2026-11-30", "2026-12-15"].map((on): TimeSpec => ({ kind: "day", on })),
  ...around("2026-11-09T10:00:00.000Z"),
  ...around("2026-11-11T12:00:00.000Z"),
  ...around(LONG_WINDOW.fromAt),
  ...around(LONG_WINDOW.toAt),
];
const stopTimes = times.flatMap((effective) =>
  times.map((expires): SuppressionSpec => ({
    ...PLAIN,
    area: null,
    scope: null,
    authority: "subject",
    effective,
    expires,
  })),
);
const grantTimes = times.flatMap((effective) =>
  times.map((expires): EventSpec => ({ ...PLAIN_EVENT, action: "give", effective, expires })),
);
const moments = [
  ...stopTimes.map((stop) => ({ ...worldOf([]), suppressions: [stop] })),
  ...grantTimes.map((grant) => worldOf([grant])),
  ...times.flatMap((denied) =>
    times.map((given) =>
      worldOf([
        { ...PLAIN_EVENT, effective: denied },
        { ...PLAIN_EVENT, action: "give", effective: given },
      ]),
    ),
  ),
];

test(
  `starts, orders and ends: models and oracle agree on all ${moments.length} combinations of instants, days and unreadable times`,
  async () => {
    await expectAgreement(moments);
  },
  PATIENCE,
);

/** Fails with the first world on which models and oracle differ, and what they say about it. */
async function expectAgreement(worlds: readonly World[], campaigns: readonly CampaignSpec[] = [ASKED]): Promise<void> {
  for (let from = 0; from < worlds.length; from += WORLDS_AT_ONCE) {
    const packed = worlds.slice(from, from + WORLDS_AT_ONCE);
    const answers = indexOf(await askModels(opened, packed, { campaigns }));
    for (const [index, world] of packed.entries()) {
      const found = (["denials", "bases", "gates"] as const).flatMap((aspect) =>
        disagreements(aspect, world, `w${index}`, answers, campaigns),
      );
      if (found.length > 0) expect({ world, found }).toEqual({ world, found: [] });
    }
  }
}

function withEachTopic(events: readonly EventSpec[]): EventSpec[] {
  return TOPICS.flatMap((topic) => events.map((each) => ({ ...each, topic })));
}

function worldOf(events: readonly EventSpec[]): World {
  return { customers: 1, holdings: HOLDINGS, events, suppressions: [], outcomes: [], merges: [] };
}

interface DenialChoices {
  readonly purpose: readonly (string | null)[];
  readonly channel: readonly string[];
  readonly who: readonly Partial<EventSpec>[];
  readonly authority: readonly (string | null)[];
  readonly effective: readonly TimeSpec[];
}

function denials({ purpose, channel, who, authority, effective }: DenialChoices): EventSpec[] {
  return product(product(purpose, channel), product(who, product(authority, effective))).map(
    ([[aPurpose, aChannel], [aWho, [anAuthority, time]]]) => ({
      ...PLAIN_EVENT,
      ...aWho,
      purpose: aPurpose,
      channel: aChannel,
      authority: anAuthority,
      effective: time,
    }),
  );
}

interface GrantChoices {
  readonly purpose: readonly string[];
  readonly channel: readonly (string | null)[];
  readonly contact: readonly (PointSpec | null)[];
  readonly authority: readonly string[];
  readonly effective: readonly TimeSpec[];
}

function grants({ purpose, channel, contact, authority, effective }: GrantChoices): EventSpec[] {
  return product(product(purpose, channel), product(contact, product(authority, effective))).map(
    ([[aPurpose, aChannel], [aContact, [anAuthority, time]]]) => ({
      ...PLAIN_EVENT,
      action: "give",
      purpose: aPurpose,
      channel: aChannel,
      contact: aContact,
      authority: anAuthority,
      effective: time,
    }),
  );
}

function product<A, B>(ones: readonly A[], others: readonly B[]): (readonly [A, B])[] {
  return ones.flatMap((one) => others.map((other) => [one, other] as const));
}

/** None, one, or two of a list, in the list's order; two may be the same. */
function upToTwo<T>(list: readonly T[]): T[][] {
  const two = list.flatMap((one, index) => list.slice(index).map((other) => [one, other]));
  return [[], ...list.map((one) => [one]), ...two];
}

/** A millisecond before, at, and a millisecond after. */
function around(on: string): TimeSpec[] {
  return [-1, 0, 1].map((shift) => at(new Date(Date.parse(on) + shift).toISOString()));
}
