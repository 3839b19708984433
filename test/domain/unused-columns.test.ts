import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";

import type { Project } from "../../src/domain/project.ts";
import { COLUMNS_OF_GATES, unusedColumns } from "../../src/domain/unused-columns.ts";
import { INPUT_TABLE_NAMES } from "../../src/domain/input-tables.ts";
import { ROOT } from "../support/tidy/source-files.ts";

/** A project with one source of customers that maps the given columns, and one campaign. */
function projectWith(
  mapped: readonly string[],
  names: readonly string[],
  list: readonly string[],
  rows: readonly string[] = [],
) {
  const source = { source: "crm", columns: mapped.map((column) => ({ column })) };
  const inputs = Object.fromEntries(INPUT_TABLE_NAMES.map((table) => [table, table === "customers" ? [source] : []]));
  return {
    inputs,
    extraColumns: [
      { name: "best_time", dataClass: "personal" },
      { name: "religion", dataClass: "sensitive" },
      { name: "visits", dataClass: "behaviour" },
    ],
    campaigns: [{ audience: { names }, columns: list }],
    reports: [{ tables: [{ rows, columns: [] }] }],
  } as unknown as Project;
}

describe("unused columns", () => {
  const mapped = [
    "customer_id",
    "full_name",
    "birth_date",
    "gender",
    "region",
    "language",
    "best_time",
    "religion",
    "visits",
  ];

  test("are those about people that no audience, list, report or gate names", () => {
    const unused = unusedColumns(projectWith(mapped, ["region"], ["language"]));
    expect(unused).toEqual([
      { table: "customers", column: "gender", dataClass: "personal", sources: ["crm"] },
      { table: "customers", column: "best_time", dataClass: "personal", sources: ["crm"] },
      { table: "customers", column: "religion", dataClass: "sensitive", sources: ["crm"] },
    ]);
  });

  test("are none when an audience, a list or a report uses each", () => {
    expect(unusedColumns(projectWith(mapped, ["region", "religion"], ["language", "best_time"], ["gender"]))).toEqual(
      [],
    );
  });
});

test("the columns said to be of gates are those that gates and the models of the consent gate name, beside what audiences ask for", () => {
  const folders = ["sql/gates/absolute", "sql/gates/record", "sql/models/gate", "sql/models/personal"];
  const sql = folders
    .flatMap((folder) =>
      readdirSync(`${ROOT}${folder}`).map((name) => readFileSync(`${ROOT}${folder}/${name}`, "utf8")),
    )
    .filter(
      (text) =>
        !/^-- What is known about a customer|^-- Extra attributes|^-- Everyone an audience may ask for/mu.test(text),
    )
    .join("\n");
  const named = new Set([...sql.matchAll(/\b(?:people|profiles)\.(\w+)/gu)].map(([, column = ""]) => column));
  const about = ["full_name", "birth_date", "gender", "region", "country", "language", "time_zone", "household_id"];
  expect(about.filter((column) => named.has(column))).toEqual(
    COLUMNS_OF_GATES.customers.filter((column) => column !== "customer_id"),
  );
});
