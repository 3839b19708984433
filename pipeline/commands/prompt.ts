import { createInterface } from "node:readline";

import { type GatekeeperError, inputEnded } from "../../src/errors.ts";
import type { Language } from "../../src/language.ts";
import type { Style } from "../../src/report/stage-reporter.ts";

/** Asks a person at a terminal. */
export interface Prompt {
  /**
   * The answer to a question, once it can be read; asked again with what is wrong until then. Throws GK0111 when the input
   * ends first.
   */
  ask<T>(question: Question<T>): Promise<T>;
  close(): void;
}

export interface Question<T> {
  readonly text: string;
  /** What an empty answer stands for; null when there must be one. */
  readonly fallback: string | null;
  /** What the answer means, or what is wrong with it. */
  readonly read: (answer: string) => T | GatekeeperError;
}

export interface PromptStreams {
  readonly input: NodeJS.ReadableStream;
  /** Standard error, as a rule: what is asked is no data. */
  readonly output: NodeJS.WritableStream;
  readonly style: Style;
  readonly language: Language;
}

/** A prompt on two streams, line by line: it needs no cursor, so that it works on any terminal and with a screen reader. */
export function openPrompt(streams: PromptStreams): Prompt {
  const { input, output, style, language } = streams;
  const lines = createInterface({ input, output });
  // What is typed ahead of a question is its answer, as in any shell.
  const typed = lines[Symbol.asyncIterator]();
  // Ctrl-C ends the program as it does everywhere else; nothing is written before the last answer.
  lines.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  return {
    async ask({ text, fallback, read }) {
      for (;;) {
        const hint = fallback === null || fallback === "" ? "" : ` ${style.dim(`[${fallback}]`)}`;
        lines.setPrompt(`${text}${hint}: `);
        lines.prompt();
        const answer = await nextLine(typed, output);
        const value = read(answer === "" && fallback !== null ? fallback : answer);
        if (!isProblem(value)) return value;
        const { message, remedy } = value.textIn(language);
        output.write(`  ${style.red(message)}\n  ${style.dim(remedy)}\n`);
      }
    },
    close() {
      lines.close();
    },
  };
}

function isProblem(value: unknown): value is GatekeeperError {
  return value instanceof Error;
}

async function nextLine(typed: AsyncIterator<string>, output: NodeJS.WritableStream): Promise<string> {
  const line = await typed.next();
  if (line.done === true) {
    output.write("\n");
    throw inputEnded({});
  }
  return line.value.trim();
}
