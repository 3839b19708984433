import { gunzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

import { AS_OF, type Project } from "../support/project.ts";

/** What a customer bought, and the segment that follows. */
export interface Bought {
  readonly customer: string;
  readonly region: string;
  readonly orders: number;
  /** In ten-thousandths. */
  readonly revenue: bigint;
  readonly segment: string;
  /** Recency, frequency, monetary. */
  readonly scores: readonly [number, number, number];
}

type CsvLine = Readonly<Record<string, string>>;

/** Every record of an input file of the demo, compressed or not. */
export function inputLines(project: Project, file: string): CsvLine[] {
  const bytes = readFileSync(project.path("input", file));
  return parse(file.endsWith(".gz") ? gunzipSync(bytes) : bytes, {
    columns: true,
    relax_quotes: true,
    relax_column_count: true,
  });
}

/** Facts, scores and segments of the demo once more, a customer at a time, straight from the ledger's text. */
export function boughtInDemo(project: Project): Bought[] {
  const regions = new Map(inputLines(project, "customers.csv").map((line) => [line["customer_id"], line["region"]]));
  const facts = factsOf(inputLines(project, "transactions.csv.gz"));
  const scoreOf = (values: readonly number[]) => {
    const sorted = values.toSorted((a, b) => a - b);
    const places = new Map(sorted.map((value, place) => [value, place] as const).toReversed());
    return (value: number) => 1 + Math.floor((5 * (places.get(value) ?? Number.NaN)) / sorted.length);
  };
  const recency = scoreOf(facts.map(({ days }) => -days));
  const longestOf = new Map<number, number>();
  for (const { days } of facts) longestOf.set(recency(-days), Math.max(days, longestOf.get(recency(-days)) ?? 0));
  const longest = (score: number) => longestOf.get(score) ?? 0;
  const frequency = scoreOf(facts.map(({ orders }) => orders));
  const monetary = scoreOf(facts.map(({ revenue }) => Number(revenue)));
  return facts.map(({ customer, days, firstDays, orders, revenue }) => ({
    customer,
    region: regions.get(customer) || "(none)",
    orders,
    revenue,
    segment: segmentOf(recency(-days), frequency(orders), firstDays <= longest(recency(-days))),
    scores: [recency(-days), frequency(orders), monetary(Number(revenue))],
  }));
}

interface Facts {
  readonly customer: string;
  /** Since the last order. */
  readonly days: number;
  readonly firstDays: number;
  readonly orders: number;
  readonly revenue: bigint;
}

function factsOf(lines: readonly CsvLine[]): Facts[] {
  const known = lines.filter(
    (line) => isReadable(line) && line["customer_id"] !== "" && text(line, "ordered_at") < AS_OF,
  );
  const byCustomer = new Map<string, CsvLine[]>();
  for (const line of known) {
    const customer = text(line, "customer_id");
    byCustomer.set(customer, [...(byCustomer.get(customer) ?? []), line]);
  }
  return [...byCustomer].flatMap(([customer, own]) => {
    const sales = own.filter((line) => line["type"] !== "return");
    const dates = sales.map((line) => text(line, "ordered_at").slice(0, 10)).toSorted();
    const [first, last] = [dates.at(0), dates.at(-1)];
    if (first === undefined || last === undefined) return [];
    const daysSince = (date: string) => (Date.parse(AS_OF) - Date.parse(date)) / 86_400_000;
    const [days, firstDays] = [daysSince(last), daysSince(first)];
    const orders = new Set(sales.map((line) => line["order_no"])).size;
    return [{ customer, days, firstDays, orders, revenue: own.reduce((sum, line) => sum + amountOf(line), 0n) }];
  });
}

/** Amounts and dates that a person would read without guessing; a return that brings money in is none. */
function isReadable(line: CsvLine): boolean {
  const isNumber = /^-?\d+$/.test(text(line, "quantity")) && /^\d+(\.\d{1,2})?$/.test(text(line, "unit_price"));
  return isNumber && isMoment(text(line, "ordered_at")) && !(line["type"] === "return" && amountOf(line) > 0n);
}

/** A day of the calendar with a time: what JavaScript reads gives the same text back. */
function isMoment(value: string): boolean {
  const read = new Date(`${value.replace(" ", "T")}Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 19) === value.replace(" ", "T");
}

function amountOf(line: CsvLine): bigint {
  const [whole = "0", fraction = ""] = text(line, "unit_price").split(".");
  return BigInt(text(line, "quantity")) * BigInt(whole + fraction.padEnd(4, "0"));
}

function text(line: CsvLine, column: string): string {
  return line[column] ?? "";
}

/** The map `rf_grid`, written down a second time from its definition. */
export function segmentOf(r: number, f: number, isNew: boolean): string {
  if (r >= 3 && f >= 4) return r === 5 ? "champions" : "loyal_customers";
  if (r >= 4 && f >= 2) return "potential_loyalists";
  if (r >= 4) return r === 5 && isNew ? "new_customers" : "promising";
  if (r === 3) return f === 3 ? "need_attention" : "about_to_sleep";
  if (f >= 3) return f === 5 ? "cant_lose" : "at_risk";
  return "hibernating";
}
