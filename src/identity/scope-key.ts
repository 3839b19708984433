import { asciiDomain } from "./email.ts";
import { type ContactKey, UNREADABLE } from "./exact-key.ts";
import { plainText } from "./plain-text.ts";

/** E.164 allows fifteen digits. */
const PREFIX = /^(?:[+]|00)([1-9][0-9]{0,14})$/;

/**
 * The key of a domain whose addresses a stop binds, `domain:` and its lower-case ASCII (UTS-46): `@` or `*.` in front do not
 * count. `googlemail.com` is `gmail.com`, whose mailboxes it names. Null when it is no domain of at least two labels.
 *
 * Source: consent-gate.md §4. Pure; throws nothing.
 *
 * @example
 * domainScopeKey("*.Bücher.example.").key; // "domain:xn--bcher-kva.example"
 */
export function domainScopeKey(value: string): ContactKey {
  const domain = asciiDomain(
    plainText(value)
      .replace(/^@/, "")
      .replace(/^\*?\./, ""),
  );
  if (domain === null) return UNREADABLE;
  return { key: `domain:${domain === "googlemail.com" ? "gmail.com" : domain}`, is_valid: true, countries: [] };
}

/**
 * The key of a prefix of telephone numbers that a stop binds, `prefix:` and the beginning of E.164. It needs its plus, or two
 * zeros: digits alone could be a prefix at home as well.
 *
 * Source: consent-gate.md §4. Pure; throws nothing.
 *
 * @example
 * prefixScopeKey("+44 (870)").key; // "prefix:+44870"
 */
export function prefixScopeKey(value: string): ContactKey {
  const digits = PREFIX.exec(plainText(value).replace(/[\s().-]/g, ""))?.[1];
  return digits === undefined ? UNREADABLE : { key: `prefix:+${digits}`, is_valid: true, countries: [] };
}
