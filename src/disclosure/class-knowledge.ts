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
    const groups = new Map<string, { readonly atoms: readonly number[]; readonly cell: ModelCell }[]>();
    const scales = new Set(
      this.#places.flatMap((places) => [...places.keys()]).filter((scale) => scale.startsWith(amount)),
    );
    const own = cells.filter(({ fate, variables }) => fate === "open" && variables.length > 0);
    for (const scale of scales) {
      const placed = own.map((cell) => ({ cell, atoms: cell.variables.map((variable) => variable - start) }));
      groups.set(
        scale,
        placed.filter(({ atoms }) => this.#placeOf(atoms, scale) !== null),
      );
    }
    if (groups.size === 0) return null;
    return ({ isPublished, isKnown }) => {
      // Orders move with their customers, and revenue by itself.
      const isKnownAtom = (atom: number) =>
        isKnown(starts.customers + atom) && (amount === "orders" || isKnown(start + atom));
      return [...groups].flatMap(([scale, rows]) => {
        const means = rows
          .filter(({ cell }) => isPublished(cell))
          .flatMap(({ cell, atoms }) => {
            const rest = atoms.filter((atom) => !isKnownAtom(atom));
            const parts = [atoms, rest, ...atoms.filter(isKnownAtom).map((atom) => [atom])];
            return parts.flatMap((part) => this.#meanOf(part, { amount, scale, teller: cell.row }));
          });
        return this.#between(scale, means, { customers: starts.customers, amount: start });
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

  #meanOf(
    atoms: readonly number[],
    { amount, scale, teller }: { readonly amount: ReleasedAmount; readonly scale: string; readonly teller: string },
  ): KnownMean[] {
    const place = this.#placeOf(atoms, scale);
    const customers = customersOf(this.#atoms, atoms);
    if (place === null || customers === 0) return [];
    const sum = atoms.reduce((all, atom) => all + (this.#atoms[atom]?.[amount] ?? 0), 0);
    return [{ ...place, mean: sum / customers, teller }];
  }

  #between(
    scale: string,
    means: readonly KnownMean[],
    starts: { readonly customers: number; readonly amount: number },
  ): Inequality[] {
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
      const [base, sum] = [starts.customers + atom, starts.amount + atom];
      return [
        ...(low === undefined ? [] : betweenTimes(base, sum, { least: low.mean, most: Infinity }, low.teller)),
        ...(high === undefined ? [] : betweenTimes(base, sum, { least: -Infinity, most: high.mean }, high.teller)),
      ];
    });
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
