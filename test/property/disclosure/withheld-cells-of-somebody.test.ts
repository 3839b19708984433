import fc from "fast-check";
import type { Highs } from "highs";
import { beforeAll, describe, expect, test, vi } from "vitest";

import { protectAcross } from "../../../src/disclosure/ledger/protect-across.ts";
import { protectionRules } from "../../../src/disclosure/protection-rules.ts";
import { loadSolver } from "../../../src/disclosure/solver.ts";
import { type CountedCustomer, type MadeRelease, sharedReleases } from "../../support/shared-releases.ts";

const K = 3;
const RULES = protectionRules({ minimumUnits: K });
const RUNS = process.env["GK_LONG"] === "1" ? 1000 : 60;

vi.setConfig({ testTimeout: 120_000 + RUNS * 2000 });

/** Few cells, so that every table can be tried. */
const CELLS = [
  ["isle", "de"],
  ["isle", "en"],
  ["north", "en"],
  ["south", "de"],
  ["south", "en"],
] as const;

/** How many customers are in each cell, and how many came to the north since. */
const shops = fc.record({
  counts: fc.array(fc.nat(3), { minLength: CELLS.length, maxLength: CELLS.length }),
  came: fc.constantFrom(0, K, K + 1),
  isFineFirst: fc.boolean(),
});

describe("a withheld cell beside printed zeros says that somebody is in it", () => {
  let highs: Highs;
  beforeAll(async () => {
    highs = await loadSolver();
  });

  test("and no small cell comes nearer by it than the earlier release leaves it", () => {
    let hidden = 0;
    let asked = 0;
    fc.assert(
      fc.property(shops, ({ counts, came, isFineFirst }) => {
        const coarse = { id: "coarse", dimensions: ["region"], totals: true };
        const fine = { id: "fine", dimensions: ["region", "language"], totals: false };
        const old = customersOf(counts);
        const now = [...old, ...people("new", "north", "en", came)];
        const first = { runId: "r1", period: "1", customers: old, tables: [isFineFirst ? fine : coarse] };
        const second = { runId: "r2", period: "2", customers: now, tables: [coarse, fine] };
        const before = published(highs, first, []);
        const after = published(highs, second, [before]);
        hidden += after.tables.filter(({ isWhole }) => isWhole).length;
        const small = [before, after].flatMap((release) => rowsOf(release).filter(isSmall));
        asked += small.length;
        const alone = tooNear([before], now, small);
        const together = tooNear([before, after], now, small);
        expect([...together].filter((id) => !alone.has(id))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    expect(asked).toBeGreaterThan(RUNS);
    expect(hidden).toBeGreaterThan(0);
  });
});

function customersOf(counts: readonly number[]): CountedCustomer[] {
  return CELLS.flatMap(([region, language], index) => people("old", region, language, counts[index] ?? 0));
}

function people(name: string, region: string, language: string, count: number): CountedCustomer[] {
  return Array.from({ length: count }, (_, index) => ({
    customer: `${name} ${region} ${language} ${index}`,
    values: { region, language },
  }));
}

interface Published extends MadeRelease {
  readonly withheld: readonly string[];
}

/** Small cells are withheld, then what they need of this release beside the others. */
function published(highs: Highs, own: MadeRelease, before: readonly Published[]): Published {
  const small = rowsOf(own).filter(isSmall);
  const withheld = small.map(({ id }) => id);
  const { releases, atoms } = sharedReleases([{ ...own, withheld }, ...before]);
  const { withheld: more, whole } = protectAcross(highs, releases, atoms, RULES);
  const tables = own.tables.map((table, place) => ({ ...table, isWhole: whole.has(place) }));
  return { ...own, tables, withheld: [...withheld, ...more] };
}

interface MadeRow {
  readonly id: string;
  readonly members: readonly string[];
  readonly isLeaf: boolean;
  readonly isWhole: boolean;
}

function isSmall({ members }: MadeRow): boolean {
  return members.length > 0 && members.length < K;
}

function rowsOf({ runId, tables, customers }: MadeRelease): MadeRow[] {
  return tables.flatMap(({ id, dimensions, totals, isWhole = false }) => {
    const values = dimensions.map((name) => [...new Set(customers.map((one) => one.values[name] ?? ""))].toSorted());
    const leaves = values.reduce<string[][]>(
      (heads, next) => heads.flatMap((head) => next.map((value) => [...head, value])),
      [[]],
    );
    const all = totals ? [...leaves, dimensions.map(() => "*")] : leaves;
    return all.map((own) => ({
      id: `${runId}/${id} ${own.join("|")}`,
      members: customers
        .filter((one) => dimensions.every((name, place) => ["*", one.values[name]].includes(own[place])))
        .map(({ customer }) => customer),
      isLeaf: !own.includes("*"),
      isWhole,
    }));
  });
}

/** The small rows that are too near: in no table that a reader cannot exclude they have enough, or in none as few as there are cells of somebody in them. */
function tooNear(made: readonly Published[], now: readonly CountedCustomer[], small: readonly MadeRow[]): Set<string> {
  // Customers who are alike in every release are one unknown.
  const groupOf = (customer: string) => customer.split(" ").slice(0, 3).join(" ");
  const groups = [...new Set(now.map(({ customer }) => groupOf(customer)))];
  const sizes = groups.map((group) => now.filter(({ customer }) => groupOf(customer) === group).length);
  const unknowns = (some: readonly string[]) => [...new Set(some.map((one) => groups.indexOf(groupOf(one))))];
  const rows = made.flatMap((release) =>
    rowsOf(release).map((row) => ({
      ...row,
      unknowns: unknowns(row.members),
      isOut: !row.isWhole && !release.withheld.includes(row.id),
    })),
  );
  const told = rows.filter(({ isLeaf, isWhole, members }) => isLeaf && !isWhole && members.length > 0);
  const lines = [
    ...rows.filter(({ isOut }) => isOut).map((row) => ({ ...row, low: row.members.length, high: row.members.length })),
    ...told.map((row) => ({ ...row, low: 1, high: Infinity })),
  ];
  const tables = everyTable(sizes, lines);
  const near = small.filter(({ members }) => {
    const asked = unknowns(members);
    const within = told.filter((row) => row.unknowns.every((one) => asked.includes(one)));
    const tableOf = ({ id }: MadeRow) => id.split(" ")[0];
    const leasts = within.map((row) => within.filter((other) => tableOf(other) === tableOf(row)).length);
    const values = tables.map((table) => asked.reduce((sum, one) => sum + (table[one] ?? 0), 0));
    return !values.some((value) => value >= K) || !values.some((value) => value <= Math.max(1, ...leasts));
  });
  return new Set(near.map(({ id }) => id));
}

interface Line {
  readonly unknowns: readonly number[];
  readonly low: number;
  readonly high: number;
}

/** Every table of whole numbers in which each line holds and no unknown is more above its true size than a small cell must be able to be. */
function everyTable(sizes: readonly number[], lines: readonly Line[]): number[][] {
  return sizes.reduce<number[][]>(
    (heads, size, place) =>
      heads.flatMap((head) =>
        Array.from({ length: size + K + 1 }, (_, value) => [...head, value]).filter((table) =>
          lines.every(({ unknowns, low, high }) => {
            const sum = unknowns.reduce((total, one) => total + (table[one] ?? 0), 0);
            return sum <= high && (sum >= low || unknowns.some((one) => one > place));
          }),
        ),
      ),
    [[]],
  );
}
