import type { Highs } from "highs";

import { isCount } from "./column-meanings.ts";
import { type Component, componentsOf } from "./components.ts";
import type { EquationSystem, Target } from "./equations.ts";
import { groupBy } from "./group-by.ts";
import { Reader } from "./reader.ts";

/** What the solver rounds by. */
const SLACK = 1e-6;

/**
 * What everybody knows of counts whatever is withheld, by what no table hides: of which cells nobody is, and that nobody is a customer without an order. A group that reaches into six cells of somebody has six customers
 * and as many orders at least, or fewer where one of them can be in two of the cells. No withheld number hides that, so nothing lower is to be reached.
 *
 * Source: disclosure.md §2, zeros are publishable, and §4, that a reader knows of a withheld cell that somebody is in it.
 */
export class KnownAnyway {
  readonly #highs: Highs;
  readonly #system: EquationSystem;
  /** The component of each unknown, and its reader once it is asked. */
  readonly #componentOf: ReadonlyMap<number, number>;
  readonly #components: readonly Component[];
  readonly #readers = new Map<number, Reader>();
  readonly #known = new Map<Target, Target>();

  constructor(highs: Highs, system: EquationSystem) {
    this.#highs = highs;
    this.#system = system;
    this.#components = componentsOf(system.always, [], () => true);
    this.#componentOf = new Map(
      this.#components.flatMap(({ unknowns }, index) => unknowns.map((unknown) => [unknown, index] as const)),
    );
  }

  dispose(): void {
    for (const reader of this.#readers.values()) reader.dispose();
  }

  /** A count of which nothing lower is to be reached than everybody knows. Throws on an error of the solver. */
  within(target: Target): Target {
    const { reach, number } = target;
    if (reach === null || !isCount(number.quantity)) return target;
    const known = this.#known.get(target);
    if (known !== undefined) return known;
    const least = this.#leastOf(target.unknowns);
    const within = least <= reach.low ? target : { ...target, reach: { ...reach, low: least } };
    this.#known.set(target, within);
    return within;
  }

  #leastOf(unknowns: readonly number[]): number {
    const byComponent = groupBy(unknowns, (unknown) => this.#componentOf.get(unknown));
    return [...byComponent].reduce(
      (sum, [component, own]) => sum + (component === undefined ? 0 : this.#leastIn(component, own)),
      0,
    );
  }

  #leastIn(component: number, unknowns: readonly number[]): number {
    const reader = this.#readerOf(component);
    const pushed = reader.push(unknowns, "down");
    if (pushed === null) return 0;
    // Where only fractions of people are so few, more are known of.
    let least = Math.ceil(pushed.value - SLACK);
    while (!reader.isWholeTable && reader.hasWholeTable(unknowns, "down", least) === false) least += 1;
    return least;
  }

  #readerOf(component: number): Reader {
    const known = this.#readers.get(component);
    if (known !== undefined) return known;
    const { always, quantities } = this.#system;
    const own = this.#components[component] ?? { unknowns: [], equations: [] };
    const given = {
      equations: always,
      valueOf: () => null,
      isNeverNegative: () => true,
      isWhole: (unknown: number) => isCount(quantities[unknown] ?? "revenue"),
    };
    // Everybody is in some cell, so that as many as there are unknowns are enough.
    const reader = new Reader(this.#highs, own, given, own.unknowns.length);
    this.#readers.set(component, reader);
    return reader;
  }
}
