import { describe, expect, test } from "vitest";

import { readCatalog } from "../../src/catalog/catalog.ts";
import { columnLineage } from "../../src/catalog/column-lineage.ts";
import { selectLineage } from "../../src/catalog/select-lineage.ts";
import { ATTRIBUTE_TABLES } from "../../src/domain/audience-columns.ts";
import { type DataClass, INPUT_TABLE_NAMES, INPUT_TABLES } from "../../src/domain/input-tables.ts";
import { outputColumns } from "../../src/load/raw-columns.ts";

const catalog = readCatalog();
const lineage = columnLineage(catalog);

/** The class of every column that is loaded. Extra attributes have theirs in the rows, and a table for each class. */
const CLASSES = new Map<string, DataClass>(
  INPUT_TABLE_NAMES.flatMap((table) =>
    INPUT_TABLES[table].flatMap((column) =>
      outputColumns(table, column).map(({ name }) => [`raw.${table}.${name}`, column.dataClass] as const),
    ),
  ),
);

/** What the tables of a schema are about; the customer or person they are joined by is in all of them. */
const MAY_HOLD: Readonly<Record<string, readonly DataClass[]>> = {
  identity: ["identity", "control", "technical"],
  personal: ["personal", "technical"],
  sensitive: ["sensitive"],
  segment: ["behaviour", "technical"],
};

const JOINED_BY = /^(?:customer|person)_id$/u;

/** A number is read in a country, and the country is not kept beside the key that comes of it. */
const READ_IN_A_COUNTRY = new Set([
  "identity.contact_points.contact_key",
  "identity.contact_points.contact_text",
  "identity.contact_points.countries",
  "identity.contact_points.is_valid",
  "identity.contact_points.is_ambiguous",
  "identity.member_points.contact_key",
  "identity.repeated_points.contact_key",
  "identity.unseen_values.country",
]);

/** What a person had before, and their place among all, are looked up by the person, who is not kept in them. */
const LOOKED_UP_BY_PERSON = new Set([
  "segment.previous_segments.previous_segment",
  "segment.segment_stability.stability",
]);

const MAY_DIFFER = new Set([...READ_IN_A_COUNTRY, ...LOOKED_UP_BY_PERSON]);

const columns = catalog.models
  .filter(({ schema }) => schema in MAY_HOLD)
  .flatMap(({ name, schema, select }) =>
    [...selectLineage(select, () => false).values.keys()]
      .filter((output) => !JOINED_BY.test(output))
      .map((output) => ({ schema, column: `${name}.${output}` })),
  );

describe("classes of data stay apart", () => {
  test.each(Object.keys(MAY_HOLD))("in the tables of %s", (schema) => {
    const own = columns.filter((column) => column.schema === schema && !MAY_DIFFER.has(column.column));
    const strangers = own.flatMap(({ column }) =>
      classesOf(column)
        .filter((dataClass) => MAY_HOLD[schema]?.includes(dataClass) !== true)
        .map((dataClass) => `${column} is made of ${dataClass} columns`),
    );
    expect(own.length).toBeGreaterThan(0);
    expect(strangers).toEqual([]);
  });

  test("but for what is read in a country, which is made of it and of nothing else of a person", () => {
    for (const column of READ_IN_A_COUNTRY) expect(classesOf(column), column).toContain("personal");
    for (const column of READ_IN_A_COUNTRY) expect(classesOf(column), column).not.toContain("behaviour");
  });

  test("but for what is looked up by person, which is made of nothing else but behaviour", () => {
    for (const column of LOOKED_UP_BY_PERSON) {
      expect(classesOf(column), column).toContain("identity");
      expect(
        classesOf(column).filter((dataClass) => dataClass === "personal" || dataClass === "sensitive"),
        column,
      ).toEqual([]);
    }
  });

  test("and extra columns of each class have their table in the schema of that class", () => {
    for (const [dataClass, table] of Object.entries(ATTRIBUTE_TABLES)) {
      const [schema = ""] = table.split(".");
      expect(MAY_HOLD[schema], table).toContain(dataClass);
    }
  });

  test("and no model, gate or audit reads a sensitive attribute: only the audience that names it does", () => {
    expect(lineage.readersOf("sensitive.attributes.value")).toEqual([]);
    const readers = [...catalog.models, ...catalog.gates].filter(({ reads }) => reads.includes("sensitive.attributes"));
    expect(readers).toEqual([]);
  });
});

function classesOf(column: string): DataClass[] {
  return [...new Set([...lineage.madeOf(column)].flatMap((made) => CLASSES.get(made) ?? []))].toSorted();
}
