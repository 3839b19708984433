import yargs, { type Argv } from "yargs";

import { packageVersion } from "../../src/io/package-root.ts";
import { asOfMissing, usageInvalid } from "../../src/errors.ts";
import { STAGE_NAMES, type StageName } from "../pipeline.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { commandContext, type OutputOptions } from "./command-context.ts";
import { explain } from "./explain.ts";
import { init } from "./init.ts";
import { plan } from "./plan.ts";
import { release } from "./release.ts";
import { reportFailure } from "./report-failure.ts";
import { run } from "./run.ts";
import { validate } from "./validate.ts";

/** What yargs makes of the global options. */
type Globals = OutputOptions & GlobalOptions;

const DEFAULT_MEMORY_LIMIT = "1200MB";

/** Runs the program with the given arguments and returns its exit code. Source: operations.md §1 and §2. */
export async function main(arguments_: readonly string[]): Promise<number> {
  let output: OutputOptions = { format: "human", quiet: false, verbose: false, color: true };
  try {
    await parser((options) => {
      output = options;
      return commandContext(options);
    }).parseAsync([...arguments_]);
    return 0;
  } catch (error) {
    return reportFailure(error, output);
  }
}

type OpenCommand = (options: OutputOptions) => CommandContext;

function parser(open: OpenCommand): Argv {
  const cli = yargs()
    .scriptName("gatekeeper")
    .parserConfiguration({ "camel-case-expansion": true })
    .usage("$0 <command>\n\nLists and reports leave the company through here, or not at all.")
    .options(globalOptions())
    .example("$0 init shop --sample-data", "a project to try")
    .example("$0 run --as-of 2026-11-01", "segments, gates, staged lists, protected reports")
    .example("$0 explain winter-call --customer C00042", "why somebody is on a list, or is not")
    .strict()
    .demandCommand(1, "Which command? See gatekeeper --help.")
    .recommendCommands()
    .version(packageVersion())
    .help()
    .alias("h", "help")
    .exitProcess(false)
    .wrap(100)
    .fail((message: string, error: Error | undefined) => {
      throw error ?? usageInvalid({ message });
    });
  addProjectCommands(cli, open);
  addRunCommands(cli, open);
  return cli;
}

function globalOptions() {
  return {
    "project-dir": {
      alias: "C",
      type: "string",
      default: ".",
      describe: "The folder with gatekeeper.yaml",
      group: "Everywhere:",
    },
    format: {
      choices: ["human", "json"] as const,
      default: "human" as const,
      describe: "For people or for programs",
      group: "Everywhere:",
    },
    threads: { type: "number", describe: "Threads of the engine; all by default", group: "Everywhere:" },
    "memory-limit": {
      type: "string",
      default: DEFAULT_MEMORY_LIMIT,
      describe: "Memory of the engine; more is spilled to disk",
      group: "Everywhere:",
    },
    quiet: { alias: "q", type: "boolean", default: false, describe: "Warnings and errors only", group: "Everywhere:" },
    verbose: {
      alias: "v",
      type: "boolean",
      default: false,
      describe: "Every file, and the causes of errors",
      group: "Everywhere:",
    },
    color: {
      type: "boolean",
      default: true,
      describe: "Colours on a terminal; --no-color for none",
      group: "Everywhere:",
    },
  } as const;
}

function addProjectCommands(cli: Argv, open: OpenCommand): void {
  cli.command(
    "init [dir]",
    "Make a project folder with commented configuration",
    (command) =>
      command
        .positional("dir", { type: "string", default: ".", describe: "The new project's folder" })
        .option("sample-data", {
          type: "boolean",
          default: false,
          describe: "With the data of an invented shop, ready to run",
        })
        .example("$0 init shop --sample-data", "a whole project to try"),
    async (options) => init({ directory: options.dir, sampleData: options["sample-data"] }, open(globalsOf(options))),
  );
  cli.command(
    "validate",
    "Check configuration, campaigns, reports and the headers of the input files; writes nothing",
    (command) => command.example("$0 validate -C shop", "every problem at once, each with its place"),
    async (options) => validate(globalsOf(options), open(globalsOf(options))),
  );
  cli.command(
    "explain <campaign>",
    "Say why a customer is on a list or is not, with the evidence; for the privacy officer",
    (command) =>
      command
        .positional("campaign", { type: "string", demandOption: true, describe: "The campaign's id" })
        .option("customer", { type: "string", demandOption: true, describe: "The customer id" })
        .option("run", { type: "string", describe: "The run; the newest by default" })
        .example("$0 explain winter-call --customer C00042", "from the newest run"),
    async (options) =>
      explain(
        { ...globalsOf(options), campaign: options.campaign, customer: options.customer, run: options.run },
        open(globalsOf(options)),
      ),
  );
}

function addRunCommands(cli: Argv, open: OpenCommand): void {
  cli.command(
    "plan [campaigns..]",
    "Count what a run would decide, protected; stages and releases nothing",
    (command) =>
      withAsOf(command).positional("campaigns", {
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
    "Load, segment, ask every gate, stage the lists and protect the reports",
    (command) =>
      withAsOf(command)
        .option("select", {
          type: "string",
          array: true,
          default: [] as string[],
          describe: "Campaign ids; all by default",
        })
        .option("until", {
          choices: STAGE_NAMES,
          default: "export" satisfies StageName as StageName,
          describe: "Stop after this stage",
        })
        .example("$0 run --as-of 2026-11-01 --select winter-call", "one campaign"),
    async (options) =>
      run(
        { ...globalsOf(options), asOf: asOfOf(options), select: options.select, until: options.until },
        open(globalsOf(options)),
      ),
  );
  cli.command(
    "release <run>",
    "Ask every gate once more on today's inputs and hand the staged lists over",
    (command) =>
      command
        .positional("run", { type: "string", demandOption: true, describe: "The run's id" })
        .option("select", {
          type: "string",
          array: true,
          default: [] as string[],
          describe: "Campaign ids; all of the run by default",
        })
        .example("$0 release run-0123456789abcdef0123", "lists go to .gatekeeper/releases"),
    async (options) =>
      release({ ...globalsOf(options), run: options.run, select: options.select }, open(globalsOf(options))),
  );
}

function withAsOf<T>(command: Argv<T>) {
  return command.option("as-of", {
    type: "string",
    describe: "Everything strictly before it is known: YYYY-MM-DD, or an instant with offset",
  });
}

function asOfOf(options: { readonly "as-of"?: string | undefined }): string {
  const asOf = options["as-of"];
  if (asOf === undefined) throw asOfMissing({});
  return asOf;
}

function globalsOf(options: Record<string, unknown>): Globals {
  return {
    projectDir: String(options["project-dir"]),
    format: options["format"] === "json" ? "json" : "human",
    threads: typeof options["threads"] === "number" ? options["threads"] : undefined,
    memoryLimit: String(options["memory-limit"]),
    quiet: options["quiet"] === true,
    verbose: options["verbose"] === true,
    color: options["color"] !== false,
  };
}
