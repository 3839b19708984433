import { dimensionsOf, NO_VALUE, SENSITIVE_DIMENSIONS } from "../domain/report.ts";
import type { ExactTable } from "./exact-table.ts";
import type { Atom } from "./release-rows.ts";
import { NOBODY } from "./possible-atoms.ts";
import { OTHER, type ReportRow, rowsOfTable } from "./report-rows.ts";

/** A row that nobody is in, and the dimension in which that says something of everybody else. */
export interface DisclosingZero {
  readonly values: ReportRow["values"];
  readonly place: number;
}

/**
 * The rows of a table that nobody is in and that say it of everybody in a group: of the customers who are equal in every other dimension none has the value, or all have the
 * one that is left. That nothing is known of none of them says nothing by itself.
 *
 * Source: disclosure.md §2, shares of 0 % and 100 %. Pure; throws nothing.
 */
export function disclosingZeros({ table, cells }: Pick<ExactTable, "table" | "cells">): DisclosingZero[] {
  const dimensions = dimensionsOf(table);
  if (!dimensions.some((name) => SENSITIVE_DIMENSIONS.has(name))) return [];
  const rows = rowsOfTable(table, cells);
  return dimensions.flatMap((dimension, place) =>
    SENSITIVE_DIMENSIONS.has(dimension)
      ? groupsBeside(rows, place).flatMap((group) => zerosOf(group, place).map(({ values }) => ({ values, place })))
      : [],
  );
}

/** Rows that differ in one dimension alone. */
function groupsBeside(rows: readonly ReportRow[], place: number): ReportRow[][] {
  const groups = new Map<string, ReportRow[]>();
  for (const row of rows) {
    if (row.values[place] === null) continue;
    const key = JSON.stringify(row.values.with(place, null));
    const own = groups.get(key);
    if (own === undefined) groups.set(key, [row]);
    else own.push(row);
  }
  return [...groups.values()];
}

function zerosOf(group: readonly ReportRow[], place: number): ReportRow[] {
  const [first, ...others] = group.filter(({ sums }) => sums.customers > 0n);
  if (first === undefined) return [];
  const isOfOne = others.length === 0 && first.values[place] !== NO_VALUE;
  return group.filter(({ values, sums }) => sums.customers === 0n && (isOfOne || values[place] !== NO_VALUE));
}

/**
 * The atoms, and for each row of nobody that says too much those that a reader must hold possible: of everybody in its group, had they its value. Pure; throws nothing.
 */
export function withPossibleOnes(tables: readonly ExactTable[], atoms: readonly Atom[]): readonly Atom[] {
  const possible = new Map(atoms.map((atom) => [keyOf(atom.values), atom]));
  for (const exact of tables) {
    const dimensions = dimensionsOf(exact.table);
    const isOf = (atom: Atom, name: (typeof dimensions)[number], value: string | null | undefined) =>
      value === null ||
      (value === OTHER
        ? exact.combined?.get(name)?.has(atom.values[name] ?? "") === true
        : value === atom.values[name]);
    for (const { values, place } of disclosingZeros(exact)) {
      const [changed, value] = [dimensions[place], values[place]];
      if (changed === undefined || value === undefined || value === null) continue;
      const [least = value] = value === OTHER ? [...(exact.combined?.get(changed) ?? [])].toSorted() : [];
      const group = atoms.filter((atom) =>
        dimensions.every((name, index) => index === place || isOf(atom, name, values[index])),
      );
      for (const atom of group) {
        const own = { ...atom.values, [changed]: least };
        if (!possible.has(keyOf(own))) possible.set(keyOf(own), { ...NOBODY, values: own });
      }
    }
  }
  return [...possible.values()];
}

function keyOf(values: Atom["values"]): string {
  return JSON.stringify(Object.entries(values).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
