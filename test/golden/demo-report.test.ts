import { readFileSync } from "node:fs";
import { tableFromIPC } from "apache-arrow";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "csv-parse/sync";

import { decimalText } from "../../src/export/decimal-text.ts";
import { parquetCells } from "../support/parquet.ts";
import { fixtureProject, type Project } from "../support/project.ts";
import { boughtInDemo } from "./demo-segments.ts";

const MINIMUM_UNITS = 10;

describe("the demo's report", () => {
  let project: Project;
  let table: string;
  let cells: string[][];

  beforeAll(async () => {
    project = fixtureProject("demo");
    const runId = await project.run();
    table = project.path(".gatekeeper", "runs", runId, "public", "reports", "segment-by-region", "table-1");
    cells = parse(readFileSync(`${table}.csv`, "utf8"));
  });

  test("holds what a naive count of the input gives with its totals, and withholds the small cells and a few that cover them", () => {
    const bought = boughtInDemo(project);
    const [header, ...rows] = cells;
    expect(header).toEqual("segment,region,customers,orders,revenue,mean_order_value,value_status".split(","));
    const across = (read: (each: (typeof bought)[number]) => string) => [...new Set(bought.map(read))].toSorted();
    const [segments, regions] = [across(({ segment }) => segment), across(({ region }) => region)];
    const counted = (segment: string, region: string) =>
      naiveRow(
        segment,
        region,
        bought.filter((each) => ["(all)", each.segment].includes(segment) && ["(all)", each.region].includes(region)),
      );
    const expected = [
      ...segments.flatMap((segment) => regions.map((region) => counted(segment, region))),
      ...segments.map((segment) => counted(segment, "(all)")),
      ...regions.map((region) => counted("(all)", region)),
      counted("(all)", "(all)"),
    ];
    const isWithheld = (row: readonly string[] | undefined) => row?.at(-1) === "withheld";
    const covers = rows.filter((row, index) => isWithheld(row) && !isWithheld(expected[index]));
    expect(covers.length).toBeGreaterThan(0);
    expect(covers.length).toBeLessThan(expected.filter(isWithheld).length);
    const hidden = ([segment = "", region = ""]: readonly string[]) => [segment, region, "", "", "", "", "withheld"];
    // Segments are in the order of their orders, so that some sums of orders would bound a small cell.
    const bounding = rows.filter((row) => row.at(-1) === "partly_withheld");
    expect(bounding.length).toBeLessThan(covers.length);
    const withoutOrders = ([segment = "", region = "", customers = "", , revenue = ""]: readonly string[]) => [
      segment,
      region,
      customers,
      "",
      revenue,
      "",
      "partly_withheld",
    ];
    const shown = (row: string[], own: string[] = []) =>
      covers.includes(own) ? hidden(row) : bounding.includes(own) ? withoutOrders(row) : row;
    expect(rows).toEqual(expected.map((row, index) => shown(row, rows[index])));
    const withheld = rows.filter((row) => row.at(-1) === "withheld");
    expect(withheld.length).toBeGreaterThan(0);
    expect(withheld.length).toBeLessThan(rows.length);
  });

  test("says the same in CSV and Parquet", async () => {
    expect(await parquetCells(`${table}.parquet`)).toEqual(cells.slice(1));
  });

  test("says the same in CSV and Arrow, withheld cells as nulls", () => {
    const arrow = tableFromIPC(readFileSync(`${table}.arrow`));
    expect(arrow.schema.fields.map(({ name }) => name)).toEqual(cells[0]);
    const rows = Array.from({ length: arrow.numRows }, (_, row) =>
      arrow.schema.fields.map(({ name }) => arrowText(arrow.getChild(name)?.get(row))),
    );
    expect(rows).toEqual(cells.slice(1));
  });

  test("marks withheld numbers in its text, and only those", () => {
    const text = readFileSync(`${table}.md`, "utf8");
    const withheld = cells.filter((row) => row.at(-1) === "withheld").length;
    const measures = 4;
    const note = 1;
    const bounding = cells.filter((row) => row.at(-1) === "partly_withheld").length;
    // Orders, and their mean with them.
    expect(text.split("[c]").length - 1).toBe(withheld * measures + bounding * 2 + note);
  });
});

function naiveRow(
  segment: string,
  region: string,
  own: readonly { readonly orders: number; readonly revenue: bigint }[],
): string[] {
  if (own.length > 0 && own.length < MINIMUM_UNITS) return [segment, region, "", "", "", "", "withheld"];
  const orders = own.reduce((sum, each) => sum + BigInt(each.orders), 0n);
  const revenue = own.reduce((sum, each) => sum + each.revenue, 0n);
  const mean = orders === 0n ? "" : decimalText((2n * revenue + orders) / (2n * orders));
  return [segment, region, String(own.length), String(orders), decimalText(revenue), mean, "published"];
}

/** Decimals come as the four 32-bit words of a 128-bit number, lowest first. */
function arrowText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string" || typeof value === "bigint") return value.toString();
  if (!(value instanceof Uint32Array)) throw new TypeError("a cell of another type");
  const words = [...value].toReversed();
  return decimalText(
    BigInt.asIntN(
      128,
      words.reduce((number, word) => (number << 32n) | BigInt(word), 0n),
    ),
  );
}
