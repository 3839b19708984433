import { present } from "../assert.ts";
import type { Engine, SqlRow } from "../engine/engine.ts";
import {
  convertedAmountTooLarge,
  exchangeRateMissing,
  exchangeRatesDiffer,
  exchangeRateUnreadable,
  type GatekeeperError,
  ownCurrencyNotOne,
  throwProblems,
} from "../errors.ts";
import type { LoadedInput } from "./load-inputs.ts";
import { recordNumber } from "./record-number.ts";

/**
 * Checks the exchange rates, and that every line in another currency than the project's has one, once `staging.*` is made.
 *
 * Throws GK0350 for a rate that is no number above zero, GK0351 for two rates of a currency and day, GK0352 for each currency
 * with lines before its first rate, GK0353 for amounts that become too large, GK0354 for a rate of the project's own currency
 * other than 1; all of them together. Source: rfm.md §1, mixed currencies.
 */
export async function checkExchangeRates(
  engine: Engine,
  currency: string,
  inputs: readonly LoadedInput[],
): Promise<void> {
  const place = placesIn(inputs);
  const problems = [
    ...(await unreadableRates(engine, place)),
    ...(await differentRates(engine, place)),
    ...(await ownRates(engine, currency, place)),
    ...(await missingRates(engine, currency, place)),
  ];
  throwProblems(problems.length > 0 ? problems : await tooLargeAmounts(engine, place));
}

interface Place {
  readonly file: string;
  readonly record: number;
}

type PlaceOf = (row: SqlRow) => Place;

/** The file and record that a row's `file_id` and `record_index` mean. */
function placesIn(inputs: readonly LoadedInput[]): PlaceOf {
  return ({ file_id: fileId, record_index: recordIndex }) => {
    const input = inputs.find(({ loaded }) => loaded.fileId === fileId);
    const { file, loaded } = present(input, "every row is of a loaded file");
    return { file, record: recordNumber(Number(recordIndex), loaded.malformed) };
  };
}

async function unreadableRates(engine: Engine, place: PlaceOf): Promise<GatekeeperError[]> {
  const rows = await engine.query(
    `select stated_rates.file_id, min(stated_rates.record_index) as record_index, count(*) as records
     from staging.stated_rates where stated_rates.rate is null
     group by stated_rates.file_id order by stated_rates.file_id`,
  );
  return rows.map((row) => {
    const { file, record } = place(row);
    return exchangeRateUnreadable(
      { file, record, column: "rate", others: Number(row["records"]) - 1 },
      { at: { file } },
    );
  });
}

/** One problem for each currency: its first day with two rates, and the first two records that differ. */
async function differentRates(engine: Engine, place: PlaceOf): Promise<GatekeeperError[]> {
  const rows = await engine.query(
    `select upper(stated_rates.currency) as currency, cast(stated_rates.valid_from as varchar) as day,
       stated_rates.rate, stated_rates.file_id, stated_rates.record_index
     from staging.stated_rates
     inner join (
       select stated_rates.currency, stated_rates.valid_from from staging.stated_rates
       group by stated_rates.currency, stated_rates.valid_from having min(stated_rates.rate) <> max(stated_rates.rate)
     ) as days on days.currency = stated_rates.currency and days.valid_from = stated_rates.valid_from
     order by stated_rates.currency, stated_rates.valid_from, stated_rates.file_id, stated_rates.record_index`,
  );
  return [...groupedBy(rows, "currency")].map(([currency, own]) => {
    const [[day, stated] = ["", []], ...others] = [...groupedBy(own, "day")];
    const first = present(stated[0], "a day that differs has records");
    const second = present(
      stated.find((row) => String(row["rate"]) !== String(first["rate"])),
      "two of them differ",
    );
    const places = { first: place(first), second: place(second) };
    return exchangeRatesDiffer(
      { currency, day, ...places, others: others.length },
      { at: { file: places.first.file } },
    );
  });
}

async function ownRates(engine: Engine, currency: string, place: PlaceOf): Promise<GatekeeperError[]> {
  const [first] = await engine.query(
    `select stated_rates.file_id, stated_rates.record_index from staging.stated_rates
     inner join run.parameters on parameters.currency = stated_rates.currency
     where stated_rates.rate <> 1 order by stated_rates.file_id, stated_rates.record_index limit 1`,
  );
  if (first === undefined) return [];
  const own = place(first);
  return [ownCurrencyNotOne({ currency, ...own }, { at: { file: own.file } })];
}

async function missingRates(engine: Engine, own: string, place: PlaceOf): Promise<GatekeeperError[]> {
  const [days] = await engine.query(
    "select count(*) as missing from staging.foreign_days where foreign_days.rate is null",
  );
  if (Number(days?.["missing"]) === 0) return [];
  const rows = await engine.query(
    `select upper(transactions.currency) as currency, transactions.file_id, count(*) as lines,
       min(transactions.record_index) as record_index, cast(min(transactions.ordered_date) as varchar) as first_day,
       cast(min_by(transactions.ordered_date, transactions.record_index) as varchar) as day
     from raw.transactions
     inner join staging.foreign_days on foreign_days.currency = transactions.currency
       and foreign_days.ordered_date = transactions.ordered_date
     where transactions.load_status = 'loaded' and foreign_days.rate is null
     group by transactions.currency, transactions.file_id order by transactions.currency`,
  );
  return [...groupedBy(rows, "currency")].map(([currency, files]) => {
    const named = files.map((row) => ({ ...place(row), row })).toSorted((a, b) => (a.file < b.file ? -1 : 1));
    const { file, record, row } = present(named[0], "a currency without a rate has lines");
    const lines = files.reduce((sum, each) => sum + Number(each["lines"]), 0);
    const [firstDay = ""] = files.map((each) => String(each["first_day"])).toSorted();
    const told = { currency, own, file, lines, record, day: String(row["day"]), firstDay };
    return exchangeRateMissing(told, { at: { file } });
  });
}

async function tooLargeAmounts(engine: Engine, place: PlaceOf): Promise<GatekeeperError[]> {
  const [days] = await engine.query("select count(*) as days from staging.foreign_days");
  if (Number(days?.["days"]) === 0) return [];
  const rows = await engine.query(
    `select transactions.file_id, min(transactions.record_index) as record_index, count(*) as records
     from staging.transactions where transactions.amount is null
     group by transactions.file_id order by transactions.file_id`,
  );
  return rows.map((row) => {
    const { file, record } = place(row);
    return convertedAmountTooLarge({ file, record, others: Number(row["records"]) - 1 }, { at: { file } });
  });
}

function groupedBy(rows: readonly SqlRow[], column: string): ReadonlyMap<string, readonly SqlRow[]> {
  const groups = new Map<string, SqlRow[]>();
  for (const row of rows) {
    const group = String(row[column]);
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return groups;
}
