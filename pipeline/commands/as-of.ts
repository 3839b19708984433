import { asOfMissing } from "../../src/errors.ts";
import type { CommandContext } from "./command.ts";
import { single } from "./options.ts";

/** The as-of moment as given, or as whoever sits at the terminal says. Throws GK0101 without one: nothing defaults to today. */
export async function asOfOf(
  options: Record<string, unknown>,
  { openPrompt, messages }: Pick<CommandContext, "openPrompt" | "messages">,
): Promise<string> {
  const given = single(options, "as-of");
  if (given !== undefined) return given;
  if (openPrompt === null) throw asOfMissing({});
  const prompt = openPrompt();
  try {
    const read = (answer: string) => (answer === "" ? asOfMissing({}) : answer);
    return await prompt.ask({ text: messages.asOfWanted, fallback: null, read });
  } finally {
    prompt.close();
  }
}
