import { describe, expect, test } from "vitest";

import type { ReportTable } from "../../src/domain/report.ts";
import { scratchFolder } from "../io/scratch-folder.ts";
import { type Customer, type ProtectedRelease, protectedRelease } from "./support/protected-release.ts";
import { areFew, isRevenueOfOne, knownGroups } from "./support/sums-of-release.ts";
import { auditFiles, objectionLines } from "./support/written-folder.ts";

const TABLE: ReportTable = {
  rows: ["segment"],
  columns: ["region"],
  measures: ["customers", "orders", "revenue"],
  totals: true,
};

/** Nine cells of which the lines leave six, each line two of them: of two that are in no line together the sum follows where one lies in the column, the other in the row that a third has left. */
const CYCLE = ["a|x", "a|y", "b|x", "b|z", "c|y", "c|z"];

/** Customers of one cell. */
function cell(key: string, own: readonly (readonly [bought: number, refunds?: number])[]): Customer[] {
  const [segment = "", region = ""] = key.split("|");
  return own.map(([bought, refunds = 0]) => ({ values: { segment, region }, orders: 1, bought, refunds }));
}

function many(count: number, bought: number, refunds = 0): (readonly [number, number])[] {
  return Array.from({ length: count }, () => [bought, refunds] as const);
}

/** The cells named, and all others of so many customers alike. */
function shop(
  own: Readonly<Record<string, readonly (readonly [number, number?])[]>>,
  others: Readonly<Record<"cycle" | "middle", number>> = { cycle: 20, middle: 50 },
): Customer[] {
  const keys = ["a", "b", "c"].flatMap((segment) => ["x", "y", "z"].map((region) => `${segment}|${region}`));
  return keys.flatMap((key) => cell(key, own[key] ?? many(CYCLE.includes(key) ? others.cycle : others.middle, 10)));
}

/** The cells of the cycle that are in no line together. */
const PAIRS = [
  ["a|x", "c|z"],
  ["a|y", "b|z"],
  ["b|x", "c|y"],
] as const;

/** Of two cells, few customers; or customers of whom one bought, or gave back, so much more than the others that both cells together do not hide it. */
const WORLDS = {
  few: ([one, other]) => shop({ [one]: many(4, 10), [other]: many(3, 10) }),
  bought: ([one, other]) => shop({ [one]: [[10_000], ...many(15, 20)], [other]: [[4_000], ...many(15, 20)] }),
  givenBack: ([one, other]) =>
    shop({ [one]: [[200, 9_000], ...many(15, 20)], [other]: [[200, 4_000], ...many(15, 20)] }),
} satisfies Readonly<Record<string, (pair: readonly [string, string]) => Customer[]>>;

/** The revenue that is known of customers who say too much of one of them. */
function tellingRevenue(release: ProtectedRelease, customers: readonly Customer[]): Customer[][] {
  return knownGroups(release, [TABLE], "revenue", customers).filter(isRevenueOfOne);
}

describe.each(PAIRS)("of %s and %s, which no total has together", (...pair) => {
  test("few customers are not known together", () => {
    const customers = WORLDS.few(pair);
    const groups = knownGroups(protectedRelease([TABLE], customers, 10), [TABLE], "customers", customers);
    expect(groups.filter((own) => areFew(own, 10))).toEqual([]);
  });

  test.each(["bought", "givenBack"] as const)("what one customer %s is not known with what few others did", (world) => {
    const customers = WORLDS[world](pair);
    expect(tellingRevenue(protectedRelease([TABLE], customers, 10), customers)).toEqual([]);
  });

  test.each([
    ["customers", "few"],
    ["revenue", "bought"],
    ["revenue", "givenBack"],
  ] as const)(
    "the auditor objects where their %s follows (%s), and not to what the program prints",
    async (measure, world) => {
      const customers = WORLDS[world](pair);
      const release = protectedRelease([TABLE], customers, 10);
      const folder = await scratchFolder();
      const counted = [release.counted];
      expect(objectionLines(await auditFiles(folder, release.files(), { counted }))).toEqual([]);
      // Whoever takes the cover of the cycle away leaves just the six.
      const lines = objectionLines(await auditFiles(folder, filesOf(customers, measure), { counted }));
      expect(lines).not.toEqual([]);
    },
  );
});

test("a revenue of nothing, since all was given back, covers no other: who knows that nobody gives back more than they bought would know it at most", () => {
  const one = (segment: string, own: readonly (readonly [number, number?])[]) =>
    own.map(([bought, refunds = 0]): Customer => ({ values: { segment }, orders: 1, bought, refunds }));
  const customers = [
    ...one("a", [[9_000], ...many(29, 10)]),
    ...one("b", many(30, 300, 300)),
    ...one("c", many(40, 400)),
    ...one("d", many(50, 200)),
  ];
  const { withheld } = protectedRelease([{ ...TABLE, columns: [] }], customers, 10);
  const segments = withheld.filter(({ measure }) => measure === "revenue").map(({ row }) => row.values[0]);
  expect(segments.filter((segment) => segment !== "a" && segment !== "b")).not.toEqual([]);
});

/** A file in which no number of the cycle is printed of one measure, nor of what is withheld with it, and every other is. */
function filesOf(customers: readonly Customer[], measure: "customers" | "revenue"): Readonly<Record<string, string>> {
  const values = [...new Set(customers.map((each) => each.values.segment ?? "")), "(all)"];
  const regions = [...new Set(customers.map((each) => each.values.region ?? "")), "(all)"];
  const lines = values.flatMap((segment) =>
    regions.map((region) => {
      const own = customers.filter(
        (each) =>
          (segment === "(all)" || each.values.segment === segment) &&
          (region === "(all)" || each.values.region === region),
      );
      const isHidden = CYCLE.includes(`${segment}|${region}`);
      const revenue = own.reduce((sum, { bought, refunds = 0 }) => sum + bought - refunds, 0);
      const count = isHidden && measure === "customers" ? "" : own.length;
      const status = !isHidden ? "published" : measure === "customers" ? "withheld" : "partly_withheld";
      const orders = count === "" ? "" : own.length;
      return [segment, region, count, orders, isHidden ? "" : revenue, status].join();
    }),
  );
  return {
    "report.json": JSON.stringify({
      run_id: "run-1",
      as_of: "2026-11-01",
      minimum_units: 10,
      title: null,
      currency: "EUR",
      zeros: "publish",
    }),
    "table-1.csv": ["segment,region,customers,orders,revenue,value_status", ...lines, ""].join("\n"),
  };
}
