import { expect, test } from "vitest";

import { configurationForHash } from "../../src/config/configuration-for-hash.ts";
import { checkMappings } from "../../src/load/check-mappings.ts";
import { GATEKEEPER, load } from "../config/project-folder.ts";

const MAPPING = "amount: number(Quantity) * number(UnitPrice)";
const HEADER = ["InvoiceNo", "CustomerID", "InvoiceDate", "Quantity", "UnitPrice"];

/** What the transactions' mappings are told, as `code line:column`, when the amount is mapped so. */
function problemsOf(amount: string): string[] {
  const [source] = projectWith(amount).inputs.transactions;
  const problems =
    source === undefined ? [] : checkMappings(source, { columns: HEADER }, "input/transactions.csv", "UTC");
  return problems.map(({ code, at }) => `${code} ${at?.line}:${at?.column}`);
}

function projectWith(amount: string) {
  return load({ "gatekeeper.yaml": GATEKEEPER.replace(MAPPING, amount) });
}

test.each([
  ["amount: number(Quantity) * UnitPrice", "GK0245 16:36"],
  ["amount: number(Quantity) * number(Unitprice)", "GK0321 16:43"],
  ["amount: >\n          number(Quantity)\n          * UnitPrice", "GK0245 18:13"],
  ["amount: |\n          number(Quantity) * 2\n\n          + number(Discount)", "GK0321 19:20"],
  ['amount: "case when Quantity > 0\\n then 1 end"', "GK0245 16:39"],
  ["amount: 'coalesce(''x'', Quantity) || 1'", "GK0245 16:47"],
])("a problem inside a mapping is told at the word itself: %s", (amount, told) => {
  expect(problemsOf(amount)).toEqual([told]);
});

test("where a mapping is written decides nothing about a run", () => {
  const [plain, folded] = ["number(Quantity) * 2", ">-\n          number(Quantity) * 2"].map((amount) =>
    JSON.stringify(configurationForHash(projectWith(`amount: ${amount}`))),
  );
  expect(folded).toBe(plain);
});
