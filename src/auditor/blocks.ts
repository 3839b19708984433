import type { CountedCustomers, GroupSize } from "./counted-customers.ts";
import { NOBODY, together } from "./counted-customers.ts";
import { ONE } from "./decimals.ts";
import { groupBy } from "./group-by.ts";
import { canHideZeros } from "./hidden-zeros.ts";
import type { Universe } from "./known-cells.ts";
import { apart, asNamed, namedValues, type NamedValues } from "./remainders.ts";
import { onlyValue } from "./span.ts";

/** Customers who share a value of every dimension of some tables, by dimension. */
export type Atom = Readonly<Record<string, string>>;

/** Tables that are looked at through the same atoms. */
export interface Block {
  /** Sorted. */
  readonly dimensions: readonly string[];
  readonly atoms: readonly Atom[];
  /** Of each atom, as whoever holds the data counts them; null where nobody gave them. */
  readonly sizes: readonly GroupSize[] | null;
}

/** Beyond this, tables are joined by the numbers of what they have in common alone. */
const MOST_ATOMS = 6_000;

/**
 * The combinations of values that can occur: those that no table prints as nobody; and where the customers are given, those of somebody, for whoever knows the customers knows that. Tables are put into
 * one block, where somebody's values in one must go together with their values in another, as long as there are not too many combinations.
 */
export function blocksOf(
  universe: Universe,
  counted: readonly CountedCustomers[] = [],
  most = MOST_ATOMS,
): readonly Block[] {
  const shapes = universe.shapes.toSorted((one, other) => other.length - one.length);
  const named = namedValues(universe);
  const sized = (block: Omit<Block, "sizes">) => withSizes(universe, block, counted, named);
  const blocks: Block[] = [];
  for (const shape of shapes) {
    const own = sized({ dimensions: shape, atoms: supportOf(universe, shape, named) });
    const place = blocks.findIndex(
      (block) => sizeOfJoin(block, own) <= (block.sizes === null ? most : 10 * most) && canJoin(block, own, counted),
    );
    const block = blocks[place];
    if (block === undefined) blocks.push(own);
    else blocks[place] = sized(join(block, own));
  }
  return blocks;
}

function supportOf({ cells, areFlows }: Universe, shape: readonly string[], named: NamedValues): Atom[] {
  const own = [...cells.values()].filter(({ values }) => {
    const names = Object.keys(values);
    return names.length === shape.length && shape.every((name) => Object.hasOwn(values, name));
  });
  const somebody = own
    .filter(({ numbers }) => {
      const isNobody = (areFlows ? (["customers"] as const) : (["customers", "orders"] as const)).some((quantity) => {
        const number = numbers.get(quantity);
        return number !== undefined && onlyValue(number.span) === 0n;
      });
      return !isNobody;
    })
    .flatMap(({ values }) => apart(values, named));
  // What one table puts together another may have apart.
  const once = new Map(somebody.map((atom) => [projection(atom, shape), atom]));
  return [...once.values()].filter(isPossible);
}

function coverOf(dimensions: readonly string[], counted: readonly CountedCustomers[]): CountedCustomers | undefined {
  return counted.find((one) => dimensions.every((name) => one.dimensions.includes(name)));
}

function withSizes(
  { areZerosPrinted }: Universe,
  { dimensions, atoms }: Omit<Block, "sizes">,
  counted: readonly CountedCustomers[],
  named: NamedValues,
): Block {
  const cover = coverOf(dimensions, counted);
  if (cover === undefined) return { dimensions, atoms, sizes: null };
  const sizes = new Map<string, GroupSize>();
  for (const group of cover.groups) {
    const key = dimensions.map((name) => asNamed(name, group.values[name] ?? "", named)).join("\u0000");
    sizes.set(key, together(sizes.get(key) ?? NOBODY, group));
  }
  const sizeOf = (atom: Atom) => sizes.get(projection(atom, dimensions)) ?? NOBODY;
  // Where zeros are hidden, nobody knows which combinations are those of nobody.
  const isKnown = areZerosPrinted && !canHideZeros(dimensions);
  const kept = isKnown ? atoms.filter((atom) => sizeOf(atom).customers > 0) : atoms;
  return { dimensions, atoms: kept, sizes: kept.map(sizeOf) };
}

function canJoin(one: Block, other: Block, counted: readonly CountedCustomers[]): boolean {
  return counted.length === 0 || coverOf([...one.dimensions, ...other.dimensions], counted) !== undefined;
}

function sizeOfJoin(one: Omit<Block, "sizes">, other: Omit<Block, "sizes">): number {
  const shared = one.dimensions.filter((name) => other.dimensions.includes(name));
  const counts = new Map<string, number>();
  for (const atom of other.atoms) counts.set(projection(atom, shared), (counts.get(projection(atom, shared)) ?? 0) + 1);
  return one.atoms.reduce((sum, atom) => sum + (counts.get(projection(atom, shared)) ?? 0), 0);
}

function join(one: Block, other: Block): Omit<Block, "sizes"> {
  const shared = one.dimensions.filter((name) => other.dimensions.includes(name));
  const byShared = groupBy(other.atoms, (atom) => projection(atom, shared));
  const atoms = one.atoms.flatMap((atom) =>
    (byShared.get(projection(atom, shared)) ?? []).map((match): Atom => ({ ...atom, ...match })),
  );
  return {
    dimensions: [...new Set([...one.dimensions, ...other.dimensions])].toSorted(),
    atoms: atoms.filter(isPossible),
  };
}

/** The values of some dimensions as one text. */
export function projection(values: Atom, dimensions: readonly string[]): string {
  return dimensions.map((name) => values[name] ?? "").join("\u0000");
}

/** Whoever bought first in March did so in the first quarter of that year, whether or not a table says so. */
function isPossible(values: Atom): boolean {
  const { cohort_month: month, cohort_quarter: quarter, cohort_year: year } = values;
  const ofMonth = /^(\d{4})-(\d{2})$/u.exec(month ?? "");
  const quarterOfMonth = ofMonth === null ? undefined : `${ofMonth[1]}-Q${Math.ceil(Number(ofMonth[2]) / 3)}`;
  const isFitting = (fine: string | undefined, coarse: string | undefined) =>
    fine === undefined || coarse === undefined || fine.startsWith(coarse);
  return isFitting(quarterOfMonth, quarter) && isFitting(month, year) && isFitting(quarter, year);
}

/** Whether the customers given are those whom the cells count. */
export function agree(universe: Universe, blocks: readonly Block[]): boolean {
  const named = namedValues(universe);
  const indexes = new Map<string, ReadonlyMap<string, number>>();
  const countedIn = (values: Atom): number | null => {
    const names = Object.keys(values).toSorted();
    const place = blocks.findIndex(({ dimensions }) => names.every((name) => dimensions.includes(name)));
    const block = blocks[place];
    if (block === undefined || block.sizes === null) return null;
    const key = `${place} ${names.join("\u0000")}`;
    const index = indexes.get(key) ?? countBy(block, names);
    indexes.set(key, index);
    return apart(values, named).reduce((sum, part) => sum + (index.get(projection(part, names)) ?? 0), 0);
  };
  return [...universe.cells.values()].every(({ values, numbers }) => {
    const number = numbers.get("customers");
    const printed = number?.isPrinted === true ? onlyValue(number.span) : null;
    return printed === null || countedIn(values) === Number(printed / ONE);
  });
}

function countBy({ atoms, sizes }: Block, names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [place, atom] of atoms.entries()) {
    const key = projection(atom, names);
    counts.set(key, (counts.get(key) ?? 0) + (sizes?.[place]?.customers ?? 0));
  }
  return counts;
}
