import type { InferredOptionTypes, Options, PositionalOptions } from "yargs";

import type { LocalizedText } from "../../src/language.ts";
import type { CommandContext } from "./command.ts";
import type { Globals } from "./options.ts";
import type { CommandName } from "./usages.ts";

/** A word or an option as yargs knows it, described in every language. */
type Described<T extends Options | PositionalOptions> = Omit<T, "describe"> & { readonly describe: LocalizedText };

type Declared<T extends Options | PositionalOptions> = Readonly<Record<string, Described<T>>>;

/** What the program knows of a command before it loads it: its words and options. Its help is in `usages.ts`. */
export interface Registration {
  readonly name: CommandName;
  /** As yargs writes it: `explain <campaign>`. */
  readonly words: string;
  readonly positionals: Declared<PositionalOptions>;
  readonly options: Declared<Options>;
  /** It prints a table, so that `--format csv` and `--format markdown` mean something. */
  readonly printsTable?: true;
  /** Gives the exit code of an end that is neither a mistake nor an error; nothing for 0. */
  readonly carryOut: (given: Record<string, unknown>, open: OpenCommand) => Promise<number | void>;
}

/** Opens the effects of a command, once its options are known to be right. */
export type OpenCommand = (globals: Globals) => Promise<CommandContext>;

/** The options as yargs reads them, whatever they are described as. */
type Read<D> = InferredOptionTypes<{ [Name in keyof D]: Omit<D[Name], "describe"> }>;

interface TypedRegistration<P extends Declared<PositionalOptions>, O extends Declared<Options>> extends Omit<
  Registration,
  "carryOut"
> {
  readonly positionals: P;
  readonly options: O;
  /** Loads the command and runs it; the import is made here, so that help and mistakes are told without it. */
  readonly carryOut: (given: Read<P> & Read<O> & Record<string, unknown>, open: OpenCommand) => Promise<number | void>;
}

/** A registration whose `carryOut` sees the declared words and options with their types. */
export function registration<const P extends Declared<PositionalOptions>, const O extends Declared<Options>>(
  declared: TypedRegistration<P, O>,
): Registration {
  // Safe: yargs gives what was declared, and nothing else calls it.
  return declared as unknown as Registration;
}
