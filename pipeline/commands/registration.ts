import type { InferredOptionTypes, Options, PositionalOptions } from "yargs";

import type { Language, LocalizedText } from "../../src/language.ts";
import type { CommandContext } from "./command.ts";
import type { Globals } from "./options.ts";
import type { CommandName } from "./usages.ts";

/** A word or an option as yargs takes it, but described in every language. */
type Described<T> = Omit<T, "describe" | "group"> & {
  readonly describe: LocalizedText;
  readonly group?: LocalizedText;
};

type DescribedOptions = Readonly<Record<string, Described<Options>>>;
type DescribedPositionals = Readonly<Record<string, Described<PositionalOptions>>>;

/** What the program knows of a command before it loads it: its words and options. Its help is in `usages.ts`. */
export interface Registration {
  readonly name: CommandName;
  /** As yargs writes it: `explain <campaign>`. */
  readonly words: string;
  readonly positionals: DescribedPositionals;
  readonly options: DescribedOptions;
  /** It prints a table, so that `--format csv` and `--format markdown` mean something. */
  readonly printsTable?: true;
  /** Gives the exit code of an end that is neither a mistake nor an error; nothing for 0. */
  readonly carryOut: (given: Record<string, unknown>, open: OpenCommand) => Promise<number | void>;
}

/** Opens the effects of a command, once its options are known to be right. */
export type OpenCommand = (globals: Globals) => Promise<CommandContext>;

/** The same without what is only text: yargs infers the values' types from the rest. */
type Plain<T> = { readonly [Name in keyof T]: Omit<T[Name], "describe" | "group"> };

interface TypedRegistration<P extends DescribedPositionals, O extends DescribedOptions> extends Omit<
  Registration,
  "carryOut"
> {
  readonly positionals: P;
  readonly options: O;
  /** Loads the command and runs it; the import is made here, so that help and mistakes are told without it. */
  readonly carryOut: (
    given: InferredOptionTypes<Plain<P>> & InferredOptionTypes<Plain<O>> & Record<string, unknown>,
    open: OpenCommand,
  ) => Promise<number | void>;
}

/** A registration whose `carryOut` sees the declared words and options with their types. */
export function registration<const P extends DescribedPositionals, const O extends DescribedOptions>(
  declared: TypedRegistration<P, O>,
): Registration {
  // Safe: yargs gives what was declared, and nothing else calls it.
  return declared as unknown as Registration;
}

/** Words or options as yargs takes them, described in one language. */
export function describedIn<T extends DescribedOptions | DescribedPositionals>(declared: T, language: Language) {
  const described = Object.entries<Described<object>>(declared).map(([name, { describe, group, ...rest }]) => [
    name,
    { ...rest, describe: describe[language], ...(group === undefined ? {} : { group: group[language] }) },
  ]);
  return Object.fromEntries(described) as {
    readonly [Name in keyof T]: Omit<T[Name], "describe" | "group"> & { describe: string; group?: string };
  };
}
