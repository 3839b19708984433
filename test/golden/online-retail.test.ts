import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "csv-parse/sync";

import { scaledOf } from "../../src/export/decimal-text.ts";
import type { SqlRow } from "../../src/engine/engine.ts";
import { parquetRows } from "../support/parquet.ts";
import { fixtureProject, type Project } from "../support/project.ts";
import { privatePath } from "../support/project-decisions.ts";
import { ROOT } from "../support/tidy/source-files.ts";

const SHARED = join(ROOT, "../shared");
const LEDGER = join(SHARED, "data/online_retail.csv.gz");
const EXPECTED = join(SHARED, "cases/rfm/online_retail_gross_asof_2011-12-10.csv");
const isHere = existsSync(LEDGER) && existsSync(EXPECTED);
const isOptional = (process.env["CI"] ?? "") !== "true";

/** What the published analysis has for each customer; money in ten-thousandths. */
interface Row {
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: bigint;
  readonly scores: readonly [number, number, number];
  readonly segment: string;
}

describe.skipIf(!isHere && isOptional)(
  "the real ledger of an online retailer (skipped where ../shared has no copy)",
  () => {
    let gross: ReadonlyMap<string, SqlRow>;
    let net: ReadonlyMap<string, SqlRow>;
    let project: Project;
    let netRun: string;

    beforeAll(async () => {
      project = fixtureProject("online_retail");
      project.write(
        "gatekeeper.yaml",
        project.read("gatekeeper.yaml").replace(/files: \S*online_retail\.csv\.gz/, `files: ${LEDGER}`),
      );
      gross = await segmentsOf(project, await runOf(project));
      project.write("gatekeeper.yaml", project.read("gatekeeper.yaml").replace("refunds: gross", "refunds: net"));
      // Most of its 37 countries have a few customers, in a cell or two each.
      project.write("reports/scores-by-country.yaml", SCORES_BY_COUNTRY);
      rmSync(project.path("reports/segment-by-country.yaml"));
      netRun = await runOf(project);
      net = await segmentsOf(project, netRun);
    });

    test("every customer has the facts, the three scores and the segment of the published analysis", () => {
      const expected = published();
      expect(expected.size).toBe(4338);
      expect([...gross.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
      for (const [customer, row] of gross)
        expect({ customer, ...rowOf(row) }).toEqual({ customer, ...expected.get(customer) });
    });

    test("gross sales add up to the published total", () => {
      expect(total(gross)).toBe(scaledOf("8911407.904"));
    });

    test("net of refunds the same customers add up to the published total", () => {
      expect([...net.keys()]).toEqual([...gross.keys()]);
      expect(total(net)).toBe(scaledOf("8310477.054"));
    });

    test("a customer who sent nearly everything back is worth what was kept", () => {
      expect(scaledOf(String(gross.get("16446")?.["monetary"]))).toBe(scaledOf("168472.500"));
      expect(scaledOf(String(net.get("16446")?.["monetary"]))).toBe(scaledOf("2.900"));
    });

    test("scores by countries of few customers are published: the run's auditor objects to no withheld number", () => {
      const [table = ""] = readdirSync(project.path(".gatekeeper/runs", netRun, "public/reports/scores-by-country"))
        .filter((file) => file.endsWith(".csv"))
        .map((file) => project.read(".gatekeeper/runs", netRun, "public/reports/scores-by-country", file));
      const rows = parse<Record<string, string>>(table, { columns: true });
      const bahrain = rows.filter(({ country, customers }) => country === "BH" && customers !== "0");
      expect(bahrain.map((row) => [row["m_score"], row["orders"], row["value_status"]])).toEqual([
        ["1", "", "withheld"],
        ["2", "", "withheld"],
        ["(all)", "", "withheld"],
      ]);
      expect(rows.at(-1)).toMatchObject({ customers: "4338", orders: "18532", value_status: "published" });
    });
  },
);

const SCORES_BY_COUNTRY = `id: scores-by-country
tables:
  - { rows: [m_score], columns: [country], measures: [customers, orders, revenue], totals: true }
audience: internal
formats: [csv]
`;

async function runOf(project: Project): Promise<string> {
  return project.run("--as-of", "2011-12-10");
}

async function segmentsOf(project: Project, runId: string): Promise<ReadonlyMap<string, SqlRow>> {
  const rows = await parquetRows(privatePath(project, runId, "tables", "segment", "person_segments.parquet"));
  return new Map(rows.map((row) => [String(row["person_id"]), row]));
}

function published(): ReadonlyMap<string, Row> {
  const rows = parse<Record<string, string>>(readFileSync(EXPECTED, "utf8"), { columns: true });
  return new Map(
    rows.map((row) => [
      row["CustomerID"] ?? "",
      {
        recency: Number(row["recency_days"]),
        frequency: Number(row["frequency"]),
        monetary: scaledOf(row["monetary_gbp"] ?? ""),
        scores: [Number(row["r_score"]), Number(row["f_score"]), Number(row["m_score"])],
        segment: row["rf_segment"] ?? "",
      },
    ]),
  );
}

function rowOf(row: SqlRow): Row {
  return {
    recency: Number(row["recency_days"]),
    frequency: Number(row["frequency"]),
    monetary: scaledOf(String(row["monetary"])),
    scores: [Number(row["r_score"]), Number(row["f_score"]), Number(row["m_score"])],
    segment: String(row["segment_id"]),
  };
}

function total(segments: ReadonlyMap<string, SqlRow>): bigint {
  return [...segments.values()].reduce((sum, row) => sum + scaledOf(String(row["monetary"])), 0n);
}
