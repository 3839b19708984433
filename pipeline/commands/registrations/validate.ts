import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const validateRegistration = registration({
  name: "validate",
  words: "validate",
  positionals: {},
  options: {},
  carryOut: async (given, open) => {
    const globals = globalsOf(given);
    const { validate } = await import("../validate.ts");
    await validate(globals, await open(globals));
  },
});
