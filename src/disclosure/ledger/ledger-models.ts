import type { JointModel, ModelCell, ProtectionNeed } from "../joint-model.ts";
import { isAmountUnsafe, leastError } from "../contributions.ts";
import { leastKnown } from "../least-known.ts";
import type { ProtectionRules } from "../protection-rules.ts";
import { knownGroups } from "../rank-classes.ts";
import type { ReleasedAmount } from "../release-model.ts";
import { addAmounts, NO_AMOUNT, type SharedAmount, type SharedAtom } from "./shared-atoms.ts";
import { type ComparedPair, comparedPairs } from "./compared-pairs.ts";
import { leastOfRows, tellingRows } from "./telling-rows.ts";
import { IS_GONE, type LedgerRelease, sharedRows, type SharedRow } from "./shared-rows.ts";

/** What a new release and earlier ones say together. */
export interface Comparison {
  readonly rows: readonly SharedRow[];
  readonly pairs: readonly ComparedPair[];
  readonly atoms: readonly SharedAtom[];
  readonly releases: readonly LedgerRelease[];
}

/** A cell of a model that says, where nobody may learn it, which releases held side by side would tell. */
export interface LedgerCell extends ModelCell {
  readonly between?: Between;
  /** Whether a reader knows it without any table; false by default. */
  readonly isRanked?: boolean;
}

/** What is held side by side. */
export interface Between {
  /** Ids of the runs, the new one first. */
  readonly runs: readonly string[];
  /** The rows whose difference it is, or the row itself. */
  readonly rows: readonly string[];
}

export interface LedgerModel extends JointModel {
  readonly cells: readonly LedgerCell[];
}

/** The new release, first of all, beside earlier ones. Pure; throws nothing. */
export function compareReleases(
  releases: readonly LedgerRelease[],
  atoms: readonly SharedAtom[],
  { minimumUnits }: ProtectionRules,
): Comparison {
  const rows = sharedRows(releases, atoms);
  const isSamePeriod = (release: number) => releases[release]?.period === releases[0]?.period;
  return {
    releases,
    atoms,
    rows,
    pairs: comparedPairs(rows, (some) => customersOf(atoms, some), isSamePeriod, minimumUnits),
  };
}

function customersOf(atoms: readonly SharedAtom[], some: readonly number[]): number {
  return some.reduce((sum, atom) => sum + (atoms[atom]?.customers ?? 0), 0);
}

/** Of more groups of customers than this whole-number programs take minutes; fractions are asked for then. */
const MOST_WHOLE_ATOMS = 300;

/**
 * How many customers: what earlier releases print is out, what the new one would print is open, and nobody may learn of a small cell of either, nor of the few
 * customers that one of two nested cells has more.
 *
 * Source: disclosure.md §5, membership and combinations. Pure; throws nothing.
 */
export function ledgerCounts(comparison: Comparison, rules: ProtectionRules): LedgerModel {
  const { atoms, rows, pairs, releases } = comparison;
  const telling = rules.areZerosProtected ? [] : tellingRows(rows);
  const leastOf = leastKnown(telling, ({ table }) => table);
  const needOf = (own: readonly number[]): ProtectionNeed | null => {
    const customers = customersOf(atoms, own);
    if (customers === 0 || customers >= rules.minimumUnits) return null;
    const least = rules.areZerosProtected ? 0 : Math.max(1, leastOf(own));
    return { below: customers - least, above: rules.minimumUnits - customers };
  };
  const few = pairs.filter(({ tellsOfFew }) => tellsOfFew);
  const differences = few.flatMap(({ fresh, onlyFresh, onlyEarlier, earlier }) =>
    [onlyFresh, onlyEarlier].flatMap((variables): LedgerCell[] => {
      const need = needOf(variables);
      const id = `difference ${variables.join()}`;
      return need === null
        ? []
        : [{ id, row: id, variables, fate: "never", need, order: 0, between: betweenOf(releases, fresh, earlier) }];
    }),
  );
  return {
    variables: atoms.map(({ customers }, leaf) => ({
      leaf,
      value: customers,
      least: 0,
      isWhole: atoms.length <= MOST_WHOLE_ATOMS,
    })),
    cells: distinct([
      ...rankedCells(comparison, rules),
      ...rows.flatMap((row) =>
        rowCell(row, { releases, need: needOf(row.atoms), variables: row.atoms, isWithheld: row.isWithheld }),
      ),
      ...differences,
    ]),
    inequalities: leastOfRows(telling),
    isUnsafeUnion: (variables) => {
      const customers = customersOf(atoms, variables);
      const alone = variables.some((atom) => atoms[atom]?.customers === 1) ? 1 : 0;
      return [customers, customers - alone].some((known) => known > 0 && known < rules.minimumUnits);
    },
  };
}

/** How many customers were in each class by rank at the moment of each release. */
function rankedCells({ atoms, releases }: Comparison, { minimumUnits }: ProtectionRules): LedgerCell[] {
  return releases.flatMap(({ rankClasses = [] }, release) => {
    const counted = atoms.map(({ places, customers }) => {
      const place = places[release] ?? null;
      return { values: place?.[IS_GONE] === "true" ? null : place, customers };
    });
    return knownGroups(counted, rankClasses, minimumUnits).map((variables, index): LedgerCell => {
      const id = `ranked ${release} ${index}`;
      return { id, row: id, variables, fate: "printed", need: null, order: 0, isRanked: true };
    });
  });
}

/**
 * An amount: in every release by itself, and what cells of mostly the same customers differ by. Fewer than enough customers who changed anything, fewer than three, or one of them too
 * great, make the difference one that nobody may come near.
 *
 * Source: disclosure.md §5, contributions. Pure; throws nothing.
 */
export function ledgerAmounts(comparison: Comparison, amount: ReleasedAmount, rules: ProtectionRules): LedgerModel {
  const { atoms, rows, pairs, releases } = comparison;
  const size = atoms.length;
  const isNeverNegative = atoms.every(({ amounts }) => amounts[amount].own.every(({ sum }) => sum >= 0));
  const has = ({ table }: SharedRow) => (amount === "orders" ? table.hasOrders : table.hasRevenue);
  const isWithheld = (row: SharedRow) => row.isWithheld || row.withheldAmounts?.includes(amount) === true;
  const isOut = (row: SharedRow) => has(row) && !isWithheld(row);
  const shareOf = (distance: number) => (amount === "orders" ? Math.ceil(distance) : distance);
  const distanceOf = (own: SharedAmount) => shareOf(leastError(own, rules.amounts));
  const rowNeed = (row: SharedRow): ProtectionNeed | null => {
    const own = amountOf(atoms, row.atoms, (atom) => atom.amounts[amount].own[row.release]);
    const isSmall = row.customers > 0 && row.customers < rules.minimumUnits;
    if (!isSmall && !isAmountUnsafe(own, rules.amounts)) return null;
    const distance = distanceOf(own);
    return { below: distance, above: distance };
  };
  const differences = pairs
    .filter(({ fresh, earlier }) => has(fresh) && isOut(earlier))
    .flatMap((pair): LedgerCell[] => {
      const changed = changeOf(pair, atoms, amount);
      if (!isUnsafeChange(changed, rules)) return [];
      const distance = distanceOf(changed);
      const id = `change ${pair.fresh.id} ${pair.earlier.id}`;
      return [
        {
          id,
          row: id,
          variables: [...pair.fresh.atoms, ...pair.earlier.atoms.map((atom) => pair.earlier.release * size + atom)],
          coefficients: [...pair.fresh.atoms.map(() => 1), ...pair.earlier.atoms.map(() => -1)],
          fate: "never",
          need: { below: distance, above: distance },
          order: 0,
          between: betweenOf(releases, pair.fresh, pair.earlier),
        },
      ];
    });
  return {
    variables: releases.flatMap((_, release) =>
      atoms.map(({ amounts }, atom) => ({
        leaf: release * size + atom,
        value: amounts[amount].own[release]?.sum ?? 0,
        least: isNeverNegative ? 0 : -Infinity,
        isWhole: false,
      })),
    ),
    cells: distinct([
      ...rows.filter(has).flatMap((row) =>
        rowCell(row, {
          releases,
          need: rowNeed(row),
          variables: row.atoms.map((atom) => row.release * size + atom),
          isWithheld: isWithheld(row),
        }),
      ),
      ...differences,
    ]),
    inequalities: [],
    isUnsafeUnion: () => false,
  };
}

/** What the amounts of two rows differ by, customer by customer: by what those who are in both changed, those who came brought and those who went took along. */
function changeOf(pair: ComparedPair, atoms: readonly SharedAtom[], amount: ReleasedAmount): SharedAmount {
  const { fresh, earlier, onlyFresh, onlyEarlier } = pair;
  const apart = new Set(onlyFresh);
  const both = fresh.atoms.filter((atom) => !apart.has(atom));
  const parts = [
    amountOf(atoms, both, (atom) => atom.amounts[amount].changes[earlier.release]),
    amountOf(atoms, onlyFresh, (atom) => atom.amounts[amount].own[0]),
    amountOf(atoms, onlyEarlier, (atom) => atom.amounts[amount].own[earlier.release]),
  ];
  return parts.reduce(addAmounts, NO_AMOUNT);
}

function amountOf(
  atoms: readonly SharedAtom[],
  some: readonly number[],
  of: (atom: SharedAtom) => SharedAmount | undefined,
): SharedAmount {
  return some.reduce((sum, index) => {
    const atom = atoms[index];
    return atom === undefined ? sum : addAmounts(sum, of(atom) ?? NO_AMOUNT);
  }, NO_AMOUNT);
}

function isUnsafeChange(change: SharedAmount, { minimumUnits, amounts }: ProtectionRules): boolean {
  const isFew = change.contributors > 0 && change.contributors < minimumUnits;
  return isFew || isAmountUnsafe(change, amounts);
}

interface CellParts {
  readonly releases: readonly LedgerRelease[];
  readonly need: ProtectionNeed | null;
  readonly variables: readonly number[];
  readonly isWithheld: boolean;
}

/** A row that is out, that may go out, or that is withheld and must stay so. */
function rowCell(row: SharedRow, { releases, need, variables, isWithheld }: CellParts): LedgerCell[] {
  const { id, release, customers } = row;
  if (row.isDerived === true) return [];
  const cell = { id, row: id, variables, order: customers === 0 ? -Infinity : -customers };
  if (isWithheld) return need === null ? [] : [{ ...cell, fate: "never", need, between: betweenOf(releases, row) }];
  return [{ ...cell, fate: release === 0 ? "open" : "printed", need: null }];
}

function betweenOf(releases: readonly LedgerRelease[], ...rows: readonly SharedRow[]): Between {
  const places = new Set([0, ...rows.map(({ release }) => release)]);
  return {
    runs: releases.flatMap(({ runId }, release) => (places.has(release) ? [runId] : [])),
    rows: rows.map(({ id }) => id),
  };
}

/** Each protected combination once; rows of tables have names of their own. */
function distinct(cells: readonly LedgerCell[]): LedgerCell[] {
  const keyOf = ({ id, fate, variables, coefficients, need }: LedgerCell) =>
    fate === "never" ? JSON.stringify([variables, coefficients, need]) : id;
  return [...new Map(cells.map((cell) => [keyOf(cell), cell])).values()];
}
