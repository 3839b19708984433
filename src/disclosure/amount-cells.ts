import type { ModelCell, ProtectionNeed } from "./joint-model.ts";
import { nestedDifferences } from "./nested-differences.ts";
import { isSmall, type ProtectionRules } from "./protection-rules.ts";
import { customersOf, type ModelRow, orderOf, type ReleaseRows } from "./release-rows.ts";

/** One amount of a release as its model needs it. */
export interface Amount<Size> {
  /** Of atoms together. */
  readonly sizeOf: (atoms: readonly number[]) => Size;
  readonly isUnsafe: (size: Size) => boolean;
  /** Whether a group less one within it can be unsafe, by the sizes of both. */
  readonly canDifferUnsafely: (outer: Size, inner: Size) => boolean;
  /** How far a reader must err about what is unsafe. */
  readonly needOf: (size: Size, atoms: readonly number[]) => ProtectionNeed;
  readonly isPrinted: (row: ModelRow) => boolean;
}

/**
 * The cells of one amount, by the names of their rows. Withheld with its row's customers, an amount is never printed; and what is unsafe is protected whether or not a table
 * prints it, in differences too.
 *
 * Source: disclosure.md §2 to §4. Pure; throws nothing.
 */
export function amountCells<Size>(
  { atoms, rows }: ReleaseRows,
  withheld: ReadonlySet<string>,
  rules: ProtectionRules,
  amount: Amount<Size>,
): ModelCell[] {
  const cells = rows.flatMap((row): ModelCell[] => {
    const customers = customersOf(atoms, row.atoms);
    const size = amount.sizeOf(row.atoms);
    const isUnsafe = row.atoms.length > 0 && (isSmall(customers, rules) || row.isUnsafeZero || amount.isUnsafe(size));
    const isOpen = amount.isPrinted(row) && row.table.isNeverPrinted !== true && !withheld.has(row.id);
    if (!isOpen && !isUnsafe) return [];
    return [
      {
        id: row.id,
        row: row.id,
        variables: row.atoms,
        fate: isOpen ? "open" : "never",
        need: isUnsafe ? amount.needOf(size, row.atoms) : null,
        order: orderOf(customers),
      },
    ];
  });
  const differences = nestedDifferences(
    cells.filter(({ fate }) => fate === "open"),
    {
      sizeOf: (own) => ({ customers: customersOf(atoms, own), amount: amount.sizeOf(own) }),
      canBeUnsafe: (outer, inner) =>
        outer.customers - inner.customers < rules.minimumUnits || amount.canDifferUnsafely(outer.amount, inner.amount),
      isUnsafe: ({ customers, amount: size }) => isSmall(customers, rules) || amount.isUnsafe(size),
    },
  ).map((variables): ModelCell => {
    const id = `difference ${variables.join()}`;
    return {
      id,
      row: id,
      variables,
      fate: "never",
      need: amount.needOf(amount.sizeOf(variables), variables),
      order: 0,
    };
  });
  return [...distinct(cells), ...differences];
}

/** What is never printed once for each group of customers: tables that count the same ones say the same of them. */
function distinct(cells: readonly ModelCell[]): ModelCell[] {
  const known = new Set(cells.filter(({ fate }) => fate === "open").map(({ variables }) => variables.join()));
  return cells.filter(({ fate, variables }) => {
    if (fate === "open") return true;
    const key = variables.join();
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
}
