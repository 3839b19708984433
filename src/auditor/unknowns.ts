import type { Atom, Block } from "./blocks.ts";
import { projection } from "./blocks.ts";
import type { Quantity } from "./column-meanings.ts";
import { type GroupSize, NOBODY } from "./counted-customers.ts";
import { groupBy } from "./group-by.ts";
import { apart, type NamedValues } from "./remainders.ts";

/** The unknowns of a system: each quantity of each combination of values of each block. */
export class Unknowns {
  readonly quantities: Quantity[] = [];
  /** Of each unknown. */
  readonly blocksOf: number[] = [];
  /** Of each unknown, the customers it is of; null where nobody gave them. */
  readonly sizes: readonly GroupSize[] | null;
  readonly #starts = new Map<string, number>();
  readonly #index = new Map<string, ReadonlyMap<string, readonly number[]>>();
  readonly #blocks: readonly Block[];
  readonly #named: NamedValues;
  readonly names: readonly Quantity[];

  constructor(blocks: readonly Block[], names: readonly Quantity[], named: NamedValues) {
    this.#named = named;
    this.#blocks = blocks;
    this.names = names;
    for (const [index, { atoms }] of blocks.entries()) {
      for (const name of names) {
        this.#starts.set(`${index} ${name}`, this.quantities.length);
        for (const _ of atoms) {
          this.quantities.push(name);
          this.blocksOf.push(index);
        }
      }
    }
    const areGiven = blocks.every(({ sizes }) => sizes !== null);
    this.sizes = areGiven
      ? blocks.flatMap(({ sizes, atoms }) => names.flatMap(() => sizes ?? atoms.map(() => NOBODY)))
      : null;
  }

  at(block: number, quantity: Quantity, atom: number): number {
    return (this.#starts.get(`${block} ${quantity}`) ?? 0) + atom;
  }

  /** The unknowns that a cell is the sum of, once for each block that has all its dimensions. */
  ofCell(values: Atom, quantity: Quantity): (readonly number[])[] {
    const names = Object.keys(values).toSorted();
    return this.#blocks.flatMap(({ dimensions }, block) => {
      if (!names.every((name) => dimensions.includes(name))) return [];
      const byNames = this.atomsBy(block, names);
      const atoms = apart(values, this.#named).flatMap((part) => byNames.get(projection(part, names)) ?? []);
      return [atoms.map((atom) => this.at(block, quantity, atom))];
    });
  }

  everyAtom(): (readonly [block: number, atom: number])[] {
    return this.#blocks.flatMap(({ atoms }, block) => [...atoms.keys()].map((atom) => [block, atom] as const));
  }

  /** Places of atoms by the values of some dimensions. */
  atomsBy(block: number, names: readonly string[]): ReadonlyMap<string, readonly number[]> {
    const key = `${block} ${names.join("\u0000")}`;
    const known = this.#index.get(key);
    if (known !== undefined) return known;
    const atoms = this.#blocks[block]?.atoms ?? [];
    const made = groupBy([...atoms.keys()], (atom) => projection(atoms[atom] ?? {}, names));
    this.#index.set(key, made);
    return made;
  }
}
