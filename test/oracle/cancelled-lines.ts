/** A line of a transaction as cancelling sees it; amounts in whole units, times as numbers. */
export interface HistoryLine {
  /** Its number among the lines, by which equal times are ordered. */
  readonly record: number;
  readonly person: string;
  readonly transaction: string;
  readonly original: string | null;
  readonly at: number;
  readonly kind: "sale" | "refund" | "cancellation" | "adjustment";
  readonly article: string | null;
  readonly quantity: number | null;
  readonly amount: number;
}

/**
 * The records that drop_cancelled takes for never sold: first transactions that refunds naming them give back whole, then, one
 * refund after the other, the latest sale of the same article and quantity that is still there.
 *
 * Source: rfm.md §1, refund policy. A second, naive implementation of `segment.cancelled_lines`.
 */
export function cancelledRecords(lines: readonly HistoryLine[], asOf: number): ReadonlySet<number> {
  const known = lines.filter(({ at, kind }) => at < asOf && kind !== "adjustment");
  const cancelled = new Set(givenBackWhole(known).map(({ record }) => record));
  const open = known.filter(
    ({ record, article, quantity }) => !cancelled.has(record) && article !== null && quantity !== null,
  );
  const sold: HistoryLine[] = [];
  for (const line of inTime(open)) {
    if (line.kind === "sale") sold.push(line);
    else if (line.original === null) {
      const place = sold.findLastIndex((sale) => isOfSameThing(sale, line));
      if (place >= 0) for (const gone of [line, ...sold.splice(place, 1)]) cancelled.add(gone.record);
    }
  }
  return cancelled;
}

function givenBackWhole(lines: readonly HistoryLine[]): HistoryLine[] {
  return lines
    .filter(({ kind }) => kind === "sale")
    .flatMap((sale) => {
      const sales = lines.filter(
        (line) => line.kind === "sale" && line.person === sale.person && line.transaction === sale.transaction,
      );
      const soldAt = Math.max(...sales.map(({ at }) => at));
      const refunds = lines.filter(
        (line) =>
          line.kind !== "sale" &&
          line.person === sale.person &&
          line.original === sale.transaction &&
          line.at >= soldAt,
      );
      return refunds.length > 0 && total(sales) + total(refunds) <= 0 ? [...sales, ...refunds] : [];
    });
}

function total(lines: readonly HistoryLine[]): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}

function isOfSameThing(one: HistoryLine, other: HistoryLine): boolean {
  return (
    one.person === other.person &&
    one.article === other.article &&
    Math.abs(one.quantity ?? 0) === Math.abs(other.quantity ?? 0)
  );
}

/** By time; at one moment sales first, then by record. */
function inTime(lines: readonly HistoryLine[]): HistoryLine[] {
  const turn = ({ kind }: HistoryLine) => (kind === "sale" ? 0 : 1);
  return lines.toSorted((a, b) => a.at - b.at || turn(a) - turn(b) || a.record - b.record);
}
