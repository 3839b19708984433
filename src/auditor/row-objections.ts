import type { Quantity } from "./column-meanings.ts";
import { numberText, ONE } from "./decimals.ts";
import type { Place } from "./known-cells.ts";
import { type Objection, objection } from "./objections.ts";
import { writtenValues } from "./remainders.ts";
import { rowSpans } from "./row-spans.ts";
import type { MeasureColumn, WrittenRow, WrittenTable } from "./written-table.ts";

/** What is wrong with the rows of a table by themselves, whatever other tables say. */
export function rowObjections(table: WrittenTable): Objection[] {
  return table.rows.flatMap((row) => [
    ...individualValues(table, row),
    ...tooFew(table, row),
    ...contactableTooFew(table, row),
    ...besideWithheld(table, row),
  ]);
}

/** A greatest, a least or a middle amount is that of one customer. */
function individualValues(table: WrittenTable, row: WrittenRow): Objection[] {
  return printedOf(table, row)
    .filter(({ column }) => column.meaning.kind === "individual")
    .map(({ column, value }) => objection("individual_value", placeOf(table, row, column.name), at(value), []));
}

function tooFew(table: WrittenTable, row: WrittenRow): Objection[] {
  const least = BigInt(table.origin.minimumUnits) * ONE;
  return printedOf(table, row)
    .filter(({ column: { meaning } }) => meaning.kind === "sum" && meaning.of === "customers")
    .filter(({ value }) => value > 0n && value < least)
    .map(({ column, value }) => objection("too_few", placeOf(table, row, column.name), at(value), []));
}

/** Who of a cell could be contacted says who consented and who refused: neither side may be few, and nobody is few. */
function contactableTooFew(table: WrittenTable, row: WrittenRow): Objection[] {
  const least = BigInt(table.origin.minimumUnits) * ONE;
  const printed = printedOf(table, row);
  const customers = printed.find(({ column: { meaning } }) => meaning.kind === "sum" && meaning.of === "customers");
  if (customers === undefined || customers.value === 0n) return [];
  return printed
    .filter(({ column: { meaning } }) => meaning.kind === "sum" && meaning.of.startsWith("contactable_"))
    .filter(({ value }) => value < least || customers.value - value < least)
    .map(({ column, value }) => objection("contactable_too_few", placeOf(table, row, column.name), at(value), []));
}

/** A withheld count withholds every number of its row: a mean or a sum beside it is of few, and often gives the count away. */
function besideWithheld(table: WrittenTable, row: WrittenRow): Objection[] {
  const counts = table.measures.findIndex(({ meaning }) => meaning.kind === "sum" && meaning.of === "customers");
  const isWithheld = row.status === "withheld" || (counts !== -1 && row.printed[counts] === null);
  const printed = printedOf(table, row);
  if (!isWithheld || printed.length === 0) return [];
  const spans = rowSpans(table, row);
  const customers = spans.get("customers");
  const known = (quantity: Quantity) => {
    const { low = null, high = null } = spans.get(quantity)?.span ?? {};
    return { low: low === null ? null : numberText(low), high: high === null ? null : numberText(high) };
  };
  const name = customers?.measure ?? "value_status";
  const parts = printed.map(({ column }) => ({ times: null, place: placeOf(table, row, column.name) }));
  return [objection("beside_withheld", placeOf(table, row, name), known("customers"), parts)];
}

function printedOf(table: WrittenTable, row: WrittenRow): { readonly column: MeasureColumn; readonly value: bigint }[] {
  return table.measures.flatMap((column, index) => {
    const printed = row.printed[index] ?? null;
    return printed === null ? [] : [{ column, value: printed.value }];
  });
}

function placeOf(table: WrittenTable, row: WrittenRow, measure: string): Place {
  return { file: table.file, line: row.line, values: writtenValues(table, row), measure };
}

function at(value: bigint): { readonly low: string; readonly high: string } {
  return { low: numberText(value), high: numberText(value) };
}
