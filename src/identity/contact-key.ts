import { addressKey } from "./address.ts";
import { emailKey } from "./email.ts";
import type { ContactKey } from "./exact-key.ts";
import { phoneKey } from "./phone.ts";

export type { ContactKey };

/** The kinds of contact point. Source: contracts.md §2, contact_points. */
export type ContactKind = "phone" | "email" | "address";

/**
 * The one exact key of a contact value: two spellings of one contact point have the same key.
 *
 * @param defaultCountry - ISO 3166 alpha-2 code by which phone numbers without calling code are read; null when unknown.
 * Other kinds do not use it.
 *
 * Source: consent-gate.md §5. Pure; throws nothing, whatever the value.
 *
 * @example
 * contactKey("email", "Jo Doe <Jo@Example.com>", null); // { key: "email:jo@example.com", is_valid: true, countries: [] }
 */
export function contactKey(kind: ContactKind, value: string, defaultCountry: string | null): ContactKey {
  switch (kind) {
    case "phone":
      return phoneKey(value, defaultCountry);
    case "email":
      return emailKey(value);
    case "address":
      return addressKey(value);
  }
}
