/**
 * The one JSON text of a value: keys sorted by UTF-16 code unit, no spaces, a bigint as a JSON string of its digits.
 *
 * Throws a plain Error for what has no JSON text (undefined, NaN, infinities, dates, functions, instances of classes):
 * JSON.stringify would drop or change them in silence, and two different values would share a hash.
 * Source: RFC 8785 for the order of keys and the form of numbers.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "bigint") return `"${value}"`;
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`${value} has no JSON text`);
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalJson(item)).join(",")}]`;
  if (!isPlainObject(value)) throw new Error(`a value of type ${typeof value} has no JSON text`);
  const members = Object.keys(value)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${members.join(",")}}`;
}

function isPlainObject(value: unknown): value is { readonly [key: string]: unknown } {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
