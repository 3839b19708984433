/** How a command is written, with examples: what its help leads with. */
interface Usage {
  readonly line: string;
  readonly does: string;
  readonly examples: readonly (readonly [command: string, what: string])[];
}

export const USAGES = {
  init: {
    line: "gatekeeper init [DIR] [--sample-data]",
    does: "Make a project folder with commented configuration",
    examples: [
      ["gatekeeper init shop --sample-data", "an invented shop, ready to run"],
      ["gatekeeper init shop", "configuration to fill in"],
    ],
  },
  validate: {
    line: "gatekeeper validate [-C DIR]",
    does: "Check configuration, campaigns, reports and the headers of the input files; writes nothing",
    examples: [["gatekeeper validate -C shop", "every problem at once, each with its place"]],
  },
  explain: {
    line: "gatekeeper explain CAMPAIGN --customer ID [--run RUN]",
    does: "Say why a customer is on a list or is not, with the evidence; for the privacy officer",
    examples: [["gatekeeper explain winter-call --customer C00042", "from the newest run"]],
  },
  plan: {
    line: "gatekeeper plan [CAMPAIGN…] --as-of DAY",
    does: "Count what a run would decide, protected; stages and releases nothing",
    examples: [
      ["gatekeeper plan --as-of 2026-11-01", "every campaign, beside the last run"],
      ["gatekeeper plan winter-call --as-of 2026-11-01", "one campaign"],
    ],
  },
  run: {
    line: "gatekeeper run --as-of DAY [--select CAMPAIGN…] [--until STAGE]",
    does: "Load, segment, ask every gate, stage the lists and protect the reports",
    examples: [
      ["gatekeeper run --as-of 2026-11-01", "every campaign and report"],
      ["gatekeeper run --as-of 2026-11-01 --select winter-call", "one campaign"],
      ["gatekeeper run --as-of 2026-11-01 --until load -v", "only load, and say what every file gave"],
    ],
  },
  release: {
    line: "gatekeeper release RUN [--select CAMPAIGN…]",
    does: "Ask every gate once more on today's inputs and hand the staged lists over",
    examples: [["gatekeeper release run-0123456789abcdef0123", "lists go to .gatekeeper/releases"]],
  },
  config: {
    line: "gatekeeper config show [--origin] [-t TARGET]",
    does: "Show the configuration as it holds: every layer, with its defaults, secrets as references",
    examples: [
      ["gatekeeper config show --origin", "with where each value comes from"],
      ["gatekeeper config show -t production", "as it would be for a target"],
    ],
  },
  schema: {
    line: "gatekeeper schema [NAME] [--write]",
    does: "Print the JSON Schema of a file; without a name, list them",
    examples: [
      ["gatekeeper schema campaign", "of campaign files"],
      ["gatekeeper schema --write -C shop", "those of configuration files into the project, for the editor"],
    ],
  },
} as const satisfies Record<string, Usage>;

export type CommandName = keyof typeof USAGES;

/** What stands above the options in a command's help. */
export function helpOf(command: CommandName): string {
  const { line, does, examples } = USAGES[command];
  return `${line}\n\n${does}.\n\nExamples:\n${exampleLines(examples)}`;
}

/** What stands above the commands in the program's help. */
export function programHelp(): string {
  const { init, run, explain } = USAGES;
  const examples = [init, run, explain].flatMap((usage: Usage) => usage.examples.slice(0, 1));
  return `Lists and reports leave the company through here, or not at all.\n\nExamples:\n${exampleLines(examples)}`;
}

function exampleLines(examples: Usage["examples"]): string {
  const width = Math.max(...examples.map(([command]) => command.length));
  return examples.map(([command, what]) => `  ${command.padEnd(width)}  ${what}`).join("\n");
}
