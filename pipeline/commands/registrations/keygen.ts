import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const keygenRegistration = registration({
  name: "keygen",
  words: "keygen <kind> <name>",
  positionals: {
    kind: {
      choices: ["age", "officer"] as const,
      demandOption: true,
      describe: {
        en: "age: lists are encrypted for it; officer: a privacy officer signs with it",
        "zh-CN": "age：名单为其加密；officer：隐私负责人用它签名",
      },
    },
    name: {
      type: "string",
      demandOption: true,
      describe: { en: "A vendor's id, or the officer's name", "zh-CN": "供应商的 id，或隐私负责人的名字" },
    },
  },
  options: {},
  carryOut: async (given, open) => {
    const globals = globalsOf(given);
    const { keygen } = await import("../keygen.ts");
    await keygen({ ...globals, kind: given.kind, name: given.name }, await open(globals));
  },
});
