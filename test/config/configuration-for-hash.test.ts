import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configurationForHash, segmentationForHash } from "../../src/config/configuration-for-hash.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { ROOT } from "../support/tidy/source-files.ts";
import { CAMPAIGN, GATEKEEPER, load, replaced, REPORT, type Files } from "./project-folder.ts";

const RF_GRID = readFileSync(join(ROOT, "rules/maps/rf_grid.yaml"), "utf8");
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

describe("the rules that make segments", () => {
  const rulesOf = (changed: Files = {}) => canonicalJson(segmentationForHash(load(changed)));
  const withRfm = (rfm: string): Files => ({ "gatekeeper.yaml": `${GATEKEEPER}rfm: ${rfm}\n` });

  const withMap = (...changes: readonly (readonly [string, string])[]): Files => ({
    ...withRfm("{ map: maps/own.yaml }"),
    "maps/own.yaml": changes.reduce((text, [old, by]) => replaced(text, old, by), RF_GRID),
  });

  test.each([
    ["a report", { "reports/segments.yaml": replaced(REPORT, "totals: true", "totals: false") }],
    ["a threshold of disclosure", { "gatekeeper.yaml": `${GATEKEEPER}disclosure: { minimum_units: 11 }\n` }],
    ["a default that is said", withRfm("{ refunds: net, map: rf_grid }")],
    ["strictness", withRfm("{ strict: true }")],
    [
      "a copy of the map under another name and with other labels",
      withMap(["id: rf_grid", "id: own"], ["en: Champions", "en: Stars"]),
    ],
  ])("are the same with %s", (_, changed) => {
    expect(rulesOf(changed)).toBe(rulesOf());
  });

  test.each([
    ["a refund policy", withRfm("{ refunds: gross }")],
    ["a window", withRfm("{ window: { last: 24 months } }")],
    ["other scores", withRfm("{ scores: nested }")],
    ["another map", withMap(["id: promising", "id: prospects"])],
    ["another time zone", { "gatekeeper.yaml": replaced(GATEKEEPER, "Asia/Shanghai", "Europe/Berlin") }],
    ["another currency", { "gatekeeper.yaml": replaced(GATEKEEPER, "currency: CNY", "currency: EUR") }],
  ])("change with %s", (_, changed) => {
    expect(rulesOf(changed)).not.toBe(rulesOf());
  });
});
