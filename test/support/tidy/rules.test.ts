import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { parseSqlFile } from "../../../src/catalog/sql-file.ts";
import { errorDocumentOffences, undocumentedReasons } from "./documented-codes.ts";
import { layerOffences } from "./import-layers.ts";
import { importsOf } from "./imports.ts";
import { lengthOffences, longFunctions } from "./lengths.ts";
import { functionOffences, unevenEngineFunctions } from "./sql-functions.ts";
import { gateOffences, headerOffences, sharedRanks } from "./sql-headers.ts";
import { onesidedGateTests, unreachedSqlFiles } from "./sql-tests.ts";

// The rules hold on a tidy tree by finding nothing; here each of them is shown somebody who breaks it.

describe("imports", () => {
  const offences = (file: string, text: string) => layerOffences(file, importsOf(text));

  test("every way to name a module is seen", () => {
    const text = `import "a"; import b from "b"; export * from "c"; export { d } from "d";
      const e = import("e"); type F = import("f").F; import type { g } from "g"; import { type h } from "h";`;
    expect(importsOf(text).map(({ specifier }) => specifier)).toEqual(["a", "b", "c", "d", "e", "f", "g", "h"]);
    const types = importsOf(text).filter(({ isTypeOnly }) => isTypeOnly);
    expect(types.map(({ specifier }) => specifier)).toEqual(["f", "g", "h"]);
  });

  test.each([
    ["src/domain/consent.ts", 'import { Temporal } from "temporal-polyfill";'],
    ["src/domain/consent.ts", 'import { readFileSync } from "node:fs";'],
    ["src/domain/consent.ts", 'import { join } from "../io/join.ts";'],
    ["src/io/manifest.ts", 'import { lifts } from "../domain/consent.ts";'],
    ["src/load/source.ts", 'import { parse } from "../config/parse.ts";'],
    ["src/auditor/attack.ts", 'import { protect } from "../disclosure/protect.ts";'],
    ["src/state/stops.ts", 'import { open } from "@duckdb/node-api";'],
    ["src/engine/engine.ts", 'import { open } from "@duckdb/node-api";'],
    ["src/engine/duckdb/engine.ts", 'import { connect } from "../trino/connect.ts";'],
    ["src/config/parse.ts", 'import { run } from "../../pipeline/pipeline.ts";'],
    ["pipeline/stages/gate.ts", 'import { consent } from "./consent.ts";'],
    ["pipeline/cli.ts", 'import { run } from "./pipeline.ts";'],
    ["elsewhere/file.ts", ""],
  ])("%s may not say %s", (file, text) => {
    expect(offences(file, text)).toHaveLength(1);
  });

  test.each([
    ["src/domain/consent.ts", 'import type { Channel } from "./channel.ts"; import { assert } from "../assert.ts";'],
    ["src/io/manifest.ts", 'import type { Project } from "../domain/project.ts"; import { join } from "node:path";'],
    ["src/load/source.ts", 'import type { Source } from "../config/sources.ts"; import pLimit from "p-limit";'],
    ["src/engine/duckdb/engine.ts", 'import { open } from "@duckdb/node-api"; import { sqlText } from "../engine.ts";'],
    [
      "pipeline/stages/gate.ts",
      'import type { RunContext } from "../context.ts"; import { x } from "../../src/io/x.ts";',
    ],
  ])("%s may say %s", (file, text) => {
    expect(offences(file, text)).toEqual([]);
  });
});

describe("lengths", () => {
  test("the three hundred and first line is one too many", () => {
    expect(lengthOffences("a.ts", "x\n".repeat(300))).toEqual([]);
    expect(lengthOffences("a.ts", "x\n".repeat(301))).toEqual(["a.ts has 301 lines; 300 at most"]);
  });

  test("a function of seventy-one lines is found, one of seventy is not", () => {
    const folder = mkdtempSync(join(tmpdir(), "gatekeeper-lengths-"));
    try {
      const body = (lines: number) => `export function f() {\n${"  f();\n".repeat(lines - 2)}}\n`;
      writeFileSync(join(folder, "long.ts"), body(71));
      writeFileSync(join(folder, "fitting.ts"), body(70));
      expect(longFunctions(folder)).toEqual([expect.stringContaining("long.ts:1 ")]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("SQL headers", () => {
  const gate = (header: string) => gateOffences("sql/gates/subject/opt_all.sql", parseSqlFile(`${header}\nselect 1`));
  const whole = [
    "-- The person refused every contact.",
    "-- rank: 210",
    "-- class: subject",
    "-- override: none",
    "-- law: GDPR Art. 21",
    "-- en: Refused every contact",
    "-- zh-CN: 拒绝一切联系",
    "-- zh-CN meaning: 此人拒绝了一切联系。",
  ];

  test("a whole gate header is accepted, and each of its lines is missed when absent", () => {
    expect(gate(whole.join("\n"))).toEqual([]);
    const missing = whole.map((_, index) => gate(whole.toSpliced(index, 1).join("\n")));
    expect(missing.map((offences) => offences.length > 0)).toEqual(whole.map(() => true));
  });

  test("a gate that says another class than its folder's is found", () => {
    expect(gate(whole.join("\n").replace("class: subject", "class: register"))).toHaveLength(1);
  });

  test("a model without a sentence or a grain is found", () => {
    const file = "sql/models/segment/person_facts.sql";
    expect(headerOffences(file, parseSqlFile("select 1"))).toHaveLength(2);
    expect(headerOffences(file, parseSqlFile("-- One person.\n-- grain: person_id\nselect 1"))).toEqual([]);
  });

  test("two gates with one rank are found", () => {
    const gates = ["a", "b", "c"].map((file, index) => ({ file, rank: index === 2 ? "20" : "10" }));
    expect(sharedRanks(gates)).toEqual(["rank 10 is shared by a, b"]);
  });
});

describe("SQL functions", () => {
  test("a function that is not allowed is found with its line; text and comments are not code", () => {
    const sql =
      "-- now()\nselect\n  count(*) filter (where x in (1)),\n  'random()',\n  list_sort(x)\nfrom a.b as t(x)";
    expect(functionOffences("m.sql", sql, [])).toEqual([
      "m.sql:5 calls list_sort, which is not in allowed-sql-functions.ts",
    ]);
  });

  test("the clock is found without brackets", () => {
    expect(functionOffences("m.sql", "select current_date", [])).toHaveLength(1);
  });

  test("a function with a file of its own is allowed, on condition that every engine has the file", () => {
    const files = ["sql/functions/duckdb/sha256_hex.sql", "sql/functions/trino/other.sql"];
    expect(functionOffences("m.sql", "select sha256_hex(x)", files)).toEqual([]);
    expect(unevenEngineFunctions(files)).toHaveLength(2);
  });
});

describe("tests of SQL", () => {
  test("an untested file and a test of nothing are both found", () => {
    expect(unreachedSqlFiles(["sql/gates/a/b.sql"], ["test/sql/gates/a/c.yaml"])).toEqual([
      "sql/gates/a/b.sql is not tested: test/sql/gates/a/b.yaml is missing",
      "test/sql/gates/a/c.yaml tests no SQL file",
    ]);
  });

  test("a gate's tests that only refuse, or only let by, are found", () => {
    const one = { given: { "gate.candidates": [{}] }, expect: [{}] };
    const none = { given: { "gate.candidates": [{}] }, expect: [] };
    expect(onesidedGateTests("t.yaml", [one])).toEqual(["t.yaml shows nobody whom the gate lets by"]);
    expect(onesidedGateTests("t.yaml", [none])).toEqual(["t.yaml shows nobody whom the gate refuses"]);
    expect(onesidedGateTests("t.yaml", [one, none])).toEqual([]);
    expect(onesidedGateTests("t.yaml", [{ given: { "gate.candidates": [{}, {}] }, expect: [{}] }])).toEqual([]);
  });
});

describe("documents", () => {
  const section = (code: string) => `## ${code} Title\n\n**Cause** x.\n**Consequence** y.\n**Remedy** z.\n\n`;

  test("missing, superfluous, unordered and unfinished sections are found", () => {
    const page = `# Errors\n\n${section("GK0102")}${section("GK0101")}## GK0103\n**Cause** only.\n`;
    expect(errorDocumentOffences(page, ["GK0101", "GK0102", "GK0104"])).toEqual([
      "GK0104 has no section in docs/errors.md",
      "docs/errors.md describes GK0103, which no error has",
      "GK0103 does not say its Consequence",
      "GK0103 does not say its Remedy",
      "GK0101 stands after a section with the same or a higher code",
    ]);
  });

  test("a reason code is missed although a longer one contains it", () => {
    expect(undocumentedReasons("`OPT_ALL_CHANNELS`", ["OPT_ALL"])).toEqual(["OPT_ALL is not in docs/reason-codes.md"]);
  });
});
