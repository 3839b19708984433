import type { CommandContext } from "../../pipeline/commands/command.ts";
import { MESSAGES_EN } from "../../src/report/messages-en.ts";
import { jsonReporter } from "../../src/report/json-reporter.ts";

/** The effects of a command with a clock of the test's choice, and what it printed. */
export function commandAt(moment: string): { readonly command: CommandContext; readonly printed: string[] } {
  const printed: string[] = [];
  const clock = { now: () => new Date(moment) };
  const plain = (text: string) => text;
  const command: CommandContext = {
    folder: "/",
    environment: {},
    clock,
    program: "gatekeeper",
    language: "en",
    messages: MESSAGES_EN,
    style: { bold: plain, dim: plain, green: plain, yellow: plain, red: plain },
    width: 80,
    format: "json",
    verbose: false,
    reporter: jsonReporter({ write: () => {}, verbosity: "quiet", clock }),
    openPrompt: null,
    print: (line) => void printed.push(line),
    onStop: () => () => {},
  };
  return { command, printed };
}
