import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import type { ReportDimension, ReportTable } from "../../src/domain/report.ts";
import { scratchFolder } from "../io/scratch-folder.ts";
import { ROOT } from "../support/tidy/source-files.ts";
import { type Customer, type ProtectedRelease, protectedRelease } from "./support/protected-release.ts";
import { auditFiles, objectionLines } from "./support/written-folder.ts";

const CASES = join(ROOT, "../shared/cases/disclosure");
const isHere = existsSync(CASES);
const isOptional = (process.env["CI"] ?? "") !== "true";

/** How many covers there were, and those without which nobody objects. */
async function printEach(release: ProtectedRelease): Promise<{ readonly covers: number; readonly silent: string[] }> {
  const folder = await scratchFolder();
  const counted = [release.counted];
  expect(objectionLines(await auditFiles(folder, release.files(), { counted }))).toEqual([]);
  const covers = release.withheld.filter(({ isPrimary }) => !isPrimary);
  const silent: string[] = [];
  for (const cover of covers) {
    const { objections } = await auditFiles(folder, release.files(cover), { counted });
    if (objections.length === 0) silent.push(`${cover.table + 1} ${cover.row.values.join("|")} ${cover.measure}`);
  }
  return { covers: covers.length, silent };
}

function table(names: readonly ReportDimension[], measures: ReportTable["measures"] = ["customers"]): ReportTable {
  return { rows: names.slice(0, 1), columns: names.slice(1), measures, totals: true };
}

/** Numbers that look like chance and are the same on every machine. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 65_536) % sides;
  };
}

const NAMES: readonly ReportDimension[] = ["segment", "region", "category"];

/** Customers of each combination of values, few of some, of whom some bring very much. */
function customersOf(sizes: readonly number[], seed: number, { isRich = false, most = 24 } = {}): Customer[] {
  const roll = dice(seed);
  const places = sizes.reduce<number[][]>(
    (heads, size) => heads.flatMap((head) => Array.from({ length: size }, (_, place) => [...head, place])),
    [[]],
  );
  return places.flatMap((place) => {
    const count = roll(6) === 0 ? roll(3) : roll(most);
    const values = Object.fromEntries(place.map((value, index) => [NAMES[index] ?? "", `${NAMES[index]}-${value}`]));
    return Array.from({ length: count }, (): Customer => {
      const orders = isRich && roll(40) === 0 ? 60 + roll(40) : 1 + roll(3);
      const bought = isRich && roll(40) === 0 ? 3_000 + roll(2_000) : 20 + roll(30);
      return { values, orders, bought };
    });
  });
}

const AMOUNTS = table(["segment", "region"], ["customers", "orders", "revenue"]);

describe("a release with one number more than the program prints is objected to", () => {
  test.each([
    ["two dimensions", [4, 4], [["segment", "region"]], 24, 10],
    ["three dimensions", [3, 3, 2], [["segment", "region", "category"]], 30, 5],
    [
      "linked tables",
      [3, 3, 2],
      [
        ["segment", "region"],
        ["segment", "category"],
      ],
      7,
      10,
    ],
  ] as const)("random tables of %s", async (_, sizes, shapes, most, rounds) => {
    let covers = 0;
    for (let seed = 1; seed <= rounds; seed += 1) {
      const release = protectedRelease(
        shapes.map((names) => table(names)),
        customersOf(sizes, seed, { most }),
        5,
      );
      const found = await printEach(release);
      expect([seed, found.silent]).toEqual([seed, []]);
      covers += found.covers;
    }
    expect(covers).toBeGreaterThan(15);
  });

  test("random amounts", async () => {
    let covers = 0;
    for (let seed = 1; seed <= 6; seed += 1) {
      const release = protectedRelease([AMOUNTS], customersOf([3, 4], seed, { isRich: true }), 5);
      const found = await printEach(release);
      expect([seed, found.silent]).toEqual([seed, []]);
      covers += release.withheld.filter(({ measure, isPrimary }) => measure !== "customers" && !isPrimary).length;
    }
    expect(covers).toBeGreaterThan(5);
  });
});

describe("a release as the program prints it is not objected to", () => {
  test.each(["publish", "protect"] as const)(
    "where something was given back, and zeros are as %s says",
    async (zeros) => {
      const folder = await scratchFolder();
      for (let seed = 1; seed <= 12; seed += 1) {
        const customers = customersOf([3, 3], seed, { isRich: true, most: 9 });
        const roll = dice(77 * seed);
        const returning = customers.map((customer) => {
          const refunds = roll(6) > 0 ? 0 : roll(3) === 0 ? customer.bought + 3_000 : roll(customer.bought);
          return { ...customer, refunds };
        });
        const release = protectedRelease([AMOUNTS], returning, 4, zeros);
        const audit = await auditFiles(folder, release.files(), { counted: [release.counted] });
        expect([seed, objectionLines(audit)]).toEqual([seed, []]);
      }
    },
  );
});

/** The inner cells of a published table. */
interface Published {
  readonly params: { readonly maxN: number };
  readonly measure: string;
  readonly dims: readonly string[];
  readonly inner: readonly Readonly<Record<string, string | number>>[];
}

describe.skipIf(!isHere && isOptional)(
  "published tables as the program protects them (skipped without ../shared)",
  () => {
    test.each([
      ["gauss_z1_maxn3", [["region", "hovedint"]]],
      ["ssbtools_gauss_doc_example", [["var1", "var2"]]],
      [
        "gauss_z2_overlap_hier",
        [
          ["region", "hovedint"],
          ["fylke", "hovedint"],
          ["kostragr", "hovedint"],
        ],
      ],
    ] as const)("%s: with any cover printed it is objected to", async (name, shapes) => {
      const { inner, measure, params } = JSON.parse(readFileSync(join(CASES, `${name}.json`), "utf8")) as Published;
      const named = [...new Set(shapes.flat())];
      const known: readonly ReportDimension[] = ["region", "segment", "category", "channel"];
      const nameOf = (dimension: string) => known[named.indexOf(dimension as never)] ?? "region";
      const customers = inner.flatMap((cell) =>
        Array.from({ length: Number(cell[measure]) }, (): Customer => ({
          values: Object.fromEntries(named.map((dimension) => [nameOf(dimension), String(cell[dimension])])),
          orders: 1,
          bought: 1,
        })),
      );
      const tables = shapes.map((names) => table(names.map(nameOf)));
      const { covers, silent } = await printEach(protectedRelease(tables, customers, params.maxN + 1));
      expect(silent).toEqual([]);
      expect(covers).toBeGreaterThan(2);
    });
  },
);
