import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

import { readCatalog } from "../../src/catalog/catalog.ts";
import { loadProject } from "../../src/config/load-project.ts";
import { columnUses, isUsed } from "../../src/data-model/column-uses.ts";
import { AUDIENCE_COLUMNS } from "../../src/domain/audience-columns.ts";
import { LIST_COLUMNS } from "../../src/domain/campaign.ts";
import { INPUT_TABLE_NAMES, INPUT_TABLES } from "../../src/domain/input-tables.ts";
import type { Project } from "../../src/domain/project.ts";
import { REPORT_DIMENSIONS, REPORT_MEASURES } from "../../src/domain/report.ts";

const catalog = readCatalog();
const demo = loadProject(fileURLToPath(new URL("../../fixtures/demo", import.meta.url)), {});
const columns = columnUses(demo, catalog);

describe("the columns of the demo", () => {
  test("are all canonical ones, in order, and the two that the project declares", () => {
    const expected = INPUT_TABLE_NAMES.flatMap((table) => [
      ...INPUT_TABLES[table].map(({ name }) => `${table}.${name}`),
      ...(table === "customers" ? ["customers.best_time", "customers.dietary_need"] : []),
    ]);
    expect(columns.map(({ table, column }) => `${table}.${column}`)).toEqual(expected);
  });

  test("say by which source and expression they are loaded", () => {
    expect(of("transactions.amount").mappings).toEqual([
      { source: "shop-ledger", expression: "number(quantity) * number(unit_price)" },
    ]);
    expect(of("customers.household_id").mappings).toEqual([]);
  });

  test("are used by an audience that names them", () => {
    expect(of("customers.region").uses.audiences).toEqual(["catalogue-post"]);
  });

  test("are used by an audience that names a segment made of them", () => {
    expect(of("transactions.amount").uses.audiences).toEqual(["winter-call"]);
    expect(of("transactions.ordered_at").uses.audiences).toEqual(["winter-call"]);
  });

  test("are used by the lists that show them, contact points under the name of their kind", () => {
    expect(of("customers.full_name").uses.lists).toEqual(["catalogue-post", "winter-call"]);
    expect(of("customers.best_time").uses.lists).toEqual(["winter-call"]);
    expect(of("contact_points.value").uses.lists).toEqual(["catalogue-post", "winter-call"]);
  });

  test("are used by the reports whose dimensions and measures are made of them", () => {
    expect(of("customers.region").uses.reports).toEqual(["segment-by-region"]);
    expect(of("transactions.amount").uses.reports).toEqual(["segment-by-region"]);
    expect(of("customers.language").uses.reports).toEqual([]);
  });

  test("are used by a report that counts who could be contacted: contact points, and what decides whose they are", () => {
    const table = { rows: ["segment"], columns: [], measures: ["contactable_sms_share"], totals: false } as const;
    const reports = demo.reports.map((report) => ({ ...report, tables: [table] }));
    const asked = columnUses({ ...demo, reports }, catalog);
    const used = asked.filter(({ uses }) => uses.reports.length > 0).map((one) => `${one.table}.${one.column}`);
    expect(used).toEqual(expect.arrayContaining(["contact_points.customer_id", "contact_points.value"]));
    expect(of("contact_points.value").uses.reports).toEqual([]);
  });

  test("are used by the gates that ask them", () => {
    expect(of("customers.birth_date").uses.gates).toContain("ABS_MINOR");
    expect(of("consent_events.proof_ref").uses.gates).toContain("BASIS_PROOF_MISSING");
  });

  test("are read and not used where they only decide which record of a customer speaks", () => {
    const gender = of("customers.gender");
    expect(gender.readers.models).toContain("staging.customers");
    expect(isUsed(gender)).toBe(false);
  });

  test("are read in the table of their class, and in none that belongs to another", () => {
    expect(of("customers.dietary_need").readers.models).toEqual([
      "staging.customer_attributes",
      "sensitive.attributes",
    ]);
    expect(of("customers.best_time").readers.models).not.toContain("sensitive.attributes");
  });

  test("are used by nothing when no campaign or report names them and no gate asks", () => {
    const loadedInVain = columns.filter((column) => column.mappings.length > 0 && !isUsed(column));
    expect(loadedInVain.map(({ table, column }) => `${table}.${column}`)).toEqual(
      expect.arrayContaining(["customers.gender", "customers.dietary_need", "transactions.category"]),
    );
  });
});

describe("everything that a project can name uses a column that is loaded", () => {
  test.each(AUDIENCE_COLUMNS.map(({ name }) => name))("an audience with %s", (name) => {
    const [campaign] = demo.campaigns;
    const audience = { text: "", names: [name], at: { file: "campaigns/it.yaml" } };
    expectUse({ ...demo, campaigns: campaign === undefined ? [] : [{ ...campaign, id: "it", audience }] }, "audiences");
  });

  test.each([...LIST_COLUMNS, "phone", "email", "address"])("a list with %s", (name) => {
    const [campaign] = demo.campaigns;
    expectUse(
      { ...demo, campaigns: campaign === undefined ? [] : [{ ...campaign, id: "it", columns: [name] }] },
      "lists",
    );
  });

  // The moment of a run is no column of anybody.
  test.each(REPORT_DIMENSIONS.filter((name) => name !== "as_of"))("a report by %s", (dimension) => {
    expectReport({ rows: [dimension], columns: [], measures: [], totals: false });
  });

  test.each(REPORT_MEASURES)("a report of %s", (measure) => {
    expectReport({ rows: [], columns: [], measures: [measure], totals: false });
  });
});

function of(name: string) {
  const found = columns.find(({ table, column }) => `${table}.${column}` === name);
  if (found === undefined) throw new Error(`there is no column ${name}`);
  return found;
}

function expectReport(table: Project["reports"][number]["tables"][number]): void {
  const [report] = demo.reports;
  expectUse({ ...demo, reports: report === undefined ? [] : [{ ...report, id: "it", tables: [table] }] }, "reports");
}

function expectUse(project: Project, kind: "audiences" | "lists" | "reports"): void {
  const using = columnUses(project, catalog).filter(({ uses }) => uses[kind].includes("it"));
  expect(using.length).toBeGreaterThan(0);
}
