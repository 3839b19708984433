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
