import { describe, expect, test } from "vitest";
import { configurationForHash } from "../../src/config/configuration-for-hash.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { CAMPAIGN, GATEKEEPER, load, replaced, REPORT, type Files } from "./project-folder.ts";

const KEY = "5eed".repeat(16);

function hashed(changed: Files = {}, environment = {}): string {
  return canonicalJson(configurationForHash(load(changed, environment)));
}

describe("the configuration that is hashed", () => {
  test("is the same in another folder, under other file names and with other comments", () => {
    const elsewhere = {
      "gatekeeper.yaml": replaced(`# moved\n${GATEKEEPER}`, "input/transactions.csv", "../elsewhere/t.csv"),
      "reports/segments.yaml": `# moved\n${REPORT}`,
    };
    expect(hashed(elsewhere)).toBe(hashed());
  });

  test("says defaults out loud, so that spelling them changes nothing", () => {
    const spelled = `${GATEKEEPER}rfm: { bins: 5 }\ndisclosure: { minimum_units: 10 }\n`;
    expect(hashed({ "gatekeeper.yaml": spelled })).toBe(hashed());
  });

  test("does not ask how long things are kept", () => {
    const kept = `${GATEKEEPER}retention: { private_tables: 10d, released_decisions: 5 years }\n`;
    expect(hashed({ "gatekeeper.yaml": kept })).toBe(hashed());
  });

  test.each([
    ["a threshold", { "gatekeeper.yaml": `${GATEKEEPER}disclosure: { minimum_units: 11 }\n` }],
    ["an expression", { "gatekeeper.yaml": replaced(GATEKEEPER, "> 0", "> 1") }],
    ["a campaign, by one character", { "campaigns/spring.yaml": `${CAMPAIGN}#` }],
    ["a report", { "reports/segments.yaml": replaced(REPORT, "totals: true", "totals: false") }],
    ["a key", { "keys/reference.key": `${KEY}0` }],
  ])("changes with %s", (_, changed) => {
    expect(hashed(changed)).not.toBe(hashed());
  });

  test("holds no secret, and the same key from elsewhere is the same key", () => {
    expect(hashed()).not.toContain(KEY);
    const fromEnvironment = `${GATEKEEPER}keys: { reference: "\${env:GK_KEY}" }\n`;
    expect(hashed({ "gatekeeper.yaml": fromEnvironment }, { GK_KEY: KEY })).toBe(hashed());
  });
});
