import { afterAll, beforeAll, expect, test } from "vitest";

import { openTestEngine, type TestEngine } from "../../support/test-engine.ts";
import { type CampaignSpec, CAMPAIGNS } from "./campaigns.ts";
import { disagreements, indexOf } from "./disagreements.ts";
import { askModels, type ModelAnswers } from "./models.ts";
import { at, type TimeSpec } from "./times.ts";
import { type EventSpec, type MergeSpec, PLAIN_EVENT, type World } from "./world.ts";

const PATIENCE = 600_000;

/** One campaign asking one question: may I send this person an SMS of direct marketing? */
const ASKED: CampaignSpec = { ...(CAMPAIGNS[0] as CampaignSpec), uses: ["direct_marketing"] };

const TIMES = ["2026-11-09T00:00:00.000Z", "2026-11-10T00:00:00.000Z", "2026-11-11T00:00:00.000Z"].map(at);
const [FIRST, SECOND, THIRD] = TIMES as [TimeSpec, TimeSpec, TimeSpec];
const ABSENT: TimeSpec = { kind: "absent" };

/** Each customer has a number of their own, and the third has that of the first as well. */
const HOLDINGS = [0, 1, 2].map((customer) => ({ customer, point: customer, spelling: 0, from: null, until: null }));
const SHARED = [...HOLDINGS, { customer: 2, point: 0, spelling: 1, from: null, until: null }];

let opened: TestEngine;

beforeAll(async () => {
  opened = await openTestEngine();
});

afterAll(async () => {
  await opened.close();
});

const mergeTimes: readonly (readonly [TimeSpec, TimeSpec])[] = [
  ...[...TIMES, { kind: "unreadable" as const }, at("2027-01-10T00:00:00.000Z")].map(
    (merged) => [merged, ABSENT] as const,
  ),
  ...TIMES.flatMap((merged) => [...TIMES, { kind: "unreadable" as const }].map((undone) => [merged, undone] as const)),
  [{ kind: "day", on: "2026-11-10" }, ABSENT],
  [FIRST, { kind: "day", on: "2026-11-10" }],
];

const oneMerge = mergeTimes.flatMap(([merged, undone]) =>
  [
    { from: 0, into: 1 },
    { from: 1, into: 0 },
  ].flatMap((pair) =>
    denialsAt([...TIMES, { kind: "unreadable" }]).flatMap((denial) =>
      grantsAt(TIMES).map((grant) => worldOf([denial, grant], [mergeOf(pair, merged, undone)])),
    ),
  ),
);

test(
  `one merge, one denial, one grant: models and oracle agree on all ${oneMerge.length} combinations of members and times`,
  async () => {
    await expectAgreement(oneMerge);
  },
  PATIENCE,
);

const chains = [
  [mergeOf({ from: 0, into: 1 }, FIRST, ABSENT), mergeOf({ from: 1, into: 2 }, THIRD, ABSENT)],
  [mergeOf({ from: 0, into: 1 }, THIRD, ABSENT), mergeOf({ from: 2, into: 1 }, FIRST, ABSENT)],
  [mergeOf({ from: 0, into: 1 }, FIRST, SECOND), mergeOf({ from: 1, into: 2 }, FIRST, ABSENT)],
  [mergeOf({ from: 0, into: 1 }, FIRST, SECOND), mergeOf({ from: 1, into: 2 }, FIRST, THIRD)],
  [mergeOf({ from: 0, into: 1 }, FIRST, SECOND), mergeOf({ from: 0, into: 1 }, THIRD, ABSENT)],
  [mergeOf({ from: 0, into: 1 }, FIRST, SECOND), mergeOf({ from: 0, into: 2 }, SECOND, ABSENT)],
];
const threeCustomers = chains.flatMap((merges) =>
  [HOLDINGS, SHARED].flatMap((holdings) =>
    denialsAt(TIMES, [0, 1, 2]).flatMap((denial) =>
      grantsAt(TIMES, [0, 1, 2]).map((grant) => ({ ...worldOf([denial, grant], merges), customers: 3, holdings })),
    ),
  ),
);

test(
  `chains of merges and undone ones: models and oracle agree on all ${threeCustomers.length} combinations`,
  async () => {
    await expectAgreement(threeCustomers);
  },
  PATIENCE,
);

test("a merge that only an earlier file told binds as one that is still told", async () => {
  const told = oneMerge.map((world) => withMerges(world, "kept"));
  const gone = oneMerge.map((world) => withMerges(world, "gone"));
  expect(await statesOf(gone)).toEqual(await statesOf(told));
});

test("a merge never lets anybody be contacted who could not be without it, nor through a point that was closed", async () => {
  const merged = await ask(threeCustomers);
  const apart = await ask(threeCustomers.map((world) => ({ ...world, merges: [] })));
  // A point is open when nothing refuses it for any of those who were merged.
  const openApart = new Set(validPoints(apart));
  for (const point of validPoints(merged)) expect(openApart).toContain(point);
  expect(openApart.size).toBeGreaterThan(validPoints(merged).length);
});

function denialsAt(times: readonly TimeSpec[], customers = [0, 1]): EventSpec[] {
  const who = [
    ...customers.map((customer) => ({ customer })),
    { customer: null, contact: { point: 0, spelling: 0 } },
    { customer: 0, contact: { point: 0, spelling: 0 }, stopScope: "contact_point" },
  ];
  return times.flatMap((effective) => who.map((spec) => ({ ...PLAIN_EVENT, ...spec, effective })));
}

function grantsAt(times: readonly TimeSpec[], customers = [0, 1]): EventSpec[] {
  const points = [null, { point: 0, spelling: 0 }];
  return times.flatMap((effective) =>
    customers.flatMap((customer) =>
      points.map((contact) => ({ ...PLAIN_EVENT, action: "give", customer, contact, effective })),
    ),
  );
}

function mergeOf(pair: Pick<MergeSpec, "from" | "into">, merged: TimeSpec, undone: TimeSpec): MergeSpec {
  return { ...pair, merged, undone, loadings: ["new"] };
}

function worldOf(events: readonly EventSpec[], merges: readonly MergeSpec[]): World {
  return { customers: 2, holdings: HOLDINGS.slice(0, 2), events, suppressions: [], outcomes: [], merges };
}

function withMerges(world: World, loading: "kept" | "gone"): World {
  return { ...world, merges: world.merges.map((merge) => ({ ...merge, loadings: [loading] })) };
}

async function ask(worlds: readonly World[]): Promise<ModelAnswers> {
  return askModels(opened, worlds, { campaigns: [ASKED] });
}

async function statesOf(worlds: readonly World[]): Promise<string[]> {
  const { standing, bases } = await ask(worlds);
  return [...standing, ...bases].map((row) => JSON.stringify(row)).toSorted();
}

/** World and contact point of every point with a basis and without a finding. */
function validPoints({ bases, findings }: ModelAnswers): string[] {
  const about = (row: Readonly<Record<string, unknown>>, key: unknown) => `${String(row["person_id"])} ${String(key)}`;
  const refused = new Set(findings.map((row) => about(row, row["contact_key"])));
  return bases
    .filter((row) => row["basis"] === "valid")
    .filter((row) => !refused.has(about(row, null)) && !refused.has(about(row, row["contact_key"])))
    .map((row) => `${String(row["person_id"]).split("-")[0]} ${String(row["contact_key"])}`);
}

/** Fails with the first world on which models and oracle differ, and what they say about it. */
async function expectAgreement(worlds: readonly World[]): Promise<void> {
  const answers = indexOf(await ask(worlds));
  for (const [index, world] of worlds.entries()) {
    const found = (["denials", "bases", "gates"] as const).flatMap((aspect) =>
      disagreements(aspect, world, `w${index}`, answers, [ASKED]),
    );
    if (found.length > 0) expect({ world, found }).toEqual({ world, found: [] });
  }
}
