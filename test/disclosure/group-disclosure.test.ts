import { expect, test } from "vitest";

import type { ExactTable } from "../../src/disclosure/exact-table.ts";
import { disclosingZeros } from "../../src/disclosure/group-disclosure.ts";
import { protectionRules } from "../../src/disclosure/protection-rules.ts";
import type { Atom } from "../../src/disclosure/release-rows.ts";
import { NOTHING } from "../../src/disclosure/report-measures.ts";
import { protectTables } from "../support/protect-tables.ts";
import { loadSolver } from "../../src/disclosure/solver.ts";
import { dimensionsOf, type ReportDimension } from "../../src/domain/report.ts";
import { possibleInterval } from "../oracle/interval-attacker.ts";
import { evenly } from "../support/contributions.ts";

type Counts = Readonly<Record<string, number>>;

/** Nobody in the north is overdue; whoever is in the south is. */
const DUE: Counts = {
  "north|due": 30,
  "north|not_due": 40,
  "south|overdue": 50,
  "east|due": 60,
  "east|overdue": 70,
  "east|not_due": 80,
};

test("a zero is unsafe where it says something of a whole group, but not of nobody, nor that nothing is known of none", () => {
  const of = (counts: Counts) =>
    disclosingZeros(tableOf(["region", "due"], counts)).map(({ values }) => values.join("|"));
  expect(of(DUE)).toEqual(["north|overdue", "south|due", "south|not_due"]);
  expect(of({ "north|due": 30, "north|(none)": 20, "south|due": 40, "south|overdue": 30 })).toEqual(["north|overdue"]);
  expect(of({ "north|due": 30, "south|(none)": 40, "south|due": 20 })).toEqual(["north|(none)"]);
  expect(of({ "north|(none)": 30, "south|due": 40, "south|(none)": 20 })).toEqual(["north|due"]);
});

test("a dimension that says what a customer bought, or where they live, is none of these", () => {
  const counts = { "a|x": 20, "b|y": 30 };
  expect(disclosingZeros(tableOf(["segment", "region"], counts))).toEqual([]);
  expect(disclosingZeros(tableOf(["gender"], { f: 20 }))).toEqual([]);
});

test("such zeros are withheld with what covers them, and a reader holds possible that k have the value", async () => {
  const table = tableOf(["region", "due"], DUE);
  const shown = await protect([table], atomsOf(["region", "due"], DUE));
  const rows = shown[0]?.rows ?? [];
  const withheld = rows.filter(({ isWithheld }) => isWithheld).map(({ values }) => values.join("|"));
  expect(withheld).toEqual(expect.arrayContaining(["north|overdue", "south|due", "south|not_due"]));
  expect(rows.find(({ values }) => values.every((value) => value === null))?.isWithheld).toBe(false);
  // The reader's own program over every cell of the table.
  const cells = ["north", "south", "east"].flatMap((region) =>
    ["due", "overdue", "not_due"].map((due) => [region, due]),
  );
  const published = rows
    .filter(({ isWithheld }) => !isWithheld)
    .map(({ values, measures }) => ({
      unknowns: cells.flatMap((cell, index) =>
        cell.every((own, place) => values[place] === null || values[place] === own) ? [index] : [],
      ),
      value: Number(measures.customers),
    }));
  const highs = await loadSolver();
  for (const zero of [
    ["north", "overdue"],
    ["south", "due"],
    ["south", "not_due"],
  ]) {
    const asked = cells.findIndex((cell) => cell.join() === zero.join());
    const [low, high] = possibleInterval(
      highs,
      cells.map(() => 0),
      published,
      [asked],
    );
    expect([zero.join(), low, high >= 10]).toEqual([zero.join(), 0, true]);
  }
});

test("another table of the run beside it is shown as it was, but for what gives the group away", async () => {
  const table = tableOf(["region", "due"], DUE);
  const regions = { ...tableOf(["region"], { north: 70, south: 50, east: 210 }), id: "r/2" };
  const [first, second] = await protect([table, regions], atomsOf(["region", "due"], DUE));
  expect(second?.rows.every(({ isWithheld }) => !isWithheld)).toBe(true);
  // All of the south are overdue: so many that it would be all of them is not shown beside their number.
  expect(first?.rows.find(({ values }) => values.join() === "south,overdue")?.isWithheld).toBe(true);
});

async function protect(tables: readonly ExactTable[], atoms: readonly Atom[]) {
  const group = { tables: tables.map(({ id }) => id), atoms };
  return protectTables(await loadSolver(), tables, [group], protectionRules({ minimumUnits: 10 }));
}

function tableOf(dimensions: readonly ReportDimension[], counts: Counts): ExactTable {
  const [first = "segment", ...others] = dimensions;
  const cells = Object.entries(counts).map(([key, customers]) => ({
    ...NOTHING,
    values: key.split("|"),
    customers: BigInt(customers),
    orders: BigInt(customers),
  }));
  return {
    id: "r/1",
    table: { rows: [first], columns: others, measures: ["customers", "orders"], totals: true },
    cells,
  };
}

function atomsOf(dimensions: readonly ReportDimension[], counts: Counts): Atom[] {
  return Object.entries(counts).map(([key, customers]) => {
    const sums = { customers, orders: customers, revenue: 0 };
    const names = dimensionsOf({ rows: dimensions, columns: [] });
    return {
      values: Object.fromEntries(key.split("|").map((value, place) => [names[place] ?? "", value] as const)),
      ...sums,
      contributions: evenly(sums),
    };
  });
}
