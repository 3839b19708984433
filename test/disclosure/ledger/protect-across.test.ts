import { beforeAll, describe, expect, test } from "vitest";
import type { Highs } from "highs";

import { coverAcross, protectAcross } from "../../../src/disclosure/ledger/protect-across.ts";
import { loadSolver } from "../../../src/disclosure/solver.ts";
import { type CountedCustomer, type MadeRelease, namesOf, sharedReleases } from "../../support/shared-releases.ts";

const RULES = { minimumUnits: 10, areZerosProtected: false, amounts: { percent: 15, dominance: null } };

describe("a new release beside earlier ones", () => {
  let highs: Highs;
  beforeAll(async () => {
    highs = await loadSolver();
  });

  function withheldOf(...made: readonly MadeRelease[]): string[] {
    const { releases, atoms } = sharedReleases(made);
    return namesOf(protectAcross(highs, releases, atoms, RULES));
  }

  test("is shown whole where many came and many went", () => {
    const before = release("r1", people("a", 60, 10));
    const now = release("r2", [...people("a", 60, 10).slice(20), ...people("b", 30, 12)]);
    expect(withheldOf(now, before)).toEqual([]);
  });

  test("does not say how many more there are where few came", () => {
    const before = release("r1", people("a", 60, 10));
    const now = release("r2", [...people("a", 60, 10), ...people("b", 3, 12)]);
    expect(withheldOf(now, before)).toEqual(["r2/t x"]);
  });

  test("is shown where as many came as a cell needs", () => {
    const before = release("r1", people("a", 60, 10));
    const now = release("r2", [...people("a", 60, 10), ...people("b", 10, 12)]);
    expect(withheldOf(now, before)).toEqual([]);
  });

  test("does not say it by the sum of its cells, where no total is printed", () => {
    const inCell = (cell: string, made: readonly CountedCustomer[]) =>
      made.map((one) => ({ ...one, values: { cell } }));
    const [a, b, moved] = [people("a", 60, 10), people("b", 60, 10), people("c", 30, 10)];
    const before = release("r1", [
      ...inCell("x", [...a, ...moved.slice(0, 15)]),
      ...inCell("y", [...b, ...moved.slice(15)]),
    ]);
    const now = release("r2", [
      ...inCell("x", [...a, ...moved.slice(15), ...people("n", 3, 10)]),
      ...inCell("y", [...b, ...moved.slice(0, 15)]),
    ]);
    expect(withheldOf(now, before)).not.toEqual([]);
    const bought = {
      ...now,
      customers: without(now, "n").map((one, index) => (index < 2 ? { ...one, revenue: 50 } : one)),
    };
    expect(withheldOf(bought, before).filter((name) => name.endsWith("revenue"))).not.toEqual([]);
    expect(withheldOf({ ...now, customers: without(now, "n") }, before)).toEqual([]);
  });

  test("does not say what an earlier one hides beside classes by rank of which everybody knows the size", () => {
    const customers = [3, 20, 17, 13, 13, 14].flatMap((size, index) =>
      people(`p${index}`, size, 10).map((one) => ({
        ...one,
        values: { region: "ABC"[index % 3] ?? "", r_score: index < 3 ? "1" : "2" },
      })),
    );
    const [fine, coarse] = [["region", "r_score"], ["region"]].map((dimensions) => [
      { id: "t", dimensions, totals: false },
    ]);
    const before = { ...release("r1", customers), tables: fine ?? [], withheld: ["r1/t A|1", "r1/t C|1"] };
    const now = { ...release("r2", customers), tables: coarse ?? [] };
    const { releases, atoms } = sharedReleases([now, before]);
    const rankClasses = ["1", "2"].map((score) => ({ dimension: "r_score", values: [score], share: 0.5 }));
    const withClasses = (size: number) =>
      namesOf(
        protectAcross(
          highs,
          releases.map((one, index) => (index < size ? one : { ...one, rankClasses })),
          atoms,
          RULES,
        ),
      );
    // Region A less its other score is the three; region C less its own leaves them of the score.
    expect(withClasses(2)).toEqual(["r2/t A"]);
    expect(withClasses(1)).toEqual(["r2/t A", "r2/t C"]);
  });

  test("does not say what few customers bought since", () => {
    const now = (few: number) => people("a", 60, 10).map((one, index) => (index < few ? { ...one, revenue: 99 } : one));
    expect(withheldOf(release("r2", now(9)), release("r1", people("a", 60, 10)))).toEqual(["r2/t x revenue"]);
    expect(withheldOf(release("r2", now(10)), release("r1", people("a", 60, 10)))).toEqual([]);
  });

  test("does not say what one of many bought who bought much more than the others", () => {
    const now = people("a", 60, 10).map((one, index) => ({ ...one, revenue: index === 0 ? 5000 : 11 }));
    expect(withheldOf(release("r2", now), release("r1", people("a", 60, 10)))).toEqual(["r2/t x revenue"]);
  });

  test("does not say what somebody who came bought, where somebody went", () => {
    const before = release("r1", people("a", 60, 10));
    const now = (came: number) => release("r2", [...people("a", 60, 10).slice(1), ...people("b", came, 70)]);
    expect(withheldOf(now(1), before)).toEqual(["r2/t x orders", "r2/t x revenue"]);
    expect(withheldOf(now(12), before)).toEqual([]);
  });

  test("does not say by arithmetic what it has beside two earlier ones together, though neither of them tells it", () => {
    const inCell = (cell: string, made: readonly CountedCustomer[]) =>
      made.map((one) => ({ ...one, values: { cell } }));
    const [a, b, few] = [people("a", 60, 10), people("b", 60, 10), people("few", 3, 10)];
    const before = [release("r0", inCell("x", a)), release("r1", inCell("y", b))];
    const now = release("r2", inCell("z", [...a, ...b, ...few]));
    for (const [index, own] of before.entries()) expect([index, withheldOf(now, own)]).toEqual([index, []]);
    const covered = (made: readonly MadeRelease[]) => {
      const { releases, atoms } = sharedReleases(made);
      return namesOf(coverAcross(releases, atoms, RULES));
    };
    expect(covered([now, ...before])).toEqual(["r2/t z"]);
    expect(covered([{ ...now, withheld: ["r2/t z"] }, ...before])).toEqual([]);
    expect(covered([release("r2", inCell("z", [...a, ...b, ...people("many", 10, 10)])), ...before])).toEqual([]);
  });

  // Of the earlier release the isle and the south together follow: fourteen less eight.
  test.each([
    ["each of six people by six cells of somebody", [1, 1, 1, 1, 1, 1]],
    ["how few each of three cells of somebody can be", [3, 2, 0, 1, 0, 0]],
  ])("does not tell %s, where zeros are printed: the table goes whole", (_, sizes) => {
    const place = (name: string, count: number, values: Readonly<Record<string, string>>) =>
      people(`${name} ${Object.values(values).join(" ")} `, count, 10).map((one) => ({ ...one, values }));
    const [regions, languages] = [
      ["north", "south", "isle"],
      ["en", "zh", "de"],
    ];
    const small = ["south", "isle"].flatMap((region) => languages.map((language) => ({ region, language })));
    const customers = [
      ...regions.flatMap((region) =>
        languages.flatMap((language) => place("f", 12, { region, language, gender: "f" })),
      ),
      ...place("x", 8, { region: "north", language: "en", gender: "x" }),
      ...small.flatMap((values, index) => place("x", sizes[index] ?? 0, { ...values, gender: "x" })),
    ];
    const came = place("new", 20, { region: "north", language: "en", gender: "f" });
    const coarse = { id: "coarse", dimensions: ["region", "gender"], totals: true };
    const fine = { id: "fine", dimensions: ["region", "gender", "language"], totals: false };
    const hidden = (table: string, ...rows: readonly string[]) => rows.map((row) => `${table} ${row}`);
    const rules = { ...RULES, minimumUnits: 5 };
    const across = (...made: readonly MadeRelease[]) => {
      const { releases, atoms } = sharedReleases(made);
      return protectAcross(highs, releases, atoms, rules);
    };
    const before = {
      ...release("r1", customers),
      tables: [coarse],
      withheld: hidden("r1/coarse", "south|x", "south|f", "isle|x", "isle|f"),
    };
    const cells = small.filter((__, index) => (sizes[index] ?? 0) > 0);
    const now = {
      ...release("r2", [...customers, ...came]),
      tables: [coarse, fine],
      withheld: [
        ...hidden("r2/coarse", "south|x", "south|f", "isle|x", "isle|f"),
        ...hidden("r2/fine", ...cells.map(({ region, language }) => `${region}|x|${language}`)),
        ...hidden("r2/fine", "south|f|en", "isle|f|en", "north|x|en", "north|f|en"),
      ],
    };
    const { whole, findings } = across(now, before);
    expect([...whole]).toEqual([1]);
    expect(findings.filter(({ isOut }) => isOut)).toEqual([]);
    const later = { ...now, runId: "r3", period: "r3" };
    const out = { ...now, tables: [coarse, { ...fine, isWhole: true }] };
    const again = across({ ...later, withheld: now.withheld.map((row) => row.replace("r2", "r3")) }, out, before);
    expect([...again.whole]).toEqual([1]);
    // Where a withheld cell may be of nobody it says nothing.
    expect([...across({ ...now, tables: [coarse, { ...fine, isWhole: true }] }, before).whole]).toEqual([]);
  });

  test("withholds nothing for what earlier releases alone give away, and says so", () => {
    const before = [release("r0", people("a", 57, 10)), release("r1", people("a", 60, 10))];
    const now = release("r2", [...people("a", 60, 10), ...people("b", 30, 10)]);
    const { releases, atoms } = sharedReleases([now, ...before]);
    const { withheld, findings } = protectAcross(highs, releases, atoms, RULES);
    expect([...withheld]).toEqual([]);
    expect(findings).toEqual([]);
  });
});

function people(name: string, count: number, revenue: number): CountedCustomer[] {
  return Array.from({ length: count }, (_, index) => ({
    customer: `${name}${index}`,
    values: { cell: "x" },
    orders: 1,
    revenue,
  }));
}

function without({ customers }: MadeRelease, name: string): CountedCustomer[] {
  return customers.filter(({ customer }) => !customer.startsWith(name));
}

function release(runId: string, customers: readonly CountedCustomer[]): MadeRelease {
  return { runId, period: runId, customers, tables: [{ id: "t", dimensions: ["cell"], totals: false }] };
}
