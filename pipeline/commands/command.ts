import type { Clock } from "../../src/domain/clock.ts";
import type { Language } from "../../src/language.ts";
import type { Messages } from "../../src/report/messages.ts";
import type { Reporter } from "../../src/report/reporter.ts";
import type { Style } from "../../src/report/stage-reporter.ts";
import type { Prompt } from "./prompt.ts";

/** What every command gets: where to write, how, and what the machine is. Nothing else prints or reads the clock. */
export interface CommandContext {
  /** The current folder; paths of the user are relative to it. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly reporter: Reporter;
  /** How the user calls this program, for the next command to type. */
  readonly program: string;
  /** The language of everything said; artefacts are in the project's. */
  readonly language: Language;
  readonly messages: Messages;
  readonly style: Style;
  /** Columns of the terminal that standard output goes to. */
  readonly width: number;
  readonly format: OutputFormat;
  /** Opens the way to ask whoever sits at the terminal; null where nobody does, or nothing may be asked. */
  readonly openPrompt: (() => Prompt) | null;
  /** The user asked for more than the usual. */
  readonly verbose: boolean;
  /** Writes one line of data to standard output. */
  readonly print: (line: string) => void;
  /** Runs when the process is asked to stop; returns the way to take it back. */
  readonly onStop: (cleanUp: () => Promise<void>) => () => void;
}

/** How a command writes its data; `csv` and `markdown` are for commands that print a table. */
export type OutputFormat = "human" | "json" | "csv" | "markdown";

/** Who reads an answer: the officer everything; a marketer, or anyone else, protected counts and no value. */
export type Reader = "officer" | "marketer";

/** The options that every command knows. */
export interface GlobalOptions {
  readonly projectDir: string;
  /** The target to take; what environment or configuration say by default. */
  readonly target: string | undefined;
  /** Limits of the engine that override the configured ones. */
  readonly threads: number | undefined;
  readonly memoryLimit: string | undefined;
}
