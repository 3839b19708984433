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
  /** From the cast: whether the text as given is what the engine would write for it. */
  readonly isPlain: string;
  /** How the text is written, from whether it is plain: one of `FORMS`, or null when it is no time. */
  readonly form: string;
  /** From the form: UTC for an instant, the local time otherwise; null when unreadable. */
  readonly timestamp: string;
  /** From the form: whether the text carries an offset. */
  readonly hasOffset: string;
}

/** How a time may be written: as the engine writes a local one, any other way, and with an offset in full or in short. */
const FORMS = { plain: 1, local: 2, instant: 3, shortInstant: 4 } as const;

/** The calendar of the engine has years before it; data that says so is wrong. */
const FIRST_YEAR = "0001";

const DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
const TIME = "([01][0-9]|2[0-3]):[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?";
const OFFSET = "(Z|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?)";

const LOCAL_SHAPE = `${DATE}([ T]${TIME})?`;
const INSTANT_SHAPE = `${DATE}[ T]${TIME}${OFFSET}`;

/** The columns of a time: its text as given and trimmed, and what the steps are called. */
export interface TimeColumns extends Readonly<Record<"given" | "text" | "cast" | "isPlain" | "form", string>> {}

/** The SQL for one text. */
export function timeSql({ given, text, cast, isPlain, form }: TimeColumns): TimeSql {
  // With seconds and an offset of hours and minutes, which is what the cast to an instant reads as it stands.
  const isInFull = `(length(${text}) = 20 or length(${text}) = 25 and substr(${text}, 20, 1) in ('+', '-'))`;
  return {
    cast: `case when byte_length(${given}) in (10, 19) then try_cast(${given} as timestamp(6)) end`,
    isPlain: `case byte_length(${given})
      when 19 then cast(${cast} as varchar) = ${given}
      when 10 then cast(cast(${cast} as date) as varchar) = ${given} end`,
    form: `case
      when ${isPlain} then ${FORMS.plain}
      when ${text} < '${FIRST_YEAR}' then null
      when matches(${text}, '${INSTANT_SHAPE}') then case when ${isInFull} then ${FORMS.instant} else ${FORMS.shortInstant} end
      when matches(${text}, '${LOCAL_SHAPE}') then ${FORMS.local}
    end`,
    timestamp: `case ${form}
      when ${FORMS.plain} then ${cast}
      when ${FORMS.instant} then utc_timestamp(${text})
      when ${FORMS.local} then try_cast(replace(${text}, 'T', ' ') as timestamp(6))
      when ${FORMS.shortInstant} then utc_timestamp(parse_offset_text(${completed(text)}))
    end`,
    hasOffset: `coalesce(${form} in (${FORMS.instant}, ${FORMS.shortInstant}), false)`,
  };
}

/** An instant without seconds, or whose offset has hours only, gets zeros for them. */
function completed(text: string): string {
  const seconds = `case when substr(${text}, 17, 1) = ':' then ${text} else substr(${text}, 1, 16) || ':00' || substr(${text}, 17) end`;
  return `${seconds} || case when substr(${text}, length(${text}) - 2, 1) in ('+', '-') then ':00' else '' end`;
}
