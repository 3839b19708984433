import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Document, stringify } from "yaml";
import { configurationForHash } from "../../src/config/configuration-for-hash.ts";
import type { Flags } from "../../src/config/read-layers.ts";
import type { Project } from "../../src/domain/project.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { expectSaidInChinese } from "../support/chinese.ts";
import { GATEKEEPER, load, problemsOf, replaced, type Files } from "./project-folder.ts";

const LOCAL = "gatekeeper.local.yaml";

const TARGETS = `targets:
  laptop: { engine: { threads: 1 } }
  production:
    engine: { threads: 16, memory_limit: 8GB }
    disclosure: { minimum_units: 20 }
`;

/** The good project with the two targets, more lines at the end of gatekeeper.yaml, and a local file. */
function withTargets({ base = "", local }: { base?: string; local?: string } = {}): Files {
  return { "gatekeeper.yaml": `${GATEKEEPER}${base}${TARGETS}`, ...(local === undefined ? {} : { [LOCAL]: local }) };
}

/** The number of threads when each of the layers named says another one; the strongest must win. */
function threadsBy(layers: readonly string[]): number | "all" {
  const says = (layer: string): boolean => layers.includes(layer);
  const files = withTargets({
    base: says("base") ? "engine: { threads: 2 }\n" : "",
    ...(says("local") ? { local: "engine: { threads: 3 }\n" } : {}),
  });
  const flags = { ...(says("target") ? { target: "production" } : {}), ...(says("flag") ? { threads: 5 } : {}) };
  return load(files, says("environment") ? { GK_ENGINE__THREADS: "4" } : {}, flags).engine.threads;
}

describe("of several layers the strongest wins", () => {
  test.each([
    [[], "all"],
    [["base"], 2],
    [["base", "target"], 16],
    [["base", "target", "local"], 3],
    [["base", "target", "local", "environment"], 4],
    [["base", "target", "local", "environment", "flag"], 5],
    [["flag", "base"], 5],
    [["environment", "target"], 4],
    [["local", "base"], 3],
  ] as const)("%j", (layers, threads) => {
    expect(threadsBy(layers)).toBe(threads);
  });

  test("key by key: what a layer does not say comes from the one below", () => {
    const project = load(withTargets({ local: "engine: { threads: 3 }\n" }), {}, { target: "production" });
    expect(project.engine).toEqual({ threads: 3, memoryLimit: "8GB" });
    expect(project.disclosure.minimumUnits).toBe(20);
    expect(project.rfm).toMatchObject({
      bins: { recency: 5, frequency: 5, monetary: 5 },
      map: { id: "rf_grid" },
      refunds: "net",
    });
  });

  test("a list replaces a list whole, and the sources of one table leave those of the others alone", () => {
    const local = `inputs:
  customers:
    - source: sample
      files: sample.csv
      columns: { customer_id: id }
`;
    const { inputs } = load({ [LOCAL]: local });
    expect(inputs.customers.map(({ source, columns }) => [source, columns.length])).toEqual([["sample", 1]]);
    expect(inputs.transactions.map(({ source }) => source)).toEqual(["shop"]);
    expect(inputs.customers[0]?.at).toEqual({ file: LOCAL, line: 3, column: 7 });
    expect(inputs.transactions[0]?.at).toMatchObject({ file: "gatekeeper.yaml", line: 10 });
  });

  test("inputs may come from targets alone, and one that has none says so", () => {
    const [head = "", rest = ""] = GATEKEEPER.split("inputs:\n");
    const [inputs = "", tail = ""] = rest.split("lists:\n");
    const indented = `inputs:\n${inputs}`.replaceAll(/^/gm, "    ").trimEnd();
    const base = `${head}lists:\n${tail}targets:\n  empty: {}\n  shop:\n${indented}\n`;
    expect(load({ "gatekeeper.yaml": base }, {}, { target: "shop" }).inputs.transactions).toHaveLength(1);
    const problems = problemsOf({ "gatekeeper.yaml": base }, {}, { target: "empty" });
    expect(problems.map(({ code, message }) => [code, message])).toEqual([["GK0208", "the file has no inputs"]]);
  });

  test("a part of a target may be an alias of what the base says", () => {
    const base = replaced(
      GATEKEEPER,
      "      columns:\n        customer_id: id",
      "      columns: &crm\n        customer_id: id",
    );
    const targets = `targets:
  lake:
    inputs:
      customers: [{ source: lake, files: lake/*.parquet, columns: *crm }]
`;
    const { inputs } = load({ "gatekeeper.yaml": base + targets }, {}, { target: "lake" });
    expect(inputs.customers[0]?.columns.map(({ column }) => column)).toContain("religion");
  });
});

describe("the target", () => {
  const chosen = (files: Files, environment = {}, flags: Flags = {}) => load(files, environment, flags).engine.threads;

  test("is the one asked for, then GK_TARGET's, then the local file's default, then the base's; without any there is none", () => {
    const both = withTargets({ base: "default_target: production\n", local: "default_target: laptop\n" });
    expect(chosen(both, { GK_TARGET: "laptop" }, { target: "production" })).toBe(16);
    expect(chosen(both, { GK_TARGET: "production" })).toBe(16);
    expect(chosen(both)).toBe(1);
    expect(chosen(withTargets({ base: "default_target: production\n" }))).toBe(16);
    expect(chosen(withTargets())).toBe("all");
  });

  test.each<[string, Files, Readonly<Record<string, string>>, Flags, unknown]>([
    ["-t", withTargets(), {}, { target: "produktion" }, { file: "--target" }],
    ["GK_TARGET", withTargets(), { GK_TARGET: "produktion" }, {}, { file: "GK_TARGET" }],
    [
      "the local file",
      withTargets({ local: "default_target: produktion\n" }),
      {},
      {},
      { file: LOCAL, line: 1, column: 17 },
    ],
    [
      "the base, though another one holds",
      withTargets({ base: "default_target: produktion\n" }),
      {},
      { target: "production" },
      { file: "gatekeeper.yaml", line: 32, column: 17 },
    ],
  ])("that is not there is told, with the one meant: %s", (_, files, environment, flags, at) => {
    const problems = problemsOf(files, environment, flags);
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ["GK0260", 'there is no target "produktion". Did you mean "production"?'],
    ]);
    problems.forEach(expectSaidInChinese);
    expect(problems[0]?.at).toEqual(at);
    expect(problems[0]?.remedy).toBe("Targets of gatekeeper.yaml: laptop, production.");
  });

  test("of a project without targets, and an empty name, are not there either", () => {
    expect(problemsOf({}, {}, { target: "production" })[0]?.remedy).toMatch(
      /Declare it in gatekeeper.yaml under targets/,
    );
    expect(problemsOf(withTargets(), { GK_TARGET: "" }).map(({ code }) => code)).toEqual(["GK0260"]);
  });
});

/** Settings that differ from the defaults, each as a path with its value, and as a variable. */
const SETTINGS = [
  { path: ["rfm", "refunds"], value: "gross", variable: "GK_RFM__REFUNDS" },
  { path: ["disclosure", "minimum_units"], value: 12, variable: "GK_DISCLOSURE__MINIMUM_UNITS" },
  {
    path: ["lists", "internal-stop", "allowed_shrink"],
    value: "7%",
    variable: "GK_LISTS__INTERNAL_STOP__ALLOWED_SHRINK",
  },
  { path: ["lists", "internal-stop", "allow_empty"], value: true, variable: "GK_LISTS__INTERNAL_STOP__ALLOW_EMPTY" },
  { path: ["lists", "a-stop", "kind"], value: "internal", variable: "GK_LISTS__A_STOP__KIND" },
  { path: ["project", "language"], value: "zh-CN", variable: "GK_PROJECT__LANGUAGE" },
  { path: ["reports"], value: ["nothing/*.yaml"], variable: "GK_REPORTS" },
] as const;

type Setting = (typeof SETTINGS)[number];

/** The good project with each setting said by one layer. */
function saidBy(layers: readonly ("target" | "local" | "environment")[]): Project {
  const said = (layer: string) => SETTINGS.filter((_, index) => layers[index] === layer);
  const variables = said("environment").map(({ variable, value }) => [variable, stringify(value).trim()]);
  const files = {
    "gatekeeper.yaml": GATEKEEPER + stringify({ targets: { here: mappingOf(said("target")) } }),
    [LOCAL]: stringify(mappingOf(said("local"))),
  };
  return load(files, Object.fromEntries(variables) as Record<string, string>, { target: "here" });
}

function mappingOf(settings: readonly Setting[]): unknown {
  const document = new Document({});
  for (const { path, value } of settings) document.setIn(path, value);
  return document.toJS();
}

test("whichever layers say something, the configuration that is hashed is the same", () => {
  const hashOf = (project: Project): string => canonicalJson(configurationForHash(project));
  const layer = fc.constantFrom("target" as const, "local" as const, "environment" as const);
  const expected = hashOf(saidBy(SETTINGS.map(() => "target")));
  expect(expected).not.toBe(hashOf(load()));
  fc.assert(
    fc.property(fc.tuple(...SETTINGS.map(() => layer)), (layers) => {
      expect(hashOf(saidBy(layers))).toBe(expected);
    }),
    { numRuns: 25 },
  );
});

test("what the engine may take of the machine is not hashed", () => {
  const hashOf = (flags: Flags): string => canonicalJson(configurationForHash(load(withTargets(), {}, flags)));
  expect(hashOf({ threads: 3, memoryLimit: "512MB" })).toBe(hashOf({}));
  expect(hashOf({ target: "laptop" })).toBe(hashOf({}));
  expect(hashOf({ target: "production" })).not.toBe(hashOf({}));
});
