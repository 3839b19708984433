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
  const partners = partnersOf(first, field);
  const found: number[][] = [];
  let begun = 0;
  const extend = (parts: readonly OpenUnknown[], rest: ReadonlyMap<number, bigint>, left: readonly OpenUnknown[]) => {
    begun += 1;
    const [open] = rest;
    if (open === undefined) found.push(parts.map(({ unknown }) => unknown));
    if (open === undefined || begun > MOST_BEGUN) return;
    const possible = left.filter((one) => field.isPossible([...parts, one]));
    const cancelling = cancellingOf(rest, possible);
    for (const one of cancelling) {
      const others = possible.filter(
        (other) => !cancelling.includes(other) || cancelling.indexOf(other) > cancelling.indexOf(one),
      );
      extend([...parts, one], sumOf(rest, one.rest), others);
    }
  };
  if (partners.length > 0) extend([first], first.rest, partners);
  return found;
}

/** Unknowns that can be in a union with one: each takes away something of what it, or another of them, leaves open. */
function partnersOf(first: OpenUnknown, { places, having, isPossible }: Field): OpenUnknown[] {
  const place = places.get(first) ?? 0;
  const partners = new Set<OpenUnknown>();
  const waiting = [first];
  const judged = new Map<OpenUnknown, boolean>();
  const canBe = (one: OpenUnknown) => {
    const known = judged.get(one) ?? ((places.get(one) ?? 0) > place && isPossible([first, one]));
    judged.set(one, known);
    return known;
  };
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
    for (const [free, weight] of next.rest)
      for (const one of having.get(free) ?? []) {
        if (partners.has(one) || weight > 0n === (one.rest.get(free) ?? 0n) > 0n || !canBe(one)) continue;
        partners.add(one);
        waiting.push(one);
      }
  return [...partners].toSorted((one, other) => one.unknown - other.unknown);
}

/** Of what is open that of which the fewest take something away: those. */
function cancellingOf(rest: ReadonlyMap<number, bigint>, left: readonly OpenUnknown[]): readonly OpenUnknown[] {
  const ways = [...rest].map(([free, weight]) =>
    left.filter((one) => {
      const own = one.rest.get(free) ?? 0n;
      return own !== 0n && own > 0n !== weight > 0n;
    }),
  );
  return ways.reduce((fewest, own) => (own.length < fewest.length ? own : fewest));
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
