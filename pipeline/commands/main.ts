import yargs, { type Argv } from "yargs";

import { formatWithoutTable } from "../../src/errors.ts";
import { packageVersion } from "../../src/io/package-root.ts";
import type { CommandContext } from "./command.ts";
import { commandContext, type OutputOptions } from "./command-context.ts";
import { GLOBAL_OPTIONS, readLeniently } from "./options.ts";
import type { Registration } from "./registration.ts";
import { REGISTRATIONS } from "./registrations.ts";
import { reportFailure } from "./report-failure.ts";
import { usageProblem } from "./usage-problem.ts";
import { helpOf, programHelp, USAGES } from "./usages.ts";

/**
 * Runs the program with the given arguments and returns its exit code. A command is loaded when it is carried out, so that help
 * and mistakes are told at once. Source: operations.md §1 and §2.
 */
export async function main(arguments_: readonly string[]): Promise<number> {
  const { output, words } = readLeniently(arguments_);
  let exitCode = 0;
  try {
    await parser(arguments_, words, (code) => void (exitCode = code)).parseAsync([...arguments_]);
    return exitCode;
  } catch (error) {
    return reportFailure(error, output);
  }
}

type OnEnd = (exitCode: number) => void;

function parser(arguments_: readonly string[], words: readonly string[], onEnd: OnEnd): Argv {
  const usages = Object.fromEntries(Object.entries(USAGES).map(([name, { line }]) => [name, line]));
  const cli = yargs()
    .scriptName("gatekeeper")
    .usage(programHelp())
    .options(GLOBAL_OPTIONS)
    .strict()
    .demandCommand(1, `Which command? Choose one of ${REGISTRATIONS.map(({ name }) => name).join(", ")}`)
    .version(packageVersion())
    .help()
    .alias("h", "help")
    .exitProcess(false)
    .wrap(100)
    .fail((message: string, error: Error | undefined) => {
      if (error !== undefined && error.name !== "YError") throw error;
      throw usageProblem(error?.message ?? message, {
        arguments: arguments_,
        words,
        usages,
        options: knownOptions(words[0]),
      });
    });
  for (const registered of REGISTRATIONS) register(cli, registered, onEnd);
  return cli;
}

function register(cli: Argv, registered: Registration, onEnd: OnEnd): void {
  const { name, words, positionals, options, carryOut } = registered;
  cli.command(
    words,
    USAGES[name].does,
    (command) => {
      command.usage(helpOf(name)).options(options);
      for (const [word, declared] of Object.entries(positionals)) command.positional(word, declared);
      return command;
    },
    async (given) => {
      onEnd((await carryOut(given, (output) => openFor(registered, output))) ?? 0);
    },
  );
}

/** The effects of a command. Throws GK0106 for a format that this command has nothing for. */
function openFor({ name, printsTable }: Registration, output: OutputOptions): CommandContext {
  const isOfTables = output.format === "csv" || output.format === "markdown";
  if (isOfTables && printsTable !== true) throw formatWithoutTable({ command: name, format: output.format });
  return commandContext(output);
}

/** The options to suggest: those of the command that was written, or of all of them. */
function knownOptions(command: string | undefined): string[] {
  const meant = REGISTRATIONS.filter(({ name }) => name === command);
  const own = (meant.length === 0 ? REGISTRATIONS : meant).flatMap(({ options }) => Object.keys(options));
  return [...new Set([...Object.keys(GLOBAL_OPTIONS), ...own, "help", "version"])];
}
