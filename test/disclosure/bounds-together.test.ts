import { expect, test } from "vitest";

import { NO_CONTRIBUTIONS } from "../../src/disclosure/contributions.ts";
import { protectModel } from "../../src/disclosure/protect-model.ts";
import { protectionRules } from "../../src/disclosure/protection-rules.ts";
import { releaseModels } from "../../src/disclosure/release-model.ts";
import { type Atom, rowId } from "../../src/disclosure/release-rows.ts";
import { loadSolver } from "../../src/disclosure/solver.ts";

test("three withheld cells of eleven customers are each somebody, so that none of them could be ten", async () => {
  // Each cell is two atoms, which another table tells apart: what a reader knows is that the two together are somebody.
  const atoms = Object.entries({ a: [2, 2], b: [2, 2], c: [1, 2], d: [50, 50] }).flatMap(([cell, sizes]) =>
    sizes.map((size, side) => atomOf({ cell, side: String(side) }, size)),
  );
  const tables = [
    { id: "cells", dimensions: ["cell"], rows: [["a"], ["b"], ["c"], ["d"], [null]] },
    { id: "sides", dimensions: ["side"], rows: [["0"], ["1"], [null]] },
  ].map((table) => ({ ...table, hasOrders: false, hasRevenue: false }));
  const { counts } = releaseModels([{ tables, atoms }], protectionRules({ minimumUnits: 10 }));
  const { withheld, unprotectable } = protectModel(await loadSolver(), counts);
  expect(unprotectable).toEqual([]);
  const others = [rowId("cells", ["d"]), rowId("cells", [null])].filter((row) => withheld.has(row));
  expect(others).not.toEqual([]);
});

function atomOf(values: Readonly<Record<string, string>>, customers: number): Atom {
  const contributions = { orders: NO_CONTRIBUTIONS, bought: NO_CONTRIBUTIONS, refunds: NO_CONTRIBUTIONS };
  return { values, customers, orders: customers, revenue: customers, contributions };
}
