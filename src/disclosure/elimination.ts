import type { Combination, UnionRule } from "./joint-model.ts";
import { knownUnions } from "./known-unions.ts";
import { HangsOnPrime, PrimeField, randomPrime, WholeNumbers } from "./prime-field.ts";
import { PublishedSpan } from "./published-span.ts";

/** A combination that was published, or that must not follow. */
interface Step {
  readonly combination: Combination;
  readonly isWatched: boolean;
}

/** Two random primes, the same ones each time they are asked for. Pure but for them; throws nothing. */
export function randomPrimes(): () => readonly bigint[] {
  let primes: readonly bigint[] | undefined;
  return () => {
    primes ??= [randomPrime(), randomPrime()];
    return primes;
  };
}

/**
 * What follows by arithmetic from what is published, modulo two random primes, because a rational solution can be singular for one. As long as only whole numbers occur that are exact, and nothing is divided
 * by anything but one, both say the same, and the elimination is done once for both; from the first number on that hangs on the prime it is done for each.
 */
export class Elimination {
  readonly #orderOf: (variable: number) => number;
  readonly #primes: () => readonly bigint[];
  readonly #steps: Step[] = [];
  #spans: readonly PublishedSpan[];

  /** `orderOf` puts the variables last that are least likely to be published. */
  constructor(orderOf: (variable: number) => number = () => 0, primes = randomPrimes()) {
    this.#orderOf = orderOf;
    this.#primes = primes;
    this.#spans = [new PublishedSpan(new WholeNumbers(), orderOf)];
  }

  /** Takes note of a combination that must not follow. False when it does already. */
  watch(combination: Combination): boolean {
    const isHidden = this.#ask((spans) => spans.map((span) => span.watch(combination)).every((hidden) => hidden));
    this.#steps.push({ combination, isWatched: true });
    return isHidden;
  }

  publish(combination: Combination): void {
    this.#ask((spans) => {
      for (const span of spans) publishIn(span, combination);
    });
    this.#steps.push({ combination, isWatched: false });
  }

  /** Publishes a combination unless something watched would follow for either prime. Whether it is published. */
  publishUnlessTelling(combination: Combination): boolean {
    const isPublished = this.#ask((spans) => {
      const news = spans
        .map((span) => ({ span, reduced: span.reduce(combination) }))
        .filter(({ reduced }) => reduced.size > 0);
      if (news.some(({ span, reduced }) => span.wouldTell(reduced))) return false;
      for (const { span, reduced } of news) span.publish(reduced);
      return true;
    });
    if (isPublished) this.#steps.push({ combination, isWatched: false });
    return isPublished;
  }

  /** Whether something watched would follow for either prime if a combination were published too. */
  wouldTell(combination: Combination): boolean {
    return this.#ask((spans) =>
      spans.some((span) => {
        const reduced = span.reduce(combination);
        return reduced.size > 0 && span.wouldTell(reduced);
      }),
    );
  }

  /** Whether a combination follows for both primes. */
  follows(combination: Combination): boolean {
    return this.#ask((spans) => spans.every((span) => span.reduce(combination).size === 0));
  }

  /** Whether a combination follows for either prime. */
  canFollow(combination: Combination): boolean {
    return this.#ask((spans) => spans.some((span) => span.reduce(combination).size === 0));
  }

  /** Whether the value of a variable follows for either prime. */
  isKnown(variable: number): boolean {
    return this.#spans.some((span) => span.isKnown(variable));
  }

  /** The sums of unknown variables that the elimination leaves, for either prime. */
  unions(): number[][] {
    return this.#spans.flatMap((span) => span.unions());
  }

  /** Others of them that can be unsafe by some rule, for either prime, see `knownUnions`. */
  unionsBy(rules: readonly UnionRule[]): number[][] {
    return this.#ask((spans) => spans.flatMap((span) => knownUnions(span, rules)));
  }

  /** What is asked of spans; where that hangs on the prime, of one for each, which have seen the same. */
  #ask<Answer>(question: (spans: readonly PublishedSpan[]) => Answer): Answer {
    try {
      return question(this.#spans);
    } catch (error) {
      if (!(error instanceof HangsOnPrime)) throw error;
      this.#spans = this.#primes().map((prime) => {
        const span = new PublishedSpan(new PrimeField(prime), this.#orderOf);
        for (const { combination, isWatched } of this.#steps)
          if (isWatched) span.watch(combination);
          else publishIn(span, combination);
        return span;
      });
      return question(this.#spans);
    }
  }
}

function publishIn(span: PublishedSpan, combination: Combination): void {
  const reduced = span.reduce(combination);
  if (reduced.size > 0) span.publish(reduced);
}
