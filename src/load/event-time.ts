/**
 * SQL that reads a time as given: an instant when the text has an offset, else a date or a local time.
 *
 * The patterns decide; the engine's own cast accepts more than it should (`2020-1-1`, `epoch`, `infinity`, `24:00`). Most
 * times are written as the engine itself would write them, and a cast there and back proves it for less than any look at the
 * text; the other common shapes are told by `like`, length and the places where the cast is lenient, many times cheaper than a
 * regular expression. Each step is a column of a SELECT around the one before, so that no branch computes it again.
 */
export interface TimeSql {
  /** What the engine's cast makes of a text as long as a day or a local time with seconds. */
  readonly cast: string;
  /** How the text is written, from the cast: one of `FORMS`, or null when it is no time. */
  readonly form: string;
  /** From the form: UTC for an instant, the local time otherwise; null when unreadable. */
  readonly timestamp: string;
  /** From the form: whether the text carries an offset. */
  readonly hasOffset: string;
}

/** How a time may be written. */
const FORMS = { canonical: 1, local: 2, instant: 3, rareInstant: 4, rareLocal: 5 } as const;

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

/** The SQL for one text (already trimmed), when the columns `cast` and `form` are called as given. */
export function timeSql(text: string, names: { readonly cast: string; readonly form: string }): TimeSql {
  const isCanonical = `(case length(${text})
      when 19 then cast(${names.cast} as varchar) = ${text}
      when 10 then cast(cast(${names.cast} as date) as varchar) = ${text} end)`;
  return {
    cast: `case when length(${text}) in (10, 19) then try_cast(${text} as timestamp(6)) end`,
    form: `case
      when ${isCanonical} then ${FORMS.canonical}
      when ${hasShape(text, LOCAL_SHAPES)} then ${FORMS.local}
      when ${hasShape(text, INSTANT_SHAPES)} then ${FORMS.instant}
      when ${text} < '${FIRST_YEAR}' then null
      when matches(${text}, '${INSTANT_SHAPE}') then ${FORMS.rareInstant}
      when matches(${text}, '${LOCAL_SHAPE}') then ${FORMS.rareLocal}
    end`,
    timestamp: `case ${names.form}
      when ${FORMS.canonical} then ${names.cast}
      when ${FORMS.local} then try_cast(${text} as timestamp(6))
      when ${FORMS.instant} then utc_timestamp(${text})
      when ${FORMS.rareInstant} then utc_timestamp(parse_offset_text(${completed(text)}))
      when ${FORMS.rareLocal} then try_cast(replace(${text}, 'T', ' ') as timestamp(6))
    end`,
    hasOffset: `coalesce(${names.form} in (${FORMS.instant}, ${FORMS.rareInstant}), false)`,
  };
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
