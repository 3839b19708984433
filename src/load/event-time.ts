/**
 * SQL that reads a time as given: an instant when the text has an offset, else a date or a local time.
 *
 * The patterns decide; the engine's own cast accepts more than it should (`2020-1-1`, `epoch`, `infinity`, `24:00`). Most
 * times are written as the engine itself would write them, and a cast there and back proves it for less than any pattern
 * costs. Each step is a column of a SELECT around the one before, so that no branch computes it again.
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

/** How a time may be written: as the engine writes a local one, any other way, and with an offset in full or in short. */
const FORMS = { canonical: 1, local: 2, instant: 3, shortInstant: 4 } as const;

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
  // With seconds and an offset of hours and minutes, which is what the cast to an instant reads as it stands.
  const isInFull = `(length(${text}) = 20 or length(${text}) = 25 and substr(${text}, 20, 1) in ('+', '-'))`;
  return {
    cast: `case when length(${text}) in (10, 19) then try_cast(${text} as timestamp(6)) end`,
    form: `case
      when ${isCanonical} then ${FORMS.canonical}
      when ${text} < '${FIRST_YEAR}' then null
      when matches(${text}, '${INSTANT_SHAPE}') then case when ${isInFull} then ${FORMS.instant} else ${FORMS.shortInstant} end
      when matches(${text}, '${LOCAL_SHAPE}') then ${FORMS.local}
    end`,
    timestamp: `case ${names.form}
      when ${FORMS.canonical} then ${names.cast}
      when ${FORMS.instant} then utc_timestamp(${text})
      when ${FORMS.local} then try_cast(replace(${text}, 'T', ' ') as timestamp(6))
      when ${FORMS.shortInstant} then utc_timestamp(parse_offset_text(${completed(text)}))
    end`,
    hasOffset: `coalesce(${names.form} in (${FORMS.instant}, ${FORMS.shortInstant}), false)`,
  };
}

/** An instant without seconds, or whose offset has hours only, gets zeros for them. */
function completed(text: string): string {
  const seconds = `case when substr(${text}, 17, 1) = ':' then ${text} else substr(${text}, 1, 16) || ':00' || substr(${text}, 17) end`;
  return `${seconds} || case when substr(${text}, length(${text}) - 2, 1) in ('+', '-') then ':00' else '' end`;
}
