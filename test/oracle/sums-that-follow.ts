/** A fraction in lowest terms, the lower part above nothing. */
type Fraction = readonly [over: bigint, by: bigint];

const NOTHING: Fraction = [0n, 1n];

/**
 * Every group of unknowns of which the sum follows from known sums, by trying all of them: known is whatever no solution of "all known sums are nothing" changes. Solutions are found by schoolbook
 * elimination with fractions.
 */
export function sumsThatFollow(known: readonly (readonly number[])[], count: number): number[][] {
  const free = solutionsOf(
    known.map((unknowns) =>
      Array.from({ length: count }, (_, unknown): Fraction => (unknowns.includes(unknown) ? [1n, 1n] : NOTHING)),
    ),
    count,
  );
  const whole = free.map((solution) => {
    const common = solution.reduce((product, [, by]) => product * by, 1n);
    return solution.map(([over, by]) => (over * common) / by);
  });
  const groups = Array.from({ length: 2 ** count - 1 }, (_, index) =>
    Array.from({ length: count }, (__, unknown) => unknown).filter((unknown) => ((index + 1) >> unknown) & 1),
  );
  return groups.filter((group) =>
    whole.every((solution) => group.reduce((sum, unknown) => sum + (solution[unknown] ?? 0n), 0n) === 0n),
  );
}

/** One solution for each unknown that can be chosen freely. */
function solutionsOf(equations: readonly (readonly Fraction[])[], count: number): Fraction[][] {
  const rows = equations.map((row) => [...row]);
  const pivots = new Map<number, readonly Fraction[]>();
  for (let unknown = 0; unknown < count; unknown += 1) {
    const place = rows.findIndex((row) => (row[unknown] ?? NOTHING)[0] !== 0n);
    const [row] = place < 0 ? [] : rows.splice(place, 1);
    if (row === undefined) continue;
    const [over, by] = row[unknown] ?? NOTHING;
    const pivot = row.map((value) => times(value, over < 0n ? [-by, -over] : [by, over]));
    const without = (other: readonly Fraction[]) => {
      const [weight, below] = other[unknown] ?? NOTHING;
      return other.map((value, index) => plus(value, times(pivot[index] ?? NOTHING, [-weight, below])));
    };
    for (const [index, other] of rows.entries()) rows[index] = without(other);
    for (const [other, own] of pivots) pivots.set(other, without(own));
    pivots.set(unknown, pivot);
  }
  const free = Array.from({ length: count }, (_, unknown) => unknown).filter((unknown) => !pivots.has(unknown));
  return free.map((chosen) =>
    Array.from({ length: count }, (_, unknown): Fraction => {
      if (unknown === chosen) return [1n, 1n];
      const [over, by] = pivots.get(unknown)?.[chosen] ?? NOTHING;
      return [-over, by];
    }),
  );
}

function plus([a, b]: Fraction, [c, d]: Fraction): Fraction {
  return lowest(a * d + c * b, b * d);
}

function times([a, b]: Fraction, [c, d]: Fraction): Fraction {
  return lowest(a * c, b * d);
}

function lowest(over: bigint, by: bigint): Fraction {
  let [a, b] = [over < 0n ? -over : over, by];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? NOTHING : [over / a, by / a];
}
