import { type ContactKey, contactKey, type ContactKind } from "./contact-key.ts";

/**
 * The contact key of a value whose kind nobody says: an e-mail when it has an at sign, else a telephone number, else, when
 * it has letters, an address. Statements of wishes and contact history name contact points this way.
 *
 * Pure; throws nothing.
 */
export function anyContactKey(value: string, defaultCountry: string | null): ContactKey {
  return contactKey(kindOf(value, defaultCountry), value, defaultCountry);
}

function kindOf(value: string, defaultCountry: string | null): ContactKind {
  if (/[@＠]/u.test(value)) return "email";
  const isAddress = /\p{L}/u.test(value) && !contactKey("phone", value, defaultCountry).is_valid;
  return isAddress ? "address" : "phone";
}
