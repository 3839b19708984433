import yargs, { type Argv } from "yargs";

import { packageVersion } from "../../src/io/package-root.ts";
import type { StageName } from "../pipeline.ts";
import type { CommandContext } from "./command.ts";
import { commandContext, type OutputOptions } from "./command-context.ts";
import { asOfOf, GLOBAL_OPTIONS, globalsOf, readLeniently, single, withAsOf } from "./options.ts";
import { reportFailure } from "./report-failure.ts";
import { usageProblem } from "./usage-problem.ts";
import { helpOf, programHelp, USAGES } from "./usages.ts";

/** The stages by name, written out: help and mistakes are told without loading what carries the commands out. */
const STAGES: Readonly<Record<StageName, true>> = {
  load: true,
  identity: true,
  consent: true,
  segment: true,
  gate: true,
  allocation: true,
  disclosure: true,
  export: true,
};

/** Options of single commands, for suggestions. */
const OWN_OPTIONS = [
  "as-of",
  "customer",
  "help",
  "origin",
  "run",
  "sample-data",
  "select",
  "until",
  "version",
  "write",
];

const LAST_STAGE: StageName = "export";

/**
 * Runs the program with the given arguments and returns its exit code. A command is loaded when it is carried out, so that help
 * and mistakes are told at once. Source: operations.md §1 and §2.
 */
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
  addConfigurationCommands(cli, open);
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
    async (options) => {
      const { init } = await import("./init.ts");
      await init(
        { ...globalsOf(options), directory: options.dir, sampleData: options["sample-data"] },
        open(globalsOf(options)),
      );
    },
  );
  cli.command(
    "validate",
    USAGES.validate.does,
    (command) => command.usage(helpOf("validate")),
    async (options) => {
      const globals = globalsOf(options);
      const { validate } = await import("./validate.ts");
      await validate(globals, open(globals));
    },
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
      const [customer = "", run] = [single(options, "customer"), single(options, "run")];
      const wanted = { ...globalsOf(options), campaign: options.campaign, customer, run };
      const { explain } = await import("./explain.ts");
      await explain(wanted, open(wanted));
    },
  );
}

function addConfigurationCommands(cli: Argv, open: OpenCommand): void {
  cli.command(
    "config <action>",
    USAGES.config.does,
    (command) =>
      command
        .usage(helpOf("config"))
        .positional("action", { choices: ["show"] as const, demandOption: true, describe: "What to do with it" })
        .option("origin", { type: "boolean", default: false, describe: "Say where each value comes from" }),
    async (options) => {
      const wanted = { ...globalsOf(options), origin: options.origin };
      const { configShow } = await import("./config-show.ts");
      configShow(wanted, open(wanted));
    },
  );
  cli.command(
    "schema [name]",
    USAGES.schema.does,
    (command) =>
      command
        .usage(helpOf("schema"))
        .positional("name", { type: "string", describe: "What it describes, such as campaign or manifest" })
        .option("write", { type: "boolean", default: false, describe: "Write those an editor needs into the project" }),
    async (options) => {
      const wanted = { ...globalsOf(options), name: options.name, write: options.write };
      const { schema } = await import("./schema.ts");
      await schema(wanted, open(wanted));
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
    async (options) => {
      const wanted = { ...globalsOf(options), asOf: asOfOf(options), select: options.campaigns };
      const { plan } = await import("./plan.ts");
      await plan(wanted, open(wanted));
    },
  );
  cli.command(
    "run",
    USAGES.run.does,
    (command) =>
      withSelect(withAsOf(command.usage(helpOf("run")))).option("until", {
        choices: Object.keys(STAGES) as StageName[],
        default: LAST_STAGE,
        describe: "Stop after this stage",
      }),
    async (options) => {
      const { select, until } = options;
      const wanted = { ...globalsOf(options), asOf: asOfOf(options), select, until };
      const { run } = await import("./run.ts");
      await run(wanted, open(wanted));
    },
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
    async (options) => {
      const wanted = { ...globalsOf(options), run: options.run, select: options.select };
      const { release } = await import("./release.ts");
      await release(wanted, open(wanted));
    },
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
