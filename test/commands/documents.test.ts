import { expect, describe, test } from "vitest";

import { REGISTRATIONS } from "../../pipeline/commands/registrations.ts";
import { GLOBAL_OPTIONS, NOTHING_TO_DO } from "../../pipeline/commands/options.ts";
import { EXIT_CODES } from "../../src/errors.ts";
import { textOf } from "../support/tidy/source-files.ts";

const OPERATIONS = textOf("docs/operations.md");

const NAMES: readonly string[] = REGISTRATIONS.map(({ name }) => name);

describe("docs/operations.md", () => {
  test("has every command in its table", () => {
    const table = OPERATIONS.split("\n").filter((line) => line.startsWith("| `"));
    expect(NAMES.filter((name) => !table.some((line) => line.startsWith(`| \`${name}`)))).toEqual([]);
  });

  test("has every exit code, and no other", () => {
    const told = [...OPERATIONS.matchAll(/^\| (\d+(?:, \d+)*) \|/gmu)].flatMap(([, codes = ""]) => codes.split(", "));
    const known = new Set([0, ...Object.values(EXIT_CODES), NOTHING_TO_DO, 130, 143]);
    expect(new Set(told.map(Number))).toEqual(known);
  });
});

describe.each(["README.md", "docs/operations.md", "docs/configuration.md", "docs/errors.md", "CHANGELOG.md"])(
  "%s",
  (file) => {
    /** What is written as a command line, in a block or in a line. */
    const lines = [...textOf(file).matchAll(/gatekeeper ([a-z]+)((?: [^\n`]*)?)/gu)]
      .map(([, name = "", rest = ""]) => ({ name, rest }))
      .filter(({ name }) => NAMES.includes(name) || textOf(file).includes(`\`gatekeeper ${name}`));

    test("names only commands that there are", () => {
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.map(({ name }) => name).filter((name) => !NAMES.includes(name))).toEqual([]);
    });

    test("gives them only options that they know", () => {
      const unknown = lines.flatMap(({ name, rest }) => {
        const own = REGISTRATIONS.find((registered) => registered.name === name)?.options ?? {};
        const known = [...Object.keys(own), ...Object.keys(GLOBAL_OPTIONS), "help"];
        const written = [...rest.replace(/#.*$/u, "").matchAll(/ --(?:no-)?([a-z][a-z-]*)/gu)].map(
          ([, option = ""]) => option,
        );
        return written.filter((option) => !known.includes(option)).map((option) => `${name} --${option}`);
      });
      expect(unknown).toEqual([]);
    });
  },
);
