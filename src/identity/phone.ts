import { type CountryCode, parsePhoneNumberFromString, type PhoneNumber } from "libphonenumber-js/max";
import { callingCodeOf, countriesOfCallingCode, isKnownCountry } from "./calling-codes.ts";
import { cleanPhonePattern } from "./clean-values.ts";
import { type ContactKey, UNREADABLE } from "./exact-key.ts";
import { plainText } from "./plain-text.ts";

const FEWEST_DIGITS = 5;

/** The parser takes a second number for an extension of the first: after `;`, `,,` or `~`, and where numbers are short after `,`. */
const LONGEST_EXTENSION = 5;

const CLEAN = new RegExp(`^(?:${cleanPhonePattern})$`);

/** What spreadsheets make of a long number: its last digits are gone for good. */
const SCIENTIFIC_NOTATION = /^[+-]?\d+(?:[.,]\d*)?e[+-]?\d+$/i;

/**
 * The key of a phone number: `phone:` and E.164 when the number is valid, `phone:raw:` and its digits when it is not but at
 * least five remain, and null when the value cannot be read (blank, scientific notation, hardly any digit).
 *
 * Reads national and international spellings, `tel:` URIs, extensions (which the key leaves out), full-width digits and
 * invisible characters. The whole value must be the number: of a text or of two numbers, none is guessed; so an extension
 * of six digits or more makes it none.
 *
 * @param defaultCountry - ISO 3166 alpha-2 code by which a number without calling code is read; an unknown code is as null,
 * with which only numbers with their calling code are valid.
 *
 * Source: consent-gate.md §5 (phones) and §6 (countries of a calling code); validity by the `max` metadata of
 * libphonenumber-js. Pure; throws nothing.
 *
 * @example
 * phoneKey("(212) 555-0123 x45", "US").key; // "phone:+12125550123"
 */
export function phoneKey(value: string, defaultCountry: string | null): ContactKey {
  const text = plainText(value);
  if (SCIENTIFIC_NOTATION.test(text)) return UNREADABLE;

  const country = defaultCountry !== null && isKnownCountry(defaultCountry) ? defaultCountry : undefined;
  const phone = settled(validPhone(withoutWrapping(text), country));
  if (phone !== null) {
    return {
      key: `phone:${phone.number}`,
      is_valid: true,
      countries: countriesOfCallingCode(phone.countryCallingCode),
      ...(isNationalToo(withoutWrapping(text), country, phone) ? { is_ambiguous: true } : {}),
    };
  }

  const digits = text.replace(/[^0-9]/g, "");
  if (digits.length < FEWEST_DIGITS) return UNREADABLE;
  return { key: `phone:raw:${digits}`, is_valid: false, countries: [] };
}

/**
 * The number alone: without the apostrophe that keeps a spreadsheet from counting with it, the `.0` of a number that a
 * data frame took for a decimal, and the scheme and unrelated parameters of a `tel:` URI.
 */
function withoutWrapping(text: string): string {
  const bare = text.replace(/^'/, "").replace(/^(\+?\d{5,})\.0$/, "$1");
  if (!/^tel:/i.test(bare)) return bare;
  const number = bare.slice("tel:".length).replace(/;(?!ext=|phone-context=)[a-z][^;]*/gi, "");
  return number.includes(";phone-context=") ? `tel:${number}` : number;
}

/** The valid phone number that the text is, or null. */
function validPhone(text: string, country: CountryCode | undefined): PhoneNumber | null {
  return mobileWithoutPlus(text, country) ?? parsed(text, country);
}

/**
 * The mobile number whose plus got lost, or null.
 *
 * The parser prefers the national reading where both are possible, and so takes every German mobile number without plus
 * (49 151 …) for a line in the area 0491, and every Kosovan one likewise. Losing a plus is far more common than a
 * national number of such an area without its leading zero.
 */
function mobileWithoutPlus(text: string, country: CountryCode | undefined): PhoneNumber | null {
  if (country === undefined || !text.replace(/^\(/, "").startsWith(callingCodeOf(country))) return null;
  const phone = parsed(`+${text}`);
  return phone?.getType() === "MOBILE" ? phone : null;
}

/**
 * Whether the mobile number whose plus got lost is a valid national number as well, and another one. What forbids takes the
 * likelier reading, and nobody is contacted by a guess.
 */
function isNationalToo(text: string, country: CountryCode | undefined, phone: PhoneNumber): boolean {
  if (mobileWithoutPlus(text, country) === null) return false;
  const national = settled(parsed(text, country));
  return national !== null && national.number !== phone.number;
}

/**
 * The number if its own E.164 is read as the same number again, else null, since a key must be the key of itself: with a
 * few national prefixes (Belarus: 8) a valid number is read as another one. Clean numbers are known to be, which spares
 * most values the second reading.
 */
function settled(phone: PhoneNumber | null): PhoneNumber | null {
  if (phone === null || CLEAN.test(phone.number)) return phone;
  return parsed(phone.number)?.number === phone.number ? phone : null;
}

function parsed(text: string, country?: CountryCode): PhoneNumber | null {
  const defaults = country === undefined ? {} : { defaultCountry: country };
  const phone = parsePhoneNumberFromString(text, { ...defaults, extract: false });
  // Digits in front that would choose a carrier are more often the number of a row.
  if (phone === undefined || phone.carrierCode !== undefined || (phone.ext ?? "").length > LONGEST_EXTENSION)
    return null;
  return phone.isValid() ? phone : null;
}
