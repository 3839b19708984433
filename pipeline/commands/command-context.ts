import pc from "picocolors";

import { canonicalJson } from "../../src/io/canonical-json.ts";
import { MESSAGES_EN } from "../../src/report/messages-en.ts";
import type { Reporter } from "../../src/report/reporter.ts";
import { type Style, stageReporter } from "../../src/report/stage-reporter.ts";
import type { CommandContext } from "./command.ts";

export interface OutputOptions {
  readonly format: "human" | "json";
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly color: boolean;
}

/** Seconds a stopping command has for giving back its lease. */
const STOP_WITHIN_MS = 900;

/** The real effects of a command: this process's streams, clock, folder, environment and signals. */
export function commandContext(output: OutputOptions): CommandContext {
  // Everything this program makes is for its own account only, files that the engine writes included.
  process.umask(0o077);
  for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreClosedPipe);
  const style = styleFor(process.stderr, output);
  return {
    folder: process.cwd(),
    environment: process.env,
    clock: { now: () => new Date() },
    // npm and npx say so in the environment; what is printed can then be typed as it stands.
    program: process.env["npm_command"] === undefined ? "gatekeeper" : "npx gatekeeper",
    messages: MESSAGES_EN,
    style,
    format: output.format,
    verbose: output.verbose,
    reporter: reporterFor(output, style),
    print: (line) => void process.stdout.write(`${line}\n`),
    onStop,
  };
}

function reporterFor(output: OutputOptions, style: Style): Reporter {
  const write = (text: string) => process.stderr.write(text);
  const reporter = stageReporter({
    write,
    isTerminal: process.stderr.isTTY && process.env["TERM"] !== "dumb",
    style,
    verbosity: verbosityOf(output),
    messages: MESSAGES_EN,
    now: () => performance.now(),
  });
  if (output.format === "human") return reporter;
  return { ...reporter, warn: (message) => void write(`${canonicalJson({ level: "warning", message })}\n`) };
}

/** A program reads errors only, unless it asks for more. */
function verbosityOf({ format, quiet, verbose }: OutputOptions): "quiet" | "normal" | "verbose" {
  if (quiet) return "quiet";
  return verbose ? "verbose" : format === "json" ? "quiet" : "normal";
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
