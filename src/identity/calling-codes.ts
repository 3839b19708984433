import { type CountryCode, getCountries, getCountryCallingCode } from "libphonenumber-js/max";

/**
 * The countries and territories that share a calling code (without plus), as sorted ISO 3166 alpha-2 codes; none for a
 * code that belongs to no country, such as 800.
 *
 * Which of them a number belongs to is left open on purpose: the strictest of them decides (consent-gate.md §6).
 * Source: the metadata of libphonenumber-js.
 */
export function countriesOfCallingCode(callingCode: string): readonly string[] {
  return countries.get(callingCode) ?? [];
}

/** Whether the metadata knows the country, by its ISO 3166 alpha-2 code in upper case. */
export function isKnownCountry(country: string): country is CountryCode {
  return known.has(country);
}

/** Every country the metadata knows, by its ISO 3166 alpha-2 code, sorted. */
export function knownCountries(): readonly string[] {
  return [...known].toSorted();
}

/** The countries of each calling code, those that share one together. */
export function callingCodeGroups(): readonly (readonly string[])[] {
  return [...countries.values()];
}

/** The calling code of a country, without plus. */
export function callingCodeOf(country: CountryCode): string {
  return getCountryCallingCode(country);
}

const known: ReadonlySet<string> = new Set(getCountries());

const countries = new Map<string, string[]>();
for (const country of getCountries().toSorted()) {
  const callingCode = getCountryCallingCode(country);
  countries.set(callingCode, [...(countries.get(callingCode) ?? []), country]);
}
