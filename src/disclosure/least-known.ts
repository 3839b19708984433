/** What is looked at of a row: the atoms that it has. */
interface RowOfAtoms {
  readonly atoms: readonly number[];
}

/**
 * How many customers a reader knows that a group of atoms has at least: one for each row of a table within it, where a row of nobody
 * would be printed. `tableOf` tells the tables apart. Pure; throws nothing.
 */
export function leastKnown<Row extends RowOfAtoms>(
  rows: readonly Row[],
  tableOf: (row: Row) => unknown,
): (atoms: readonly number[]) => number {
  const tables = new Map<unknown, Map<number, Row>>();
  for (const row of rows) {
    const leaves = tables.get(tableOf(row)) ?? new Map<number, Row>();
    tables.set(tableOf(row), leaves);
    for (const atom of row.atoms) leaves.set(atom, row);
  }
  return (atoms) => {
    const own = new Set(atoms);
    const within = [...tables.values()].map((leaves) => {
      const touched = new Set(atoms.flatMap((atom) => leaves.get(atom) ?? []));
      return [...touched].filter((leaf) => leaf.atoms.every((atom) => own.has(atom))).length;
    });
    return Math.max(0, ...within);
  };
}
