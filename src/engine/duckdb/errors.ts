import { engineOutOfResources, engineRefusedStatement, type GatekeeperError } from "../../errors.ts";

/**
 * The coded error for what the client threw. The statement stays out of the message: it may name folders, and the
 * engine's own text may quote a row's value, so both travel as the cause only.
 */
export function toEngineError(error: unknown, statement: string): GatekeeperError {
  const text = error instanceof Error ? error.message : String(error);
  const cause = new Error(`${text}\nin: ${statement.slice(0, 2000)}`, { cause: error });
  if (/out of memory|no space left|temporary.*(full|limit)|max_temp_directory_size/iu.test(text)) {
    return engineOutOfResources({ kind: firstWords(text) }, { cause });
  }
  return engineRefusedStatement({ kind: firstWords(text) }, { cause });
}

function firstWords(text: string): string {
  return /^[A-Za-z -]{3,40}(?=:)/u.exec(text)?.[0] ?? "Error";
}
