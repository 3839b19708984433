import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const pruneRegistration = registration({
  name: "prune",
  words: "prune",
  positionals: {},
  options: {
    "dry-run": { type: "boolean", default: false, describe: "Say what would go, and remove nothing" },
  },
  printsTable: true,
  carryOut: async (given, open) => {
    const wanted = { ...globalsOf(given), isDryRun: given["dry-run"] };
    const { prune } = await import("../prune.ts");
    await prune(wanted, open(wanted));
  },
});
