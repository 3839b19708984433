import { expect, test } from "vitest";
import { parse } from "yaml";

import { succeeded } from "../support/cli.ts";
import { shop, shopFiles } from "./support/shop.ts";

const TARGETS = `targets:
  production:
    engine: { threads: 16, memory_limit: 8GB }
    disclosure: { minimum_units: 20 }
`;

const LINES = (shopFiles()["gatekeeper.yaml"] ?? "").split("\n").length - 1;

/** The shop with a target and a local file, seen from a process with two variables. */
const layered = () =>
  shop({
    "gatekeeper.yaml": `${shopFiles()["gatekeeper.yaml"]}${TARGETS}`,
    "gatekeeper.local.yaml": "# This laptop.\nengine: { memory_limit: 1GB }\n",
  }).with({ GK_RFM__REFUNDS: "gross", GK_LISTS__INTERNAL_STOP__EXPECTED_ROWS: "2" });

const show = ["config", "show", "-t", "production", "--threads", "3"] as const;

test("the configuration is shown as it holds, as YAML that says the same again", async () => {
  const { stdout } = succeeded(await layered().gatekeeper(...show));
  const shown = parse(stdout) as Record<string, unknown>;
  expect(stdout.split("\n")[0]).toBe("# target: production (flag --target)");
  expect(shown).toMatchObject({
    version: 1,
    rfm: { map: "rf_grid", allow_unreachable: false, refunds: "gross" },
    engine: { threads: 3, memory_limit: "1GB" },
    disclosure: { minimum_units: 20 },
    lists: { "internal-stop": { kind: "internal", allowed_shrink: "2%", allow_empty: false, expected_rows: 2 } },
    purposes: [],
  });
  expect(shown).not.toHaveProperty("targets");
  const again = succeeded(await shop({ "gatekeeper.yaml": stdout }).gatekeeper("config", "show"));
  expect(parse(again.stdout)).toEqual(shown);
});

test("--origin says behind each value where it comes from", async () => {
  const { stdout } = succeeded(await layered().gatekeeper(...show, "--origin"));
  for (const line of [
    "  id: fernlane # gatekeeper.yaml:2:16",
    "  recency: days # default",
    "  refunds: gross # environment GK_RFM__REFUNDS",
    `  minimum_units: 20 # target production gatekeeper.yaml:${LINES + 4}:34`,
    "  threads: 3 # flag --threads",
    "  memory_limit: 1GB # gatekeeper.local.yaml:2:25",
    "    expected_rows: 2 # environment GK_LISTS__INTERNAL_STOP__EXPECTED_ROWS",
    "      authority: user # default",
    "      authority: subject # gatekeeper.yaml:19:18",
    "purposes: [] # default",
  ])
    expect(stdout.split("\n")).toContain(line);
});

test("in JSON with origins by path", async () => {
  const finished = succeeded(await layered().gatekeeper(...show, "--origin", "--format", "json"));
  const { configuration, target, origins } = JSON.parse(finished.stdout) as Record<string, never>;
  expect(configuration).toMatchObject({ engine: { threads: 3 } });
  expect(target).toEqual({ name: "production", layer: "flag", at: { file: "--target", line: null, column: null } });
  expect(origins).toContainEqual({ path: ["rfm", "recency"], layer: "default", at: null });
  expect(origins).toContainEqual({
    path: ["engine", "memory_limit"],
    layer: "local",
    at: { file: "gatekeeper.local.yaml", line: 2, column: 25 },
  });
});

test("a secret is shown as the reference it is written as, and need not be there", async () => {
  const key = "0123456789abcdef".repeat(4);
  const project = shop({ "gatekeeper.local.yaml": 'keys: { reference: "${env:PEPPER}" }\n' });
  const without = succeeded(await project.gatekeeper("config", "show"));
  expect(without.stdout).toContain("reference: ${env:PEPPER}");
  const set = succeeded(await project.with({ PEPPER: key }).gatekeeper("config", "show", "--origin"));
  expect(set.stdout + set.stderr).not.toContain(key);
});

test("a configuration with mistakes is not shown: every one of them is told", async () => {
  const project = shop({ "gatekeeper.local.yaml": "engin: {}\n" }).with({ GK_RFM__BIN: "5" });
  const { code, stdout, stderr } = await project.gatekeeper("config", "show");
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain('GK0206 gatekeeper.local.yaml:1:1: unknown key "engin" in the file. Did you mean "engine"?');
  expect(stderr).toContain("GK0262 environment variable GK_RFM__BIN names no key");
});
