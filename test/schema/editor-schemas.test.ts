import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, parseDocument } from "yaml";

import { editorSchemas } from "../../src/schema/published-schemas.ts";
import {
  CAMPAIGN_MEANINGS,
  MAP_MEANINGS,
  PROJECT_MEANINGS,
  REPORT_MEANINGS,
  meaningOf,
  RULES_MEANINGS,
  VENDOR_MEANINGS,
} from "../../src/schema/meanings.ts";
import { configurationCases } from "../broken/configuration-cases.ts";
import { damagedText } from "../broken/fuzz/damaged-configuration.ts";
import { GOOD, problemsOf } from "../config/project-folder.ts";
import { schemaErrors, schemaFor } from "../support/json-schema.ts";
import { ROOT } from "../support/tidy/source-files.ts";

/** What an editor would underline in a configuration file. */
function underlined(path: string, text: string): readonly string[] {
  return schemaErrors(schemaFor(path)?.name ?? "", parse(text));
}

const FIXTURES = readdirSync(join(ROOT, "fixtures"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".yaml") && !path.includes(".gatekeeper/"))
  .map((path) => [path, path.split("/").slice(1).join("/")] as const);

describe("an editor underlines nothing that is right", () => {
  test("in the projects of fixtures/", () => {
    expect(FIXTURES.length).toBeGreaterThan(12);
  });

  test.each(FIXTURES)("%s", (path, file) => {
    expect(underlined(file, readFileSync(join(ROOT, "fixtures", path), "utf8"))).toEqual([]);
  });

  test.each(configurationCases())("before a mistake is made: $name", ({ file, good }) => {
    expect(underlined(file, good)).toEqual([]);
  });

  test("whatever is written: what it underlines, the program refuses", () => {
    fc.assert(
      fc.property(damagedText, ({ file, text }) => {
        const document = parseDocument(text);
        const isYaml = document.errors.length === 0 && document.warnings.length === 0 && !text.includes("*a");
        fc.pre(isYaml && schemaErrors(schemaFor(file)?.name ?? "", document.toJS()).length > 0);
        expect(problemsOf({ [file]: text })).not.toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

/**
 * Mistakes that are in the shape of one file. The others are about what a well-formed text means, other keys, or other files,
 * and only the program sees them.
 */
const SEEN: ReadonlySet<string> = new Set(
  "GK0206 GK0207 GK0208 GK0209 GK0210 GK0211 GK0212 GK0214 GK0215 GK0219 GK0221 GK0222 GK0225 GK0236 GK0243 GK0261 GK0294".split(
    " ",
  ),
);

describe("an editor underlines a mistake", () => {
  for (const { name, cases } of configurationCases()) {
    test.each(cases.filter(({ code }) => SEEN.has(code)))(`of ${name}: $code $title`, ({ text, at }) => {
      expect(underlined(at.file, String(text))).not.toEqual([]);
    });
  }
});

describe("an editor says what a key is for", () => {
  const MEANINGS = {
    gatekeeper: PROJECT_MEANINGS,
    campaign: CAMPAIGN_MEANINGS,
    map: MAP_MEANINGS,
    report: REPORT_MEANINGS,
    rules: RULES_MEANINGS,
    vendor: VENDOR_MEANINGS,
  };

  test.each(Object.entries(MEANINGS))("%s: every meaning is of a key that there is", (name, meanings) => {
    const json = JSON.stringify(
      editorSchemas()
        .find((schema) => schema.name === name)
        ?.jsonSchema(),
    );
    for (const meaning of Object.values(meanings)) expect(json).toContain(`"description":"${meaning}`);
  });

  test("in a target, in the local file and in every input table alike", () => {
    const path = ["inputs", "customers", "[]", "authority"];
    expect(meaningOf(PROJECT_MEANINGS, path)).toBe(PROJECT_MEANINGS["inputs.*[].authority"]);
    expect(meaningOf(PROJECT_MEANINGS, ["targets", "*", ...path])).toBe(PROJECT_MEANINGS["inputs.*[].authority"]);
    expect(meaningOf(PROJECT_MEANINGS, ["inputs", "customers", "[]", "columns", "status"])).toBe(
      "several of active, deceased, legal_hold, restricted, erasure_pending, test, class control",
    );
    expect(meaningOf(PROJECT_MEANINGS, ["rfm", "flux"])).toBeUndefined();
  });
});

test("a mistyped column is underlined, except of customers, which may have columns of their own", () => {
  const mistyped = (table: string, column: string): readonly string[] => {
    const document = parseDocument(String(GOOD["gatekeeper.yaml"]));
    document.setIn(["inputs", table, 0, "columns", column], "x");
    return schemaErrors("gatekeeper", document.toJS());
  };
  expect(mistyped("transactions", "amout")).not.toEqual([]);
  expect(mistyped("customers", "shoe_size")).toEqual([]);
});
