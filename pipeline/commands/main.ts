import { resolve } from "node:path";
import yargs, { type Argv } from "yargs";

import { packageVersion } from "../../src/io/package-root.ts";
import { type Language, LANGUAGES, type LocalizedText } from "../../src/language.ts";
import { chooseLanguage, isLanguageVariableValid, LANGUAGE_VARIABLE } from "../../src/report/choose-language.ts";
import type { StageName } from "../pipeline.ts";
import type { CommandContext } from "./command.ts";
import { commandContext } from "./command-context.ts";
import {
  asOfOf,
  type Globals,
  globalOptions,
  globalsOf,
  type LenientReading,
  readLeniently,
  single,
  withAsOf,
} from "./options.ts";
import { reportFailure } from "./report-failure.ts";
import { notAChoice, usageProblem } from "./usage-problem.ts";
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
const OWN_OPTIONS = ["as-of", "customer", "help", "run", "sample-data", "select", "until", "version"];

const LAST_STAGE: StageName = "export";

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
    const configuration = () => statedLanguage(resolve(globals.projectDir));
    language = chooseLanguage({ ...wishes, configuration });
    return commandContext(globals, language);
  };
  try {
    await parser(open, language, arguments_, reading).parseAsync([...arguments_]);
    return 0;
  } catch (error) {
    return reportFailure(error, reading.output, language);
  }
}

type OpenCommand = (globals: Globals) => Promise<CommandContext>;

/** What a command is declared with. */
interface Shell {
  readonly open: OpenCommand;
  readonly language: Language;
  /** A text in that language. */
  readonly say: (text: LocalizedText) => string;
}

function parser(
  open: OpenCommand,
  language: Language,
  arguments_: readonly string[],
  { words, isHelpWanted }: LenientReading,
): Argv {
  const usages = Object.fromEntries(Object.entries(USAGES).map(([name, { line }]) => [name, line]));
  const globals = globalOptions(language);
  const options = [...Object.keys(globals), ...OWN_OPTIONS];
  const cli = yargs()
    .scriptName("gatekeeper")
    // Help is yargs' own, in its language; what it finds wrong is read in English and worded by us.
    .locale(isHelpWanted ? YARGS_LOCALES[language] : YARGS_LOCALES.en)
    .updateStrings(isHelpWanted ? YARGS_STRINGS[language] : {})
    .usage(programHelp(language))
    .options(globals)
    .strict()
    .demandCommand(1)
    .version(packageVersion())
    .help()
    .alias("h", "help")
    .exitProcess(false)
    .wrap(100)
    .fail((message: string, error: Error | undefined) => {
      if (error !== undefined && error.name !== "YError") throw error;
      throw usageProblem(error?.message ?? message, { arguments: arguments_, words, usages, options });
    });
  const shell = { open, language, say: (text: LocalizedText) => text[language] };
  addProjectCommands(cli, shell);
  addModelCommand(cli, shell);
  addRunCommands(cli, shell);
  return cli;
}

const YARGS_LOCALES: Readonly<Record<Language, string>> = { en: "en", "zh-CN": "zh_CN" };

/** What that locale says otherwise than we do. */
const YARGS_STRINGS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {},
  "zh-CN": { "Positionals:": "参数：" },
};

function addProjectCommands(cli: Argv, { open, language, say }: Shell): void {
  cli.command(
    "init [dir]",
    say(USAGES.init.does),
    (command) =>
      command
        .usage(helpOf("init", language))
        .positional("dir", {
          type: "string",
          default: ".",
          describe: say({ en: "The new project's folder", "zh-CN": "新项目的文件夹" }),
        })
        .option("sample-data", {
          type: "boolean",
          default: false,
          describe: say({ en: "With the data of an invented shop", "zh-CN": "附带虚构商店的数据" }),
        }),
    async (options) => {
      const { init } = await import("./init.ts");
      await init(
        { ...globalsOf(options), directory: options.dir, sampleData: options["sample-data"] },
        await open(globalsOf(options)),
      );
    },
  );
  cli.command(
    "validate",
    say(USAGES.validate.does),
    (command) => command.usage(helpOf("validate", language)),
    async (options) => {
      const globals = globalsOf(options);
      const { validate } = await import("./validate.ts");
      await validate(globals, await open(globals));
    },
  );
  cli.command(
    "explain <campaign>",
    say(USAGES.explain.does),
    (command) =>
      command
        .usage(helpOf("explain", language))
        .positional("campaign", {
          type: "string",
          demandOption: true,
          describe: say({ en: "The campaign's id", "zh-CN": "营销活动的 id" }),
        })
        .option("customer", {
          type: "string",
          demandOption: true,
          requiresArg: true,
          describe: say({
            en: "The customer id, exactly as the input files write it",
            "zh-CN": "客户编号，与输入文件中的写法完全一致",
          }),
        })
        .option("run", {
          type: "string",
          requiresArg: true,
          describe: say({ en: "The run; the newest by default", "zh-CN": "哪一次运行；默认为最新的" }),
        }),
    async (options) => {
      const [customer = "", run] = [single(options, "customer"), single(options, "run")];
      const wanted = { ...globalsOf(options), campaign: options.campaign, customer, run };
      const { explain } = await import("./explain.ts");
      await explain(wanted, await open(wanted));
    },
  );
}

function addModelCommand(cli: Argv, { open, language, say }: Shell): void {
  cli.command(
    "model [tables..]",
    say(USAGES.model.does),
    (command) =>
      command
        .usage(helpOf("model", language))
        // Choices are added to those that every command has.
        .option("format", {
          choices: ["mermaid"],
          describe: say({
            en: "For people or for programs, or as a Mermaid picture",
            "zh-CN": "供人阅读、供程序读取，或输出为 Mermaid 图",
          }),
        })
        .positional("tables", {
          type: "string",
          array: true,
          default: [] as string[],
          describe: say({ en: "Input tables; everything by default", "zh-CN": "输入表；默认为全部" }),
        }),
    async (options) => {
      const globals = globalsOf(options);
      const form = options.format === "mermaid" ? "mermaid" : globals.format;
      const wanted = { ...globals, form, tables: options.tables } as const;
      const { model } = await import("./model.ts");
      await model(wanted, await open(wanted));
    },
  );
}

function addRunCommands(cli: Argv, { open, language, say }: Shell): void {
  cli.command(
    "plan [campaigns..]",
    say(USAGES.plan.does),
    (command) =>
      withAsOf(command.usage(helpOf("plan", language)), language).positional("campaigns", {
        type: "string",
        array: true,
        default: [] as string[],
        describe: say(CAMPAIGN_IDS),
      }),
    async (options) => {
      const wanted = { ...globalsOf(options), asOf: asOfOf(options), select: options.campaigns };
      const { plan } = await import("./plan.ts");
      await plan(wanted, await open(wanted));
    },
  );
  cli.command(
    "run",
    say(USAGES.run.does),
    (command) =>
      withSelect(withAsOf(command.usage(helpOf("run", language)), language), language).option("until", {
        choices: Object.keys(STAGES) as StageName[],
        default: LAST_STAGE,
        describe: say({ en: "Stop after this stage", "zh-CN": "在该阶段之后停止" }),
      }),
    async (options) => {
      const { select, until } = options;
      const wanted = { ...globalsOf(options), asOf: asOfOf(options), select, until };
      const { run } = await import("./run.ts");
      await run(wanted, await open(wanted));
    },
  );
  cli.command(
    "release <run>",
    say(USAGES.release.does),
    (command) =>
      withSelect(command.usage(helpOf("release", language)), language).positional("run", {
        type: "string",
        demandOption: true,
        describe: say({ en: "The run's id", "zh-CN": "运行标识" }),
      }),
    async (options) => {
      const wanted = { ...globalsOf(options), run: options.run, select: options.select };
      const { release } = await import("./release.ts");
      await release(wanted, await open(wanted));
    },
  );
}

const CAMPAIGN_IDS: LocalizedText = { en: "Campaign ids; all by default", "zh-CN": "营销活动的 id；默认为全部" };

function withSelect<T>(command: Argv<T>, language: Language) {
  return command.option("select", {
    type: "string",
    array: true,
    requiresArg: true,
    default: [] as string[],
    describe: CAMPAIGN_IDS[language],
  });
}
