import yargs from "yargs";

import { asOfMissing, memoryLimitInvalid, threadsInvalid, usageInvalid } from "../../src/errors.ts";
import type { GlobalOptions } from "./command.ts";
import type { OutputOptions } from "./command-context.ts";

/** The options that every command knows, as yargs read them. */
export type Globals = OutputOptions & GlobalOptions;

const DEFAULT_MEMORY_LIMIT = "1600MB";

const LEAST_MEMORY_BYTES = 256e6;

const MOST_THREADS = 256;

const group = "Everywhere:";

const FORMATS = ["human", "json", "csv", "markdown"] as const;

/** The global options, as yargs declares them. */
export const GLOBAL_OPTIONS = {
  "project-dir": { alias: "C", type: "string", default: ".", describe: "The folder with gatekeeper.yaml", group },
  format: {
    choices: FORMATS,
    default: "human" as const,
    describe: "For people or for programs; csv and markdown where a command prints a table",
    group,
  },
  "log-format": {
    choices: ["auto", "pretty", "json"] as const,
    default: "auto" as const,
    describe: "Messages on standard error: for people, or one JSON object a line",
    group,
  },
  threads: { type: "string", describe: "Threads of the engine; all by default", group },
  "memory-limit": {
    type: "string",
    default: DEFAULT_MEMORY_LIMIT,
    describe: "Memory of the engine; more is spilled to disk",
    group,
  },
  quiet: { alias: "q", type: "boolean", default: false, describe: "Warnings and errors only", group },
  verbose: { alias: "v", type: "boolean", default: false, describe: "Every file, and the causes of errors", group },
  input: {
    type: "boolean",
    default: true,
    describe: "Ask for what is missing on a terminal; --no-input never asks",
    group,
  },
  color: { type: "boolean", default: true, describe: "Colours on a terminal; --no-color for none", group },
} as const;

/** How to write, and the plain words, as far as the arguments tell: known before anything in them is found wrong. */
export function readLeniently(arguments_: readonly string[]): { output: OutputOptions; words: string[] } {
  const read = yargs([...arguments_])
    .options({ ...GLOBAL_OPTIONS, format: { type: "string" }, "log-format": { type: "string" } })
    .help(false)
    .version(false)
    .exitProcess(false)
    .fail(false)
    .parseSync();
  return { output: outputOf(read), words: read._.map(String) };
}

/** The global options. Throws GK0102 for one given twice, GK0103 and GK0104 for limits that are none. */
export function globalsOf(options: Record<string, unknown>): Globals {
  const threads = single(options, "threads");
  return {
    ...outputOf(options),
    projectDir: single(options, "project-dir") ?? ".",
    threads: threads === undefined ? undefined : threadsOf(threads),
    memoryLimit: memoryLimitOf(single(options, "memory-limit") ?? DEFAULT_MEMORY_LIMIT),
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
  };
}

/** The value of an option that means one thing only. Throws GK0102 when it is given twice. */
export function single(options: Record<string, unknown>, name: string): string | undefined {
  const value = options[name];
  if (Array.isArray(value)) throw usageInvalid({ message: `--${name} is given ${value.length} times` });
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

/** `--as-of`, of the commands that need it. */
export const AS_OF_OPTION = {
  "as-of": {
    type: "string",
    requiresArg: true,
    describe: "Everything strictly before it is known: YYYY-MM-DD, or an instant with offset",
  },
} as const;

/** `--exclude`, of the commands that take every campaign by default. */
export const EXCLUDE_OPTION = {
  exclude: {
    type: "string",
    array: true,
    requiresArg: true,
    default: [] as string[],
    describe: "Campaign ids to leave out",
  },
} as const;

/** `--select` and `--exclude`, of the commands that may be held to some campaigns. */
export const SELECT_OPTIONS = {
  select: {
    type: "string",
    array: true,
    requiresArg: true,
    default: [] as string[],
    describe: "Campaign ids; all by default",
  },
  ...EXCLUDE_OPTION,
} as const;

/** `--skip-exit-code`, of the commands that may find nothing to do. Source: operations.md §2. */
export const SKIP_EXIT_CODE_OPTION = {
  "skip-exit-code": { type: "boolean", default: false, describe: "End with 99 when there was nothing to do" },
} as const;

/** The exit code of a command that found everything done already, when it was asked to say so. */
export const NOTHING_TO_DO = 99;

/** The as-of moment as given. Throws GK0101 when it is not: nothing defaults to today. */
export function asOfOf(options: Record<string, unknown>): string {
  const asOf = single(options, "as-of");
  if (asOf === undefined) throw asOfMissing({});
  return asOf;
}
