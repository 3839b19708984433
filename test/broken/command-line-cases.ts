import { type BrokenCase, yamlFilesIn } from "./broken-case.ts";

/** A command line that cannot be followed. */
export interface CommandLineCase extends BrokenCase {
  readonly words: readonly string[];
  /** Variables of the process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly exit: number;
}

interface WrittenCase extends Omit<CommandLineCase, "place" | "words" | "environment" | "exit"> {
  /** Words with blanks between, or a list of them. */
  readonly command: string | readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly exit?: number;
}

interface WrittenCases {
  /** Why a command line has no place to point at. */
  readonly nowhere: string;
  readonly cases: readonly WrittenCase[];
}

/** Every case of `command-line/`. */
export function commandLineCases(): readonly CommandLineCase[] {
  return yamlFilesIn("command-line").flatMap(([, written]) => {
    const { nowhere, cases } = written as WrittenCases;
    return cases.map(({ command, environment = {}, exit = 2, ...own }) => ({
      ...own,
      words: typeof command === "string" ? command.split(" ").filter((word) => word !== "") : command,
      environment,
      exit,
      place: null,
      nowhere,
    }));
  });
}
