import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "csv-parse/sync";

import type { JointModel } from "../../src/disclosure/joint-model.ts";
import { followsFrom, whichFollow } from "../oracle/linear-attacker.ts";
import { fixtureProject, type Project } from "../support/project.ts";

/** Tables of the same customers, linked by segment and by region; two of them are margins of the first. */
const REPORT = `id: segment-by-region
tables:
  - { rows: [segment], columns: [region], measures: [customers, orders, revenue], totals: true }
  - { rows: [region], columns: [language], measures: [customers, orders], totals: true }
  - { rows: [segment], measures: [customers, customer_share], totals: true }
  - { rows: [segment], columns: [region], measures: [customers] }
audience: internal
`;

describe("a reader with every file of a run", () => {
  let tables: string[][][];

  beforeAll(async () => {
    const project = fixtureProject("demo");
    project.write("reports/segment-by-region.yaml", REPORT);
    const runId = await project.run();
    tables = [1, 2, 3, 4].map((table) => tableOf(project, runId, table));
  });

  test("has every table, with its totals, beside withheld cells", () => {
    const [first = [], second = []] = tables;
    for (const rows of [first, second]) {
      expect(rows.some((row) => row.at(-1) === "withheld")).toBe(true);
      expect(rows.find((row) => row[0] === "(all)" && row[1] === "(all)")?.at(-1)).toBe("published");
    }
  });

  test("cannot work out a withheld cell by arithmetic over all of them", () => {
    const { model, published, withheld } = equationsOf(tables);
    expect(withheld.length).toBeGreaterThan(10);
    expect(whichFollow(model, published, withheld).map(({ name }) => name)).toEqual([]);
  });

  test("could if one of the cells that cover a small one were printed, so the attack is a real one", () => {
    const { model, published, withheld } = equationsOf(tables);
    const open = [...published, ...withheld.slice(1)];
    expect(withheld.slice(0, 1).filter((cell) => followsFrom(model, open, cell))).toHaveLength(1);
  });

  test("sees the same cell withheld in every table that has it", () => {
    const statusIn = (table: number) => {
      const leaves = (tables[table] ?? []).filter((row) => !row.slice(0, 2).includes("(all)"));
      return leaves.map((row) => [row[0], row[1], row.at(-1) === "withheld"]);
    };
    expect(statusIn(3)).toEqual(statusIn(0));
  });
});

interface Cell {
  readonly name: string;
  readonly variables: readonly number[];
}

/**
 * The reader's own equations, from the files alone: an unknown for each segment, region and language that the files name; every
 * printed number is a sum of them, and a zero says that its own are nothing.
 */
function equationsOf(tables: readonly (readonly string[][])[]) {
  const dimensions = [["segment", "region"], ["region", "language"], ["segment"], ["segment", "region"]];
  const values = (name: string) => {
    const found = tables.flatMap((rows, table) => rows.map((row) => row[dimensions[table]?.indexOf(name) ?? -1]));
    return [...new Set(found)].filter((value) => value !== undefined && value !== "(all)");
  };
  const unknowns = values("segment").flatMap((segment) =>
    values("region").flatMap((region) => values("language").map((language) => ({ segment, region, language }))),
  );
  const cells = tables.flatMap((rows, table) =>
    rows.map((row) => {
      const own = dimensions[table] ?? [];
      const isPart = (unknown: Readonly<Record<string, string | undefined>>) =>
        own.every((name, place) => row[place] === "(all)" || row[place] === unknown[name]);
      const variables = unknowns.flatMap((unknown, index) => (isPart(unknown) ? [index] : []));
      return { name: `${table}: ${row.slice(0, own.length).join()}`, variables, customers: row[own.length] ?? "" };
    }),
  );
  const nothing = new Set(cells.filter(({ customers }) => customers === "0").flatMap(({ variables }) => variables));
  const place = new Map(
    [...unknowns.keys()].filter((unknown) => !nothing.has(unknown)).map((unknown, index) => [unknown, index]),
  );
  const reduced = cells.map((cell) => ({
    ...cell,
    variables: cell.variables.flatMap((variable): number[] => [place.get(variable) ?? []].flat()),
  }));
  const model: JointModel = {
    variables: [...place.values()].map((leaf) => ({ leaf, value: 0, least: 0, isWhole: true })),
    cells: [],
    inequalities: [],
    isUnsafeUnion: () => false,
  };
  const withheld: Cell[] = reduced.filter(({ customers }) => customers === "");
  const published: Cell[] = reduced.filter(({ customers, variables }) => customers !== "" && variables.length > 0);
  return { model, published, withheld };
}

function tableOf(project: Project, runId: string, table: number): string[][] {
  const path = project.path(
    ".gatekeeper",
    "runs",
    runId,
    "public",
    "reports",
    "segment-by-region",
    `table-${table}.csv`,
  );
  return parse(readFileSync(path, "utf8")).slice(1);
}
