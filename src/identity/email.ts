import { domainToASCII } from "node:url";
import { type ContactKey, UNREADABLE } from "./exact-key.ts";
import { plainText } from "./plain-text.ts";

/** A display name in front of an address in angle brackets. */
const NAMED_ADDRESS = /^[^<>]*<([^<>]*)>$/;

/** Dot-separated atoms of RFC 5322, and of RFC 6532 beyond ASCII; quoted local parts reach nobody in practice. */
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~\-\p{L}\p{M}\p{N}]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~\-\p{L}\p{M}\p{N}]+)*$/u;

/** What stands in front of the addresses of a list, or is left of a formula, and before no address that anybody has. */
const LIST_MARK = /^[*#|?=/!`']/;

/** Latin letters beside Cyrillic or Greek ones: one of them only looks like the letter that is meant. */
const MIXED_LETTERS =
  /\p{Script=Latin}.*[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}].*\p{Script=Latin}/u;

/** At least two labels, the last of them no number, so that an IP address is no domain. */
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const ASCII_OUTSIDE_DOMAINS = /[\0-,/:-@[-`{-\x7f]/;

/** The longest local part and address, in characters. Source: RFC 5321 §4.5.3.1. */
const LONGEST_LOCAL_PART = 64;
const LONGEST_ADDRESS = 254;

/**
 * The key of an e-mail address, `email:` and the address in its plainest spelling, or null when it is no address.
 *
 * Any display name goes; the local part is in lower case, the domain in lower-case ASCII (UTS-46) without trailing dot.
 * What providers ignore (dots, +tags) stays: that is for loose keys, which no grant may use.
 *
 * Source: consent-gate.md §5. Pure; throws nothing.
 *
 * @example
 * emailKey("John Doe <John.DOE@Bücher.example.>").key; // "email:john.doe@xn--bcher-kva.example"
 */
export function emailKey(value: string): ContactKey {
  const text = plainText(value);
  // The apostrophe by which a spreadsheet keeps a text a text.
  const bare = text.replace(/^'(?!.*')/, "");
  const address = (NAMED_ADDRESS.exec(bare)?.[1] ?? bare).trim();
  const at = address.lastIndexOf("@");
  if (at < 0) return UNREADABLE;

  const local = lowerCase(address.slice(0, at));
  const domain = asciiDomain(address.slice(at + 1));
  if (domain === null || !LOCAL_PART.test(local) || LIST_MARK.test(local)) return UNREADABLE;
  if (MIXED_LETTERS.test(local) || MIXED_LETTERS.test(address.slice(at + 1))) return UNREADABLE;
  if (local.length > LONGEST_LOCAL_PART || local.length + 1 + domain.length > LONGEST_ADDRESS) return UNREADABLE;
  return { key: `email:${local}@${domain}`, is_valid: true, countries: [] };
}

/** Lower case, composed once more: some letters fall apart when they change case. */
function lowerCase(text: string): string {
  return text.toLowerCase().normalize("NFKC");
}

/**
 * The domain in lower-case ASCII, or null when it is none. Characters that mean something else in a URL are refused first,
 * since the conversion would read a URL's host out of them.
 */
export function asciiDomain(text: string): string | null {
  if (text.length > LONGEST_ADDRESS || ASCII_OUTSIDE_DOMAINS.test(text.toLowerCase())) return null;
  const domain = domainToASCII(text).replace(/\.$/, "");
  return DOMAIN.test(domain) ? domain : null;
}
