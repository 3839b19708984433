import { Temporal } from "temporal-polyfill";

/**
 * A second, naive reading of docs/expressions.md: the text in a format as the plain text that `number`, `date` or
 * `instant` reads without one; null when it is not in the format. Goes along pattern and text, sign by sign.
 */
export function readByFormat(name: string, text: string, format: readonly string[]): string | null {
  const [first = "", ...others] = format;
  if (name === "number") return plainNumber(text, first, others[0] ?? "");
  const pivot = others.find((other) => /^\d+$/u.test(other));
  const zone = others.find((other) => /\D/u.test(other));
  const fields = fieldsIn(text, first, pivot === undefined ? undefined : Number(pivot));
  if (fields === null) return null;
  const { year, month, day, hour = "00", minute = "00", second = "00", fraction = "", offset } = fields;
  const date = `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
  if (name === "date") return date;
  const time = `${hourOfDay(hour, fields.half)}:${minute.padStart(2, "0")}:${second.padStart(2, "0")}`;
  const local = `${date}T${time}${fraction === "" ? "" : `.${fraction}`}`;
  return zone === undefined ? `${local}${offset ?? ""}` : instantOf(local, zone);
}

function plainNumber(text: string, decimal: string, thousands: string): string | null {
  const bare = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/gu, "");
  const sign = /^[+-]/u.exec(bare)?.[0] ?? "";
  const [whole = "", ...decimals] = bare.slice(sign.length).split(decimal);
  if (decimals.length > 1) return null;
  const blanks = thousands === " " ? [" ", "\u00A0", "\u202F"] : [thousands];
  const separator = thousands === "" ? undefined : blanks.find((blank) => whole.includes(blank));
  const groups = separator === undefined ? [whole] : whole.split(separator);
  if (groups.some((group, index) => !/^\d+$/u.test(group) || (groups.length > 1 && !isGroup(group, index))))
    return null;
  return [`${sign}${groups.join("")}`, ...decimals].join(".");
}

function isGroup(group: string, index: number): boolean {
  return index === 0 ? group.length <= 3 : group.length === 3;
}

type Fields = Partial<
  Record<"year" | "month" | "day" | "hour" | "minute" | "second" | "fraction" | "half" | "offset", string>
>;

const FIELDS: Readonly<Record<string, keyof Fields>> = {
  y: "year",
  M: "month",
  d: "day",
  H: "hour",
  h: "hour",
  m: "minute",
  s: "second",
  S: "fraction",
  a: "half",
  X: "offset",
};

function fieldsIn(text: string, pattern: string, pivot: number | undefined): Fields | null {
  const fields: Fields = {};
  let rest = text;
  for (const [piece, letter] of pattern.matchAll(/([A-Za-z])\1*|'(?:[^']|'')+'|[^]/gu)) {
    const field = letter === undefined ? undefined : FIELDS[letter];
    const found = field === undefined ? literal(piece) : valueAt(rest, piece);
    if (found === null || !rest.startsWith(found)) return null;
    if (field !== undefined) fields[field] = piece === "yy" ? withCentury(found, pivot ?? 0) : found;
    rest = rest.slice(found.length);
  }
  const isYear = /^[1-9]\d{3}$/u.test(fields.year ?? "");
  return rest === "" && isYear && (fields.half === undefined || isOfTwelve(fields.hour ?? "")) ? fields : null;
}

function literal(piece: string): string {
  return piece.length > 1 ? piece.slice(1, -1).replaceAll("''", "'") : piece;
}

function valueAt(rest: string, letters: string): string | null {
  if (letters === "a") return /^(?:am|pm|上午|下午)/iu.exec(rest)?.[0] ?? null;
  if (letters === "XXX") return /^(?:Z|[+-]\d\d:\d\d)/u.exec(rest)?.[0] ?? null;
  const digits = /^[0-9]*/u.exec(rest)?.[0] ?? "";
  if (letters.length === 1 && letters !== "S") return digits === "" ? null : digits.slice(0, 2);
  return digits.length < letters.length ? null : digits.slice(0, letters.length);
}

function withCentury(year: string, pivot: number): string {
  for (let full = pivot; full < pivot + 100; full += 1) if (String(full).endsWith(year)) return String(full);
  return "";
}

function isOfTwelve(hour: string): boolean {
  return Number(hour) >= 1 && Number(hour) <= 12;
}

function hourOfDay(hour: string, half: string | undefined): string {
  if (half === undefined) return hour.padStart(2, "0");
  const isAfternoon = /^(?:pm|下午)$/iu.test(half);
  return String((Number(hour) % 12) + (isAfternoon ? 12 : 0)).padStart(2, "0");
}

/** Years whose changes of clocks are known; beyond them the nearest offset holds. */
const [FIRST, LAST] = ["1970-01-02T00:00", "2050-12-30T00:00"];

function instantOf(local: string, zone: string): string | null {
  if (!/T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d/u.test(local)) return null;
  try {
    const time = Temporal.PlainDateTime.from(local, { overflow: "reject" });
    if (local >= FIRST && local <= LAST) {
      const zoned = time.toZonedDateTime(zone, { disambiguation: "compatible" });
      return zoned.toInstant().toString({ smallestUnit: "microsecond" });
    }
    const { offsetNanoseconds } = Temporal.PlainDateTime.from(local < FIRST ? FIRST : LAST).toZonedDateTime(zone);
    return `${time.subtract({ nanoseconds: offsetNanoseconds }).toString({ smallestUnit: "microsecond" })}Z`;
  } catch {
    return null;
  }
}
