import { createHash } from "node:crypto";

/** A line of a transaction; days as numbers, money in hundredths. */
export interface ResampledLine {
  readonly person: string;
  readonly customer: string;
  readonly transaction: string;
  readonly original: string | null;
  readonly day: number;
  readonly isSale: boolean;
  readonly cents: number;
}

/** What a replicate, or all orders, say of a person. */
export interface ResampledPerson {
  readonly person: string;
  readonly recency: number;
  /** Days from the first order to the last. */
  readonly tenure: number;
  readonly orders: number;
  readonly cents: number;
}

/** How often each order occurs; once, for all orders. */
export type Times = (order: string) => number;

const PRIME = 2n ** 31n - 1n;

/**
 * How often an order is drawn in a replicate: the least k whose cumulative Poisson probability with mean 1 exceeds the place
 * that the replicate's polynomial gives the order. A second implementation of `segment.replicate_facts`, in exact integers.
 */
export function timesIn(seed: number, replicate: number): Times {
  const coefficients = numbersOf(`${seed}/${replicate}`, 4);
  return (order) => {
    const [number = 0n] = numbersOf(order, 1);
    const terms = coefficients.map((coefficient, place) => coefficient * number ** BigInt(3 - place));
    const place = Number(terms.reduce((sum, term) => sum + term, 0n) % PRIME);
    let [times, probability, until] = [0, Math.exp(-1), Math.exp(-1)];
    while (place >= Math.round(until * Number(PRIME))) {
      times += 1;
      probability /= times;
      until += probability;
    }
    return times;
  };
}

/** The facts of everybody with an order, one person after the other, as of a day. */
export function resampledPeople(lines: readonly ResampledLine[], asOf: number, times: Times): ResampledPerson[] {
  const drawn = lines.flatMap((line) => {
    const count = times(line.isSale ? line.transaction : (line.original ?? line.transaction));
    return Array.from({ length: count }, (_, copy) => ({ ...line, copy }));
  });
  return [...new Set(lines.map(({ person }) => person))].flatMap((person) => {
    const own = drawn.filter((line) => line.person === person);
    const sales = own.filter(({ isSale }) => isSale);
    if (sales.length === 0) return [];
    const days = sales.map(({ day }) => day);
    return {
      person,
      recency: asOf - Math.max(...days),
      tenure: Math.max(...days) - Math.min(...days),
      orders: new Set(sales.map(({ customer, transaction, copy }) => `${customer} ${transaction} ${copy}`)).size,
      cents: own.reduce((sum, { cents }) => sum + cents, 0),
    };
  });
}

function numbersOf(text: string, count: number): bigint[] {
  const digest = createHash("sha256").update(text).digest("hex");
  return Array.from({ length: count }, (_, place) => BigInt(`0x${digest.slice(8 * place, 8 * place + 8)}`) % PRIME);
}
