import yargs, { type Options } from "yargs";

import { DEFAULT_MEMORY_LIMIT, MOST_THREADS, parseMemorySize } from "../../src/domain/engine-limits.ts";
import { type GatekeeperError, memoryLimitInvalid, threadsInvalid, usageInvalid } from "../../src/errors.ts";
import { type Language, LANGUAGES, type LocalizedText } from "../../src/language.ts";
import type { GlobalOptions, Reader } from "./command.ts";
import type { OutputOptions } from "./command-context.ts";

/** The options that every command knows, as yargs read them. */
export type Globals = OutputOptions & GlobalOptions;

const FORMATS = ["human", "json", "csv", "markdown"] as const;

/** The global options, as yargs declares them, described in every language. */
export const GLOBAL_OPTIONS = {
  "project-dir": {
    alias: "C",
    type: "string",
    requiresArg: true,
    default: ".",
    describe: { en: "The folder with gatekeeper.yaml", "zh-CN": "含有 gatekeeper.yaml 的文件夹" },
  },
  format: {
    choices: FORMATS,
    requiresArg: true,
    default: "human" as const,
    describe: {
      en: "For people or for programs; csv and markdown where a command prints a table",
      "zh-CN": "供人阅读，或供程序读取；输出表格的命令还可用 csv 和 markdown",
    },
  },
  "log-format": {
    requiresArg: true,
    choices: ["auto", "pretty", "json"] as const,
    default: "auto" as const,
    describe: {
      en: "Messages on standard error: for people, or one JSON object a line",
      "zh-CN": "标准错误上的消息：供人阅读，或每行一个 JSON 对象",
    },
  },
  lang: {
    choices: LANGUAGES,
    requiresArg: true,
    describe: {
      en: "The language of messages; GK_LANG, the project's or the system's by default",
      "zh-CN": "消息的语言；默认依次取 GK_LANG、项目配置、系统设置",
    },
  },
  target: {
    alias: "t",
    type: "string",
    requiresArg: true,
    describe: {
      en: "The name of the target to take, as gatekeeper.yaml declares it",
      "zh-CN": "要采用的目标环境的名称，在 gatekeeper.yaml 中声明",
    },
  },
  threads: {
    type: "string",
    requiresArg: true,
    describe: { en: "Threads of the engine; as configured, or all", "zh-CN": "引擎的线程数；默认取配置，否则使用全部" },
  },
  "memory-limit": {
    type: "string",
    requiresArg: true,
    describe: {
      en: `Memory of the engine; as configured, or ${DEFAULT_MEMORY_LIMIT}. More is spilled to disk`,
      "zh-CN": `引擎的内存上限；默认取配置，否则为 ${DEFAULT_MEMORY_LIMIT}；超出部分写入磁盘`,
    },
  },
  quiet: {
    alias: "q",
    type: "boolean",
    default: false,
    describe: { en: "Warnings and errors only", "zh-CN": "只显示警告和错误" },
  },
  verbose: {
    alias: "v",
    type: "boolean",
    default: false,
    describe: { en: "Every file, and the causes of errors", "zh-CN": "显示每个文件，以及错误的原因" },
  },
  input: {
    type: "boolean",
    default: true,
    describe: {
      en: "Ask for what is missing on a terminal; --no-input never asks",
      "zh-CN": "在终端上询问缺少的内容；--no-input 从不询问",
    },
  },
  color: {
    type: "boolean",
    default: true,
    describe: { en: "Colours on a terminal; --no-color for none", "zh-CN": "在终端上使用颜色；--no-color 关闭" },
  },
} as const;

const EVERYWHERE: LocalizedText = { en: "Everywhere:", "zh-CN": "通用选项：" };

/** The same, described in one language. */
export function globalOptions(language: Language): Record<string, Options> {
  const options = Object.entries(described(GLOBAL_OPTIONS, language));
  return Object.fromEntries(options.map(([name, option]) => [name, { ...option, group: EVERYWHERE[language] }]));
}

/** Declarations with their descriptions in one language, as yargs takes them. */
export function described<T extends { readonly describe: LocalizedText }>(
  declared: Readonly<Record<string, T>>,
  language: Language,
): Record<string, Omit<T, "describe"> & { describe: string }> {
  const entries = Object.entries(declared);
  return Object.fromEntries(entries.map(([name, one]) => [name, { ...one, describe: one.describe[language] }]));
}

/** What the arguments tell before anything in them is found wrong. */
export interface LenientReading {
  readonly output: OutputOptions;
  /** The plain words; the first names the command. */
  readonly words: readonly string[];
  readonly isHelpWanted: boolean;
}

/** Any text will do for now, or none. */
function lenientOptions(): Record<string, Options> {
  const options: [string, Options][] = Object.entries(globalOptions(LANGUAGES[0]));
  return {
    ...Object.fromEntries(options.map(([name, { alias, type = "string" }]) => [name, { alias, type }])),
    help: { alias: "h", type: "boolean" },
  };
}

/** How to write, and the plain words, as far as the arguments tell. */
export function readLeniently(arguments_: readonly string[]): LenientReading {
  const read = yargs([...arguments_])
    .locale("en")
    .options(lenientOptions())
    .help(false)
    .version(false)
    .exitProcess(false)
    .fail(false)
    .parseSync();
  return { output: outputOf(read), words: read._.map(String), isHelpWanted: read["help"] === true };
}

/** The global options. Throws GK0102 for one given twice, left empty or against another, GK0103 and GK0104 for limits that are none. */
export function globalsOf(options: Record<string, unknown>): Globals {
  for (const name of ["project-dir", "target"] as const)
    if (single(options, name)?.trim() === "") throw usageInvalid({ message: valueMissing(name) });
  const [threads, memoryLimit] = [single(options, "threads"), single(options, "memory-limit")];
  for (const name of ["format", "log-format", "lang"]) single(options, name);
  if (options["quiet"] === true && options["verbose"] === true) throw exclusive("quiet", "verbose");
  return {
    ...outputOf(options),
    projectDir: single(options, "project-dir") ?? ".",
    target: single(options, "target"),
    threads: threads === undefined ? undefined : threadsOf(threads),
    memoryLimit: memoryLimit === undefined ? undefined : memoryLimitOf(memoryLimit),
  };
}

/** A global option was written without its value: says what that would be. Undefined for any other option. */
export function valueMissing(name: keyof typeof GLOBAL_OPTIONS): LocalizedText;
export function valueMissing(name: string): LocalizedText | undefined;
export function valueMissing(name: string): LocalizedText | undefined {
  const all: [string, { readonly alias?: string; readonly describe: LocalizedText }][] = Object.entries(GLOBAL_OPTIONS);
  const [long, declared] = all.find(([known, { alias }]) => name === known || name === alias) ?? [];
  if (declared === undefined) return undefined;
  const { en, "zh-CN": zh } = declared.describe;
  return {
    en: `--${long} needs a value: ${en.charAt(0).toLowerCase()}${en.slice(1)}`,
    "zh-CN": `--${long} 需要一个值：${zh}`,
  };
}

function outputOf(options: Record<string, unknown>): OutputOptions {
  const format = FORMATS.find((known) => known === options["format"]) ?? "human";
  const log = options["log-format"];
  return {
    format,
    log: log === "json" || log === "pretty" ? log : format === "json" ? "json" : "pretty",
    isLogAsked: log === "json" || log === "pretty",
    mayAsk: options["input"] !== false,
    quiet: options["quiet"] === true,
    verbose: options["verbose"] === true,
    color: options["color"] !== false,
    // Given twice it is a mistake, which is told in the last one.
    lang: LANGUAGES.find((language) => language === [options["lang"]].flat().at(-1)),
  };
}

/** The value of an option that means one thing only. Throws GK0102 when it is given twice. */
export function single(options: Record<string, unknown>, name: string): string | undefined {
  const value = options[name];
  if (Array.isArray(value)) {
    const times = value.length;
    throw usageInvalid({
      message: { en: `--${name} is given ${times} times`, "zh-CN": `--${name} 给出了 ${times} 次` },
    });
  }
  return typeof value === "string" ? value : undefined;
}

function exclusive(one: string, other: string): GatekeeperError {
  const message = { en: `--${one} and --${other} exclude each other`, "zh-CN": `--${one} 与 --${other} 不能同时使用` };
  return usageInvalid({ message });
}

function threadsOf(received: string): number {
  const threads = /^\d{1,3}$/u.test(received) ? Number(received) : 0;
  if (threads < 1 || threads > MOST_THREADS) throw threadsInvalid({ received: received === "" ? '""' : received });
  return threads;
}

function memoryLimitOf(text: string): string {
  const size = parseMemorySize(text);
  if (size === undefined) throw memoryLimitInvalid({ text });
  return size;
}

/** `--as-of`, of the commands that need it. */
export const AS_OF_OPTION = {
  "as-of": {
    type: "string",
    requiresArg: true,
    describe: {
      en: "Purchases strictly before it count; consent counts by the send window. YYYY-MM-DD, or an instant with offset",
      "zh-CN": "截止时点，只计此前的购买；同意以发送窗口为准。YYYY-MM-DD，或带时差的时刻",
    },
  },
} as const;

export const CAMPAIGN_IDS: LocalizedText = { en: "Campaign ids; all by default", "zh-CN": "营销活动的 id；默认为全部" };

/** `--exclude`, of the commands that take every campaign by default. */
export const EXCLUDE_OPTION = {
  exclude: {
    type: "string",
    array: true,
    requiresArg: true,
    default: [] as string[],
    describe: { en: "Campaign ids to leave out", "zh-CN": "要排除的营销活动的 id" },
  },
} as const;

/** `--select` and `--exclude`, of the commands that may be held to some campaigns. */
export const SELECT_OPTIONS = {
  select: { type: "string", array: true, requiresArg: true, default: [] as string[], describe: CAMPAIGN_IDS },
  ...EXCLUDE_OPTION,
} as const;

const READERS = ["officer", "marketer"] as const satisfies readonly Reader[];

/** `--as`, of commands that answer the officer otherwise than anyone else. */
export const READER_OPTION = {
  as: {
    requiresArg: true,
    choices: READERS,
    describe: {
      en: "For whom: officer has everything exact, marketer no value and protected counts",
      "zh-CN": "供谁阅读：officer 可见全部精确内容，marketer 不见任何数值，计数受保护",
    },
  },
} as const;

/** Who reads, or whom the command answers when nobody says. Throws GK0102 when it is given twice. */
export function readerOf(options: Record<string, unknown>, otherwise: Reader): Reader {
  const given = single(options, "as");
  return READERS.find((reader) => reader === given) ?? otherwise;
}

/** `--skip-exit-code`, of the commands that may find nothing to do. Source: operations.md §2. */
export const SKIP_EXIT_CODE_OPTION = {
  "skip-exit-code": {
    type: "boolean",
    default: false,
    describe: { en: "End with 99 when there was nothing to do", "zh-CN": "无事可做时以退出码 99 结束" },
  },
} as const;

/** The exit code of a command that found everything done already, when it was asked to say so. */
export const NOTHING_TO_DO = 99;

/** The customer that a command is about. */
export const CUSTOMER_OPTION = {
  customer: {
    type: "string",
    demandOption: true,
    requiresArg: true,
    describe: {
      en: "The customer id, exactly as the input files write it",
      "zh-CN": "客户编号，与输入文件中的写法完全一致",
    },
  },
} as const;
