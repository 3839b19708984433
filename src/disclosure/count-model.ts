import type { JointModel, ModelCell, ModelVariable, ProtectionNeed } from "./joint-model.ts";
import { leastKnown } from "./least-known.ts";
import { nestedDifferences } from "./nested-differences.ts";
import { isSmall, type ProtectionRules } from "./protection-rules.ts";
import { knownGroups } from "./rank-classes.ts";
import { type Atom, customersOf, linkCells, type ModelRow, orderOf, type ReleaseRows } from "./release-rows.ts";

/** How many customers every row has: what decides which rows are withheld with all they say. Source: disclosure.md §2, §3. Pure; throws nothing. */
export function countModel({ atoms, rows, links }: ReleaseRows, rules: ProtectionRules): JointModel {
  const { minimumUnits, areZerosProtected } = rules;
  const sizeOf = (own: readonly number[]) => customersOf(atoms, own);
  // Where zeros are hidden, nobody knows of a withheld cell that somebody is in it.
  const telling = areZerosProtected
    ? []
    : rows.filter(({ table, isLeaf, atoms: own }) => isLeaf && table.hidesZeros !== true && sizeOf(own) > 0);
  const leastOf = leastKnown(telling, ({ table }) => table.id);
  const needOf = (own: readonly number[], least: number): ProtectionNeed => {
    const customers = sizeOf(own);
    return { below: customers - Math.min(customers, Math.max(least, leastOf(own))), above: minimumUnits - customers };
  };
  const cells = rows.map((row): ModelCell => {
    const customers = sizeOf(row.atoms);
    return {
      id: row.id,
      row: row.id,
      variables: row.atoms,
      fate: row.table.isNeverPrinted === true ? "never" : "open",
      need:
        row.atoms.length > 0 && (isSmall(customers, rules) || row.isUnsafeZero)
          ? needOf(row.atoms, areZerosProtected || row.table.hidesZeros === true ? 0 : 1)
          : null,
      order: orderOf(customers),
    };
  });
  const ranked = rankedCells(atoms, rules);
  const printed = [...ranked, ...cells.filter(({ fate }) => fate === "open")];
  const differences = nestedDifferences(printed, {
    sizeOf,
    canBeUnsafe: (outer, inner) => outer - inner < minimumUnits,
    isUnsafe: (customers) => isSmall(customers, rules),
  }).map((variables): ModelCell => {
    const id = `difference ${variables.join()}`;
    return { id, row: id, variables, fate: "never", need: needOf(variables, areZerosProtected ? 0 : 1), order: 0 };
  });
  // Whoever is alone in a withheld part knows it, and so what the others of the union are together.
  const othersOf = (own: readonly number[]) => {
    const alone = own.some((atom) => atoms[atom]?.customers === 1) ? 1 : 0;
    return sizeOf(own) - alone;
  };
  return {
    variables: countVariables(atoms, telling),
    cells: [...linkCells(links, 0), ...ranked, ...cells, ...differences],
    inequalities: leastOfRows(telling),
    isUnsafeUnion: (variables) => [sizeOf(variables), othersOf(variables)].some((known) => isSmall(known, rules)),
    unionRules: [
      {
        weightOf: (variable) => atoms[variable]?.customers ?? 0,
        canBeUnsafe: (variables) => othersOf(variables) < minimumUnits,
      },
    ],
  };
}

/** What everybody knows without a table. */
function rankedCells(atoms: readonly Atom[], { rankClasses = [], minimumUnits }: ProtectionRules): ModelCell[] {
  return knownGroups(atoms, rankClasses, minimumUnits).map((variables, index) => ({
    id: `ranked ${index}`,
    row: `ranked ${index}`,
    variables,
    fate: "printed",
    need: null,
    order: 0,
  }));
}

/** Where a leaf cell of a printed table is one atom, a reader knows that it is somebody. */
function countVariables(atoms: readonly Atom[], leaves: readonly ModelRow[]): ModelVariable[] {
  const whole = new Set(leaves.flatMap(({ atoms: own }) => (own.length === 1 ? own : [])));
  return atoms.map(({ customers }, leaf) => ({
    leaf,
    value: customers,
    least: whole.has(leaf) ? 1 : 0,
    isWhole: true,
  }));
}

/** Since zeros are printed, a withheld cell is somebody. */
function leastOfRows(leaves: readonly ModelRow[]): JointModel["inequalities"] {
  return leaves.filter(({ atoms }) => atoms.length > 1).map(({ atoms }) => ({ variables: atoms, least: 1 }));
}
