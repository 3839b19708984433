import yargs, { type Argv } from "yargs";

import { packageVersion } from "../../src/io/package-root.ts";
import { commandContext } from "./command-context.ts";
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
  try {
    await parser(arguments_, words).parseAsync([...arguments_]);
    return 0;
  } catch (error) {
    return reportFailure(error, output);
  }
}

function parser(arguments_: readonly string[], words: readonly string[]): Argv {
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
  for (const registered of REGISTRATIONS) register(cli, registered);
  return cli;
}

function register(cli: Argv, { name, words, positionals, options, carryOut }: Registration): void {
  cli.command(
    words,
    USAGES[name].does,
    (command) => {
      command.usage(helpOf(name)).options(options);
      for (const [word, declared] of Object.entries(positionals)) command.positional(word, declared);
      return command;
    },
    async (given) => carryOut(given, commandContext),
  );
}

/** The options to suggest: those of the command that was written, or of all of them. */
function knownOptions(command: string | undefined): string[] {
  const meant = REGISTRATIONS.filter(({ name }) => name === command);
  const own = (meant.length === 0 ? REGISTRATIONS : meant).flatMap(({ options }) => Object.keys(options));
  return [...new Set([...Object.keys(GLOBAL_OPTIONS), ...own, "help", "version"])];
}
