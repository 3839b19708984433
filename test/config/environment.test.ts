import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectSaidInChinese } from "../support/chinese.ts";
import { GATEKEEPER, load, problemsOf, replaced } from "./project-folder.ts";

describe("an environment variable is read as its key wants it", () => {
  test("numbers, words, true and false, texts, sizes and shares", () => {
    const project = load(
      {},
      {
        GK_ENGINE__THREADS: "4",
        GK_ENGINE__MEMORY_LIMIT: "2 gb",
        GK_RFM__REFUNDS: "gross",
        GK_DISCLOSURE__MINIMUM_UNITS: "25",
        GK_LISTS__INTERNAL_STOP__ALLOW_EMPTY: "true",
        GK_LISTS__INTERNAL_STOP__ALLOWED_SHRINK: "0",
        GK_LISTS__INTERNAL_STOP__EXPECTED_ROWS: "0",
        GK_PROJECT__LANGUAGE: "zh-CN",
      },
    );
    expect(project.engine).toEqual({ threads: 4, memoryLimit: "2GB" });
    expect(project.rfm.refunds).toBe("gross");
    expect(project.disclosure.minimumUnits).toBe(25);
    expect(project.lists[0]).toMatchObject({
      allowEmpty: true,
      expectedRows: 0,
      allowedShrink: { partsPerMillion: 0 },
    });
    expect(project.language).toBe("zh-CN");
    expect(load({}, { GK_ENGINE__THREADS: "all" }).engine.threads).toBe("all");
  });

  test("a list as YAML, or where one text will do, a text", () => {
    expect(load({}, { GK_CAMPAIGNS: "nowhere/*.yaml" }).campaigns).toEqual([]);
    expect(load({}, { GK_CAMPAIGNS: "[nowhere/*.yaml, campaigns/*.yaml]" }).campaigns).toHaveLength(1);
  });

  test("a mapping as YAML, of which the keys it does not name stay as they are", () => {
    const engine = load({}, { GK_ENGINE: "{ threads: 2 }", GK_ENGINE__MEMORY_LIMIT: "1GB" }).engine;
    expect(engine).toEqual({ threads: 2, memoryLimit: "1GB" });
    expect(load({}, { GK_RFM: "refunds: gross" }).rfm).toMatchObject({ map: { id: "rf_grid" }, refunds: "gross" });
  });

  test("the sources of a table as a list of mappings", () => {
    const sources = "[{ source: lake, files: 'lake/*.parquet', columns: { customer_id: id, region: trim(r) } }]";
    const [source] = load({}, { GK_INPUTS__CUSTOMERS: sources }).inputs.customers;
    expect(source).toMatchObject({ source: "lake", format: "parquet" });
    expect(source?.at).toEqual({ file: "GK_INPUTS__CUSTOMERS", line: 1, column: 2 });
    expect(source?.columns[1]?.expression.at).toEqual({
      file: "GK_INPUTS__CUSTOMERS",
      line: 1,
      column: sources.indexOf("trim") + 1,
    });
  });

  test("a new suppression list by the name its id allows", () => {
    const { lists } = load({}, { GK_LISTS__HOUSE_STOP__KIND: "internal" });
    expect(lists.map(({ listId }) => listId)).toEqual(["house-stop", "internal-stop"]);
  });

  test("a secret only as a reference, whose own variable may be called as it likes", () => {
    const key = "0123456789abcdef".repeat(4);
    const environment = { GK_KEYS__REFERENCE: "${env:GK_PEPPER}", GK_PEPPER: key };
    expect(load({}, environment).keys.reference.reveal()).toBe(key);
    const other = `${GATEKEEPER}targets: { elsewhere: { keys: { reference: "\${env:GK_PEPPER}" } } }\n`;
    expect(problemsOf({ "gatekeeper.yaml": other }, { GK_PEPPER: key })).toEqual([]);
    expect(problemsOf({}, { GK_PEPPER: key }).map(({ code }) => code)).toEqual(["GK0262"]);
  });

  test("variables that begin otherwise, and those with a meaning of their own, override nothing", () => {
    expect(problemsOf({}, { RFM__BINS: "9", gk_rfm__bins: "9", GKX: "9", GK_LANG: "zh-CN" })).toEqual([]);
  });
});

describe("a mistaken variable is named, with a remedy", () => {
  test.each<[string, Readonly<Record<string, string>>, string, string]>([
    [
      "a mistyped key",
      { GK_RFM__BIN: "5" },
      "GK0262",
      "GK_RFM__BIN names no key of the configuration. Did you mean GK_RFM__BINS?",
    ],
    ["one underscore for two", { GK_RFM_BINS: "5" }, "GK0262", "Did you mean GK_RFM__BINS?"],
    ["small letters", { GK_rfm__bins: "5" }, "GK0262", "Did you mean GK_RFM__BINS?"],
    [
      "a hyphen",
      { "GK_LISTS__INTERNAL-STOP__KIND": "internal" },
      "GK0262",
      "Did you mean GK_LISTS__INTERNAL_STOP__KIND?",
    ],
    ["a mistyped variable of our own", { GK_TARGETS: "x" }, "GK0262", "Did you mean GK_TARGET?"],
    ["the default target", { GK_DEFAULT_TARGET: "x" }, "GK0262", "Did you mean GK_TARGET?"],
    [
      "something far from every key",
      { GK_FLUX_CAPACITOR: "88" },
      "GK0262",
      "GK_FLUX_CAPACITOR names no key of the configuration",
    ],
    ["nothing but the prefix", { GK_: "1" }, "GK0262", "GK_ names no key"],
    ["an item of a list", { GK_INPUTS__CUSTOMERS__0__FILES: "a.csv" }, "GK0262", "names no key of the configuration"],
    ["below a value", { GK_RFM__BINS__MOST: "5" }, "GK0262", "names no key of the configuration"],
    [
      "what is the same everywhere",
      { GK_PROJECT__TIME_ZONE: "UTC" },
      "GK0261",
      "project.time_zone is the same everywhere",
    ],
    [
      "the class of a column",
      { GK_COLUMNS__CUSTOMERS__RELIGION: "personal" },
      "GK0261",
      "columns.customers.religion is the same",
    ],
    [
      "a number in words",
      { GK_DISCLOSURE__MINIMUM_UNITS: "ten" },
      "GK0209",
      'disclosure.minimum_units is "ten", not a whole number',
    ],
    [
      "nothing for a number",
      { GK_DISCLOSURE__MINIMUM_UNITS: "" },
      "GK0209",
      'disclosure.minimum_units is "", not a whole number',
    ],
    ["a part of a number", { GK_RFM__BINS: "4.5" }, "GK0209", "rfm.bins is the number 4.5, not a number from 2 to 10"],
    [
      "a number under the least",
      { GK_DISCLOSURE__MINIMUM_UNITS: "2" },
      "GK0211",
      "disclosure.minimum_units is 2, less than 3",
    ],
    [
      "yes for true",
      { GK_LISTS__INTERNAL_STOP__ALLOW_EMPTY: "yes" },
      "GK0209",
      'allow_empty is "yes", not true or false',
    ],
    [
      "a word near a choice",
      { GK_RFM__REFUNDS: "nett" },
      "GK0210",
      'rfm.refunds cannot be "nett". Did you mean "net"?',
    ],
    [
      "a word not carried out",
      { GK_DISCLOSURE: "{ protection: differential_privacy }" },
      "GK0207",
      '"protection" in disclosure is not carried out',
    ],
    [
      "a word near a choice, within",
      { GK_DISCLOSURE: "{ zeros: protected }" },
      "GK0210",
      'disclosure.zeros cannot be "protected". Did you mean "protect"?',
    ],
    ["a share without its sign", { GK_LISTS__INTERNAL_STOP__ALLOWED_SHRINK: "5" }, "GK0215", '"5" is not a percentage'],
    ["a size without a unit", { GK_ENGINE__MEMORY_LIMIT: "1600" }, "GK0264", '"1600" is not a size of memory'],
    ["nothing for a path", { GK_CAMPAIGNS: "" }, "GK0209", "campaigns is an empty text"],
    ["a text for a mapping", { GK_RFM: "five" }, "GK0209", 'rfm is "five", not a mapping'],
    ["an unfinished list", { GK_CAMPAIGNS: "[a" }, "GK0204", "not valid YAML"],
    ["a key given twice", { GK_RFM: "{ bins: 5, bins: 5 }" }, "GK0205", 'key "bins" is given twice'],
    ["a mistyped key within", { GK_RFM: "{ bin: 5 }" }, "GK0206", 'unknown key "bin" in rfm. Did you mean "bins"?'],
    ["a list that is not whole", { GK_LISTS__NEW_STOP__ALLOW_EMPTY: "true" }, "GK0208", "lists.new-stop has no kind"],
    [
      "a secret written out",
      { GK_KEYS__REFERENCE: "hunter2hunter2hunter2hunter2hunter2" },
      "GK0225",
      "a secret is written",
    ],
    ["a secret for its section", { GK_KEYS: "hunter2" }, "GK0209", "keys is a text (not shown), not a mapping"],
    ["a secret that is not set", { GK_KEYS__REFERENCE: "${env:GK_PEPPER}" }, "GK0226", "GK_PEPPER is not set"],
    [
      "a source that is not whole",
      { GK_INPUTS__CUSTOMERS: "[{ source: lake }]" },
      "GK0208",
      "inputs.customers[0] has no columns",
    ],
  ])("%s", (_, environment, code, message) => {
    const problems = problemsOf({}, environment);
    const [name = ""] = Object.keys(environment);
    expect(problems[0]?.code).toBe(code);
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.at?.file).toBe(name);
    problems.forEach(expectSaidInChinese);
    for (const { code: other, message: said, remedy } of problems) {
      expect(other).toBe(code);
      expect(said + remedy).not.toContain("hunter2");
    }
  });

  test("two variables that give the same key", () => {
    const problems = problemsOf({}, { GK_RFM: "{ bins: 5, refunds: net }", GK_RFM__BINS: "5" });
    expect(problems.map(({ code, message, at }) => [code, message, at])).toEqual([
      ["GK0263", "environment variables GK_RFM and GK_RFM__BINS both give rfm.bins", { file: "GK_RFM__BINS" }],
    ]);
  });

  test("beside every problem of the files", () => {
    const problems = problemsOf(
      {
        "gatekeeper.yaml": replaced(GATEKEEPER, "Asia/Shanghai", "Asia/Shanghia"),
        "gatekeeper.local.yaml": "rmf: {}\n",
      },
      { GK_RFM__BIN: "5", GK_TARGET: "production" },
    );
    expect(problems.map(({ code, at }) => [code, at?.file])).toEqual([
      ["GK0217", "gatekeeper.yaml"],
      ["GK0206", "gatekeeper.local.yaml"],
      ["GK0262", "GK_RFM__BIN"],
      ["GK0260", "GK_TARGET"],
    ]);
  });
});

describe("a mistake is told though a stronger layer hides it", () => {
  test.each<[string, Readonly<Record<string, string>>, unknown]>([
    [
      "in gatekeeper.yaml",
      { "gatekeeper.yaml": `${GATEKEEPER}disclosure: { minimum_units: many }\n` },
      { file: "gatekeeper.yaml", line: 32, column: 30 },
    ],
    [
      "in the local file",
      { "gatekeeper.local.yaml": "disclosure: { minimum_units: many }\n" },
      { file: "gatekeeper.local.yaml", line: 1, column: 30 },
    ],
  ])("%s", (_, files, at) => {
    const problems = problemsOf(files, { GK_DISCLOSURE__MINIMUM_UNITS: "12" });
    expect(problems.map((problem) => [problem.code, problem.at])).toEqual([["GK0209", at]]);
  });
});

test("whatever the environment holds, the project loads or says which variable is wrong", () => {
  const part = fc.oneof(
    fc.constantFrom(
      "RFM",
      "BINS",
      "ENGINE",
      "THREADS",
      "LISTS",
      "INTERNAL_STOP",
      "KIND",
      "INPUTS",
      "CUSTOMERS",
      "KEYS",
      "REFERENCE",
      "PROJECT",
      "__PROTO__",
      "CONSTRUCTOR",
      "0",
      "",
    ),
    fc.string({ maxLength: 6 }).filter((text) => !/[=\0]/.test(text)),
  );
  const name = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => `GK_${parts.join("__")}`);
  const text = fc.oneof(
    fc.constantFrom(
      "5",
      "-1",
      "1e400",
      "true",
      "{}",
      "[]",
      "[null]",
      "{ a: *b }",
      "{ __proto__: 1 }",
      "!x 1",
      "<<: 1",
      "null",
      "- a\n- b",
      "${env:X}",
    ),
    fc.string({ maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.dictionary(name, text, { maxKeys: 3 }), (environment) => {
      for (const { code, at } of problemsOf({}, environment)) {
        expect(code).toMatch(/^GK02\d\d$/);
        expect(Object.keys(environment)).toContain(at?.file);
      }
    }),
    { numRuns: 100 },
  );
});
