/** Whole numbers from 0 up to a limit, the same sequence for the same seed. */
export function numbersFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Text of random digits. */
export function randomDigits(next: (limit: number) => number, length: number): string {
  return String(next(10 ** length)).padStart(length, "0");
}

/** Invented numbers that the metadata calls valid, in E.164, with a country whose national spelling is as given. */
export const VALID_NUMBERS = [
  { e164: "+8613800138000", national: "13800138000", country: "CN" },
  { e164: "+447911123456", national: "07911123456", country: "GB" },
  { e164: "+442079460123", national: "02079460123", country: "GB" },
  { e164: "+12125550123", national: "2125550123", country: "US" },
  { e164: "+33612345678", national: "0612345678", country: "FR" },
  { e164: "+4915112345678", national: "015112345678", country: "DE" },
  { e164: "+819012345678", national: "09012345678", country: "JP" },
  { e164: "+919812345678", national: "9812345678", country: "IN" },
  { e164: "+390612345678", national: "0612345678", country: "IT" },
  { e164: "+525512345678", national: "5512345678", country: "MX" },
  { e164: "+38344123456", national: "044123456", country: "XK" },
] as const;
