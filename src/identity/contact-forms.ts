import { looseContactKey } from "./loose-key.ts";

/**
 * Every form of a contact key that a list of hashes may hold: the exact key first, its loose key, and the ways to write the one
 * line or mailbox that the loose key stands for. Gmail's dots and anybody's tags could stand anywhere: of those only the plain form.
 *
 * Source: consent-gate.md §4 and §5. Pure; throws nothing.
 *
 * @example
 * contactForms("phone:+525512345678"); // ["phone:+525512345678", "phone:+5215512345678"]
 */
export function contactForms(exactKey: string): string[] {
  const loose = looseContactKey(exactKey);
  return [...new Set([exactKey, loose, ...variantsOf(loose)])];
}

function variantsOf(loose: string): string[] {
  const variants = VARIANTS.map(([pattern, variant]) =>
    pattern.test(loose) ? loose.replace(pattern, variant) : loose,
  );
  return variants.filter((variant) => variant !== loose);
}

const VARIANTS: readonly (readonly [pattern: RegExp, variant: string])[] = [
  [/^phone:[+]52([1-9][0-9]{9})$/, "phone:+521$1"],
  [/^phone:[+]54([1-9][0-9]{9})$/, "phone:+549$1"],
  [/^phone:[+]55(?<area>[1-9][0-9])(?<line>[6-9][0-9]{7})$/, "phone:+55$<area>9$<line>"],
  [/^phone:[+]39([1-9][0-9]+)$/, "phone:+390$1"],
  [/^email:(.+)@gmail[.]com$/, "email:$1@googlemail.com"],
];
