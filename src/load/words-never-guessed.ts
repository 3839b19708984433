import type { InputTableName } from "../domain/input-tables.ts";
import { sqlText } from "../engine/engine.ts";
import { type GatekeeperError, wordAlwaysRefused } from "../errors.ts";
import { nearest } from "../expression/suggest.ts";
import type { LocalizedText } from "../language.ts";
import { IS_EXCLUDED } from "./fate.ts";
import type { LoadedFile, UnknownWord } from "./input-cache.ts";
import type { LoadedInput } from "./load-inputs.ts";
import type { LoadedRows } from "./loaded-rows.ts";
import { recordNumber } from "./record-number.ts";
import { WORDS_NEVER_GUESSED } from "./word-columns.ts";

/**
 * The first of the loaded records with an unknown word where the word decides whether somebody said no; null for none. Blank
 * counts as unknown. The word is kept when it is near one the column knows: anything else may be a shifted column with
 * somebody's number.
 */
export async function findUnknownWord(
  table: InputTableName,
  { numbered, query }: LoadedRows,
  malformed: LoadedFile["malformed"],
): Promise<UnknownWord | null> {
  const words = WORDS_NEVER_GUESSED[table];
  if (words === undefined) return null;
  const { column, known } = words;
  const [first] = await query(
    `select record_index, ${column} as word from ${numbered}
     where not coalesce(${IS_EXCLUDED}, false) and (${column} is null or ${column} not in (${known.map(sqlText).join(", ")}))
     order by record_index limit 1`,
  );
  if (first === undefined) return null;
  const record = recordNumber(Number(first["record_index"]), malformed);
  const word = first["word"];
  if (word === null || word === undefined) return { record, word: null, isBlank: true };
  return { record, word: nearest(String(word), known) === undefined ? null : String(word), isBlank: false };
}

/** The refusal of a file with such a word (GK0328): rejecting the record could drop a refusal, and guessing could make one. */
export function unknownWordProblems({ table, file, loaded }: LoadedInput): GatekeeperError[] {
  const words = WORDS_NEVER_GUESSED[table];
  if (words === undefined || loaded.unknownWord === null) return [];
  const { column, known } = words;
  const { record } = loaded.unknownWord;
  return [
    wordAlwaysRefused({ file, record, column, word: wording(loaded.unknownWord, known), known }, { at: { file } }),
  ];
}

const BLANK: LocalizedText = { en: "that is blank", "zh-CN": "为空" };
const NOT_SHOWN: LocalizedText = { en: "with a value that is not shown", "zh-CN": "的值无法识别（不予显示）" };

function wording({ word, isBlank }: UnknownWord, known: readonly string[]): LocalizedText {
  if (isBlank) return BLANK;
  const near = word === null ? undefined : nearest(word, known);
  if (near === undefined) return NOT_SHOWN;
  return { en: `"${word}" (did you mean "${near}"?)`, "zh-CN": `的值“${word}”无法识别（是否想写“${near}”？）` };
}
