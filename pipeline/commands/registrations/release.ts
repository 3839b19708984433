import { globalsOf, SELECT_OPTION } from "../options.ts";
import { registration } from "../registration.ts";

export const releaseRegistration = registration({
  name: "release",
  words: "release <run>",
  positionals: { run: { type: "string", demandOption: true, describe: "The run's id" } },
  options: SELECT_OPTION,
  carryOut: async (given, open) => {
    const wanted = { ...globalsOf(given), run: given.run, select: given.select };
    const { release } = await import("../release.ts");
    await release(wanted, open(wanted));
  },
});
