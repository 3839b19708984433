import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import { modelNamed } from "../../../src/catalog/catalog.ts";
import { materializeModels } from "../../../src/catalog/materialize.ts";
import type { SqlValue } from "../../../src/engine/engine.ts";
import {
  capVerdict,
  type CapVerdict,
  type CountedCap,
  type CountedContact,
  type Span,
} from "../../oracle/frequency-caps.ts";
import { type EmptyWorld, openEmptyWorld } from "../../support/sql-cases-world.ts";

const PATIENCE = 600_000;
const PEOPLE = 80;
const HOURS_MAX = 40;
const SCOPES = ["person", "contact_point"] as const;

let world: EmptyWorld;

beforeAll(async () => {
  world = await openEmptyWorld();
});

afterAll(async () => {
  await world.close();
});

/** A moment or a span of hours, so few of them that much coincides and touches. */
const contact = fc
  .record({
    from: fc.nat({ max: HOURS_MAX }),
    hours: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 })),
    position: fc.option(fc.nat({ max: 2 }), { freq: 2 }),
  })
  .map(({ from, hours, position }): CountedContact => ({ from, until: from + hours, position }));

const person = fc.array(contact, { maxLength: 6 });

const question = fc.record({
  send: fc
    .record({ from: fc.integer({ min: 12, max: 24 }), hours: fc.integer({ min: 1, max: 8 }) })
    .map(({ from, hours }): Span => ({ from, until: from + hours })),
  caps: fc.uniqueArray(
    fc.record({ hours: fc.integer({ min: 1, max: 10 }), contacts: fc.integer({ min: 1, max: 3 }) }),
    { minLength: 1, maxLength: 3, selector: capId },
  ),
  people: fc.array(person, { minLength: 1, maxLength: PEOPLE }),
});

type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

test(
  "the models find the caps that a naive walk over every window, contact and moment finds breached, and to whom they are lost",
  async () => {
    await fc.assert(
      fc.asyncProperty(question, async (asked) => {
        expect(await verdictsOfModels(asked)).toEqual(verdictsOfOracle(asked));
      }),
      { numRuns: 40, endOnFailure: false },
    );
  },
  PATIENCE,
);

test("the sample breaches caps by made, planned and reserved contacts, and only because some are planned", () => {
  const asked = fc.sample(question, { numRuns: 200, seed: 1 });
  const found = asked.flatMap(({ send, caps, people }) =>
    people.flatMap((contacts) =>
      caps.map((cap) => {
        const atFirst = contacts.map((each) => ({ ...each, until: each.from }));
        return { now: capVerdict(contacts, send, cap), atFirst: capVerdict(atFirst, send, cap) };
      }),
    ),
  );
  const count = (isWanted: (one: (typeof found)[number]) => boolean) => found.filter((one) => isWanted(one)).length;
  expect(count(({ now }) => !now.isBreached)).toBeGreaterThan(100);
  expect(count(({ now }) => now.isBreached && now.lostTo === null)).toBeGreaterThan(100);
  expect(count(({ now }) => now.lostTo !== null)).toBeGreaterThan(100);
  expect(count(({ now, atFirst }) => now.isBreached && !atFirst.isBreached)).toBeGreaterThan(100);
});

function verdictsOfOracle({ send, caps, people }: Question): Record<string, CapVerdict> {
  const entries = people.flatMap((contacts, number) =>
    SCOPES.flatMap((scope) =>
      caps.map((cap) => [`${number} ${scope} ${capId(cap)}`, capVerdict(contacts, send, cap)] as const),
    ),
  );
  return Object.fromEntries(entries.filter(([, { isBreached }]) => isBreached));
}

/** What the models say of everybody, once counted by person and once by contact point. */
async function verdictsOfModels({ send, caps, people }: Question): Promise<Record<string, CapVerdict>> {
  const { engine, catalog } = world;
  const [from, until] = [moment(send.from), moment(send.until)];
  await fill(
    "run.campaigns",
    ["campaign_id", "position", "channel", "send_from_at", "send_until_at"],
    [
      ...[0, 1, 2].map((position) => [`c${position}`, position, "call", from, until]),
      ["asked", 3, "call", from, until],
    ],
  );
  await fill(
    "run.campaign_caps",
    ["campaign_id", "cap_id", "scope", "origin", "window_hours", "contacts"],
    SCOPES.flatMap((scope) => caps.map((cap) => ["asked", capId(cap), scope, "campaign", cap.hours, cap.contacts])),
  );
  await fill(
    "allocation.turn",
    ["campaign_id", "person_id", "contact_key", "point_key"],
    people.map((_, number) => ["asked", `${number}`, `phone:${number}`, `phone:${number}`]),
  );
  const rows = people.flatMap((contacts, number) =>
    contacts.map(({ position, ...span }, index) => [
      `k${number}-${index}`,
      `${number}`,
      `phone:${number}`,
      "call",
      moment(span.from),
      moment(span.until),
      position,
    ]),
  );
  const columns = ["contact_id", "person_id", "point_key", "channel", "contacted_at", "contacted_until_at"];
  await fill(
    "allocation.contacts",
    columns,
    rows.filter((row) => row[6] === null).map((row) => row.slice(0, 6)),
  );
  await fill(
    "allocation.reserved_contacts",
    [...columns, "position"],
    rows.filter((row) => row[6] !== null),
  );
  const models = ["allocation.cap_contacts", "allocation.crowded_contacts", "allocation.cap_breaches"];
  await materializeModels(
    engine,
    models.map((name) => modelNamed(catalog, name)),
  );
  const breaches = await engine.query(
    "select cap_breaches.person_id, cap_breaches.scope, cap_breaches.cap_id, cap_breaches.winner_campaign_id from allocation.cap_breaches",
  );
  return Object.fromEntries(
    breaches.map((row) => {
      const winner = row["winner_campaign_id"];
      const lostTo = typeof winner === "string" ? Number(winner.slice(1)) : null;
      return [
        `${String(row["person_id"])} ${String(row["scope"])} ${String(row["cap_id"])}`,
        { isBreached: true, lostTo },
      ];
    }),
  );
}

/** Fills a table of the world; columns that are not named are null. */
async function fill(table: string, names: readonly string[], rows: readonly (readonly SqlValue[])[]): Promise<void> {
  const columns = world.tables.get(table) ?? [];
  const places = columns.map(({ name }) => names.indexOf(name));
  await world.engine.fill(
    table,
    columns,
    rows.map((row) => places.map((place) => (place < 0 ? null : (row[place] ?? null)))),
  );
}

function capId({ hours, contacts }: CountedCap): string {
  return `${contacts} in ${hours}`;
}

function moment(hour: number): string {
  return new Date(Date.UTC(2026, 0, 1, hour)).toISOString().replace("T", " ").replace("Z", "");
}
