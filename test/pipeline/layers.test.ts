import { beforeAll, describe, expect, test } from "vitest";

import { shop, shopFiles } from "../commands/support/shop.ts";
import { succeeded } from "../support/cli.ts";
import { AS_OF, type Project } from "../support/project.ts";

const BASE = shopFiles()["gatekeeper.yaml"] ?? "";

const TARGETS = `targets:
  production: { rfm: { refunds: gross }, lists: { extra-stop: { kind: internal, allow_empty: true } } }
  other: { rfm: { refunds: net }, engine: { memory_limit: 512MB } }
`;

const OVERRIDE = `rfm: { refunds: gross }
lists: { extra-stop: { kind: internal, allow_empty: true } }
`;

/** A shop with one more list and another refund policy; which layer says so differs. */
const LAYERS: readonly [layer: string, project: () => Project, options: readonly string[]][] = [
  ["a target", () => shop({ "gatekeeper.yaml": BASE + TARGETS }), ["-t", "production"]],
  ["the local file", () => shop({ "gatekeeper.local.yaml": OVERRIDE }), []],
  [
    "the environment, over a target with other limits",
    () =>
      shop({ "gatekeeper.yaml": BASE + TARGETS }).with({
        GK_RFM__REFUNDS: "gross",
        GK_LISTS: "{ extra-stop: { allow_empty: true, kind: internal } }",
        GK_TARGET: "other",
      }),
    ["--threads", "1"],
  ],
];

describe("a run of the same values has the same id", () => {
  let said: string;
  let plain: string;

  beforeAll(async () => {
    const text = BASE.replace("lists:\n", "lists:\n  extra-stop: { kind: internal, allow_empty: true }\n");
    said = await shop({ "gatekeeper.yaml": `${text}rfm: { refunds: gross }\n` }).run();
    plain = await shop().run();
  });

  test.each(LAYERS)("when %s says them", async (_, project, options) => {
    expect(await project().run(...options)).toBe(said);
  });

  test("and another one for other values", () => {
    expect(plain).not.toBe(said);
  });
});

test("what is released must have been decided by the same target, and the next command says which", async () => {
  const project = shop({ "gatekeeper.yaml": BASE + TARGETS });
  const run = succeeded(await project.gatekeeper("run", "--as-of", AS_OF, "-t", "production"));
  expect(run.stdout).toMatch(/Next: gatekeeper release run-\w+ -C \S+ -t production\n/u);
  const runId = /run-[0-9a-f]{20}/u.exec(run.stdout)?.[0] ?? "";
  const refused = await project.gatekeeper("release", runId);
  expect(refused.stderr).toContain(`GK0407 the configuration is not that of run ${runId}`);
  expect(refused.code).toBe(4);
  expect(await project.release(runId, "-t", "production")).toMatch(/^release-/u);
});
