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
