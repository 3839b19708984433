import type { Quantity } from "./column-meanings.ts";
import { ONE } from "./decimals.ts";
import type { Solution } from "./elimination.ts";
import type { EquationSystem, Target } from "./equations.ts";
import type { KnownCell } from "./known-cells.ts";
import type { Reach } from "./needs.ts";
import { ANYTHING, exactly, type Span } from "./span.ts";

/** Between which numbers tables that agree with everything printed have a number. */
export interface Seen {
  low: number;
  high: number;
}

/** An amount that is known to within less than one order, or one unit of the currency, is known. */
const NEAR = 1;

/** Says what of a number that no file prints is too much to know. */
export class Judge {
  readonly #least: bigint;
  /** What follows of the customers of a cell. */
  readonly #customers: ReadonlyMap<KnownCell, bigint>;
  /** Whether it is known what may be known: the customers are given. */
  readonly #isGiven: boolean;

  constructor(
    { universe: { minimumUnits }, sizes }: Pick<EquationSystem, "universe" | "sizes">,
    solutions: ReadonlyMap<Target, Solution>,
  ) {
    this.#least = BigInt(minimumUnits) * ONE;
    this.#isGiven = sizes !== null;
    const counts = [...solutions].filter(([{ number }]) => number.quantity === "customers");
    this.#customers = new Map(counts.map(([{ cell }, { value }]) => [cell, value]));
  }

  /** Whether to know that a number lies in a span is too much. */
  isUnsafe({ cell, number, unknowns, reach }: Target, { low, high }: Span): boolean {
    if (reach !== null)
      return (
        (high !== null && Number(high) / Number(ONE) < reach.high - slackOf(reach)) ||
        (low !== null && Number(low) / Number(ONE) > reach.low + slackOf(reach))
      );
    if (this.#isGiven && isCounted(number.quantity)) return false;
    // Where no combination of values is left, everybody sees that it is nobody.
    if (unknowns.length === 0) return number.isWithheld && number.quantity === "customers";
    const customers = this.#customersOf(cell);
    switch (number.quantity) {
      case "customers":
        return high !== null && high < this.#least && (high > 0n || number.isWithheld);
      case "orders":
      case "revenue": {
        const isOfMany = customers.low !== null && customers.low >= this.#least;
        if (!number.isWithheld || (isOfMany && !number.isWithheldAlone)) return false;
        return low !== null && high !== null && high - low < BigInt(NEAR) * ONE;
      }
      default:
        if (!number.isWithheld) return false;
        if (high !== null && high < this.#least) return true;
        return customers.high !== null && low !== null && customers.high - low < this.#least;
    }
  }

  /** Whether tables that agree with everything printed show that a number is not held too closely. */
  isSafe({ cell, number, reach }: Target, { low, high }: Seen): boolean {
    if (reach !== null) return high >= reach.high - slackOf(reach) && low <= reach.low + slackOf(reach);
    if (this.#isGiven && isCounted(number.quantity)) return true;
    const least = Number(this.#least / ONE) - SLACK;
    switch (number.quantity) {
      case "customers":
        return high >= least;
      case "orders":
      case "revenue":
        return !number.isWithheld || high - low >= NEAR - SLACK;
      default: {
        const most = this.#customersOf(cell).high;
        return high >= least && (most === null || Number(most) / Number(ONE) - low >= least);
      }
    }
  }

  /** How far tables in whole numbers must reach; null where that is not asked. */
  asked({ number, reach }: Target): { readonly low: number | null; readonly high: number } | null {
    if (reach !== null) return reach;
    if (this.#isGiven && isCounted(number.quantity)) return null;
    return number.quantity === "orders" || number.quantity === "revenue"
      ? null
      : { low: null, high: Number(this.#least / ONE) };
  }

  /** An interval of counts that is not so wide may be narrower in whole numbers. */
  get narrow(): number {
    return 2 * Number(this.#least / ONE);
  }

  /** How far up a number is to be moved from where it was seen, so that it is not held too closely from above. */
  enough({ number, reach }: Target, { low, high }: Seen): number {
    if (reach !== null) return Math.max(high, reach.high);
    const isAmount = number.quantity === "orders" || number.quantity === "revenue";
    return Math.max(high, isAmount ? low + 2 * NEAR : Number(this.#least / ONE));
  }

  #customersOf(cell: KnownCell): Span {
    const solved = this.#customers.get(cell);
    return solved === undefined ? (cell.numbers.get("customers")?.span ?? ANYTHING) : exactly(solved);
  }
}

/** What the solver rounds by. */
const SLACK = 1e-6;

/** The same for large amounts. */
function slackOf({ low, high }: Reach): number {
  return SLACK * Math.max(1, Math.abs(low), Math.abs(high));
}

/** Whether whoever holds the customers holds how much of it each brings. */
function isCounted(quantity: Quantity): boolean {
  return quantity === "customers" || quantity === "orders" || quantity === "revenue";
}
