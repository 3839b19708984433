import { expect, test } from "vitest";

import type { ExactTable } from "../../src/disclosure/exact-table.ts";
import { possibleAtoms } from "../../src/disclosure/possible-atoms.ts";
import { protectionRules } from "../../src/disclosure/protection-rules.ts";
import type { Atom } from "../../src/disclosure/release-rows.ts";
import { NOTHING } from "../../src/disclosure/report-measures.ts";
import { protectTables } from "../support/protect-tables.ts";
import { loadSolver } from "../../src/disclosure/solver.ts";
import { evenly } from "../support/contributions.ts";

const MONTHS = [
  { month: "03", quarter: "Q1" },
  { month: "04", quarter: "Q2" },
  { month: "05", quarter: "Q2" },
];

test("a reader of a table cannot exclude any of its combinations", () => {
  const atoms = [atomOf({ a: "1", b: "x" }, 5), atomOf({ a: "2", b: "y" }, 7)];
  const possible = possibleAtoms([["a", "b"]], atoms, 100) ?? [];
  expect(possible.map(({ values, customers }) => [values["a"], values["b"], customers])).toEqual([
    ["1", "x", 5],
    ["2", "y", 7],
    ["1", "y", 0],
    ["2", "x", 0],
  ]);
});

test("a reader of two tables knows which values of the one go with those of the other", () => {
  const atoms = MONTHS.map((values) => atomOf(values, 20));
  expect(possibleAtoms([["month"], ["quarter"]], atoms, 100)).toEqual(atoms);
  expect(possibleAtoms([["month", "quarter"]], atoms, 100)).toHaveLength(6);
});

test("there are none where they are too many", () => {
  const atoms = Array.from({ length: 9 }, (_, value) => atomOf({ a: `${value}`, b: `${value}` }, 20));
  expect(possibleAtoms([["a", "b"], ["a"]], atoms, 80)).toBeNull();
  expect(possibleAtoms([["a", "b"], ["a"]], atoms, 81)).toHaveLength(81);
});

test("protected zeros are withheld with what covers them, and published ones are not", async () => {
  const counts = { "a|x": 20, "b|x": 30, "b|y": 40, "c|x": 50, "c|y": 60 };
  expect(await withheldOf(counts, "publish")).toEqual([]);
  const withheld = await withheldOf(counts, "protect");
  expect(withheld).toContain("a|y");
  expect(withheld).toHaveLength(4);
});

async function withheldOf(counts: Readonly<Record<string, number>>, zeros: "publish" | "protect"): Promise<string[]> {
  const cells = Object.entries(counts).map(([key, customers]) => ({
    ...NOTHING,
    values: key.split("|"),
    customers: BigInt(customers),
    orders: BigInt(customers),
  }));
  const exact: ExactTable = {
    id: "r/1",
    table: { rows: ["segment"], columns: ["region"], measures: ["customers", "orders"], totals: true },
    cells,
  };
  const atoms = cells.map(({ values: [segment = "", region = ""], customers }) =>
    atomOf({ segment, region }, Number(customers)),
  );
  const rules = protectionRules({ minimumUnits: 10, zeros });
  const [table] = protectTables(await loadSolver(), [exact], [{ tables: ["r/1"], atoms }], rules);
  return (table?.rows ?? []).filter(({ isWithheld }) => isWithheld).map(({ values }) => values.join("|"));
}

function atomOf(values: Atom["values"], customers: number): Atom {
  const sums = { customers, orders: customers, revenue: 0 };
  return { values, ...sums, contributions: evenly(sums) };
}
