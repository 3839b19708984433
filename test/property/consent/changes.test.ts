import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { SqlRow } from "../../../src/engine/engine.ts";
import { openTestEngine, type TestEngine } from "../../support/test-engine.ts";
import { BASES } from "../../oracle/consent-fold.ts";
import type { InputFile } from "./files.ts";
import { askModels, type ModelAnswers } from "./models.ts";
import { denialEvent, type LoadingKind, outcome, suppression, world, type World } from "./world.ts";

const WORLDS = process.env["GK_LONG"] === "1" ? 2000 : 200;
const SEED = Number(process.env["GK_SEED"] ?? 20_261_123);
const PATIENCE = 600_000;
const DENYING = ["withdraw", "refuse", "revoke", "invalidate"];

const worlds = fc.sample(world, { numRuns: WORLDS, seed: SEED });

let opened: TestEngine;
let before: ModelAnswers;

beforeAll(async () => {
  opened = await openTestEngine();
  before = await askModels(opened, worlds);
}, PATIENCE);

afterAll(async () => {
  await opened.close();
});

test(
  "records in any order, repeated in their file and in others, give the same state",
  async () => {
    const after = await askModels(opened, worlds, { rearranged: (files) => files.flatMap(shuffledAndRepeated) });
    expectSameState(after, before);
  },
  PATIENCE,
);

test(
  "one denial more takes nothing away from what is denied, and lets nobody pass who did not",
  async () => {
    const one = fc.oneof(
      denialEvent.map((event) => (each: World): World => ({ ...each, events: [...each.events, event] })),
      suppression.map((row) => (each: World): World => ({ ...each, suppressions: [...each.suppressions, row] })),
      outcome.map((row) => (each: World): World => ({
        ...each,
        outcomes: [...each.outcomes, { ...row, outcome: "complained" }],
      })),
    );
    const additions = fc.sample(one, { numRuns: WORLDS, seed: SEED });
    const after = await askModels(
      opened,
      worlds.map((each, index) => additions[index]?.(each) ?? each),
    );
    const denied = new Set(texts(after.standing));
    expect(texts(before.standing).filter((row) => !denied.has(row))).toEqual([]);
    const refused = new Set(texts(after.findings.map(withoutEvidence)));
    expect(texts(before.findings.map(withoutEvidence)).filter((row) => !refused.has(row))).toEqual([]);
    expectNoNearerBasis(after, before);
    expect(denied.size).toBeGreaterThan(before.standing.length);
  },
  PATIENCE,
);

test(
  "every denial that the stops store holds binds as before when no file carries it any more",
  async () => {
    const kept = await askModels(
      opened,
      worlds.map((each) => withDenialsIn("kept", each)),
    );
    const gone = await askModels(
      opened,
      worlds.map((each) => withDenialsIn("gone", each)),
    );
    expectSameState(gone, kept);
    expect(gone.standing.length).toBeGreaterThan(WORLDS);
  },
  PATIENCE,
);

test(
  "a denial without a readable time is ordered where it was first seen, whether a run kept it then or only a plan saw it",
  async () => {
    const moved = worlds.map((each) => ({
      ...each,
      events: each.events.map(seenTwice),
      merges: each.merges.map((merge): World["merges"][number] => ({ ...merge, loadings: ["kept"] })),
      suppressions: [],
      listings: [],
      outcomes: [],
    }));
    const kept = await askModels(opened, moved);
    const onlySeen = await askModels(opened, moved, { runs: ["second"] });
    expectSameState(onlySeen, kept);
  },
  PATIENCE,
);

test(
  "a grant that no file carries any more allows nothing and lifts nothing",
  async () => {
    const gone = await askModels(opened, worlds.map(withGrantsGone));
    expect(new Set(gone.bases.map((row) => row["basis"]))).toEqual(new Set(["none"]));
    const never = await askModels(opened, worlds.map(withoutGrants));
    expect(gone.standing.map(whatStands).toSorted()).toEqual(never.standing.map(whatStands).toSorted());
  },
  PATIENCE,
);

/** Both at once: the records of a file shuffled, with some of them twice, and again in a file that was seen at the same time. */
function shuffledAndRepeated(file: InputFile, index: number): InputFile[] {
  const { records, fileId } = file;
  if (fileId.startsWith("customers") || fileId.startsWith("contact_points")) return [file];
  const some = <T>(arbitrary: fc.Arbitrary<T>): T => fc.sample(arbitrary, { numRuns: 1, seed: SEED + index })[0] as T;
  const repeated = [...records, ...some(fc.subarray([...records]))];
  const shuffled = some(fc.shuffledSubarray(repeated, { minLength: repeated.length }));
  return [
    { ...file, fileId: `${fileId}-again`, records: some(fc.subarray([...records])) },
    { ...file, records: shuffled },
  ];
}

function withDenialsIn(loading: LoadingKind, each: World): World {
  const moved = <T extends object>(spec: T): T => ({ ...spec, loadings: [loading] });
  return {
    ...each,
    events: each.events.map((event) => (DENYING.includes(event.action.toLowerCase()) ? moved(event) : event)),
    suppressions: each.suppressions.map(moved),
    outcomes: each.outcomes.map(moved),
  };
}

function withGrantsGone(each: World): World {
  return { ...each, events: each.events.map((event) => (isGrant(event) ? { ...event, loadings: ["gone"] } : event)) };
}

/** The grants' places are kept by events that say nothing, so that the other events have the same ids. */
function withoutGrants(each: World): World {
  return { ...each, events: each.events.map((event) => (isGrant(event) ? { ...event, action: "request" } : event)) };
}

/** Of the events no file is gone, and denials without a readable time are in a file of the first run and in a new one. */
function seenTwice(event: World["events"][number]): World["events"][number] {
  const isDenial = DENYING.includes(event.action.toLowerCase());
  if (isDenial) return { ...event, effective: { kind: "unreadable" }, loadings: ["new", "kept"] };
  return { ...event, loadings: ["kept"] };
}

function isGrant({ action }: World["events"][number]): boolean {
  return ["give", "renew"].includes(action.toLowerCase());
}

function expectSameState(one: ModelAnswers, other: ModelAnswers): void {
  expect(texts(one.standing)).toEqual(texts(other.standing));
  expect(texts(one.bases)).toEqual(texts(other.bases));
  expect(texts(one.findings)).toEqual(texts(other.findings));
}

/** A denial that was lifted since takes earlier consent back, so that no basis is nearer than it was. */
function expectNoNearerBasis(now: ModelAnswers, earlier: ModelAnswers): void {
  const about = ({ campaign_id, person_id, contact_key, purpose }: SqlRow): string =>
    [campaign_id, person_id, contact_key, purpose].join(" ");
  const were = new Map(earlier.bases.map((row) => [about(row), row["basis"]]));
  expect(now.bases.map(about).toSorted()).toEqual([...were.keys()].toSorted());
  const order: readonly unknown[] = BASES;
  const nearer = now.bases.filter((row) => order.indexOf(row["basis"]) < order.indexOf(were.get(about(row))));
  expect(nearer).toEqual([]);
}

function whatStands({ campaign_id, asked_purpose, person_id, contact_key, statement }: SqlRow): string {
  return [campaign_id, asked_purpose, person_id, contact_key, statement].join(" ");
}

function withoutEvidence({
  campaign_id = null,
  person_id = null,
  contact_key = null,
  reason_code = null,
}: SqlRow): SqlRow {
  return { campaign_id, person_id, contact_key, reason_code };
}

function texts(rows: readonly SqlRow[]): string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted();
}
