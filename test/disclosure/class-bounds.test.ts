import { describe, expect, test } from "vitest";

import { classBounds } from "../../src/disclosure/class-bounds.ts";
import { classPlaces } from "../../src/disclosure/class-order.ts";
import { NO_CONTRIBUTIONS } from "../../src/disclosure/contributions.ts";
import { type KnownOfClasses, protectionRules } from "../../src/disclosure/protection-rules.ts";
import { protectRows } from "../../src/disclosure/protect-rows.ts";
import { type Atom, rowId } from "../../src/disclosure/release-rows.ts";
import { loadSolver } from "../../src/disclosure/solver.ts";
import type { RfmDeclaration } from "../../src/domain/rfm.ts";
import { rfmByMap } from "../support/rfm-by-map.ts";

const FREQUENCY = { breaks: { frequency: [2, 3, 5, 10] } };

describe("bounds of classes by stated edges", () => {
  test("are the whole numbers of orders of a score, and of all scores of a segment", () => {
    const bounds = classBounds(rfmByMap("rf_grid", FREQUENCY), null);
    const of = (dimension: string) =>
      bounds.filter((bound) => bound.dimension === dimension).map(({ value, least, most }) => [value, least, most]);
    expect(of("f_score")).toEqual([
      ["1", -Infinity, 1],
      ["2", 2, 2],
      ["3", 3, 4],
      ["4", 5, 9],
      ["5", 10, Infinity],
    ]);
    expect(of("segment")).toContainEqual(["champions", 5, Infinity]);
    expect(of("segment")).toContainEqual(["cant_lose", 10, Infinity]);
  });

  test("are edges of what each customer, or each order, brought; and nothing of means of days", () => {
    const breaks = { monetary: [100, 500, 1000, 2000] };
    expect(classBounds(rfmByMap("rf_grid", { breaks }), null)).toContainEqual({
      dimension: "m_score",
      value: "2",
      amount: "revenue",
      per: "customer",
      least: 100,
      most: 499.9999,
    });
    expect(
      classBounds(rfmByMap("rf_grid", { breaks, monetary: "mean_per_order" }), null).map(({ per }) => per),
    ).toContain("order");
    expect(classBounds(rfmByMap("rf_grid", { breaks, monetary: "mean_per_active_day" }), null)).toEqual([]);
  });

  test("say of a period that no more orders were made in it than ever, and none by who bought last before it", () => {
    const flow = { from: "2026-10-01", asOf: "2026-11-01" };
    const breaks = { ...FREQUENCY.breaks, monetary: [100, 500, 1000, 2000], recency: [31, 32, 90, 365] };
    const bounds = classBounds(rfmByMap("rf_grid", { breaks }), flow).filter(
      ({ dimension }) => dimension !== "segment",
    );
    expect(bounds.filter(({ dimension }) => dimension === "f_score").map(({ least, most }) => [least, most])).toEqual([
      [-Infinity, 1],
      [-Infinity, 2],
      [-Infinity, 4],
      [-Infinity, 9],
    ]);
    // 31 days before the first of November is the first of October.
    expect(bounds.filter(({ dimension }) => dimension === "r_score").map(({ value, most }) => [value, most])).toEqual([
      ["1", 0],
      ["2", 0],
      ["3", 0],
    ]);
    expect(bounds.filter(({ dimension }) => dimension === "m_score")).toEqual([]);
  });
});

describe("places of classes in order", () => {
  test("are the same scale for revenue groups and scores by rank of all revenue", () => {
    const places = classPlaces(rfmByMap("rf_grid"));
    const of = (dimension: string, value: string) =>
      places.find((place) => place.dimension === dimension && place.value === value);
    expect(of("revenue_group", "10-20%")).toMatchObject({ scale: "by rank", from: 0.8, to: 0.9 });
    expect(of("m_score", "4")).toMatchObject({ scale: "by rank", from: 0.6, to: 0.8 });
    expect(of("segment", "champions")).toMatchObject({ amount: "orders", from: 0.6, to: 1 });
  });

  test("are none of stated edges, of definitions by days, and of other segments than those of some scores", () => {
    const dimensions = (changed: Partial<RfmDeclaration>) =>
      new Set(classPlaces(rfmByMap("rf_grid", changed)).map(({ dimension }) => dimension));
    expect(dimensions(FREQUENCY)).toEqual(new Set(["revenue_group", "m_score"]));
    expect(dimensions({ frequency: "lines", monetary: "mean_per_order" })).toEqual(new Set(["revenue_group"]));
    expect(dimensions({ scores: "nested" })).toEqual(new Set(["revenue_group", "f_score", "m_score"]));
  });
});

describe("a small cell beside printed orders", () => {
  // Who is withheld in A are 28 customers with 48 orders, of whom those of score 5 have ten each or more: two, then.
  const atoms = [atomOf("A", "1", 26, 1), atomOf("A", "5", 2, 11), atomOf("B", "1", 26, 1), atomOf("B", "5", 40, 15)];
  const tables = [
    {
      id: "t",
      dimensions: ["region", "f_score"],
      hasOrders: true,
      hasRevenue: false,
      rows: ["A", "B", null].flatMap((region) => ["1", "5", null].map((score) => [region, score])),
    },
  ];
  const withheldOrders = async (known: KnownOfClasses) => {
    const rules = protectionRules({ minimumUnits: 10 }, known);
    const { counts, amounts } = protectRows(await loadSolver(), [{ tables, atoms }], rules);
    expect([counts.unprotectable, amounts.orders?.unprotectable]).toEqual([[], []]);
    expect(counts.withheld).toContain(rowId("t", ["A", "5"]));
    const shown = tables[0]?.rows.map((values) => rowId("t", values)).filter((row) => !counts.withheld.has(row)) ?? [];
    return shown.filter((row) => amounts.orders?.withheld.has(row) === true);
  };

  test("follows from them where scores are by stated edges, so that they are withheld", async () => {
    expect(await withheldOrders({})).not.toContain(rowId("t", ["A", null]));
    const known = { classBounds: classBounds(rfmByMap("rf_grid", FREQUENCY), null) };
    expect(await withheldOrders(known)).toContain(rowId("t", ["A", null]));
  });
});

function atomOf(region: string, score: string, customers: number, each: number): Atom {
  const orders = customers * each;
  const contributions = { total: orders, contributors: customers, first: each, second: each };
  return {
    values: { region, f_score: score },
    customers,
    orders,
    revenue: orders,
    contributions: { orders: contributions, bought: contributions, refunds: NO_CONTRIBUTIONS },
  };
}
