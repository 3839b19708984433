import yargs, { type Argv } from "yargs";

import { asOfMissing, memoryLimitInvalid, threadsInvalid, usageInvalid } from "../../src/errors.ts";
import { type Language, LANGUAGES, type LocalizedText } from "../../src/language.ts";
import type { GlobalOptions } from "./command.ts";
import type { OutputOptions } from "./command-context.ts";

/** The options that every command knows, as yargs read them. */
export type Globals = OutputOptions & GlobalOptions;

const DEFAULT_MEMORY_LIMIT = "1600MB";

const LEAST_MEMORY_BYTES = 256e6;

const MOST_THREADS = 256;

/** The global options, as yargs declares them, described in a language. */
export function globalOptions(language: Language) {
  const say = (text: LocalizedText) => text[language];
  const group = say({ en: "Everywhere:", "zh-CN": "通用选项：" });
  return {
    "project-dir": {
      alias: "C",
      type: "string",
      default: ".",
      describe: say({ en: "The folder with gatekeeper.yaml", "zh-CN": "含有 gatekeeper.yaml 的文件夹" }),
      group,
    },
    format: {
      choices: ["human", "json"] as const,
      default: "human" as const,
      describe: say({ en: "For people or for programs", "zh-CN": "供人阅读，或供程序读取" }),
      group,
    },
    lang: {
      choices: LANGUAGES,
      describe: say({
        en: "The language of messages; GK_LANG, the project's or the system's by default",
        "zh-CN": "消息的语言；默认依次取 GK_LANG、项目配置、系统设置",
      }),
      group,
    },
    threads: {
      type: "string",
      describe: say({ en: "Threads of the engine; all by default", "zh-CN": "引擎的线程数；默认使用全部" }),
      group,
    },
    "memory-limit": {
      type: "string",
      default: DEFAULT_MEMORY_LIMIT,
      describe: say({
        en: "Memory of the engine; more is spilled to disk",
        "zh-CN": "引擎的内存上限；超出部分写入磁盘",
      }),
      group,
    },
    quiet: {
      alias: "q",
      type: "boolean",
      default: false,
      describe: say({ en: "Warnings and errors only", "zh-CN": "只显示警告和错误" }),
      group,
    },
    verbose: {
      alias: "v",
      type: "boolean",
      default: false,
      describe: say({ en: "Every file, and the causes of errors", "zh-CN": "显示每个文件，以及错误的原因" }),
      group,
    },
    color: {
      type: "boolean",
      default: true,
      describe: say({ en: "Colours on a terminal; --no-color for none", "zh-CN": "在终端上使用颜色；--no-color 关闭" }),
      group,
    },
  } as const;
}

/** What the arguments tell before anything in them is found wrong. */
export interface LenientReading {
  readonly output: OutputOptions;
  /** The plain words; the first names the command. */
  readonly words: readonly string[];
  readonly isHelpWanted: boolean;
}

/** How to write, and the plain words, as far as the arguments tell. */
export function readLeniently(arguments_: readonly string[]): LenientReading {
  const { format: _formats, lang: _languages, ...others } = globalOptions(LANGUAGES[0]);
  const read = yargs([...arguments_])
    .locale("en")
    .options({ ...others, format: { type: "string" }, lang: { type: "string" }, help: { alias: "h", type: "boolean" } })
    .help(false)
    .version(false)
    .exitProcess(false)
    .fail(false)
    .parseSync();
  return { output: outputOf(read), words: read._.map(String), isHelpWanted: read.help === true };
}

/** The global options. Throws GK0102 for one given twice, GK0103 and GK0104 for limits that are none. */
export function globalsOf(options: Record<string, unknown>): Globals {
  const threads = single(options, "threads");
  for (const name of ["format", "lang"]) single(options, name);
  return {
    ...outputOf(options),
    projectDir: single(options, "project-dir") ?? ".",
    threads: threads === undefined ? undefined : threadsOf(threads),
    memoryLimit: memoryLimitOf(single(options, "memory-limit") ?? DEFAULT_MEMORY_LIMIT),
  };
}

function outputOf(options: Record<string, unknown>): OutputOptions {
  return {
    format: options["format"] === "json" ? "json" : "human",
    quiet: options["quiet"] === true,
    verbose: options["verbose"] === true,
    color: options["color"] !== false,
    lang: LANGUAGES.find((language) => language === options["lang"]),
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

function threadsOf(received: string): number {
  const threads = /^\d{1,3}$/u.test(received) ? Number(received) : 0;
  if (threads < 1 || threads > MOST_THREADS) throw threadsInvalid({ received: received === "" ? '""' : received });
  return threads;
}

/** The size as the engine writes it. */
function memoryLimitOf(text: string): string {
  const match = /^(\d{1,9}(?:\.\d+)?) ?(MB|GB)$/iu.exec(text.trim());
  const [, number = "", unit = ""] = match ?? [];
  const bytes = Number(number) * (unit.toUpperCase() === "GB" ? 1e9 : 1e6);
  if (match === null || bytes < LEAST_MEMORY_BYTES) throw memoryLimitInvalid({ text });
  return `${number}${unit.toUpperCase()}`;
}

/** Adds `--as-of` to a command. */
export function withAsOf<T>(command: Argv<T>, language: Language) {
  const describe: LocalizedText = {
    en: "Everything strictly before it is known: YYYY-MM-DD, or an instant with offset",
    "zh-CN": "截止时点，只计此前的内容：YYYY-MM-DD，或带时差的时刻",
  };
  return command.option("as-of", { type: "string", requiresArg: true, describe: describe[language] });
}

/** The as-of moment as given. Throws GK0101 when it is not: nothing defaults to today. */
export function asOfOf(options: Record<string, unknown>): string {
  const asOf = single(options, "as-of");
  if (asOf === undefined) throw asOfMissing({});
  return asOf;
}
