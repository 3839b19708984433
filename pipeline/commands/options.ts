import yargs, { type Argv } from "yargs";

import { DEFAULT_MEMORY_LIMIT, MOST_THREADS, parseMemorySize } from "../../src/domain/engine-limits.ts";
import { asOfMissing, memoryLimitInvalid, threadsInvalid, usageInvalid } from "../../src/errors.ts";
import type { GlobalOptions } from "./command.ts";
import type { OutputOptions } from "./command-context.ts";

/** The options that every command knows, as yargs read them. */
export type Globals = OutputOptions & GlobalOptions;

const group = "Everywhere:";

/** The global options, as yargs declares them. */
export const GLOBAL_OPTIONS = {
  "project-dir": { alias: "C", type: "string", default: ".", describe: "The folder with gatekeeper.yaml", group },
  format: {
    choices: ["human", "json"] as const,
    default: "human" as const,
    describe: "For people or for programs",
    group,
  },
  target: { alias: "t", type: "string", describe: "The target of gatekeeper.yaml to take", group },
  threads: { type: "string", describe: "Threads of the engine; as configured, or all", group },
  "memory-limit": {
    type: "string",
    describe: `Memory of the engine; as configured, or ${DEFAULT_MEMORY_LIMIT}. More is spilled to disk`,
    group,
  },
  quiet: { alias: "q", type: "boolean", default: false, describe: "Warnings and errors only", group },
  verbose: { alias: "v", type: "boolean", default: false, describe: "Every file, and the causes of errors", group },
  color: { type: "boolean", default: true, describe: "Colours on a terminal; --no-color for none", group },
} as const;

/** How to write, and the plain words, as far as the arguments tell: known before anything in them is found wrong. */
export function readLeniently(arguments_: readonly string[]): { output: OutputOptions; words: string[] } {
  const { format: _choices, ...others } = GLOBAL_OPTIONS;
  const read = yargs([...arguments_])
    .options({ ...others, format: { type: "string" } })
    .help(false)
    .version(false)
    .exitProcess(false)
    .fail(false)
    .parseSync();
  return { output: outputOf(read), words: read._.map(String) };
}

/** The global options. Throws GK0102 for one given twice, GK0103 and GK0104 for limits that are none. */
export function globalsOf(options: Record<string, unknown>): Globals {
  const [threads, memoryLimit] = [single(options, "threads"), single(options, "memory-limit")];
  return {
    ...outputOf(options),
    projectDir: single(options, "project-dir") ?? ".",
    target: single(options, "target"),
    threads: threads === undefined ? undefined : threadsOf(threads),
    memoryLimit: memoryLimit === undefined ? undefined : memoryLimitOf(memoryLimit),
  };
}

function outputOf(options: Record<string, unknown>): OutputOptions {
  return {
    format: options["format"] === "json" ? "json" : "human",
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

function memoryLimitOf(text: string): string {
  const size = parseMemorySize(text);
  if (size === undefined) throw memoryLimitInvalid({ text });
  return size;
}

/** Adds `--as-of` to a command. */
export function withAsOf<T>(command: Argv<T>) {
  return command.option("as-of", {
    type: "string",
    requiresArg: true,
    describe: "Everything strictly before it is known: YYYY-MM-DD, or an instant with offset",
  });
}

/** The as-of moment as given. Throws GK0101 when it is not: nothing defaults to today. */
export function asOfOf(options: Record<string, unknown>): string {
  const asOf = single(options, "as-of");
  if (asOf === undefined) throw asOfMissing({});
  return asOf;
}
