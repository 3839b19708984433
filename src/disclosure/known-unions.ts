import type { UnionRule } from "./joint-model.ts";
import type { Residue } from "./prime-field.ts";
import type { PublishedSpan, SparseRow } from "./published-span.ts";

/** After so many steps the unions of one variable that were not found are left. */
const MOST_STEPS = 2_000;

/** The unions that are looked for. */
interface Search {
  readonly span: PublishedSpan;
  readonly rule: UnionRule;
  readonly directions: ReadonlyMap<number, SparseRow>;
  /** The variables that move with a free one, by the free one. */
  readonly movers: ReadonlyMap<number, readonly number[]>;
  /** Variables in the order of their weights, the greatest first. */
  readonly places: ReadonlyMap<number, number>;
}

/** Some variables, and how they move together: not at all where they are known together. */
interface Union {
  readonly variables: readonly number[];
  readonly moves: SparseRow;
}

/**
 * The unions of unknown variables that follow from what is published and can be unsafe by some rule. Each is found by the one of its variables that weighs most. What some of its variables move by, the
 * others take back: so those that go the other way in one direction are tried one after the other, in the direction in which they are fewest, as long as the rule says that they can be unsafe
 * together. A union of which a part follows by itself may be left to its parts, one of which is unsafe where it is.
 *
 * Source: disclosure.md §3, every determined union. Pure; throws nothing.
 */
export function knownUnions(span: PublishedSpan, rules: readonly UnionRule[]): number[][] {
  const directions = span.directions();
  const movers = new Map<number, number[]>();
  for (const [variable, direction] of directions)
    for (const free of direction.keys()) {
      const own = movers.get(free);
      if (own === undefined) movers.set(free, [variable]);
      else own.push(variable);
    }
  return rules.flatMap((rule) => {
    const weighed = [...directions.keys()]
      .map((variable) => ({ variable, weight: rule.weightOf(variable) }))
      .toSorted((one, other) => other.weight - one.weight || one.variable - other.variable);
    const places = new Map(weighed.map(({ variable }, place) => [variable, place]));
    return weighed
      .filter(({ variable, weight }) => weight > 0 && rule.canBeUnsafe([variable]))
      .flatMap(({ variable }) => unionsOf(variable, { span, rule, directions, movers, places }));
  });
}

/** The unions that follow in which no variable weighs more than one. */
function unionsOf(heaviest: number, search: Search): number[][] {
  const { span, directions } = search;
  const found: number[][] = [];
  const tried = new Set<number>();
  let steps = 0;
  const extend = ({ variables, moves }: Union) => {
    if (moves.size === 0) found.push([...variables]);
    steps += 1;
    if (moves.size === 0 || steps > MOST_STEPS) return;
    const next = fewestBack({ variables, moves }, tried, search);
    for (const variable of next) {
      if (steps > MOST_STEPS) break;
      const own = directions.get(variable) ?? new Map<number, Residue>();
      extend({ variables: [...variables, variable], moves: span.together(moves, own) });
      // Whatever has it is found by now.
      tried.add(variable);
    }
    for (const variable of next) tried.delete(variable);
  };
  extend({ variables: [heaviest], moves: directions.get(heaviest) ?? new Map<number, Residue>() });
  return found;
}

/** The variables of which one must be in the union, so that it does not move in some direction. */
function fewestBack({ variables, moves }: Union, tried: ReadonlySet<number>, search: Search): readonly number[] {
  const { directions, movers, places, rule } = search;
  const [heaviest = -1] = variables;
  const first = places.get(heaviest) ?? 0;
  let fewest: readonly number[] | undefined;
  for (const [free, move] of moves) {
    const own: number[] = [];
    for (const variable of movers.get(free) ?? []) {
      if (own.length === fewest?.length) break;
      if ((places.get(variable) ?? 0) <= first || tried.has(variable) || variables.includes(variable)) continue;
      if (!canTakeBack(directions.get(variable)?.get(free) ?? 0, move)) continue;
      if (rule.canBeUnsafe([...variables, variable])) own.push(variable);
    }
    if (fewest === undefined || own.length < fewest.length) fewest = own;
    if (fewest.length === 0) break;
  }
  return fewest ?? [];
}

/** Whether two movements have different signs, as far as residues tell: a fraction is a large one. */
function canTakeBack(one: Residue, other: Residue): boolean {
  const isPlain = (value: Residue) => typeof value === "number" && Math.abs(value) < 2 ** 31;
  return !isPlain(one) || !isPlain(other) || one < 0 !== other < 0;
}
