/** Stops on our own mistake: `condition` must hold whatever the user gave us. Throws a plain Error (exit code 70). */
export function assert(condition: unknown, claim: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${claim}`);
}

/** The value, which must be there. */
export function present<T>(value: T | null | undefined, claim: string): T {
  assert(value !== null && value !== undefined, claim);
  return value;
}
