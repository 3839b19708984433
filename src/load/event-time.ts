/**
 * SQL that reads a time as given: `instant` when the text has an offset, `local` for a date or a local time.
 *
 * The patterns decide; the engine's own cast accepts more than it should (`2020-1-1`, `epoch`, `infinity`, `24:00`). The
 * common shapes are recognised by `like`, length and a look at the places where the cast is lenient, many times cheaper
 * than a regular expression.
 */
export interface TimeSql {
  /** A timestamp: UTC for an instant, the local one otherwise; null when unreadable. */
  readonly timestamp: string;
  /** Whether the text carries an offset. */
  readonly hasOffset: string;
}

/** Shapes of one length. */
interface Shapes {
  readonly length: number;
  readonly likes: readonly string[];
  /** Where the last digit of the local time stands, from 1. */
  readonly lastDigit: number;
}

const LOCAL_SHAPES: readonly Shapes[] = [
  { length: 10, likes: ["____-__-__"], lastDigit: 10 },
  { length: 16, likes: ["____-__-__ __:__"], lastDigit: 16 },
  { length: 19, likes: ["____-__-__ __:__:__", "____-__-__T__:__:__"], lastDigit: 19 },
];

const INSTANT_SHAPES: readonly Shapes[] = [
  { length: 20, likes: ["____-__-__T__:__:__Z"], lastDigit: 19 },
  {
    length: 25,
    likes: ["____-__-__T__:__:__+__:__", "____-__-__T__:__:__-__:__", "____-__-__ __:__:__+__:__"],
    lastDigit: 19,
  },
];

/** The calendar of the engine has years before it; data that says so is wrong. */
const FIRST_YEAR = "0001";

const DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
const TIME = "([01][0-9]|2[0-3]):[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?";
const OFFSET = "(Z|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?)";

const LOCAL_SHAPE = `${DATE}([ T]${TIME})?`;
const INSTANT_SHAPE = `${DATE}[ T]${TIME}${OFFSET}`;

/** The SQL for one text expression (already trimmed). */
export function timeSql(text: string): TimeSql {
  const [isLocal, isInstant] = [hasShape(text, LOCAL_SHAPES), hasShape(text, INSTANT_SHAPES)];
  const hasOffset = `case when ${isLocal} then false when ${isInstant} then true else matches(${text}, '${INSTANT_SHAPE}') end`;
  const timestamp = `case
      when ${isLocal} then try_cast(${text} as timestamp(6))
      when ${isInstant} then utc_timestamp(${text})
      when ${text} < '${FIRST_YEAR}' then null
      when matches(${text}, '${INSTANT_SHAPE}') then utc_timestamp(parse_offset_text(${completed(text)}))
      when matches(${text}, '${LOCAL_SHAPE}') then try_cast(replace(${text}, 'T', ' ') as timestamp(6))
    end`;
  return { timestamp, hasOffset };
}

/** A case, because the engine computes every side of an `or` for every row and only the branch of a case that is taken. */
function hasShape(text: string, shapes: readonly Shapes[]): string {
  const branches = shapes.map((shape) => `when ${shape.length} then ${shapeSql(text, shape)}`);
  return `(case length(${text}) ${branches.join(" ")} else false end)`;
}

/** The cast reads a sign before the year, a blank before the hour, a sign in place of the last digit, and any offset. */
function shapeSql(text: string, { length, likes, lastDigit }: Shapes): string {
  const conditions = [
    `(${likes.map((like) => `${text} like '${like}'`).join(" or ")})`,
    `${text} >= '${FIRST_YEAR}'`,
    `substr(${text}, ${lastDigit}, 1) between '0' and '9'`,
  ];
  if (length > 10) conditions.push(`substr(${text}, 12, 2) between '00' and '23'`);
  if (length === 25) conditions.push(`substr(${text}, 21, 2) <= '23'`, `substr(${text}, 24, 1) <= '5'`);
  return conditions.join(" and ");
}

/** An instant without seconds, or whose offset has hours only, gets zeros for them. */
function completed(text: string): string {
  const seconds = `case when substr(${text}, 17, 1) = ':' then ${text} else substr(${text}, 1, 16) || ':00' || substr(${text}, 17) end`;
  return `${seconds} || case when substr(${text}, length(${text}) - 2, 1) in ('+', '-') then ':00' else '' end`;
}
