import { agree, type Block, blocksOf } from "./blocks.ts";
import { isCount, type Quantity } from "./column-meanings.ts";
import { type CountedCustomers, type GroupSize, sizeOfAll } from "./counted-customers.ts";
import { ONE } from "./decimals.ts";
import { differencesWithin } from "./differences-within.ts";
import { canHideZeros } from "./hidden-zeros.ts";
import type { KnownCell, KnownNumber, Place, Universe } from "./known-cells.ts";
import { knownLeasts } from "./known-leasts.ts";
import { reachOf, type Reach } from "./needs.ts";
import { namedValues } from "./remainders.ts";
import type { KnownSum } from "./share-spans.ts";
import { ANYTHING, exactly, type Span } from "./span.ts";
import { Unknowns } from "./unknowns.ts";

/** That a sum of multiples of unknowns lies in a span. */
export interface Equation {
  readonly terms: ReadonlyMap<number, number>;
  readonly span: Span;
  /** What says so; null for what is so whatever a file says. */
  readonly place: Place | null;
}

/** A number that the files withhold, as a sum of unknowns. */
export interface Target {
  readonly cell: KnownCell;
  readonly number: KnownNumber;
  readonly unknowns: readonly number[];
  /** How far a reader must err, where the customers are given; null where the number may be known or nobody gave them. */
  readonly reach: Reach | null;
  /** Whether it is what a cell has beside another within it. */
  readonly isDifference: boolean;
}

/** A reader's own equations, made of files alone. */
export interface EquationSystem {
  readonly universe: Universe;
  /** Of each unknown. */
  readonly quantities: readonly Quantity[];
  /** Of each unknown: unknowns of different blocks are of customers whom both count. */
  readonly blocksOf: readonly number[];
  /** Of each unknown, the customers it is of; null where nobody gave them. */
  readonly sizes: readonly GroupSize[] | null;
  readonly equations: readonly Equation[];
  /** What is known of counts whatever is withheld; nothing where nobody gave the customers. */
  readonly always: readonly Equation[];
  readonly targets: readonly Target[];
  /** Tables that could not be looked at through the same combinations of values. */
  readonly blocks: number;
}

/**
 * The equations of all tables that count the same customers: every number is a sum over the combinations of values that can occur; tables in different blocks agree in what
 * they have in common. Nobody is a customer without an order, unless a file shows otherwise, and no more can be contacted than there are. With the customers given, asked is
 * also for the amounts of few that no table prints, and for the few that nested cells differ by.
 */
export function equationsOf(
  universe: Universe,
  sums: readonly KnownSum[],
  counted: readonly CountedCustomers[] = [],
): EquationSystem {
  const blocks = blocksOf(universe, counted);
  // What was released before is printed as it was, whatever is counted today: then files alone are looked at.
  if (counted.length > 0 && !agree(universe, blocks)) return equationsOf(universe, sums);
  const quantities = [...new Set([...universe.cells.values()].flatMap(({ numbers }) => [...numbers.keys()]))];
  const unknowns = new Unknowns(blocks, quantities, namedValues(universe));
  const equations: Equation[] = [];
  const cells: SummedNumber[] = [];
  for (const cell of universe.cells.values()) {
    for (const number of [...cell.numbers.values(), ...unprinted(cell, unknowns)]) {
      const covering = unknowns.ofCell(cell.values, number.quantity);
      const isKnown = isKnownToBeSomebody(universe, cell, unknowns.sizes !== null);
      const span = isKnown ? atLeastOne(number, covering[0] ?? []) : number.span;
      for (const own of covering) equations.push(equation(own, span, number.places[0]));
      const [own] = covering;
      if (own !== undefined) cells.push({ cell, number, unknowns: own });
    }
  }
  for (const { cells: keys, quantity, span, place } of sums) {
    const own = keys.map((key) => unknowns.ofCell(universe.cells.get(key)?.values ?? {}, quantity)[0] ?? []);
    equations.push(equation(own.flat(), span, place));
  }
  const besides = [...linksOf(blocks, unknowns), ...inequalitiesOf(universe, unknowns)];
  return {
    universe,
    quantities: unknowns.quantities,
    blocksOf: unknowns.blocksOf,
    sizes: unknowns.sizes,
    equations: [...equations, ...besides],
    always: unknowns.sizes === null ? [] : [...somebodyIn(universe, cells), ...besides.filter(isOfCounts(unknowns))],
    targets: targetsOf(universe, unknowns, cells),
    blocks: blocks.length,
  };
}

/** A number as a sum of unknowns. */
export interface SummedNumber {
  readonly cell: KnownCell;
  readonly number: KnownNumber;
  readonly unknowns: readonly number[];
}

/** Amounts of a cell that none of its tables has: they follow from other tables as well. */
function unprinted({ numbers }: KnownCell, { names, sizes }: Unknowns): KnownNumber[] {
  const places = numbers.get("customers")?.places ?? [];
  if (sizes === null || places.length === 0) return [];
  return (["orders", "revenue"] as const)
    .filter((quantity) => names.includes(quantity) && !numbers.has(quantity))
    .map((quantity) => ({
      quantity,
      span: ANYTHING,
      isPrinted: false,
      isWithheld: false,
      isWithheldAlone: false,
      places,
    }));
}

function targetsOf(universe: Universe, unknowns: Unknowns, cells: readonly SummedNumber[]): Target[] {
  const { minimumUnits, areZerosPrinted, areFlows } = universe;
  const { sizes } = unknowns;
  const leastOf = knownLeasts(universe, cells);
  const reach = ({ number, unknowns: own }: SummedNumber, isHidden: boolean) =>
    sizes === null
      ? null
      : reachOf(number.quantity, sizeOfAll(sizes, own), {
          minimumUnits,
          isNobodyFew: isHidden,
          areFlows,
          knownLeast: areZerosPrinted && !isHidden ? Math.max(1, leastOf(own)) : areZerosPrinted ? leastOf(own) : 0,
        });
  const own = cells
    .filter(({ number }) => !number.isPrinted)
    .map((one): Target => {
      const canBeNobody = !areZerosPrinted || isBesideHidden(universe, one.cell);
      return { ...one, reach: reach(one, canBeNobody), isDifference: false };
    })
    .filter(({ number, reach: asked }) => number.isWithheld || asked !== null || sizes === null);
  const others = differencesWithin(universe, cells, sizes).map((one): Target => ({
    ...one,
    reach: reach(one, !areZerosPrinted),
    isDifference: true,
  }));
  return [...own, ...others];
}

function equation(unknowns: readonly number[], span: Span, place: Place | undefined): Equation {
  return { terms: new Map(unknowns.map((unknown) => [unknown, 1])), span, place: place ?? null };
}

/** Since nobody is printed as zero, a withheld cell is somebody. */
function atLeastOne(number: KnownNumber, unknowns: readonly number[]): Span {
  const isSomebody = number.isWithheld && !number.isPrinted && unknowns.length > 0;
  if (!isSomebody || number.quantity !== "customers" || (number.span.low ?? 0n) >= ONE) return number.span;
  return number.span.high !== null && number.span.high < ONE ? number.span : { ...number.span, low: ONE };
}

/** Whether a withheld cell can only be of somebody; where the customers are given, as far as the least knowing reader knows: of the cells of tables that print every zero. */
function isKnownToBeSomebody({ areZerosPrinted, shapes }: Universe, { values }: KnownCell, areGiven: boolean): boolean {
  const names = Object.keys(values);
  if (!areZerosPrinted || canHideZeros(names)) return false;
  return !areGiven || shapes.some((shape) => shape.length === names.length && shape.every((name) => name in values));
}

/** That somebody is in each cell that can only be of somebody: printed or not, since no zero is withheld. */
function somebodyIn(universe: Universe, cells: readonly SummedNumber[]): Equation[] {
  return cells
    .filter(({ cell, number, unknowns }) => {
      const isOfSomebody = number.quantity === "customers" && unknowns.length > 0;
      return isOfSomebody && isKnownToBeSomebody(universe, cell, true);
    })
    .map(({ unknowns }) => equation(unknowns, { low: ONE, high: null }, undefined));
}

function isOfCounts({ quantities }: Unknowns): (equation: Equation) => boolean {
  return ({ terms }) => [...terms.keys()].every((unknown) => isCount(quantities[unknown] ?? "revenue"));
}

/** Whether a table has it, as a cell or a total, that withholds zeros. */
function isBesideHidden({ shapes }: Universe, { values }: KnownCell): boolean {
  return shapes.some((shape) => canHideZeros(shape) && Object.keys(values).every((name) => shape.includes(name)));
}

/** Blocks agree in every sum over what they have in common, and in how many there are in all. */
function linksOf(blocks: readonly Block[], unknowns: Unknowns): Equation[] {
  return blocks.flatMap((one, first) =>
    blocks.slice(first + 1).flatMap((other, offset) => {
      const second = first + 1 + offset;
      const shared = one.dimensions.filter((name) => other.dimensions.includes(name));
      const [left, right] = [unknowns.atomsBy(first, shared), unknowns.atomsBy(second, shared)];
      return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) =>
        unknowns.names.map((quantity): Equation => {
          const terms = new Map<number, number>();
          for (const atom of left.get(key) ?? []) terms.set(unknowns.at(first, quantity, atom), 1);
          for (const atom of right.get(key) ?? []) terms.set(unknowns.at(second, quantity, atom), -1);
          return { terms, span: exactly(0n), place: null };
        }),
      );
    }),
  );
}

function inequalitiesOf({ cells, areFlows }: Universe, unknowns: Unknowns): Equation[] {
  const isNever = [...cells.values()].every(({ numbers }) => {
    const [customers, orders] = [numbers.get("customers")?.span ?? ANYTHING, numbers.get("orders")?.span ?? ANYTHING];
    return customers.low === null || orders.high === null || orders.high >= customers.low;
  });
  const pairs = unknowns.names.flatMap((quantity): (readonly [Quantity, Quantity])[] => {
    if (!unknowns.names.includes("customers") || !isCount(quantity) || quantity === "customers") return [];
    if (quantity === "orders") return isNever && !areFlows ? [["orders", "customers"]] : [];
    return [["customers", quantity]];
  });
  return pairs.flatMap(([greater, less]) =>
    unknowns.everyAtom().flatMap(([block, atom]): Equation[] => {
      const [more, fewer] = [unknowns.at(block, greater, atom), unknowns.at(block, less, atom)];
      const size = unknowns.sizes?.[more];
      if (greater === "orders" && size !== undefined && size.orders.total < size.customers) return [];
      const terms = new Map([
        [more, 1],
        [fewer, -1],
      ]);
      return [{ terms, span: { low: 0n, high: null }, place: null }];
    }),
  );
}
