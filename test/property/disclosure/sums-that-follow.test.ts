import { describe, expect, test } from "vitest";

import type { ReportTable } from "../../../src/domain/report.ts";
import { type Customer, protectedRelease } from "../../auditor/support/protected-release.ts";
import { areFew, isRevenueOfOne, knownGroups } from "../../auditor/support/sums-of-release.ts";
import { auditFiles, objectionLines } from "../../auditor/support/written-folder.ts";
import { scratchFolder } from "../../io/scratch-folder.ts";

const K = 3;
const ROUNDS = process.env["GK_LONG"] === "1" ? 400 : 40;

const TABLES: readonly ReportTable[] = [
  { rows: ["segment"], columns: ["region"], measures: ["customers", "orders", "revenue"], totals: true },
];

/** Numbers that look like chance and are the same on every machine. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  const roll = (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 65_536) % sides;
  };
  for (let turn = 0; turn < 5; turn += 1) roll(2);
  return roll;
}

/** Three segments in four regions, of whom every third gave something back, and some more than they bought. */
function customersOf(seed: number): Customer[] {
  const roll = dice(seed);
  return Array.from({ length: 12 }, (_, place) => place).flatMap((place) => {
    const values = { segment: `s${Math.floor(place / 4)}`, region: `r${place % 4}` };
    return Array.from({ length: roll(5) === 0 ? roll(3) : 4 + roll(6) }, (): Customer => {
      const bought = roll(12) === 0 ? 800 + roll(900) : 20 + roll(60);
      const gaveBack = () => (roll(4) === 0 ? bought : roll(5) === 0 ? bought + 500 + roll(500) : roll(bought));
      const refunds = roll(3) > 0 ? 0 : gaveBack();
      return { values, orders: 1 + roll(3), bought, refunds };
    });
  });
}

describe("of random tables in which much was given back", () => {
  test("no sum of customers or revenue that follows says too much, in what was bought or given back", () => {
    for (let seed = 1; seed <= ROUNDS; seed += 1) {
      const customers = customersOf(31 * seed);
      const release = protectedRelease(TABLES, customers, K);
      const revenue = knownGroups(release, TABLES, "revenue", customers).filter(isRevenueOfOne);
      const few = knownGroups(release, TABLES, "customers", customers).filter((own) => areFew(own, K));
      expect([seed, revenue, few]).toEqual([seed, [], []]);
    }
  }, 120_000);

  test("the auditor objects to every cover printed from which such a sum follows, and to nothing that is printed", async () => {
    let telling = 0;
    for (let seed = 1; seed <= ROUNDS / 2; seed += 1) {
      const customers = customersOf(31 * seed);
      const release = protectedRelease(TABLES, customers, K);
      const counted = [release.counted];
      const folder = await scratchFolder();
      expect([seed, objectionLines(await auditFiles(folder, release.files(), { counted }))]).toEqual([seed, []]);
      for (const cover of release.withheld.filter(({ measure, isPrimary }) => measure === "revenue" && !isPrimary)) {
        const others = { ...release, withheld: release.withheld.filter((one) => one !== cover) };
        if (!knownGroups(others, TABLES, "revenue", customers).some(isRevenueOfOne)) continue;
        telling += 1;
        const { objections } = await auditFiles(folder, release.files(cover), { counted });
        expect([seed, cover.row.values, objections.length > 0]).toEqual([seed, cover.row.values, true]);
      }
    }
    expect(telling).toBeGreaterThan(ROUNDS / 6);
  }, 120_000);
});
