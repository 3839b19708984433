import { resolve } from "node:path";
import yargs, { type Argv } from "yargs";

import { formatWithoutTable } from "../../src/errors.ts";
import { packageVersion } from "../../src/io/package-root.ts";
import { type Language, LANGUAGES } from "../../src/language.ts";
import { chooseLanguage, isLanguageVariableValid, LANGUAGE_VARIABLE } from "../../src/report/choose-language.ts";
import { commandContext } from "./command-context.ts";
import {
  described,
  GLOBAL_OPTIONS,
  type Globals,
  globalOptions,
  type LenientReading,
  readLeniently,
} from "./options.ts";
import type { OpenCommand, Registration } from "./registration.ts";
import { REGISTRATIONS } from "./registrations.ts";
import { reportFailure } from "./report-failure.ts";
import { notAChoice, usageProblem } from "./usage-problem.ts";
import { helpOf, programHelp, USAGES } from "./usages.ts";

/**
 * Runs the program with the given arguments and returns its exit code. A command is loaded when it is carried out, so that help
 * and mistakes are told at once. Source: operations.md §1 and §2.
 */
export async function main(arguments_: readonly string[]): Promise<number> {
  const reading = readLeniently(arguments_);
  const wishes = { option: reading.output.lang, environment: process.env };
  // Until a project is opened nobody knows what its configuration says.
  let language = chooseLanguage({ ...wishes, configuration: () => undefined });
  const open: OpenCommand = async (globals) => {
    if (!isLanguageVariableValid(wishes.environment))
      throw notAChoice(`${LANGUAGE_VARIABLE}=${wishes.environment[LANGUAGE_VARIABLE]}`, LANGUAGES);
    const { statedLanguage } = await import("../../src/config/stated-language.ts");
    const configuration = () => statedLanguage(resolve(globals.projectDir), wishes.environment, globals);
    language = chooseLanguage({ ...wishes, configuration });
    return commandContext(globals, language);
  };
  let exitCode = 0;
  const shell: Shell = { open, language, onEnd: (code) => void (exitCode = code) };
  try {
    await parser(shell, arguments_, reading).parseAsync([...arguments_]);
    return exitCode;
  } catch (error) {
    return reportFailure(error, reading.output, language);
  }
}

/** What the commands are declared with. */
interface Shell {
  readonly open: OpenCommand;
  readonly language: Language;
  readonly onEnd: (exitCode: number) => void;
}

function parser(shell: Shell, arguments_: readonly string[], { words, isHelpWanted }: LenientReading): Argv {
  const { language } = shell;
  const usages = Object.fromEntries(Object.entries(USAGES).map(([name, { line }]) => [name, line]));
  const cli = yargs()
    .scriptName("gatekeeper")
    // Help is yargs' own, in its language; what it finds wrong is read in English and worded by us.
    .locale(isHelpWanted ? YARGS_LOCALES[language] : YARGS_LOCALES.en)
    .updateStrings(isHelpWanted ? YARGS_STRINGS[language] : {})
    .usage(programHelp(language))
    .options(globalOptions(language))
    .strict()
    .demandCommand(1)
    .version(packageVersion())
    .help()
    .alias("h", "help")
    .exitProcess(false)
    .wrap(100)
    .fail((message: string, error: Error | undefined) => {
      if (error !== undefined && error.name !== "YError") throw error;
      const options = knownOptions(words[0]);
      throw usageProblem(error?.message ?? message, { arguments: arguments_, words, usages, options });
    });
  for (const registered of REGISTRATIONS) register(cli, registered, shell);
  return cli;
}

const YARGS_LOCALES: Readonly<Record<Language, string>> = { en: "en", "zh-CN": "zh_CN" };

/** What that locale says otherwise than we do. */
const YARGS_STRINGS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {},
  "zh-CN": { "Positionals:": "参数：" },
};

function register(cli: Argv, registered: Registration, { open, language, onEnd }: Shell): void {
  const { name, words, positionals, options, carryOut } = registered;
  cli.command(
    words,
    USAGES[name].does[language],
    (command) => {
      command.usage(helpOf(name, language)).options(described(options, language));
      for (const [word, declared] of Object.entries(described(positionals, language)))
        command.positional(word, declared);
      return command;
    },
    async (given) => {
      const openChecked: OpenCommand = async (globals) => {
        checkFormat(registered, globals);
        return open(globals);
      };
      onEnd((await carryOut(given, openChecked)) ?? 0);
    },
  );
}

/** Throws GK0106 for a format that this command has nothing for. */
function checkFormat({ name, printsTable }: Registration, { format }: Globals): void {
  const isOfTables = format === "csv" || format === "markdown";
  if (isOfTables && printsTable !== true) throw formatWithoutTable({ command: name, format });
}

/** The options to suggest: those of the command that was written, or of all of them. */
function knownOptions(command: string | undefined): string[] {
  const meant = REGISTRATIONS.filter(({ name }) => name === command);
  const own = (meant.length === 0 ? REGISTRATIONS : meant).flatMap(({ options }) => Object.keys(options));
  return [...new Set([...Object.keys(GLOBAL_OPTIONS), ...own, "help", "version"])];
}
