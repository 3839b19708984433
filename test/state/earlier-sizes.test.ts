import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import { sizesOverTime } from "../../src/state/earlier-sizes.ts";
import { FACTS_FILE, type FinishedRun, privateTable, SEGMENTS_FILE } from "../../src/state/run-store.ts";
import { openTestEngine, type TestEngine } from "../support/test-engine.ts";

/** Everybody's segment and orders at a moment; each order is worth 2. */
type Moment = ReadonlyMap<string, readonly [segment: string, orders: number]>;

const MINIMUM = 3;

let own: TestEngine;
let runs = 0;

beforeAll(async () => {
  own = await openTestEngine(1);
});

afterAll(async () => own.close());

const people = (moment: Moment) =>
  [...moment].map(
    ([person, [segment, orders]]) => `('${person}', '${segment}', ${orders}, cast(${2 * orders} as decimal(38, 4)))`,
  );

const selectOf = (moment: Moment) =>
  moment.size === 0
    ? "select '' as person_id, '' as segment_id, 0 as orders, cast(0 as decimal(38, 4)) as revenue where 1 = 0"
    : `select * from (values ${people(moment).join(", ")}) as people (person_id, segment_id, orders, revenue)`;

/** A finished run that made these segments. */
async function runOf(moment: Moment): Promise<FinishedRun> {
  runs += 1;
  const run = { folder: join(own.folder, `run-${runs}`) } as FinishedRun;
  for (const file of [SEGMENTS_FILE, FACTS_FILE]) {
    mkdirSync(dirname(privateTable(run, file)), { recursive: true });
    const columns = file === SEGMENTS_FILE ? "person_id, segment_id" : "person_id, orders, revenue";
    await own.engine.writeParquet(`select ${columns} from (${selectOf(moment)})`, privateTable(run, file), []);
  }
  return run;
}

/** The moments that are shown, by their places, of those given and the run's own, which comes last. */
async function shownOf(moments: readonly Moment[]): Promise<number[]> {
  const [now, ...earlier] = moments.toReversed();
  await own.engine.materialize("segment.person_segments", selectOf(now ?? new Map()), "table");
  const stored = await Promise.all(
    earlier.toReversed().map(async (moment, index) => ({ asOf: String(index), moment })),
  );
  const withRuns = [];
  for (const { asOf, moment } of stored) withRuns.push({ asOf, run: await runOf(moment) });
  const { tooClose } = await sizesOverTime(own.engine, withRuns, MINIMUM);
  const left = tooClose.map(({ asOf }) => Number(asOf));
  return [...withRuns.keys()].filter((index) => !left.includes(index));
}

/** Whether in some segment, or in all, one or two people differ between two moments. */
function isClose(one: Moment, other: Moment): boolean {
  const changed = [...new Set([...one.keys(), ...other.keys()])].filter(
    (person) => String(one.get(person)) !== String(other.get(person)),
  );
  const segments = new Set([...one.values(), ...other.values()].map(([segment]) => segment));
  const touching = (segment: string) =>
    changed.filter((person) => one.get(person)?.[0] === segment || other.get(person)?.[0] === segment).length;
  return [changed.length, ...[...segments].map(touching)].some((count) => count > 0 && count < MINIMUM);
}

const crowd = (segment: string, orders: number, from = 0) =>
  new Map(Array.from({ length: 5 }, (_, index) => [`p${from + index}`, [segment, orders] as const]));

test("a moment is shown when everybody did something, or nobody, and left out when one person did", async () => {
  const then = crowd("promising", 1);
  expect(await shownOf([then, crowd("loyal", 2)])).toEqual([0]);
  expect(await shownOf([then, then])).toEqual([0]);
  expect(await shownOf([then, new Map([...then, ["p0", ["promising", 2]]])])).toEqual([]);
  expect(await shownOf([then, new Map([...then, ["p0", ["loyal", 1]]])])).toEqual([]);
  expect(await shownOf([then, new Map([...then, ["late", ["promising", 1]]])])).toEqual([]);
});

test("many changes do not hide that few of them touch one segment", async () => {
  const then = new Map([...crowd("promising", 1), ...crowd("loyal", 3, 5)]);
  const now = new Map([...crowd("promising", 2), ...crowd("loyal", 3, 5), ["p5", ["loyal", 4] as const]]);
  expect(await shownOf([then, now])).toEqual([]);
});

test("of two close moments the later one is shown", async () => {
  const then = crowd("promising", 1);
  const soon = new Map([...then, ["p0", ["promising", 2] as const]]);
  expect(await shownOf([then, soon, crowd("loyal", 3)])).toEqual([1]);
});

test("no two moments that are shown are close, and none is left out without reason", async () => {
  const person = fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h");
  const moment = fc
    .array(fc.tuple(person, fc.constantFrom("x", "y"), fc.nat({ max: 1 })), { maxLength: 14 })
    .map((list) => new Map(list.map(([name, segment, orders]) => [name, [segment, orders] as const])));
  await fc.assert(
    fc.asyncProperty(fc.array(moment, { minLength: 1, maxLength: 4 }), async (moments) => {
      const shown = [...(await shownOf(moments)), moments.length - 1];
      const at = (index: number): Moment => moments[index] ?? new Map();
      for (const [place, index] of shown.entries())
        for (const later of shown.slice(place + 1)) expect(isClose(at(index), at(later))).toBe(false);
      for (const index of moments.keys())
        if (!shown.includes(index))
          expect(shown.some((later) => later > index && isClose(at(index), at(later)))).toBe(true);
    }),
    { numRuns: 60 },
  );
});
