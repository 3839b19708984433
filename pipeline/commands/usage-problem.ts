import { type GatekeeperError, usageInvalid } from "../../src/errors.ts";
import { nearest } from "../../src/expression/suggest.ts";

/** What the command line knows, and what was written. */
export interface CommandLine {
  readonly arguments: readonly string[];
  /** The plain words among the arguments; the first names the command. */
  readonly words: readonly string[];
  /** The usage line of each command. */
  readonly usages: Readonly<Record<string, string>>;
  readonly options: readonly string[];
}

/** The coded error for what yargs finds wrong, in words that say what to write instead. */
export function usageProblem(message: string, line: CommandLine): GatekeeperError {
  return usageInvalid({ message: readable(message.trim(), line) });
}

function readable(message: string, line: CommandLine): string {
  const [command = ""] = line.words;
  const usage = line.usages[command];
  if (usage === undefined) return command === "" ? message : unknownCommand(command, line);
  const [, unknown] = /^Unknown arguments?: (.+)$/su.exec(message) ?? [];
  if (unknown !== undefined) return unknownArguments(unknown.split(", "), usage, line);
  const [, missing] = /^Missing required arguments?: (.+)$/su.exec(message) ?? [];
  if (missing !== undefined) return `--${missing.replaceAll(", ", " and --")} is missing: ${usage}`;
  const [, bare] = /^Not enough arguments following: (.+)$/su.exec(message) ?? [];
  if (bare !== undefined) return `--${bare} needs a value: ${usage}`;
  if (message.startsWith("Not enough non-option arguments")) return `something is missing: ${usage}`;
  return invalidValue(message, line.arguments) ?? message;
}

function unknownCommand(command: string, { usages }: CommandLine): string {
  const known = Object.keys(usages);
  const near = nearest(command, known);
  // A word far from every command may be anything, somebody's number too.
  return near === undefined
    ? `no such command; choose one of ${known.join(", ")}`
    : `there is no command "${command}"; did you mean "${near}"?`;
}

function unknownArguments(names: readonly string[], usage: string, line: CommandLine): string {
  const options = names.filter((name) => isOption(name, line.arguments));
  if (options.length === 0) return `too many words: ${usage}`;
  const sentences = options.map((name) => {
    const near = nearest(name, line.options);
    return `there is no option ${dashed(name)}${near === undefined ? "" : `; did you mean ${dashed(near)}?`}`;
  });
  return sentences.join("; ");
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

function invalidValue(message: string, written: readonly string[]): string | undefined {
  const [, name = "", given, choices] = /Argument: ([\w-]+), Given: (.*), Choices: (.*)$/su.exec(message) ?? [];
  return given === undefined
    ? undefined
    : `${isOption(name, written) ? dashed(name) : name} ${given} is not a choice; choose one of ${choices?.replaceAll('"', "")}`;
}
