/** From one point to the first that no longer belongs to it: minutes of a day, or milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** The same points as spans that do not touch, ascending. Pure. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.filter(({ from, until }) => from < until).toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last === undefined || last.until < span.from) result.push(span);
    else result[result.length - 1] = { from: last.from, until: Math.max(last.until, span.until) };
  }
  return result;
}

/** The points that are in both. Pure. */
export function inBoth(ones: readonly Span[], others: readonly Span[]): Span[] {
  return joined(
    ones.flatMap((one) =>
      others.map((other) => ({ from: Math.max(one.from, other.from), until: Math.min(one.until, other.until) })),
    ),
  );
}

/** Whether every point of the first is in the second. Pure. */
export function isWithin(inner: readonly Span[], outer: readonly Span[]): boolean {
  const whole = joined(outer);
  return joined(inner).every(({ from, until }) => whole.some((span) => span.from <= from && until <= span.until));
}
