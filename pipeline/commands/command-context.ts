import pc from "picocolors";

import type { Language } from "../../src/language.ts";
import { jsonReporter } from "../../src/report/json-reporter.ts";
import type { Messages } from "../../src/report/messages.ts";
import { messagesIn } from "../../src/report/messages-in.ts";
import type { Reporter, Verbosity } from "../../src/report/reporter.ts";
import { type Style, stageReporter } from "../../src/report/stage-reporter.ts";
import type { CommandContext, OutputFormat } from "./command.ts";
import { openPrompt } from "./prompt.ts";

export interface OutputOptions {
  readonly format: OutputFormat;
  /** How standard error is written. */
  readonly log: "pretty" | "json";
  /** Whether somebody chose that; JSON that merely follows from `format` leaves progress out. */
  readonly isLogAsked: boolean;
  /** Whether a terminal may be asked for what is missing. */
  readonly mayAsk: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly color: boolean;
  /** What `--lang` says. */
  readonly lang: Language | undefined;
}

/** Seconds a stopping command has for giving back its lease. */
const STOP_WITHIN_MS = 900;

/** What a pipe or a file is written for. */
const WIDTH_OF_NO_TERMINAL = 80;

const CLOCK = { now: () => new Date() };

/** The real effects of a command: this process's streams, clock, folder, environment and signals. */
export function commandContext(output: OutputOptions, language: Language): CommandContext {
  // Everything this program makes is for its own account only, files that the engine writes included.
  process.umask(0o077);
  for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreClosedPipe);
  const style = styleFor(process.stderr, output);
  const messages = messagesIn(language);
  return {
    folder: process.cwd(),
    environment: process.env,
    clock: CLOCK,
    // npm and npx say so in the environment; what is printed can then be typed as it stands.
    program: process.env["npm_command"] === undefined ? "gatekeeper" : "npx gatekeeper",
    language,
    messages,
    style,
    width: process.stdout.isTTY ? process.stdout.columns : WIDTH_OF_NO_TERMINAL,
    format: output.format,
    verbose: output.verbose,
    reporter: reporterFor(output, style, messages),
    openPrompt: mayAsk(output)
      ? () => openPrompt({ input: process.stdin, output: process.stderr, style, language })
      : null,
    print: (line) => void process.stdout.write(`${line}\n`),
    onStop,
  };
}

/** Only a person at a terminal is asked, and never by a program that wants data back. */
function mayAsk({ mayAsk: isAllowed, format }: OutputOptions): boolean {
  return isAllowed && format === "human" && process.stdin.isTTY && process.stderr.isTTY;
}

function reporterFor(output: OutputOptions, style: Style, messages: Messages): Reporter {
  const write = (text: string) => process.stderr.write(text);
  const verbosity = verbosityOf(output);
  if (output.log === "json") return jsonReporter({ write, verbosity, clock: CLOCK });
  return stageReporter({
    write,
    isTerminal: process.stderr.isTTY && process.env["TERM"] !== "dumb",
    style,
    verbosity,
    messages,
    now: () => performance.now(),
  });
}

/** A program reads errors only, unless it asks for more. */
function verbosityOf({ log, isLogAsked, quiet, verbose }: OutputOptions): Verbosity {
  if (quiet) return "quiet";
  return verbose ? "verbose" : log === "json" && !isLogAsked ? "quiet" : "normal";
}

/** Colours only for a person: on a terminal, without NO_COLOR, and unless told otherwise. */
export function styleFor(stream: NodeJS.WriteStream, { color }: OutputOptions): Style {
  const isColoured = color && stream.isTTY && (process.env["NO_COLOR"] ?? "") === "";
  const { bold, dim, green, yellow, red } = pc.createColors(isColoured);
  return { bold, dim, green, yellow, red };
}

/** Whoever reads the output may stop reading, as `head` does; the job goes on to its end. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

function onStop(cleanUp: () => Promise<void>): () => void {
  const stop = (signal: keyof typeof SIGNALS) => {
    const exit = () => process.exit(SIGNALS[signal]);
    // Nothing is half-published whenever it ends: what is unfinished lies in tmp/ and the next run removes it.
    setTimeout(exit, STOP_WITHIN_MS).unref();
    cleanUp().then(exit, exit);
  };
  const handlers = (["SIGINT", "SIGTERM"] as const).map((signal) => ({ signal, handler: () => stop(signal) }));
  for (const { signal, handler } of handlers) process.once(signal, handler);
  return () => {
    for (const { signal, handler } of handlers) process.off(signal, handler);
  };
}
