import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { AUDIENCE_COLUMNS } from "../../src/domain/audience-columns.ts";
import { INPUT_TABLE_NAMES, INPUT_TABLES } from "../../src/domain/input-tables.ts";
import { GATEKEEPER, load, problemsOf, RECIPIENT } from "./project-folder.ts";

const document = readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8");

function section(title: string): string {
  const [, after = ""] = document.split(new RegExp(`^#+ ${title}$`, "m"));
  return after.split(/^#/m)[0] ?? "";
}

function example(title: string): string {
  const [, yaml = ""] = /```yaml\n([\s\S]*?)```/.exec(section(title)) ?? [];
  return yaml;
}

test.each(INPUT_TABLE_NAMES)("the document names every column of %s with its class", (table) => {
  for (const { name, dataClass } of INPUT_TABLES[table])
    expect(section(table)).toMatch(new RegExp(`^\\| ${name} \\|.*\\| ${dataClass} \\|$`, "m"));
});

test("the document names every name of an audience with its type and class", () => {
  const names = section("Names in an audience");
  for (const { name, type, dataClass } of AUDIENCE_COLUMNS)
    expect(names).toContain(`| ${name} | ${type} | ${dataClass} |`);
});

test("the examples of the document load", () => {
  const examples = {
    "gatekeeper.yaml": example("gatekeeper.yaml"),
    "campaigns/spring.yaml": example("Campaigns"),
    "vendors/callhouse.yaml": example("Vendors").replace("age1…", RECIPIENT),
    "reports/segments.yaml": example("Reports"),
  };
  for (const yaml of Object.values(examples)) expect(yaml).not.toBe("");
  expect(problemsOf(examples)).toEqual([]);
});

test("the examples of layers load, and their variables are read", () => {
  const files = {
    "gatekeeper.yaml": `${GATEKEEPER}${example("Targets")}`,
    "gatekeeper.local.yaml": example("The local file"),
  };
  expect(load(files).engine).toEqual({ threads: 1, memoryLimit: "1600MB" });
  const production = { environment: { REFERENCE_KEY: "5eed".repeat(16) }, flags: { target: "production" } };
  expect(load(files, production.environment, production.flags).disclosure.minimumUnits).toBe(20);
  const variables = [...section("The environment").matchAll(/`(GK_\w+__\w+|GK_CAMPAIGNS)=(?:'(.*?)'|(\S+?))` \|/g)];
  const environment = Object.fromEntries(variables.map(([, name = "", quoted, plain = ""]) => [name, quoted ?? plain]));
  expect(Object.keys(environment)).toHaveLength(5);
  expect(problemsOf({}, { ...environment, GK_KEYS__REFERENCE: "${file:keys/reference.key}" })).toEqual([]);
});
