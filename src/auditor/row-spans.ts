import { isCount, type Quantity } from "./column-meanings.ts";
import { ceilQuotient, floorQuotient, ONE, type Printed } from "./decimals.ts";
import { ANYTHING, both, exactly, product, quotient, type Span, wholeNumbers } from "./span.ts";
import type { WrittenRow, WrittenTable } from "./written-table.ts";

/** What one row of one table says of a quantity. */
export interface RowSpan {
  readonly span: Span;
  readonly isPrinted: boolean;
  readonly isWithheld: boolean;
  /** The column that says it. */
  readonly measure: string;
}

/** More values than this are not tried one by one. */
const MOST_TRIED = 10_000n;

/**
 * What a row says of each quantity that it prints or withholds, or that its means and rounded numbers hold: counts are whole numbers, a mean or a share is its
 * quotient within half a unit of its last decimal.
 */
export function rowSpans(table: WrittenTable, row: WrittenRow): Map<Quantity, RowSpan> {
  const spans = new Map<Quantity, RowSpan>();
  const isRowWithheld = row.status === "withheld";
  for (const [index, { name, meaning }] of table.measures.entries()) {
    const printed = row.printed[index] ?? null;
    if (meaning.kind === "sum") {
      const span = printed === null ? ANYTHING : exactly(printed.value);
      spans.set(meaning.of, { span, isPrinted: printed !== null, isWithheld: printed === null, measure: name });
    } else if (meaning.kind === "rounded_sum" && printed !== null && !spans.has(meaning.of)) {
      const half = (BigInt(meaning.to) * ONE) / 2n;
      const span = { low: printed.value - half, high: printed.value + half };
      spans.set(meaning.of, { span, isPrinted: false, isWithheld: true, measure: name });
    }
  }
  // A table of shares or means alone says something of customers all the same.
  if (!spans.has("customers") && row.status !== null)
    spans.set("customers", { span: ANYTHING, isPrinted: false, isWithheld: isRowWithheld, measure: "value_status" });
  for (const quantity of spans.keys()) narrow(spans, quantity, ANYTHING);
  // Twice: what a mean says of a sum says something of the other mean.
  for (const _ of [1, 2]) addRatios(table, row, spans);
  return spans;
}

function addRatios(table: WrittenTable, row: WrittenRow, spans: Map<Quantity, RowSpan>): void {
  for (const [index, { meaning }] of table.measures.entries()) {
    const printed = row.printed[index] ?? null;
    if (meaning.kind !== "ratio" || printed === null) continue;
    const ratio = { low: printed.value - printed.half, high: printed.value + printed.half };
    narrow(spans, meaning.by, quotient(spans.get(meaning.over)?.span ?? ANYTHING, ratio));
    narrow(spans, meaning.over, product(spans.get(meaning.by)?.span ?? ANYTHING, ratio));
    if (meaning.over === "revenue") narrow(spans, meaning.by, wholeMoney(table, printed, spans.get(meaning.by)?.span));
  }
}

/**
 * Numbers of customers or orders with which a mean of money is a whole number of the smallest coins: with 11.125 a customer, eight customers paid 89, and
 * nine would have paid 100.125.
 */
function wholeMoney({ origin, measures }: WrittenTable, mean: Printed, counts: Span | undefined): Span {
  const { low: least = null, high: most = null } = counts ?? {};
  if (least === null || most === null || least === most || most - least > MOST_TRIED * ONE) return ANYTHING;
  const hasSums = measures.some(({ meaning }) => meaning.kind === "sum" && meaning.of === "revenue");
  const coin = hasSums || origin.currency === null ? (hasSums ? 1n : ONE) : ONE / 100n;
  const possible: bigint[] = [];
  for (let count = least; count <= most; count += ONE) {
    const [low, high] = [(mean.value - mean.half) * count, (mean.value + mean.half) * count];
    if (floorQuotient(high, ONE * coin) >= ceilQuotient(low, ONE * coin)) possible.push(count);
  }
  return possible.length === 0 ? ANYTHING : { low: possible[0] ?? null, high: possible.at(-1) ?? null };
}

/** Adds what is known of a quantity, where the row says anything of it already. */
function narrow(spans: Map<Quantity, RowSpan>, quantity: Quantity, more: Span): void {
  const known = spans.get(quantity);
  if (known === undefined) return;
  const natural = isCount(quantity) ? { low: 0n, high: null } : ANYTHING;
  const together = both(both(known.span, more) ?? known.span, natural) ?? known.span;
  spans.set(quantity, { ...known, span: (isCount(quantity) ? wholeNumbers(together) : together) ?? known.span });
}
