import { present } from "../assert.ts";
import { type AmountBound, closestOf } from "./class-bounds.ts";
import { type Place, placesOf } from "./class-order.ts";
import { type Inequality, type ModelCell, type Published } from "./joint-model.ts";
import type { ProtectionRules } from "./protection-rules.ts";
import type { ReleasedAmount } from "./release-model.ts";
import { type Atom, customersOf } from "./release-rows.ts";

/** Where the variables of each measure begin in a model of several; undefined where it has no such measure. */
export type Starts = Readonly<Record<"customers", number> & Partial<Record<ReleasedAmount, number>>>;

/** Customers of whom it follows what they brought together, and which published row says so. */
interface KnownMean extends Place {
  readonly mean: number;
  readonly teller: string;
}

/** A row of customers who all stand on a scale, with the means of all of them and of each atom alone; null where nobody is in it. */
interface RankedRow {
  readonly cell: ModelCell;
  readonly atoms: readonly number[];
  readonly whole: KnownMean | null;
  readonly alone: readonly (KnownMean | null)[];
}

/** Sums of money in floating point. */
const ROUNDING = 1e-9;

/** What everybody knows of the amounts of atoms, from how their customers are put into classes. */
export class ClassKnowledge {
  readonly #atoms: readonly Atom[];
  readonly #bounds: readonly (readonly AmountBound[])[];
  readonly #places: readonly ReadonlyMap<string, Place>[];

  constructor(atoms: readonly Atom[], { classBounds = [], classPlaces = [], areFlows = false }: ProtectionRules) {
    this.#atoms = atoms;
    const [bounds, places] = [byValue(classBounds), byValue(areFlows ? [] : classPlaces)];
    const classesOf = <Class>(index: ReadonlyMap<string, readonly Class[]>, { values }: Atom) =>
      Object.entries(values).flatMap((pair) => index.get(pair.join("\u0000")) ?? []);
    this.#bounds = atoms.map((atom) => closestOf(classesOf(bounds, atom)).flatMap((bound) => asTrue(bound, atom)));
    this.#places = atoms.map((atom) => placesOf(atom.values, classesOf(places, atom)));
  }

  /** Whether anything is known of an amount. */
  saysOf(amount: ReleasedAmount): boolean {
    return (
      this.#bounds.some((bounds) => bounds.some((bound) => bound.amount === amount)) ||
      this.#places.some((places) => [...places.keys()].some((scale) => scale.startsWith(`${amount}\u0000`)))
    );
  }

  /** What each customer of an atom brought, where all of them brought the same; null where that is not known. */
  exactly(atom: number, amount: ReleasedAmount): number | null {
    const { least, most } = this.#ofCustomer(atom, amount);
    return least === most ? least : null;
  }

  /** The least and the most that an amount of some atoms is by itself, if it is of somebody, and of no more than `customers` of each. */
  spanOf(atoms: readonly number[], amount: ReleasedAmount, customers: number): readonly [least: number, most: number] {
    const bounds = atoms.map((atom) => this.#ofCustomer(atom, amount));
    return [
      Math.min(...bounds.map(({ least }) => least)),
      bounds.reduce((sum, { most }) => sum + (most === 0 ? 0 : most * customers), 0),
    ];
  }

  /** That the amount of an atom lies between so many times its customers, or its orders. */
  inequalities(amount: ReleasedAmount, starts: Starts): Inequality[] {
    const start = present(starts[amount], "a measure of the model");
    return this.#bounds.flatMap((bounds, atom) =>
      bounds.flatMap((bound): Inequality[] => {
        const base = bound.per === "customer" ? starts.customers : starts.orders;
        return bound.amount === amount && base !== undefined ? betweenTimes(base + atom, start + atom, bound) : [];
      }),
    );
  }

  /**
   * The same of customers who are in order: nobody brought less than those below are known to have brought on the average, and nobody more than those above. Known is that of the customers of published rows, and of
   * what is left of a row without what else is known. `cells` are those of the amount.
   */
  ordered(
    amount: ReleasedAmount,
    cells: readonly ModelCell[],
    starts: Starts,
  ): ((known: Published) => Inequality[]) | null {
    const start = present(starts[amount], "a measure of the model");
    const own = cells.filter(({ fate, variables }) => fate === "open" && variables.length > 0);
    const scales = [...new Set(this.#places.flatMap((places) => [...places.keys()]))]
      .filter((scale) => scale.startsWith(amount))
      .map((scale) => ({
        scale,
        rows: own.flatMap((cell) => this.#rankedRow(cell, { amount, scale, start })),
        bounds: new MeanBounds(starts.customers, start),
      }));
    if (scales.length === 0) return null;
    return ({ isPublished, isKnown }) => {
      // Orders move with their customers, and revenue by itself.
      const isKnownAtom = (atom: number) =>
        isKnown(starts.customers + atom) && (amount === "orders" || isKnown(start + atom));
      return scales.flatMap(({ scale, rows, bounds }) => {
        const means = rows.flatMap(({ cell, atoms, whole, alone }) => {
          if (!isPublished(cell)) return [];
          const known = atoms.map(isKnownAtom);
          const rest = atoms.filter((_, place) => known[place] !== true);
          const parts = [whole, this.#meanOf(rest, { amount, scale, teller: cell.row })];
          return [...parts, ...alone.filter((_, place) => known[place] === true)].filter((mean) => mean !== null);
        });
        return this.#between(scale, means, bounds);
      });
    };
  }

  #ofCustomer(atom: number, amount: ReleasedAmount): Pick<AmountBound, "least" | "most"> {
    const own = this.#bounds[atom]?.find((bound) => bound.amount === amount && bound.per === "customer");
    return own ?? { least: -Infinity, most: Infinity };
  }

  /** Where all of some atoms stand; null where one stands nowhere. */
  #placeOf(atoms: readonly number[], scale: string): Place | null {
    let [from, to] = [Infinity, -Infinity];
    for (const atom of atoms) {
      const own = this.#places[atom]?.get(scale);
      if (own === undefined) return null;
      [from, to] = [Math.min(from, own.from), Math.max(to, own.to)];
    }
    return atoms.length === 0 ? null : { from, to };
  }

  /** None where some of its atoms stand nowhere. */
  #rankedRow(
    cell: ModelCell,
    { amount, scale, start }: { readonly amount: ReleasedAmount; readonly scale: string; readonly start: number },
  ): RankedRow[] {
    const atoms = cell.variables.map((variable) => variable - start);
    if (this.#placeOf(atoms, scale) === null) return [];
    const said = { amount, scale, teller: cell.row };
    return [{ cell, atoms, whole: this.#meanOf(atoms, said), alone: atoms.map((atom) => this.#meanOf([atom], said)) }];
  }

  #meanOf(
    atoms: readonly number[],
    { amount, scale, teller }: { readonly amount: ReleasedAmount; readonly scale: string; readonly teller: string },
  ): KnownMean | null {
    const place = this.#placeOf(atoms, scale);
    const customers = customersOf(this.#atoms, atoms);
    if (place === null || customers === 0) return null;
    const sum = atoms.reduce((all, atom) => all + (this.#atoms[atom]?.[amount] ?? 0), 0);
    return { ...place, mean: sum / customers, teller };
  }

  #between(scale: string, means: readonly KnownMean[], bounds: MeanBounds): Inequality[] {
    const below = (place: number) =>
      best(
        means.filter(({ to }) => to <= place),
        (one, other) => one.mean > other.mean,
      );
    const above = (place: number) =>
      best(
        means.filter(({ from }) => from >= place),
        (one, other) => one.mean < other.mean,
      );
    const known = new Map<string, readonly [KnownMean | undefined, KnownMean | undefined]>();
    return this.#places.flatMap((places, atom): Inequality[] => {
      const own = places.get(scale);
      if (own === undefined) return [];
      const key = `${own.from} ${own.to}`;
      const [low, high] = known.get(key) ?? [below(own.from), above(own.to)];
      known.set(key, [low, high]);
      return [...bounds.of(atom, "least", low), ...bounds.of(atom, "most", high)];
    });
  }
}

/** Bounds of atoms by means on one scale, the same ones as long as the mean is the same: most of what is published is so from one time to the next. */
class MeanBounds {
  readonly #customers: number;
  readonly #amount: number;
  readonly #made = new Map<string, { readonly by: KnownMean; readonly bounds: readonly Inequality[] }>();

  /** Where the variables of customers begin, and those of the amount. */
  constructor(customers: number, amount: number) {
    this.#customers = customers;
    this.#amount = amount;
  }

  of(atom: number, side: "least" | "most", by: KnownMean | undefined): readonly Inequality[] {
    if (by === undefined) return [];
    const key = `${side} ${atom}`;
    const before = this.#made.get(key);
    if (before !== undefined && before.by.mean === by.mean && before.by.teller === by.teller) return before.bounds;
    const between = { least: -Infinity, most: Infinity, [side]: by.mean };
    const bounds = betweenTimes(this.#customers + atom, this.#amount + atom, between, by.teller);
    this.#made.set(key, { by, bounds });
    return bounds;
  }
}

/** That one variable is at least and at most so many times another. */
function betweenTimes(
  base: number,
  sum: number,
  { least, most }: Pick<AmountBound, "least" | "most">,
  teller?: string,
): Inequality[] {
  const told = teller === undefined ? {} : { teller };
  return [
    ...(least === -Infinity ? [] : [{ variables: [base, sum], coefficients: [-least, 1], least: 0, ...told }]),
    ...(most === Infinity ? [] : [{ variables: [base, sum], coefficients: [most, -1], least: 0, ...told }]),
  ];
}

function best(
  means: readonly KnownMean[],
  isBetter: (one: KnownMean, other: KnownMean) => boolean,
): KnownMean | undefined {
  return means.reduce<KnownMean | undefined>(
    (found, mean) => (found === undefined || isBetter(mean, found) ? mean : found),
    undefined,
  );
}

/** Nobody can know what is not so. */
function asTrue(bound: AmountBound, atom: Atom): AmountBound[] {
  const base = bound.per === "customer" ? atom.customers : atom.orders;
  const slack = ROUNDING * Math.max(1, Math.abs(atom[bound.amount]));
  const isBelow = atom[bound.amount] < bound.least * base - slack;
  const isAbove = base > 0 && atom[bound.amount] > bound.most * base + slack;
  return isBelow || isAbove || (bound.least === -Infinity && bound.most === Infinity) ? [] : [bound];
}

function byValue<Class extends { readonly dimension: string; readonly value: string }>(
  classes: readonly Class[],
): ReadonlyMap<string, readonly Class[]> {
  const found = new Map<string, Class[]>();
  for (const one of classes) {
    const key = `${one.dimension}\u0000${one.value}`;
    const own = found.get(key);
    if (own === undefined) found.set(key, [one]);
    else own.push(one);
  }
  return found;
}
