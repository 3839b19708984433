import type { LocalizedText } from "../language.ts";
import type { ErrorPosition } from "./define.ts";

/** The rest of a message about a misspelt word; nothing without a suggestion. */
export function didYouMean(suggestion: string | undefined): LocalizedText {
  return suggestion === undefined
    ? { en: "", "zh-CN": "" }
    : { en: `. Did you mean "${suggestion}"?`, "zh-CN": `。是否想写“${suggestion}”？` };
}

/** Words to choose from. */
export function oneOf(words: readonly string[]): LocalizedText {
  const [first, last] = [words.slice(0, -1), words.at(-1) ?? ""];
  if (first.length === 0) return { en: last, "zh-CN": last };
  return { en: `${first.join(", ")} or ${last}`, "zh-CN": `${first.join("、")} 或 ${last}` };
}

/** What the operating system says of a file, by its own code. */
export function systemSays(code: string): LocalizedText {
  return { en: `the system says ${code}`, "zh-CN": `系统报告 ${code}` };
}

/** A place within a message: `campaigns/spring.yaml:1:5`. */
export function placeOf({ file, line, column }: ErrorPosition): string {
  return [file, line, column].filter((part) => part !== undefined).join(":");
}

/** Records of a file that a message names; the rest is counted. */
const RECORDS_NAMED = 3;

/** The records of a file that have one fault: the first few, and how many others there are. */
export interface FaultyRecords {
  readonly records: readonly number[];
  readonly others: number;
}

/** What a message says of all the records that have one fault. */
export function faultyRecords(records: readonly number[]): FaultyRecords {
  return { records: records.slice(0, RECORDS_NAMED), others: Math.max(records.length - RECORDS_NAMED, 0) };
}

/** Records within a message: `record 5`, `records 5, 6, 7 (and 2 more)`. */
export function recordsNamed({ records, others }: FaultyRecords): LocalizedText {
  const more = others > 0;
  return {
    en: `${records.length === 1 ? "record" : "records"} ${records.join(", ")}${more ? ` (and ${others} more)` : ""}`,
    "zh-CN": `第 ${records.join("、")} 条记录${more ? `（另有 ${others} 条）` : ""}`,
  };
}
