import { expect, test } from "vitest";

import { filesUnder, textOf } from "../support/tidy/source-files.ts";
import { trinoSyntaxErrors } from "../support/trino-syntax.ts";

test("every model, gate and audit is a statement that Trino's grammar accepts too", () => {
  const files = ["sql/models", "sql/gates", "sql/audits"].flatMap((folder) => filesUnder(folder, ".sql"));
  const offences = files.flatMap((file) => trinoSyntaxErrors(textOf(file)).map((error) => `${file}:${error}`));
  expect(files.length).toBeGreaterThan(0);
  expect(offences.length, `\n${offences.join("\n")}\n`).toBe(0);
});

test("a spelling of one engine alone is refused, with its place", () => {
  const sql = "select\n  people.person_id\nfrom identity.people\nqualify row_number() over (order by person_id) = 1";
  expect(trinoSyntaxErrors(sql)[0]).toMatch(/^4:/u);
});

test("a file without a statement is refused", () => {
  expect(trinoSyntaxErrors("-- What a row would mean, if there were any.\n")).toEqual(["1:1 no statement"]);
});

test("a file with two statements is refused", () => {
  expect(trinoSyntaxErrors("select 1 as one;\nselect 2 as two")).toEqual(["1:1 2 statements in one text"]);
});
