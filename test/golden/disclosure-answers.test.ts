import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Highs } from "highs";

import { auditIntervals } from "../../src/disclosure/interval-audit.ts";
import type { JointModel, ModelCell } from "../../src/disclosure/joint-model.ts";
import { protectModel } from "../../src/disclosure/protect-model.ts";
import { loadSolver } from "../../src/disclosure/solver.ts";
import { suppressCells } from "../../src/disclosure/suppress-cells.ts";
import { ROOT } from "../support/tidy/source-files.ts";

const CASES = join(ROOT, "../shared/cases/disclosure");
const isHere = existsSync(CASES);
const isOptional = (process.env["CI"] ?? "") !== "true";

/** A published table with the answers of another program. */
interface Published {
  readonly measure: string;
  readonly params: { readonly maxN?: number };
  readonly inner: readonly Readonly<Record<string, number>>[];
  readonly cells: readonly {
    readonly id: number;
    readonly value: number;
    readonly members: number | readonly number[];
    readonly primary: boolean;
    readonly suppressed: boolean;
    readonly lp_lo?: number;
    readonly lp_up?: number;
  }[];
}

const NAMES = [
  "gauss_z1_maxn3",
  "gauss_z1_maxn3_zerosok",
  "gauss_z2_overlap_hier",
  "ssbtools_gauss_doc_example",
  "magnitude1_ppercent10",
];
const COUNTS = NAMES.filter((name) => name !== "magnitude1_ppercent10");

describe.skipIf(!isHere && isOptional)("published tables (skipped without ../shared)", () => {
  let highs: Highs;
  beforeAll(async () => {
    highs = await loadSolver();
  });

  test.each(NAMES)("%s: the audit of the published pattern has its intervals to the cell", (name) => {
    const published = read(name);
    const suppressed = new Set(published.cells.filter((cell) => cell.suppressed).map(({ id }) => String(id)));
    // Needs that nothing can meet, so that every interval is followed to its ends.
    const model = modelOf(published, (id) => (suppressed.has(id) ? { below: 1e6, above: 1e6 } : null));
    const isPublished = ({ id }: ModelCell) => !suppressed.has(id);
    const shown = model.cells.map((cell): ModelCell => ({ ...cell, fate: isPublished(cell) ? "printed" : "never" }));
    const { isKnown, told } = suppressCells({ ...model, cells: shown });
    expect(told).toEqual([]);
    const { intervals } = auditIntervals(highs, model, { isPublished, isKnown, before: [] });
    const expected = published.cells.filter((cell) => cell.suppressed);
    expect(expected.length).toBeGreaterThan(0);
    for (const { id, value, lp_lo: low = NaN, lp_up: high = NaN } of expected) {
      const found = intervals.find((interval) => interval.id === String(id));
      expect([id, value - (found?.below ?? NaN)]).toEqual([id, expect.closeTo(low, 4)]);
      expect([id, value + (found?.above ?? NaN)]).toEqual([id, expect.closeTo(high, 4)]);
    }
  });

  test.each(NAMES)("%s: with its primary cells alone withheld, each of these follows", (name) => {
    const published = read(name);
    const model = modelOf(published, () => null);
    const withheld = new Set(published.cells.filter(({ primary }) => primary).map(({ id }) => String(id)));
    const printed = model.cells.map((cell): ModelCell => ({
      ...cell,
      fate: withheld.has(cell.id) ? "never" : "printed",
      need: withheld.has(cell.id) ? { below: 1, above: 1 } : null,
    }));
    expect(suppressCells({ ...model, cells: printed }).told.toSorted()).toEqual([...withheld].toSorted());
  });

  test.each(COUNTS)(
    "%s: few more cells are withheld than in the published pattern, and with the audit's each is proved",
    (name) => {
      const published = read(name);
      const k = (published.params.maxN ?? 0) + 1;
      const primary = new Map(published.cells.filter((cell) => cell.primary).map((cell) => [String(cell.id), cell]));
      const model = modelOf(published, (id) => {
        const value = primary.get(id)?.value;
        return value === undefined ? null : { below: value - 1, above: k - value };
      });
      const suppressed = published.cells.filter((cell) => cell.suppressed).length;
      expect(suppressCells(model).withheld.size).toBeLessThanOrEqual(1.4 * suppressed);
      const { withheld, unprotectable, intervals } = protectModel(highs, model);
      expect(unprotectable).toEqual([]);
      expect([...primary.keys()].filter((id) => !withheld.has(id))).toEqual([]);
      expect(withheld.size).toBeLessThan(published.cells.length / 2);
      for (const { id, above } of intervals.flat())
        expect(above).toBeGreaterThanOrEqual(k - (primary.get(id)?.value ?? 0) - 1e-6);
    },
  );
});

describe.skipIf(!isHere && isOptional)(
  "sums of which a difference gives a part away (skipped without ../shared)",
  () => {
    test("three unions of two atoms each give all three atoms, though no two of them are within each other", () => {
      const model: JointModel = {
        variables: [4, 30, 40].map((value, leaf) => ({ leaf, value, least: 0, isWhole: true })),
        cells: [
          ...[
            [0, 1],
            [0, 2],
            [1, 2],
          ].map((variables, index) => ({
            ...CELL,
            id: `union ${index}`,
            row: `union ${index}`,
            variables,
          })),
          { ...CELL, id: "first", row: "first", variables: [0], fate: "never", need: { below: 3, above: 6 } },
        ],
        inequalities: [],
        isUnsafeUnion: () => false,
      };
      expect(suppressCells(model).withheld.size).toBe(1);
      const printed = model.cells.map((cell): ModelCell =>
        cell.fate === "open" ? { ...cell, fate: "printed" } : cell,
      );
      expect(suppressCells({ ...model, cells: printed }).told).toEqual(["first"]);
    });

    test("the handbook's example of two unknown rows and columns has its feasibility intervals", async () => {
      const example = JSON.parse(readFileSync(join(CASES, "handbook_numeric.json"), "utf8")) as {
        readonly feasibility_interval: { readonly expected: Readonly<Record<string, readonly [number, number]>> };
      };
      const { expected } = example.feasibility_interval;
      // One of the tables that the margins 7, 3, 6, 4 allow.
      const truth = [4, 3, 2, 1];
      const names = ["x11", "x12", "x21", "x22"];
      const model: JointModel = {
        variables: truth.map((value, leaf) => ({ leaf, value, least: 0, isWhole: true })),
        cells: [
          ...[
            [0, 1],
            [2, 3],
            [0, 2],
            [1, 3],
          ].map((variables, index) => ({
            ...CELL,
            id: `margin ${index}`,
            row: `margin ${index}`,
            variables,
          })),
          ...names.map((id, index) => ({ ...CELL, id, row: id, variables: [index], need: { below: 99, above: 99 } })),
        ],
        inequalities: [],
        isUnsafeUnion: () => false,
      };
      const { intervals } = auditIntervals(await loadSolver(), model, {
        isPublished: ({ id }) => id.startsWith("margin"),
        isKnown: () => false,
        before: [],
      });
      const found = intervals.map(({ id, below, above }) => {
        const value = truth[names.indexOf(id)] ?? NaN;
        return [id, [value - below, value + above]];
      });
      expect(Object.fromEntries(found)).toEqual(expected);
    });
  },
);

const CELL = { fate: "open", need: null, order: 0 } as const;

function read(name: string): Published {
  return JSON.parse(readFileSync(join(CASES, `${name}.json`), "utf8")) as Published;
}

function modelOf(published: Published, needOf: (id: string) => ModelCell["need"]): JointModel {
  const values = published.inner.map((inner) => inner[published.measure] ?? NaN);
  return {
    variables: values.map((value, leaf) => ({ leaf, value, least: 0, isWhole: false })),
    cells: published.cells.map(({ id, value, members }) => ({
      id: String(id),
      row: String(id),
      variables: [members].flat().map((member) => member - 1),
      fate: "open",
      need: needOf(String(id)),
      order: value === 0 ? -Infinity : -value,
    })),
    inequalities: [],
    isUnsafeUnion: () => false,
  };
}
