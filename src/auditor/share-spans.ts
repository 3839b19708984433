import { isCount, type Quantity } from "./column-meanings.ts";
import type { KnownCell, Place, Universe } from "./known-cells.ts";
import { cellKey, universeName } from "./known-cells.ts";
import { cellValues, writtenValues } from "./remainders.ts";
import { ANYTHING, both, onlyValue, product, type Span, wholeNumbers } from "./span.ts";
import type { WrittenRow, WrittenTable } from "./written-table.ts";

/** That the sum of some cells lies in a span, as a column says that adds rows up. */
export interface KnownSum {
  readonly quantity: Quantity;
  /** Keys of cells. */
  readonly cells: readonly string[];
  readonly span: Span;
  readonly place: Place;
}

/**
 * Puts what shares say of cells into a universe, and returns what cumulative shares say of sums of cells. A share is of the whole table, which is known where its total is
 * printed or every cell of some table.
 */
export function addShares(universe: Universe, tables: readonly WrittenTable[]): KnownSum[] {
  const wholes = new Map<Quantity, Span>();
  const wholeOf = (quantity: Quantity): Span => {
    const known = wholes.get(quantity) ?? findWhole(universe, quantity);
    wholes.set(quantity, known);
    return known;
  };
  return tables.flatMap((table) => {
    const rows = table.rows.filter((row) => universeName(table, row) === universe.name);
    for (const row of rows) addShare(universe, table, row, wholeOf);
    return cumulativeSums(table, rows, wholeOf);
  });
}

function findWhole({ cells, shapes }: Universe, quantity: Quantity): Span {
  const total = cells.get(cellKey({}))?.numbers.get(quantity)?.span;
  if (total !== undefined && onlyValue(total) !== null) return total;
  for (const shape of shapes) {
    const leaves = [...cells.values()].filter(({ values }) => Object.keys(values).toSorted().join() === shape.join());
    const values = leaves.map(({ numbers }) => onlyValue(numbers.get(quantity)?.span ?? ANYTHING));
    if (values.length === 0 || values.includes(null)) continue;
    const sum = values.reduce<bigint>((all, value) => all + (value ?? 0n), 0n);
    return { low: sum, high: sum };
  }
  return total ?? ANYTHING;
}

function addShare(
  { cells }: Universe,
  table: WrittenTable,
  row: WrittenRow,
  wholeOf: (quantity: Quantity) => Span,
): void {
  const values = cellValues(table, row);
  const cell = cells.get(cellKey(values));
  if (cell === undefined) return;
  for (const [index, { name, meaning }] of table.measures.entries()) {
    const printed = row.printed[index] ?? null;
    if (meaning.kind !== "share" || printed === null || Object.keys(values).length === 0) continue;
    const by = meaning.isPercent ? 100n : 1n;
    const share = { low: (printed.value - printed.half) / by, high: (printed.value + printed.half) / by };
    const place = { file: table.file, line: row.line, values: writtenValues(table, row), measure: name };
    narrowCell(cell, meaning.of, product(wholeOf(meaning.of), share), place);
  }
}

/** Puts something more that is known of a number into its cell. */
export function narrowCell(cell: KnownCell, quantity: Quantity, more: Span, place: Place): void {
  const known = cell.numbers.get(quantity);
  const together = both(known?.span ?? ANYTHING, more);
  const span = together === null || !isCount(quantity) ? together : wholeNumbers(together);
  // Shares of what is not known to be never negative hold nothing.
  if (span === null || (span.low === null && span.high === null)) return;
  cell.numbers.set(quantity, {
    quantity,
    span,
    isPrinted: known?.isPrinted ?? false,
    isWithheld: known?.isWithheld ?? false,
    isWithheldAlone: known?.isWithheldAlone ?? false,
    places: [...(known?.places ?? []), place],
  });
}

function cumulativeSums(
  table: WrittenTable,
  rows: readonly WrittenRow[],
  wholeOf: (quantity: Quantity) => Span,
): KnownSum[] {
  const leaves = rows.filter(({ values }) => !values.includes(null));
  return table.measures.flatMap(({ name, meaning }, index) =>
    meaning.kind !== "cumulative_share"
      ? []
      : leaves.flatMap((row, end): KnownSum[] => {
          const printed = row.printed[index] ?? null;
          if (printed === null) return [];
          const share = { low: printed.value - printed.half, high: printed.value + printed.half };
          const place = { file: table.file, line: row.line, values: writtenValues(table, row), measure: name };
          const cells = leaves.slice(0, end + 1).map((before) => cellKey(cellValues(table, before)));
          return [{ quantity: meaning.of, cells, span: product(wholeOf(meaning.of), share), place }];
        }),
  );
}
