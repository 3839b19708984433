import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const keygenRegistration = registration({
  name: "keygen",
  words: "keygen <kind> <name>",
  positionals: {
    kind: {
      choices: ["age", "officer"] as const,
      demandOption: true,
      describe: "age: lists are encrypted for it; officer: a privacy officer signs with it",
    },
    name: { type: "string", demandOption: true, describe: "A vendor's id, or the officer's name" },
  },
  options: {},
  carryOut: async (given, open) => {
    const globals = globalsOf(given);
    const { keygen } = await import("../keygen.ts");
    await keygen({ ...globals, kind: given.kind, name: given.name }, open(globals));
  },
});
