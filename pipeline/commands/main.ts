import yargs, { type Argv } from "yargs";

import { packageVersion } from "../../src/io/package-root.ts";
import { STAGE_NAMES, type StageName } from "../pipeline.ts";
import type { CommandContext } from "./command.ts";
import { commandContext, type OutputOptions } from "./command-context.ts";
import { explain } from "./explain.ts";
import { init } from "./init.ts";
import { asOfOf, GLOBAL_OPTIONS, globalsOf, readLeniently, single, withAsOf } from "./options.ts";
import { plan } from "./plan.ts";
import { release } from "./release.ts";
import { reportFailure } from "./report-failure.ts";
import { run } from "./run.ts";
import { usageProblem } from "./usage-problem.ts";
import { helpOf, programHelp, USAGES } from "./usages.ts";
import { validate } from "./validate.ts";

/** Options of single commands, for suggestions. */
const OWN_OPTIONS = ["as-of", "customer", "help", "run", "sample-data", "select", "until", "version"];

const LAST_STAGE: StageName = "export";

/** Runs the program with the given arguments and returns its exit code. Source: operations.md §1 and §2. */
export async function main(arguments_: readonly string[]): Promise<number> {
  const { output, words } = readLeniently(arguments_);
  try {
    await parser(commandContext, arguments_, words).parseAsync([...arguments_]);
    return 0;
  } catch (error) {
    return reportFailure(error, output);
  }
}

type OpenCommand = (options: OutputOptions) => CommandContext;

function parser(open: OpenCommand, arguments_: readonly string[], words: readonly string[]): Argv {
  const usages = Object.fromEntries(Object.entries(USAGES).map(([name, { line }]) => [name, line]));
  const options = [...Object.keys(GLOBAL_OPTIONS), ...OWN_OPTIONS];
  const cli = yargs()
    .scriptName("gatekeeper")
    .usage(programHelp())
    .options(GLOBAL_OPTIONS)
    .strict()
    .demandCommand(1, `Which command? Choose one of ${Object.keys(USAGES).join(", ")}`)
    .version(packageVersion())
    .help()
    .alias("h", "help")
    .exitProcess(false)
    .wrap(100)
    .fail((message: string, error: Error | undefined) => {
      if (error !== undefined && error.name !== "YError") throw error;
      throw usageProblem(error?.message ?? message, { arguments: arguments_, words, usages, options });
    });
  addProjectCommands(cli, open);
  addRunCommands(cli, open);
  return cli;
}

function addProjectCommands(cli: Argv, open: OpenCommand): void {
  cli.command(
    "init [dir]",
    USAGES.init.does,
    (command) =>
      command
        .usage(helpOf("init"))
        .positional("dir", { type: "string", default: ".", describe: "The new project's folder" })
        .option("sample-data", { type: "boolean", default: false, describe: "With the data of an invented shop" }),
    async (options) => init({ directory: options.dir, sampleData: options["sample-data"] }, open(globalsOf(options))),
  );
  cli.command(
    "validate",
    USAGES.validate.does,
    (command) => command.usage(helpOf("validate")),
    async (options) => validate(globalsOf(options), open(globalsOf(options))),
  );
  cli.command(
    "explain <campaign>",
    USAGES.explain.does,
    (command) =>
      command
        .usage(helpOf("explain"))
        .positional("campaign", { type: "string", demandOption: true, describe: "The campaign's id" })
        .option("customer", {
          type: "string",
          demandOption: true,
          requiresArg: true,
          describe: "The customer id, exactly as the input files write it",
        })
        .option("run", { type: "string", requiresArg: true, describe: "The run; the newest by default" }),
    async (options) => {
      const [customer = "", of] = [single(options, "customer"), single(options, "run")];
      await explain({ ...globalsOf(options), campaign: options.campaign, customer, run: of }, open(globalsOf(options)));
    },
  );
}

function addRunCommands(cli: Argv, open: OpenCommand): void {
  cli.command(
    "plan [campaigns..]",
    USAGES.plan.does,
    (command) =>
      withAsOf(command.usage(helpOf("plan"))).positional("campaigns", {
        type: "string",
        array: true,
        default: [] as string[],
        describe: "Campaign ids; all by default",
      }),
    async (options) =>
      plan({ ...globalsOf(options), asOf: asOfOf(options), select: options.campaigns }, open(globalsOf(options))),
  );
  cli.command(
    "run",
    USAGES.run.does,
    (command) =>
      withSelect(withAsOf(command.usage(helpOf("run")))).option("until", {
        choices: STAGE_NAMES,
        default: LAST_STAGE,
        describe: "Stop after this stage",
      }),
    async (options) =>
      run(
        { ...globalsOf(options), asOf: asOfOf(options), select: options.select, until: options.until },
        open(globalsOf(options)),
      ),
  );
  cli.command(
    "release <run>",
    USAGES.release.does,
    (command) =>
      withSelect(command.usage(helpOf("release"))).positional("run", {
        type: "string",
        demandOption: true,
        describe: "The run's id",
      }),
    async (options) =>
      release({ ...globalsOf(options), run: options.run, select: options.select }, open(globalsOf(options))),
  );
}

function withSelect<T>(command: Argv<T>) {
  return command.option("select", {
    type: "string",
    array: true,
    requiresArg: true,
    default: [] as string[],
    describe: "Campaign ids; all by default",
  });
}
