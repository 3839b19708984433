import { NO_WORDS, YES_WORDS } from "../domain/yes-no-words.ts";
import { sqlText } from "../engine/engine.ts";

/** The text of the opt-out column of that place, inside the SELECT of `raw.*`. */
export function optOutText(position: number): string {
  return `opt_out_${position}_text`;
}

/**
 * SQL for the opt-out columns of a source that say no in a record, by their places: `|0||2?|` is the first one and the third,
 * whose word nobody knows. A blank is no statement, a word for no is none either, and everything else is a refusal. Null for
 * none. Source: contracts.md §2.
 */
export function optOutsSql(columns: number): string {
  const marks = Array.from({ length: columns }, (_, position) => {
    const text = `lower(${optOutText(position)})`;
    // A number column writes its digits after the point: 0.00.
    const word = `case when strpos(${text}, '.') = 2 and matches(${text}, '[01][.]0+') then substr(${text}, 1, 1) else ${text} end`;
    return `case when ${word} in (${words(NO_WORDS)}) then null when ${word} in (${words(YES_WORDS)}) then '|${position}|' when ${word} is not null then '|${position}?|' end`;
  });
  return marks.length === 0 ? "cast(null as varchar)" : `nullif(concat_ws('', ${marks.join(",\n    ")}), '')`;
}

function words(list: readonly string[]): string {
  return list.map(sqlText).join(", ");
}
