import { expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import { AS_OF } from "../support/project.ts";
import { CONFIGURATION, tinsShop } from "../support/tins-shop.ts";

const REPORT = "id: sizes\naudience: internal\ntables:\n  - { rows: [segment], measures: [customers] }\n";

test("too few customers for scores to mean much are a warning, and refuse a project that is strict", async () => {
  const shop = tinsShop("sizes", REPORT);
  const warned = succeeded(await shop.gatekeeper("run", "--as-of", AS_OF));
  expect(warned.stderr).toContain("fewer than 500 customers");
  shop.write("gatekeeper.yaml", `${CONFIGURATION}rfm: { strict: true }\n`);
  const refused = await shop.gatekeeper("run", "--as-of", AS_OF);
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain("GK0355");
  expect(refused.stderr).toContain("fewer than 500 customers");
});

test("whoever looks at one month is not told that nothing was sold lately, and whoever sold nothing is", async () => {
  const shop = tinsShop("sizes", REPORT);
  const said = "no transaction lies in the 90 days before";
  shop.write("gatekeeper.yaml", `${CONFIGURATION}rfm: { window: { from: 2026-01-01, to: 2026-02-01 } }\n`);
  expect(succeeded(await shop.gatekeeper("run", "--as-of", AS_OF)).stderr.toLowerCase()).not.toContain(said);
  expect(succeeded(await shop.gatekeeper("run", "--as-of", "2027-11-01")).stderr.toLowerCase()).toContain(said);
});
