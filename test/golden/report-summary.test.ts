import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "csv-parse/sync";

import { decimalText } from "../../src/export/decimal-text.ts";
import { fixtureProject, type Project } from "../support/project.ts";
import { type Bought, boughtInDemo } from "./demo-segments.ts";

describe("the segment summary of the demo", () => {
  let project: Project;
  let runId: string;
  let bought: readonly Bought[];

  beforeAll(async () => {
    project = fixtureProject("demo");
    project.write("reports/segment-by-region.yaml", REPORT);
    runId = await project.run();
    bought = boughtInDemo(project);
  });

  test("has the counts, sums, shares and means of a naive count of the input, and those of everybody", () => {
    const segments = [...new Set(bought.map(({ segment }) => segment))].toSorted();
    const rows = segments.map((segment) => [
      segment,
      ...sumsOf(
        bought.filter((each) => each.segment === segment),
        bought,
      ),
    ]);
    expect(rowsOf(1).map((row) => row.slice(0, 8))).toEqual([...rows, ["(all)", ...sumsOf(bought, bought)]]);
  });

  test("has the class that holds the median of each score: that of the middle customer, the lower of two", () => {
    const mediansOf = (own: readonly Bought[]) =>
      [0, 1, 2].map((place) => {
        const sorted = own.map(({ scores }) => scores[place] ?? 0).toSorted((a, b) => a - b);
        return String(sorted[Math.ceil(sorted.length / 2) - 1]);
      });
    const expected = rowsOf(1).map(([segment]) =>
      mediansOf(bought.filter((each) => segment === "(all)" || each.segment === segment)),
    );
    expect(rowsOf(1).map((row) => row.slice(8, 11))).toEqual(expected);
  });

  test("counts everybody once by channel, category and cohort", () => {
    for (const table of [2, 3, 4]) {
      const rows = rowsOf(table);
      expect(rows.at(-1)).toEqual(["(all)", String(bought.length), "1.0000", "published"]);
      expect(rows.slice(0, -1).reduce((sum, row) => sum + Number(row[1]), 0)).toBe(bought.length);
    }
    expect(rowsOf(2).map(([channel]) => channel)).toEqual(["app", "counter", "phone", "web", "(all)"]);
    expect(rowsOf(4).map(([year]) => year)).toEqual(["2023", "2024", "2025", "2026", "(all)"]);
  });

  test("has groups of customers by revenue whose sums are those of the sorted input", () => {
    const revenues = bought.map(({ revenue }) => revenue).toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0));
    const ends = [1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
    // Equal revenue is one group: the one of the last of them.
    const lastPlaces = new Map(revenues.map((revenue, index) => [revenue, index + 1]));
    const places = revenues.map((revenue) => lastPlaces.get(revenue) ?? 0);
    const groupOf = (place: number) => ends.findIndex((end) => 100 * place <= end * revenues.length);
    const groups = ends.map((_, group) => revenues.filter((__, index) => groupOf(places[index] ?? 0) === group));
    const shown = rowsOf(5).slice(0, -1);
    expect(shown.map((row) => [row[1], row[2]])).toEqual(
      groups.map((group) => [String(group.length), decimalText(sumOf(group))]),
    );
    const top = (count: number) =>
      decimalText(quotient(10_000n * sumOf(groups.slice(0, count).flat()), sumOf(revenues)));
    expect(shown.map((row) => row[4])).toEqual(ends.map((_, index) => top(index + 1)));
    const gini = Number(rowsOf(5).at(-1)?.[5]);
    expect(Math.abs(gini - giniOf(revenues.map(Number)))).toBeLessThan(0.01);
    expect(gini).toBeLessThanOrEqual(giniOf(revenues.map(Number)));
  });

  function rowsOf(table: number): string[][] {
    const folder = project.path(".gatekeeper", "runs", runId, "public", "reports", "summary");
    return parse(readFileSync(`${folder}/table-${table}.csv`, "utf8")).slice(1);
  }
});

function sumsOf(own: readonly Bought[], all: readonly Bought[]): string[] {
  const orders = (of: readonly Bought[]) => of.reduce((sum, each) => sum + BigInt(each.orders), 0n);
  const revenue = (of: readonly Bought[]) => sumOf(of.map((each) => each.revenue));
  const share = (part: bigint, whole: bigint) => decimalText(quotient(10_000n * part, whole));
  return [
    String(own.length),
    share(BigInt(own.length), BigInt(all.length)),
    String(orders(own)),
    share(orders(own), orders(all)),
    decimalText(revenue(own)),
    share(revenue(own), revenue(all)),
    decimalText(quotient(revenue(own), orders(own))),
  ];
}

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}

/** Rounded half up; nothing here is negative. */
function quotient(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

/** Of single customers, sorted from the greatest: groups can only see less of it. */
function giniOf(revenues: readonly number[]): number {
  const ranked = revenues.toReversed();
  const sum = ranked.reduce((total, revenue) => total + revenue, 0);
  const weighted = ranked.reduce((total, revenue, index) => total + (index + 1) * revenue, 0);
  return (2 * weighted) / (ranked.length * sum) - (ranked.length + 1) / ranked.length;
}

const REPORT = `id: summary
tables:
  - rows: [segment]
    measures: [customers, customer_share, orders, order_share, revenue, revenue_share, mean_order_value, median_r_score, median_f_score, median_m_score]
    totals: true
  - { rows: [channel], measures: [customers, customer_share], totals: true }
  - { rows: [category], measures: [customers, customer_share], totals: true }
  - { rows: [cohort_year], measures: [customers, customer_share], totals: true }
  - { rows: [revenue_group], measures: [customers, revenue, cumulative_customer_share, cumulative_revenue_share, gini], totals: true }
audience: internal
`;
