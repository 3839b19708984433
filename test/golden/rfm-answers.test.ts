import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "csv-parse/sync";

import { configure, type OrderLine, rfmProject, type Scored, scored, type ScoredRun } from "../support/rfm-project.ts";
import { ROOT } from "../support/tidy/source-files.ts";

const CASES = join(ROOT, "../shared/cases/rfm");
const isHere = existsSync(CASES);
const isOptional = (process.env["CI"] ?? "") !== "true";

describe.skipIf(!isHere && isOptional)("the published example of R's rfm package (skipped without ../shared)", () => {
  let run: ScoredRun;

  beforeAll(async () => {
    const lines = rowsOf("r_rfm_orders_input.csv").map((row, index): OrderLine => [
      row["customer_id"] ?? "",
      row["order_date"] ?? "",
      row["revenue"] ?? "",
      String(index),
    ]);
    run = await scored(rfmProject(lines, { scores: "r_compatible" }), "2006-12-31");
  });

  test("every one of 995 customers has its facts and scores", () => {
    const expected = rowsOf("r_rfm_orders_expected.csv").map((row) => ({
      customer: row["customer_id"],
      facts: [row["recency_days"], row["transaction_count"], row["amount"]].map(Number),
      scores: [row["recency_score"], row["frequency_score"], row["monetary_score"]].map(Number),
    }));
    const found = [...run.people].map(([customer, person]) => ({
      customer,
      facts: numbers(person, "recency_days", "frequency", "monetary"),
      scores: numbers(person, "r_score", "f_score", "m_score"),
    }));
    expect(expected).toHaveLength(995);
    const byCustomer = (a: { customer: string | undefined }, b: { customer: string | undefined }) =>
      String(a.customer) < String(b.customer) ? -1 : 1;
    expect(found.toSorted(byCustomer)).toEqual(expected.toSorted(byCustomer));
  });

  test("the edges are its thresholds to the last bit", () => {
    const thresholds = rowsOf("orders_expected_thresholds.csv").slice(1);
    for (const { dimension, edges } of run.scores.dimensions)
      expect([dimension, edges]).toEqual([dimension, thresholds.map((row) => Number(row[`${dimension}_lower`]))]);
  });
});

/** A case of pymc-marketing's own tests, restated: lines of customer, day and amount. */
interface Case {
  readonly id: string;
  readonly input: readonly (readonly [number, string, number?])[];
  readonly expected: readonly (readonly (number | string)[])[];
  readonly derived_scores: Readonly<Record<string, string>> | undefined;
  readonly config: Readonly<Record<string, readonly string[]>> | undefined;
  readonly expected_test_frequency: Readonly<Record<string, number>>;
  readonly expected_order: readonly number[];
  readonly monetary_value: readonly number[];
  readonly test_monetary_value: readonly number[];
  readonly expected_monetary_mean_excluding_first: number;
  readonly expected_repeat_frequency: number;
}

describe.skipIf(!isHere && isOptional)("the published cases of pymc-marketing (skipped without ../shared)", () => {
  test("repeat days, the time between first and last order, and tenure", async () => {
    const { lines, expected } = caseOf("rfm_summary_daily");
    const { people } = await scored(rfmProject(lines, { frequency: "repeat_days" }), "2015-02-07");
    expect(
      tableOf(people, (person) => [Number(person["frequency"]), between(person), tenure(person, "2015-02-07")]),
    ).toEqual(expected);
  });

  test("what each day after the first brought, and nothing where there is none", async () => {
    const { lines, expected } = caseOf("rfm_summary_monetary_repeat_only");
    const rfm = { frequency: "repeat_days", monetary: "mean_repeat" };
    const { people } = await scored(rfmProject(lines, rfm), "2015-02-07");
    const found = tableOf(people, (person) => [
      Number(person["frequency"]),
      between(person),
      tenure(person, "2015-02-07"),
      Number(person["monetary"]),
    ]);
    expect(found).toEqual(expected);
  });

  test("days with an order, recency and what each day brought", async () => {
    const { lines, expected } = caseOf("rfm_summary_segmentation");
    const rfm = { frequency: "active_days", monetary: "mean_per_active_day" };
    const { people } = await scored(rfmProject(lines, rfm), "2015-02-07");
    expect(tableOf(people, (person) => numbers(person, "frequency", "recency_days", "monetary"))).toEqual(expected);
  });

  test("weeks, when the orders are dated by the Monday of their week", async () => {
    const { lines, expected } = caseOf("rfm_summary_weekly");
    const weekly = lines.map(([customer, at, amount]): OrderLine => [customer, mondayOf(at), amount]);
    const { people } = await scored(rfmProject(weekly, { frequency: "repeat_days" }), "2015-02-09");
    const found = tableOf(people, (person) => [
      Number(person["frequency"]),
      between(person) / 7,
      tenure(person, mondayOf("2015-02-07")) / 7,
    ]);
    expect(found).toEqual(expected);
  });

  test.for([
    ["rfm_segments_default", "its default map"],
    ["rfm_segments_custom", "a map of one's own"],
  ] as const)("quartiles score as pandas cuts them, and %s leads to %s", async ([id]) => {
    const { lines, derived_scores: scores, expected, config } = caseOf(id);
    const project = rfmProject(lines, BY_DAY);
    project.write("maps/own.yaml", mapOf(config ?? defaultMap()));
    const { people } = await scored(project, "2015-02-07");
    if (scores !== undefined)
      expect(Object.fromEntries([...people].map(([person, facts]) => [person, scoresOf(facts)]))).toEqual(scores);
    const segments = [...people].map(([person, facts]) => [Number(person), facts["segment_id"]]);
    expect(segments).toEqual(expected.map(([person, name]) => [person, idOf(String(name))]));
  });

  test("quartiles that coincide leave scores unused, and the run says so", async () => {
    const { lines } = caseOf("rfm_segments_duplicate_quantiles_warns");
    const project = rfmProject(lines, BY_DAY);
    project.write("maps/own.yaml", mapOf(defaultMap()));
    const { people, stderr } = await scored(project, "2015-02-07");
    expect(Math.max(...[...people.values()].map((person) => Number(person["f_score"])))).toBe(2);
    expect(stderr).toContain("the frequency score uses 2 of 4 levels");
  });

  test("a window ends before its last day, and begins with its first", async () => {
    const { lines, expected_test_frequency: expected } = caseOf("rfm_train_test_split_boundaries");
    const rfm = { window: { from: "2015-02-02", to: "2015-02-05" }, frequency: "active_days" };
    const { people } = await scored(rfmProject(lines, rfm), "2015-02-07");
    for (const [customer, days] of Object.entries(expected))
      expect([customer, Number(people.get(customer)?.["frequency"] ?? 0)]).toEqual([customer, days]);
  });

  test("money before and after a day, each by its own definition", async () => {
    const { lines, expected_order: order, ...expected } = caseOf("rfm_train_test_split_monetary");
    const project = rfmProject(lines, { monetary: "mean_repeat" });
    const before = await scored(project, "2015-02-02");
    configure(project, { monetary: "mean_per_active_day", window: { from: "2015-02-02", to: "2015-02-08" } });
    const after = await scored(project, "2015-02-08");
    const money = ({ people }: ScoredRun) => order.map((id) => Number(people.get(String(id))?.["monetary"] ?? 0));
    expect(money(before)).toEqual(expected.monetary_value);
    expect(money(after)).toEqual(expected.test_monetary_value);
  });

  test("the first day is the earliest, whatever the order of the lines", async () => {
    const { lines, expected_monetary_mean_excluding_first: expected } = caseOf("out_of_order_input");
    const { people } = await scored(rfmProject(lines, { monetary: "mean_repeat" }), "2014-06-01");
    expect([...people.values()].map((person) => Number(person["monetary"]))).toEqual([expected]);
  });

  test("two orders on one day are no repetition", async () => {
    const { lines, expected_repeat_frequency: expected } = caseOf("same_day_collapses");
    const { people } = await scored(rfmProject(lines, { frequency: "repeat_days" }), "2015-02-07");
    expect([...people.values()].map((person) => Number(person["frequency"]))).toEqual([expected]);
  });
});

const BY_DAY = {
  frequency: "active_days",
  monetary: "mean_per_active_day",
  scores: "quartile_4",
  map: "maps/own.yaml",
};

/** The map of the case: cells by name, everything else Other. */
function mapOf(segments: Readonly<Record<string, readonly string[]>>): string {
  const lines = Object.entries(segments).map(([name, cells]) => {
    const rules = cells.map(([r, f, m]) => `{ r: ${r}, f: ${f}, m: ${m} }`);
    return `  - { id: ${idOf(name)}, labels: { en: ${name}, zh-CN: ${name} }, rules: [${rules.join(", ")}] }`;
  });
  return `id: own
title: { en: Of the case, zh-CN: 案例 }
bins: 4
segments:
${lines.join("\n")}
fallback: { id: other, labels: { en: Other, zh-CN: 其他 } }
`;
}

function idOf(name: string): string {
  return name.toLowerCase().replaceAll(" ", "_");
}

/** The default map of the package, from the coverage of published maps. */
function defaultMap(): Readonly<Record<string, readonly string[]>> {
  const maps = JSON.parse(readFileSync(join(CASES, "published_maps_coverage.json"), "utf8")) as Record<
    "pymc_default_4x4x4",
    { rows: Readonly<Record<string, readonly string[]>> }
  >;
  return maps.pymc_default_4x4x4.rows;
}

function rowsOf(file: string): Record<string, string>[] {
  return parse<Record<string, string>>(readFileSync(join(CASES, file), "utf8"), { columns: true });
}

function caseOf(id: string): Case & { readonly lines: readonly OrderLine[] } {
  const { cases } = JSON.parse(readFileSync(join(CASES, "pymc_marketing_cases.json"), "utf8")) as { cases: Case[] };
  const found = cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no case ${id}`);
  const lines = found.input.map(([customer, day, amount = 1], index): OrderLine => [
    String(customer),
    day,
    String(amount),
    String(index),
  ]);
  return { ...found, lines };
}

function tableOf(people: ReadonlyMap<string, Scored>, columns: (person: Scored) => number[]): number[][] {
  return [...people].map(([id, person]) => [Number(id), ...columns(person)]);
}

function numbers(person: Scored, ...columns: string[]): number[] {
  return columns.map((column) => Number(person[column]));
}

function scoresOf(person: Scored): string {
  return numbers(person, "r_score", "f_score", "m_score").join("");
}

function between(person: Scored): number {
  return daysFrom(String(person["first_order_date"]), String(person["last_order_date"]));
}

function tenure(person: Scored, asOf: string): number {
  return daysFrom(String(person["first_order_date"]), asOf);
}

function daysFrom(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
