import { type GatekeeperError, oneOf, usageInvalid } from "../../src/errors.ts";
import { nearest } from "../../src/expression/suggest.ts";
import type { LocalizedText } from "../../src/language.ts";
import { valueMissing } from "./options.ts";

/** What the command line knows, and what was written. */
export interface CommandLine {
  readonly arguments: readonly string[];
  /** The plain words among the arguments; the first names the command. */
  readonly words: readonly string[];
  /** The usage line of each command. */
  readonly usages: Readonly<Record<string, string>>;
  readonly options: readonly string[];
}

/** The coded error for what yargs finds wrong, in words that say what to write instead. `message` is yargs' English one. */
export function usageProblem(message: string, line: CommandLine): GatekeeperError {
  return usageInvalid({ message: readable(message.trim(), line) });
}

/** Neither is a choice, of a value given to an option or to the environment. */
export function notAChoice(written: string, choices: readonly string[]): GatekeeperError {
  return usageInvalid({ message: choiceProblem(written, choices) });
}

function readable(message: string, line: CommandLine): LocalizedText {
  const [command = ""] = line.words;
  const usage = line.usages[command];
  if (usage === undefined) return command === "" ? noCommand(line) : unknownCommand(command, line);
  const [, unknown] = /^Unknown arguments?: (.+)$/su.exec(message) ?? [];
  if (unknown !== undefined) return unknownArguments(unknown.split(", "), usage, line);
  const [, missing] = /^Missing required arguments?: (.+)$/su.exec(message) ?? [];
  if (missing !== undefined) return missingOptions(missing.split(", "), usage);
  const [, bare] = /^Not enough arguments following: (.+)$/su.exec(message) ?? [];
  if (bare !== undefined) return valueMissing(bare) ?? needsValue(bare, usage);
  if (message.startsWith("Not enough non-option arguments"))
    return { en: `something is missing: ${usage}`, "zh-CN": `缺少必要的内容：${usage}` };
  return invalidValue(message, line) ?? { en: message, "zh-CN": `命令行无法理解：${usage}` };
}

/** An option of one command was written without its value, or with a blank one. */
export function needsValue(option: string, usage: string): LocalizedText {
  return {
    en: `${dashed(option)} needs a value: ${usage}`,
    "zh-CN": `${dashed(option)} 需要一个值：${usage}`,
  };
}

function noCommand({ usages }: CommandLine): LocalizedText {
  const known = Object.keys(usages);
  return {
    en: `Which command? Choose one of ${known.join(", ")}`,
    "zh-CN": `要执行哪个命令？请从 ${oneOf(known)["zh-CN"]} 中选择`,
  };
}

function unknownCommand(command: string, { usages }: CommandLine): LocalizedText {
  const known = Object.keys(usages);
  const near = nearest(command, known);
  // A word far from every command may be anything, somebody's number too.
  return near === undefined
    ? {
        en: `no such command; choose one of ${known.join(", ")}`,
        "zh-CN": `没有这个命令；请从 ${oneOf(known)["zh-CN"]} 中选择`,
      }
    : {
        en: `there is no command "${command}"; did you mean "${near}"?`,
        "zh-CN": `没有命令“${command}”；是否想写“${near}”？`,
      };
}

function missingOptions(names: readonly string[], usage: string): LocalizedText {
  const options = names.map((name) => `--${name}`);
  return {
    en: `${options.join(" and ")} is missing: ${usage}`,
    "zh-CN": `缺少 ${options.join(" 和 ")}：${usage}`,
  };
}

function unknownArguments(names: readonly string[], usage: string, line: CommandLine): LocalizedText {
  const options = names.filter((name) => isOption(name, line.arguments));
  if (options.length === 0) return { en: `too many words: ${usage}`, "zh-CN": `多余的词：${usage}` };
  const sentences = options.map((name) => unknownOption(name, line));
  return {
    en: sentences.map(({ en }) => en).join("; "),
    "zh-CN": sentences.map((sentence) => sentence["zh-CN"]).join("；"),
  };
}

function unknownOption(name: string, { options }: CommandLine): LocalizedText {
  const near = nearest(name, options);
  return {
    en: `there is no option ${dashed(name)}${near === undefined ? "" : `; did you mean ${dashed(near)}?`}`,
    "zh-CN": `没有选项 ${dashed(name)}${near === undefined ? "" : `；是否想写 ${dashed(near)}？`}`,
  };
}

/** yargs names an option twice when it has a hyphen; only the one that was written counts. */
function isOption(name: string, written: readonly string[]): boolean {
  return written.some(
    (word) => word.split("=")[0] === `--${name}` || (name.length === 1 && new RegExp(`^-\\w*${name}`, "u").test(word)),
  );
}

function dashed(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}

function invalidValue(message: string, { options }: CommandLine): LocalizedText | undefined {
  const [, option, given, choices = ""] = /Argument: ([\w-]+), Given: (.*), Choices: (.*)$/su.exec(message) ?? [];
  return option === undefined
    ? undefined
    : choiceProblem(
        `${options.includes(option) ? `--${option} ` : ""}${given}`,
        choices.replaceAll('"', "").split(", "),
      );
}

function choiceProblem(written: string, choices: readonly string[]): LocalizedText {
  return {
    en: `${written} is not a choice; choose one of ${choices.join(", ")}`,
    "zh-CN": `${written} 不是可选的值；请从 ${oneOf(choices)["zh-CN"]} 中选择`,
  };
}
