/** What `formats:` of a source may say, as far as one way to read values needs it; the plain forms by their own names. */
export type FormatReading = Readonly<Partial<Record<"date" | "timestamp" | "decimal" | "thousands", string>>>;

/** Days and times as they are read without `formats:`. */
export const ISO = "ISO 8601";

/** `formats:` as gatekeeper.yaml has it. */
export type WrittenFormats = Readonly<Record<string, string | number>>;

/** Where a year of two digits needs a pivot and nobody says one: the hundred years from this one. */
const PIVOT = 1950;

/** What needs no declaration is left out. */
export function writtenFormats({ date, timestamp, decimal, thousands }: FormatReading): WrittenFormats {
  const isShort = [date, timestamp].some(hasShortYear);
  return {
    ...(date === undefined || date === ISO ? {} : { date }),
    ...(timestamp === undefined || timestamp === ISO ? {} : { timestamp }),
    ...(decimal === undefined || decimal === "." ? {} : { decimal }),
    ...(thousands === undefined || thousands === "" ? {} : { thousands }),
    ...(isShort ? { pivot: PIVOT } : {}),
  };
}

/** `{ date: "d/M/yyyy", decimal: "," }`, as one line of YAML. */
export function formatsText(formats: WrittenFormats): string {
  const pairs = Object.entries(formats).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `{ ${pairs.join(", ")} }`;
}

/** Both readings at once; null where one source cannot declare both. */
export function bothReadings(one: FormatReading, other: FormatReading): FormatReading | null {
  const keys = Object.keys(other) as (keyof FormatReading)[];
  return keys.every((key) => one[key] === undefined || one[key] === other[key]) ? { ...one, ...other } : null;
}

/** Whether a pattern has a year of two digits, which may mean more than one. */
export function hasShortYear(pattern: string | undefined): boolean {
  return pattern !== undefined && /(?<!y)yy(?!y)/u.test(pattern);
}
