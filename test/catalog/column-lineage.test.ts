import { describe, expect, test } from "vitest";

import { readCatalog } from "../../src/catalog/catalog.ts";
import { columnLineage } from "../../src/catalog/column-lineage.ts";
import type { Model } from "../../src/catalog/model.ts";

const lineage = columnLineage({
  models: [
    model("staging.customers", "select customers.id, customers.city from raw.customers where customers.kept"),
    model(
      "identity.people",
      "select customers.id, customers.city from staging.customers where customers.id is not null",
    ),
    model("gate.candidates", "select people.id, people.city from identity.people"),
  ],
  gates: [],
  audits: [
    { name: "gate/nobody_lives_there", schema: "gate", select: "select candidates.id from gate.candidates" },
    { name: "gate/cities", schema: "gate", select: "select candidates.city from gate.candidates" },
  ],
});

describe("the readers of a column", () => {
  test("are all that compute a value from it, through any number of models", () => {
    expect(readersOf("raw.customers.city")).toEqual([
      "staging.customers",
      "identity.people",
      "gate.candidates",
      "gate/cities",
    ]);
  });

  test("are also those whose rows depend on it", () => {
    expect(readersOf("raw.customers.id")).toContain("gate/cities");
  });

  test("end at staging where it only decides which records count", () => {
    expect(readersOf("raw.customers.kept")).toEqual(["staging.customers"]);
  });

  test("are none for a column that nothing names", () => {
    expect(readersOf("raw.customers.street")).toEqual([]);
  });
});

test("a value comes from columns of every step before it, and not from conditions", () => {
  expect([...lineage.madeOf("gate.candidates.city")]).toEqual([
    "gate.candidates.city",
    "identity.people.city",
    "staging.customers.city",
    "raw.customers.city",
  ]);
});

describe("in the project's own catalogue", () => {
  const own = columnLineage(readCatalog());

  test("a birth date is asked by the gate about minors, and by none about what a person said", () => {
    const gates = own.readersOf("raw.customers.birth_date").map(({ name }) => name);
    expect(gates).toContain("ABS_MINOR");
    expect(gates).not.toContain("OPT_ALL");
  });

  test("a segment comes from what was bought, when, and how, and from nothing else that is loaded", () => {
    const inputs = [...own.madeOf("segment.person_segments.segment_id")].filter((one) => one.startsWith("raw."));
    expect(inputs.toSorted()).toEqual([
      "raw.exchange_rates.rate",
      "raw.transactions.amount",
      "raw.transactions.currency",
      "raw.transactions.kind",
      "raw.transactions.ordered_at",
      "raw.transactions.ordered_date",
    ]);
  });

  test("a telephone number on a list comes from contact points and the countries that numbers are read in", () => {
    const inputs = [...own.madeOf("export.listed_people.contact_text")].filter((one) => one.startsWith("raw."));
    expect(inputs.toSorted()).toEqual([
      "raw.contact_points.country",
      "raw.contact_points.kind",
      "raw.contact_points.value",
      "raw.customers.country",
    ]);
  });
});

function readersOf(column: string): string[] {
  return lineage.readersOf(column).map(({ name }) => name);
}

function model(name: string, select: string): Model {
  const [schema = ""] = name.split(".");
  return {
    name,
    schema,
    description: "",
    grain: [],
    grainHolds: null,
    materialized: "view",
    isOnDemand: false,
    select,
    reads: [],
  };
}
