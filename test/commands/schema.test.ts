import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse as parseCsv } from "csv-parse/sync";
import { expect, test } from "vitest";
import { parse } from "yaml";

import { gatekeeper, succeeded } from "../support/cli.ts";
import { projectOf, readJson } from "../support/project.ts";
import { VALIDATORS } from "../support/json-schema.ts";

const DRAFT = "https://json-schema.org/draft/2020-12/schema";

test("without a name the schemas are listed, with the files they describe", async () => {
  const { stdout } = succeeded(await gatekeeper(["schema"]));
  expect(stdout).toMatch(/^campaign {2,}campaigns\/\*\.yaml {2,}A campaign$/m);
  expect(
    stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.split(" ")[0]),
  ).toEqual([...VALIDATORS.keys()]);
  const json = succeeded(await gatekeeper(["schema", "--format", "json"]));
  expect(JSON.parse(json.stdout)).toMatchObject({ schemas: { length: VALIDATORS.size } });
});

test("their list is a table, as CSV and Markdown too; a schema is none", async () => {
  const { stdout } = succeeded(await gatekeeper(["schema", "--format", "csv"]));
  const rows: Record<string, string>[] = parseCsv(stdout, { columns: true });
  expect(rows.map(({ name }) => name)).toEqual([...VALIDATORS.keys()]);
  expect(rows).toContainEqual({ name: "campaign", files: "campaigns/*.yaml", title: "A campaign" });
  const markdown = succeeded(await gatekeeper(["schema", "--format", "markdown"]));
  expect(markdown.stdout).toMatch(/^\| name \| files \| title \|\n\| --- \| --- \| --- \|\n/u);
  const one = await gatekeeper(["schema", "campaign", "--format", "csv"]);
  expect(one).toMatchObject({ code: 2, stdout: "" });
  expect(one.stderr).toContain("GK0106 schema prints no table, so there is nothing to write as csv");
});

test("with a name its JSON Schema is printed, and nothing beside it", async () => {
  const { stdout, stderr } = succeeded(await gatekeeper(["schema", "manifest"]));
  expect(JSON.parse(stdout)).toMatchObject({ $schema: DRAFT, type: "object", additionalProperties: false });
  expect(stderr).toBe("");
});

test("a mistyped name gets a suggestion", async () => {
  const { code, stdout, stderr } = await gatekeeper(["schema", "campain"]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain('GK0120 there is no schema "campain"; did you mean "campaign"?');
});

test.each([[[]], [["--sample-data"]]])(
  "init %j gives every configuration file a schema that takes it",
  async (options) => {
    const empty = projectOf({});
    succeeded(await gatekeeper(["init", "shop", ...options], { folder: empty.folder }));
    const files = readdirSync(empty.path("shop"), { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".yaml"),
    );
    expect(files.length).toBeGreaterThanOrEqual(3);
    const shapes = files.map((file) => {
      const text = empty.read("shop", file);
      const [, schema = ""] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? [];
      const validate = new Ajv2020({ allowUnionTypes: true }).compile(
        readJson(join(empty.path("shop"), dirname(file), schema)) as object,
      );
      return [file, validate(parse(text)), validate({ ...(parse(text) as object), surprise: 1 })];
    });
    expect(shapes).toEqual(files.map((file) => [file, true, false]));
    expect(empty.read("shop", ".gitignore").split("\n")).toContain("gatekeeper.local.yaml");
  },
);

test("--write renews the schemas of a project and leaves its files alone", async () => {
  const project = projectOf({ ".gatekeeper-schemas/campaign.json": "{}", "campaigns/a.yaml": "id: a\n" });
  const { stdout } = succeeded(await gatekeeper(["schema", "--write"], { folder: project.folder }));
  expect(stdout).toContain(".gatekeeper-schemas");
  expect(readdirSync(project.path(".gatekeeper-schemas"))).toEqual(
    ["campaign", "gatekeeper", "local", "map", "notice", "report", "rules", "vendor"].map((name) => `${name}.json`),
  );
  expect(readJson(project.path(".gatekeeper-schemas", "campaign.json"))).toMatchObject({
    $schema: DRAFT,
    title: "A campaign",
  });
  expect(readFileSync(project.path("campaigns", "a.yaml"), "utf8")).toBe("id: a\n");
});
