import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const doctorRegistration = registration({
  name: "doctor",
  words: "doctor",
  positionals: {},
  options: {},
  printsTable: true,
  carryOut: async (given, open) => {
    const globals = globalsOf(given);
    const { doctor } = await import("../doctor.ts");
    return doctor(globals, await open(globals));
  },
});
