import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { LedgerTable } from "../../src/disclosure/ledger/shared-rows.ts";
import { protectionRules } from "../../src/disclosure/protection-rules.ts";
import { loadSolver } from "../../src/disclosure/solver.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { compareWithLedger, type CountedRelease } from "../../src/export/compare-with-ledger.ts";
import { openTestEngine } from "../support/test-engine.ts";

/** Values of each release's dimension: by three of them customers fall into 2,744 groups, by two into 196. */
const VALUES = 14;

describe("releases whose customers fall into too many groups to be looked at together", () => {
  let engine: Engine;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ engine, close } = await openTestEngine());
  });
  afterAll(async () => close());

  /**
   * Three releases of a table each, by the first, second and third of three values. Sixty more customers are counted by the second alone, sixty by the third alone, and in one cell by
   * the first, together with `few` others, whom nobody else counts.
   */
  async function releasesOf(few: number): Promise<CountedRelease[]> {
    const crowd = `select concat('c', number) as customer, concat('v', number % ${VALUES}) as v0,
        concat('v', (number // ${VALUES}) % ${VALUES}) as v1, concat('v', (number // ${VALUES ** 2}) % ${VALUES}) as v2
      from range(${5 * VALUES ** 3}) as numbers(number)`;
    const more = (name: string, count: number, values: string) =>
      `select concat('${name}', number) as customer, ${values} from range(${count}) as numbers(number)`;
    const everybody = [
      crowd,
      more("a", 60, "'both', 'own', null"),
      more("b", 60, "'both', null, 'own'"),
      more("f", few, "'both', null, null"),
    ].join(" union all ");
    const releases: CountedRelease[] = [];
    for (const [place, runId] of ["r3", "r1", "r2"].entries()) {
      const customers = `export.${runId}`;
      await engine.materialize(
        customers,
        `select everybody.customer as customer_hash, false as is_gone, everybody.v${place} as segment, 1 as orders, cast(10 as decimal(38, 4)) as revenue
        from (${everybody}) as everybody where everybody.v${place} is not null`,
        "table",
      );
      const values = [...Array.from({ length: VALUES }, (_, index) => `v${index}`), place === 0 ? "both" : "own"];
      const rows = values.map((value) => ({ id: `${runId} ${value}`, values: [value], isWithheld: false }));
      const table: LedgerTable = {
        dimensions: ["segment"],
        countsGone: false,
        hasOrders: true,
        hasRevenue: true,
        rows,
      };
      releases.push({ runId, period: `2026-0${Number(runId.slice(1))}-01T00:00:00Z`, customers, tables: [table] });
    }
    return releases;
  }

  async function compared(few: number) {
    const [fresh, ...earlier] = await releasesOf(few);
    if (fresh === undefined) throw new Error("three releases");
    return compareWithLedger(
      { local: engine, highs: await loadSolver() },
      fresh,
      earlier,
      protectionRules({ minimumUnits: 10 }),
    );
  }

  test("are looked at in pairs, and do not give away by arithmetic whom three of them leave", async () => {
    const { rows, together, tooFine } = await compared(3);
    expect([[...rows], together, tooFine.size]).toEqual([["r3 both"], ["r1", "r2"], 0]);
  });

  test("are shown where those are as many as a cell needs", async () => {
    const { rows, together } = await compared(10);
    expect([[...rows], together]).toEqual([[], ["r1", "r2"]]);
  });
});
