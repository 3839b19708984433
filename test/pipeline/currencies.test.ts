import { beforeEach, expect, test } from "vitest";

import { scaledOf } from "../../src/export/decimal-text.ts";
import { parquetRows } from "../support/parquet.ts";
import { AS_OF, type Project, projectOf } from "../support/project.ts";
import { privatePath } from "../support/project-decisions.ts";

const CONFIGURATION = `version: 1
project: { id: currencies, controller: Currencies, time_zone: Asia/Shanghai, currency: CNY, default_country: CN }
inputs:
  transactions:
    - source: till
      files: input/transactions.csv
      reject_threshold: 50%
      columns: { transaction_id: id, customer_id: customer, ordered_at: at, amount: amount, currency: currency }
  exchange_rates:
    - source: bank
      files: input/rates.csv
      reject_threshold: 50%
      columns: { currency: currency, valid_from: valid_from, rate: rate }
keys: { reference: "\${file:keys/reference.key}" }
`;

const WITHOUT_RATES = CONFIGURATION.replace(/ {2}exchange_rates:[^]*(?=keys:)/u, "");

/** Only Shanghai's day of the second order has the rate of January. */
const LINES = [
  "t1,c1,2026-01-01 10:00:00,100,CNY",
  "t2,c1,2025-12-31T16:30:00Z,10, usd ",
  "t3,c1,2026-02-01 00:00:00,-1,USD",
  "t4,c2,2026-01-05 10:00:00,0.0001,EUR",
  "t5,c2,2026-01-05 10:00:00,5,",
];
const RATES = ["USD,2026-01-01,7.12345678", "usd,2026-02-01,7.2", "EUR,2025-01-01,0.5", "CNY,2025-01-01,1"];

let project: Project;

beforeEach(() => {
  project = projectOf({
    "gatekeeper.yaml": CONFIGURATION,
    "input/transactions.csv": transactions(LINES),
    "input/rates.csv": rates(RATES),
    "keys/reference.key": "PUBLIC-TEST-KEY-of-invented-currencies-never-use-it-for-real\n",
  });
});

test("amounts are added in the project's currency, by the rate of the local day, whatever the letters of the code", async () => {
  expect(await monetary()).toEqual({ c1: scaledOf("164.0346"), c2: scaledOf("5.0001") });
});

test("each currency without a rate on the day of its first line refuses the run, with file, lines, record and day", async () => {
  project.write("input/rates.csv", rates(["USD,2026-01-02,7.1"]));
  expect(await problems()).toEqual([
    "GK0352 input/transactions.csv: 1 line is in EUR and no exchange rate is valid on their day; first: record 4, 2026-01-05",
    "GK0352 input/transactions.csv: 1 line is in USD and no exchange rate is valid on their day; first: record 2, 2026-01-01",
  ]);
});

test("a project without rates is refused for its foreign lines, and for nothing else", async () => {
  project.write("gatekeeper.yaml", WITHOUT_RATES);
  expect((await problems()).map((text) => text.slice(0, 6))).toEqual(["GK0352", "GK0352"]);
  project.write("input/transactions.csv", transactions(["t1,c1,2026-01-01,100,CNY", "t2,c1,2026-01-02,7,cny"]));
  expect(await monetary()).toEqual({ c1: scaledOf("107") });
});

test("two rates of a currency and day refuse the run where they differ, in whatever files they are", async () => {
  project.write("input/rates.csv", rates([...RATES, "USD,2026-01-01,7.123456780"]));
  expect(await problems()).toEqual([]);
  project.write("input/rates.csv", rates([...RATES, "USD,2026-01-01,7.12345679"]));
  expect(await problems()).toEqual([
    "GK0351 USD has two rates from 2026-01-01: input/rates.csv record 1 and input/rates.csv record 5 differ",
  ]);
});

test.each([
  ["USD,2026-01-01,7.1x", "record 5: rate cannot be read"],
  ["USD,2026-01-01,0", "record 5: rate cannot be read"],
  ["USD,,7.1", "record 5: valid_from cannot be read"],
  ["RMB,2026-01-01,7.1", "record 5: currency cannot be read"],
  ["USD,2026-01-01,7,1", "record 5: the record cannot be read"],
])("the rate %s refuses the run, whatever its threshold", async (rate, message) => {
  project.write("input/rates.csv", rates([...RATES, rate]));
  const found = await problems();
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(`GK0350 input/rates.csv, ${message}`);
});

test("a rate of the project's own currency other than 1 is the wrong way round, and refuses the run", async () => {
  project.write("input/rates.csv", rates([...RATES, "CNY,2026-01-01,0.14"]));
  expect(await problems()).toEqual([
    "GK0354 input/rates.csv, record 5: CNY is the project's own currency, and its rate is not 1",
  ]);
});

test("an amount that becomes too large refuses the run", async () => {
  project.write("input/transactions.csv", transactions([...LINES, "t6,c1,2026-02-02,99999999999999,USD"]));
  expect(await problems()).toEqual([
    "GK0353 input/transactions.csv, record 6: the converted amount has more than 14 digits before the point",
  ]);
});

test("a line whose currency is none is rejected, and counts against its file's threshold", async () => {
  project.write("input/transactions.csv", transactions([...LINES, "t6,c1,2026-01-02,7,RMB"]));
  expect(await monetary()).toEqual({ c1: scaledOf("164.0346"), c2: scaledOf("5.0001") });
  project.write("gatekeeper.yaml", CONFIGURATION.replace("reject_threshold: 50%", "reject_threshold: 1%"));
  expect((await problems())[0]).toContain("GK0320 input/transactions.csv: 1 of 6 records rejected");
});

test("rates in another writing are read by number() and the formats of their source", async () => {
  const declared = CONFIGURATION.replace(
    "valid_from: valid_from, rate: rate }",
    "valid_from: valid_from, rate: number(rate) }\n      formats: { decimal: ',' }\n      csv: { delimiter: ';' }",
  );
  project.write("gatekeeper.yaml", declared);
  project.write("input/rates.csv", rates(RATES).replaceAll(",", ";").replaceAll(".", ","));
  expect(await monetary()).toEqual({ c1: scaledOf("164.0346"), c2: scaledOf("5.0001") });
});

function transactions(lines: readonly string[]): string {
  return ["id,customer,at,amount,currency", ...lines, ""].join("\n");
}

function rates(lines: readonly string[]): string {
  return ["currency,valid_from,rate", ...lines, ""].join("\n");
}

async function monetary(): Promise<Record<string, bigint>> {
  const runId = await project.run();
  const rows = await parquetRows(privatePath(project, runId, "tables", "segment", "person_segments.parquet"));
  return Object.fromEntries(rows.map((row) => [String(row["person_id"]), scaledOf(String(row["monetary"]))]));
}

/** What a run is refused for, as code and message; none when it is not. */
async function problems(): Promise<string[]> {
  const { stderr } = await project.gatekeeper("run", "--as-of", AS_OF, "--log-format", "json");
  const lines = stderr
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return lines
    .filter(({ level }) => level === "error")
    .map(({ code, message }) => `${String(code)} ${String(message)}`);
}
