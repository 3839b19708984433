import { type GroupSize, NOBODY } from "./counted-customers.ts";
import type { Elimination } from "./elimination.ts";
import type { EquationSystem } from "./equations.ts";
import { groupBy } from "./group-by.ts";
import { type Brings, bringsOf, canBeTooMuch, mostOf } from "./needs.ts";

/** So many unions are begun with one unknown; what is not found by then is not looked at. */
const MOST_BEGUN = 500;

/** An unknown of which the equations leave something open. */
interface OpenUnknown {
  readonly unknown: number;
  readonly size: GroupSize;
  /** What they leave, in whole multiples of unknowns of which they say nothing. */
  readonly rest: ReadonlyMap<number, bigint>;
}

/** A union that is begun, with what the equations leave of it. */
interface Begun {
  readonly parts: readonly OpenUnknown[];
  readonly rest: ReadonlyMap<number, bigint>;
}

/** Unknowns of one quantity, with what is looked for among them. */
interface Field {
  readonly isPossible: (parts: readonly OpenUnknown[]) => boolean;
  /** The place of each by how much one customer brings, the greatest first. */
  readonly places: ReadonlyMap<OpenUnknown, number>;
  /** Those that have a rest of an unknown. */
  readonly having: ReadonlyMap<number, readonly OpenUnknown[]>;
}

/**
 * Sums of unknowns that follow from the equations though neither a printed number nor a step of the elimination is such a sum, where they can be too much to know by what customers bring: of each unknown that brings much,
 * with others that bring no more, whatever adds up to something of which nothing is left open. Only unknowns of one quantity that have no customer in common are added. Empty where nobody gave the
 * customers.
 *
 * Source: disclosure.md §3. Pure; throws nothing.
 */
export function hiddenUnions(
  { quantities, blocksOf, sizes, universe }: EquationSystem,
  elimination: Elimination,
): number[][] {
  if (sizes === null) return [];
  const fields = groupBy([...quantities.keys()], (unknown) => `${blocksOf[unknown]} ${quantities[unknown]}`);
  return [...fields.values()].flatMap((own) => {
    const quantity = quantities[own[0] ?? -1];
    const brings = quantity === undefined ? [] : bringsOf(quantity);
    if (brings.length === 0) return [];
    const open = openOf(own, sizes, elimination);
    const having = havingOf(open);
    return brings.flatMap((each) => {
      const greatestFirst = inOrder(open, each);
      const places = new Map(greatestFirst.map((one, place) => [one, place]));
      const isPossible = (parts: readonly OpenUnknown[]) =>
        canBeTooMuch(
          each,
          parts.map(({ size }) => size),
          universe,
        );
      return greatestFirst
        .filter((one) => mostOf(each, one.size) > 0 && isPossible([one]))
        .flatMap((one) => unionsWith(one, { isPossible, places, having }));
    });
  });
}

/** Unknowns that do not follow, with their rests without fractions. */
function openOf(unknowns: readonly number[], sizes: readonly GroupSize[], elimination: Elimination): OpenUnknown[] {
  const rests = unknowns.map((unknown) => ({ unknown, rest: elimination.rest(unknown) }));
  const common = rests
    .flatMap(({ rest }) => [...rest.values()])
    .reduce((product, [, by]) => (product % by === 0n ? product : product * by), 1n);
  return rests
    .filter(({ rest }) => rest.size > 0)
    .map(({ unknown, rest }) => ({
      unknown,
      size: sizes[unknown] ?? NOBODY,
      rest: new Map([...rest].map(([free, [over, by]]) => [free, (over * common) / by])),
    }));
}

function inOrder(open: readonly OpenUnknown[], brings: Brings): OpenUnknown[] {
  return open.toSorted(
    (one, other) => mostOf(brings, other.size) - mostOf(brings, one.size) || one.unknown - other.unknown,
  );
}

function havingOf(open: readonly OpenUnknown[]): ReadonlyMap<number, readonly OpenUnknown[]> {
  const having = new Map<number, OpenUnknown[]>();
  for (const one of open)
    for (const free of one.rest.keys()) {
      const own = having.get(free);
      if (own === undefined) having.set(free, [one]);
      else own.push(one);
    }
  return having;
}

/** Unions of an unknown and of others after it. */
function unionsWith(first: OpenUnknown, field: Field): number[][] {
  const place = field.places.get(first) ?? 0;
  const tried = new Set<OpenUnknown>();
  const found: number[][] = [];
  const isLeft = (one: OpenUnknown) => (field.places.get(one) ?? 0) > place && !tried.has(one);
  let begun = 0;
  const extend = ({ parts, rest }: Begun) => {
    begun += 1;
    if (rest.size === 0) found.push(parts.map(({ unknown }) => unknown));
    if (rest.size === 0 || begun > MOST_BEGUN) return;
    const next = cancellingOf({ parts, rest }, isLeft, field);
    for (const one of next) {
      if (begun > MOST_BEGUN) break;
      extend({ parts: [...parts, one], rest: sumOf(rest, one.rest) });
      // Whatever has it is found by now.
      tried.add(one);
    }
    for (const one of next) tried.delete(one);
  };
  extend({ parts: [first], rest: first.rest });
  return found;
}

/** Of what is open that of which the fewest take something away: those. */
function cancellingOf(
  { parts, rest }: Begun,
  isLeft: (one: OpenUnknown) => boolean,
  { having, isPossible }: Field,
): readonly OpenUnknown[] {
  let fewest: readonly OpenUnknown[] | undefined;
  for (const [free, weight] of rest) {
    const own: OpenUnknown[] = [];
    for (const one of having.get(free) ?? []) {
      if (own.length === fewest?.length) break;
      if (weight > 0n === (one.rest.get(free) ?? 0n) > 0n || !isLeft(one) || parts.includes(one)) continue;
      if (isPossible([...parts, one])) own.push(one);
    }
    if (fewest === undefined || own.length < fewest.length) fewest = own;
    if (fewest.length === 0) break;
  }
  return fewest ?? [];
}

function sumOf(one: ReadonlyMap<number, bigint>, other: ReadonlyMap<number, bigint>): ReadonlyMap<number, bigint> {
  const sum = new Map(one);
  for (const [free, weight] of other) {
    const both = (sum.get(free) ?? 0n) + weight;
    if (both === 0n) sum.delete(free);
    else sum.set(free, both);
  }
  return sum;
}
