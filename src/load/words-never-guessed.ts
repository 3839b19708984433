import { nearest } from "../expression/suggest.ts";
import { sqlText } from "../engine/engine.ts";
import { type GatekeeperError, wordAlwaysRefused } from "../errors.ts";
import type { LocalizedText } from "../language.ts";
import { WORDS_NEVER_GUESSED } from "./word-columns.ts";
import type { LoadContext } from "./load-file.ts";
import type { LoadedInput } from "./load-inputs.ts";
import { recordNumber } from "./record-number.ts";

/**
 * Refuses a file with an unknown word where the word decides whether somebody said no (GK0328): rejecting the record
 * could drop a refusal, and guessing could make one. Blank counts as unknown.
 */
export async function checkWordsNeverGuessed(input: LoadedInput, context: LoadContext): Promise<GatekeeperError[]> {
  const words = WORDS_NEVER_GUESSED[input.table];
  if (words === undefined) return [];
  const { column, known } = words;
  const path = context.cache.parquetPath(input.table, input.loaded.fileId);
  const rows = await context.loader.query(
    `select file_row_number as record_index, ${column} as word from read_parquet(${sqlText(path)}, file_row_number = true)
     where load_status <> 'excluded' and (${column} is null or ${column} not in (${known.map(sqlText).join(", ")}))
     order by file_row_number limit 1`,
  );
  const [first] = rows;
  if (first === undefined) return [];
  const record = recordNumber(Number(first["record_index"]), input.loaded.malformed);
  const word = first["word"] === null ? BLANK : shownWord(String(first["word"]), known);
  return [wordAlwaysRefused({ file: input.file, record, column, word, known }, { at: { file: input.file } })];
}

const BLANK: LocalizedText = { en: "that is blank", "zh-CN": "为空" };
const NOT_SHOWN: LocalizedText = { en: "with a value that is not shown", "zh-CN": "的值无法识别（不予显示）" };

/** A word is shown when it is near one the column knows; anything else may be a shifted column with somebody's number. */
function shownWord(word: string, known: readonly string[]): LocalizedText {
  const near = nearest(word, known);
  if (near === undefined) return NOT_SHOWN;
  return { en: `"${word}" (did you mean "${near}"?)`, "zh-CN": `的值“${word}”无法识别（是否想写“${near}”？）` };
}
