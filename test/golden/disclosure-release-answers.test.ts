import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Highs } from "highs";
import { beforeAll, describe, expect, test } from "vitest";

import { auditIntervals } from "../../src/disclosure/interval-audit.ts";
import type { JointModel, ModelCell } from "../../src/disclosure/joint-model.ts";
import { protectModel } from "../../src/disclosure/protect-model.ts";
import { protectionRules } from "../../src/disclosure/protection-rules.ts";
import { releaseModels } from "../../src/disclosure/release-model.ts";
import { type Atom, type LinkedTables, type ReleasedTable, rowId } from "../../src/disclosure/release-rows.ts";
import { loadSolver } from "../../src/disclosure/solver.ts";
import { suppressCells } from "../../src/disclosure/suppress-cells.ts";
import { followsFrom } from "../oracle/linear-attacker.ts";
import { evenly } from "../support/contributions.ts";
import { ROOT } from "../support/tidy/source-files.ts";

const CASES = join(ROOT, "../shared/cases/disclosure");
const isHere = existsSync(CASES);
const isOptional = (process.env["CI"] ?? "") !== "true";

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(CASES, name), "utf8"));
}

describe.skipIf(!isHere && isOptional)(
  "tables that are differences of one another, in one release (skipped without ../shared)",
  () => {
    type Grid = readonly (readonly [male: number, female: number])[];
    interface Differencing {
      readonly geographical: {
        readonly area_2001: Grid;
        readonly area_1991: Grid;
        readonly expected_difference: Grid;
      };
      readonly linking: {
        readonly known: {
          readonly employed_living_total: number;
          readonly working_total: number;
          readonly live_and_work_total: number;
          readonly males: Readonly<Record<string, number>>;
        };
        readonly expected_derived: { readonly females: Readonly<Record<string, number>> };
      };
      readonly recoding: {
        readonly bands_v1: readonly string[];
        readonly bands_v2: readonly string[];
        readonly v1: Readonly<Record<string, readonly number[]>>;
        readonly v2: Readonly<Record<string, readonly number[]>>;
        readonly expected_new_band_20_24: Readonly<Record<string, number>>;
      };
    }
    let highs: Highs;
    beforeAll(async () => {
      highs = await loadSolver();
    });
    const cases = () => read("handbook_differencing.json") as Differencing;

    test.each([3, 10])(
      "an area and a wider one: no cell of the strip between them that has 1 to %i − 1 follows",
      (k) => {
        const { area_2001: narrow, area_1991: wide, expected_difference: strip } = cases().geographical;
        const atoms = narrow.flatMap((row, age) =>
          row.flatMap((inside, sex) => [
            atomOf({ age: `${age}`, sex: `${sex}`, place: "inside" }, inside),
            atomOf({ age: `${age}`, sex: `${sex}`, place: "strip" }, (wide[age]?.[sex] ?? NaN) - inside),
          ]),
        );
        const of = (id: string, places: readonly (string | null)[]): ReleasedTable => ({
          id,
          dimensions: ["age", "sex", "place"],
          hasOrders: false,
          hasRevenue: false,
          rows: narrow.flatMap((row, age) =>
            row.flatMap((_, sex) => places.map((place) => [`${age}`, `${sex}`, place])),
          ),
        });
        const tables = [of("narrow", ["inside"]), of("wide", [null])];
        const { follows } = protectedRelease(highs, [{ tables, atoms }], k);
        for (const [age, row] of strip.entries())
          for (const [sex, few] of row.entries())
            expect([age, sex, follows({ age: `${age}`, sex: `${sex}`, place: "strip" })]).toEqual([
              age,
              sex,
              few === 0,
            ]);
      },
    );

    test("two ways of cutting the ages: the band that is in the one and not in the other does not follow", () => {
      const { recoding } = cases();
      const [first = "", second = ""] = recoding.bands_v1;
      const atoms = Object.entries(recoding.expected_new_band_20_24).flatMap(([sex, few]) => [
        atomOf({ sex, one: first, other: "<25" }, recoding.v1[sex]?.[0] ?? NaN),
        atomOf({ sex, one: second, other: "<25" }, few),
        atomOf({ sex, one: second, other: "25-39" }, recoding.v2[sex]?.[1] ?? NaN),
        ...recoding.bands_v1
          .slice(2)
          .map((band, place) => atomOf({ sex, one: band, other: band }, recoding.v1[sex]?.[place + 2] ?? NaN)),
      ]);
      const of = (id: string, dimension: string, bands: readonly string[]): ReleasedTable => ({
        id,
        dimensions: ["sex", dimension],
        hasOrders: false,
        hasRevenue: false,
        rows: bands.flatMap((band) => ["male", "female"].map((sex) => [sex, band])),
      });
      const tables = [of("v1", "one", recoding.bands_v1), of("v2", "other", recoding.bands_v2)];
      const { follows, printed } = protectedRelease(highs, [{ tables, atoms }], 3);
      expect(follows({ sex: "male", one: second, other: "<25" })).toBe(false);
      // It is a part of two cells and what is left of two others: one of either is enough.
      const withheld = tables
        .flatMap(({ id, rows }) => rows.map((row) => rowId(id, row)))
        .filter((row) => !printed.has(row));
      expect(withheld).toHaveLength(2);
    });

    test("who lives, who works and who does both in a place: the few women of each do not follow from the men and the totals", () => {
      const { known, expected_derived: derived } = cases().linking;
      const parts = Object.entries(derived.females).flatMap(([part, females]) => [
        atomOf({ part, sex: "male" }, known.males[part] ?? NaN),
        atomOf({ part, sex: "female" }, females),
      ]);
      const total = (...wanted: string[]) =>
        parts
          .filter(({ values }) => wanted.includes(values["part"] ?? ""))
          .reduce((sum, { customers }) => sum + customers, 0);
      expect(total("live_work", "live_only")).toBe(known.employed_living_total);
      expect(total("live_work", "work_only")).toBe(known.working_total);
      expect(total("live_work")).toBe(known.live_and_work_total);
      const atoms = parts.map(({ values, ...sums }) => {
        const part = values["part"] ?? "";
        return {
          ...sums,
          values: {
            ...values,
            lives: part.startsWith("live") ? "yes" : "no",
            works: part.includes("work") ? "yes" : "no",
          },
        };
      });
      const of = (id: string, dimensions: readonly string[], rows: ReleasedTable["rows"]): ReleasedTable => ({
        id,
        dimensions,
        hasOrders: false,
        hasRevenue: false,
        rows,
      });
      const tables = [
        of("lives", ["lives"], [["yes"]]),
        of("works", ["works"], [["yes"]]),
        of("both", ["part"], [["live_work"]]),
        of(
          "men",
          ["part", "sex"],
          Object.keys(derived.females).map((part) => [part, "male"]),
        ),
      ];
      const { follows } = protectedRelease(highs, [{ tables, atoms }], 10);
      for (const part of Object.keys(derived.females))
        expect([part, follows({ part, sex: "female" })]).toEqual([part, false]);
    });
  },
);

describe.skipIf(!isHere && isOptional)("zeros and ones beside a total (skipped without ../shared)", () => {
  interface Sum {
    readonly total: number;
    readonly parts: readonly number[];
    readonly suppressed: readonly number[];
    readonly knowledge: string;
    readonly feasible: readonly (readonly [low: number, high: number])[];
  }
  const cases = isHere ? (read("issue194_zeros_ones.json") as { readonly cases: readonly Sum[] }).cases : [];

  test.each(cases.map((one, index) => [index, one.knowledge, one] as const))(
    "case %i, where %s: each interval",
    async (_, knowledge, one) => {
      const least = knowledge.includes(">=1") || knowledge.includes("1..k-1") ? 1 : 0;
      const most = knowledge.includes("1..k-1") ? 2 : Infinity;
      const model: JointModel = {
        variables: one.parts.map((value, leaf) => ({ leaf, value, least, isWhole: true })),
        cells: [
          cellOf("total", [...one.parts.keys()], "printed"),
          ...one.parts.map((_part, part) =>
            cellOf(`part ${part}`, [part], one.suppressed.includes(part) ? "never" : "printed"),
          ),
        ],
        inequalities:
          most === Infinity
            ? []
            : one.suppressed.map((part) => ({ variables: [part], coefficients: [-1], least: -most })),
        isUnsafeUnion: () => false,
      };
      const { intervals } = auditIntervals(await loadSolver(), model, {
        isPublished: ({ fate }) => fate === "printed",
        isKnown: (part) => !one.suppressed.includes(part),
        before: [],
      });
      const found = one.suppressed.map((part) => {
        const interval = intervals.find(({ id }) => id === `part ${part}`);
        const value = one.parts[part] ?? NaN;
        return [value - (interval?.below ?? NaN), value + (interval?.above ?? NaN)];
      });
      expect(found).toEqual(one.feasible);
    },
  );
});

/** A cell whose interval is followed to its ends, since nothing meets its need. */
function cellOf(id: string, variables: readonly number[], fate: ModelCell["fate"]): ModelCell {
  return { id, row: id, variables, fate, need: fate === "never" ? { below: 1e3, above: 1e3 } : null, order: 0 };
}

function atomOf(values: Atom["values"], customers: number): Atom {
  const sums = { customers, orders: customers, revenue: customers };
  return { values, ...sums, contributions: evenly(sums) };
}

/** What is printed of a release of counts, and whether a group follows from it by arithmetic. */
function protectedRelease(highs: Highs, groups: readonly LinkedTables[], minimumUnits: number) {
  const present = groups.map(({ tables, atoms }) => ({
    tables,
    atoms: atoms.filter(({ customers }) => customers > 0),
  }));
  const { counts } = releaseModels(present, protectionRules({ minimumUnits }));
  expect(suppressCells(counts).told).toEqual([]);
  const { withheld, unprotectable } = protectModel(highs, counts);
  expect(unprotectable).toEqual([]);
  const shown = counts.cells.filter(({ fate, row }) => fate === "open" && !withheld.has(row));
  const atoms = present.flatMap((group) => group.atoms);
  const follows = (values: Atom["values"]) => {
    const isPart = (atom: Atom) => Object.entries(values).every(([name, value]) => atom.values[name] === value);
    const variables = atoms.flatMap((atom, index) => (isPart(atom) ? [index] : []));
    return followsFrom(counts, shown, { variables });
  };
  return { follows, printed: new Set(shown.map(({ row }) => row)) };
}
