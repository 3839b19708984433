import {
  type Combination,
  type JointModel,
  type ModelCell,
  termsOf,
  valueOf,
} from "../../src/disclosure/joint-model.ts";

/** Whether a combination is a sum of multiples of others. */
export function followsFrom(model: JointModel, published: readonly Combination[], cell: Combination): boolean {
  return whichFollow(model, published, [cell]).length > 0;
}

/** The combinations that are sums of multiples of others: schoolbook elimination in fractions, one column after the other. */
export function whichFollow<Cell extends Combination>(
  model: JointModel,
  published: readonly Combination[],
  cells: readonly Cell[],
): Cell[] {
  const rows = published.map((combination) => denseRow(model, combination));
  const targets = cells.map((cell) => denseRow(model, cell));
  let top = 0;
  for (let column = 0; column < model.variables.length; column += 1) {
    const found = rows.findIndex((row, index) => index >= top && row[column] !== 0n);
    if (found === -1) continue;
    const pivot = rows[found] ?? [];
    [rows[top], rows[found]] = [pivot, rows[top] ?? []];
    const using = [...rows.slice(top + 1), ...targets].filter((row) => row[column] !== 0n);
    for (const row of using) cancel(row, pivot, column);
    top += 1;
  }
  return cells.filter((_, index) => targets[index]?.every((weight) => weight === 0n) === true);
}

function denseRow(model: JointModel, combination: Combination): bigint[] {
  const row = model.variables.map(() => 0n);
  for (const [variable, coefficient] of termsOf(combination)) row[variable] = BigInt(coefficient);
  return row;
}

/** Takes as much of the pivot from a row that its column becomes zero, without fractions. */
function cancel(row: bigint[], pivot: readonly bigint[], column: number): void {
  const [own, other] = [row[column] ?? 0n, pivot[column] ?? 0n];
  for (const [index, weight] of row.entries()) row[index] = weight * other - (pivot[index] ?? 0n) * own;
}

/**
 * Every value that a sum of variables has in some table of whole numbers that a reader cannot exclude: all tables are tried, variable by variable, and left as
 * soon as a published sum is exceeded. For models of counts and of few variables.
 */
export function feasibleValues(
  model: JointModel,
  published: readonly ModelCell[],
  variables: readonly number[],
): number[] {
  const sums = published.map((cell) => ({ terms: new Map(termsOf(cell)), rest: valueOf(model, cell) }));
  const found = new Set<number>();
  const table = model.variables.map(() => 0);
  const place = (variable: number): void => {
    if (variable === table.length) {
      if (!sums.every(({ rest }) => rest === 0) || !isKnownOf(model, table)) return;
      found.add(variables.reduce((sum, own) => sum + (table[own] ?? 0), 0));
      return;
    }
    const using = sums.filter(({ terms }) => terms.has(variable));
    const most = Math.min(MOST, ...using.map(({ rest }) => rest));
    // Where a sum has no later variable, this one is what is left of it.
    const isLast = ({ terms }: (typeof sums)[number]) => [...terms.keys()].every((other) => other <= variable);
    const forced = using.filter(isLast).map(({ rest }) => rest);
    for (let value = model.variables[variable]?.least ?? 0; value <= most; value += 1) {
      if (forced.some((rest) => rest !== value)) continue;
      table[variable] = value;
      for (const sum of using) sum.rest -= value;
      place(variable + 1);
      for (const sum of using) sum.rest += value;
    }
  };
  place(0);
  return [...found];
}

/** No variable is tried beyond: a sum that nothing bounds has values enough. */
const MOST = 30;

function isKnownOf(model: JointModel, table: readonly number[]): boolean {
  return model.inequalities.every(
    (known) =>
      termsOf(known).reduce((sum, [variable, weight]) => sum + weight * (table[variable] ?? 0), 0) >= known.least,
  );
}
