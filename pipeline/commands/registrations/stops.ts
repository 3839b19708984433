import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

const DEFAULT_FILE = "stops.jsonl";

export const stopsRegistration = registration({
  name: "stops",
  words: "stops <action> [file]",
  positionals: {
    action: { choices: ["export", "import"] as const, demandOption: true, describe: "What to do" },
    file: { type: "string", default: DEFAULT_FILE, describe: "The file to write or read" },
  },
  options: {},
  carryOut: async (given, open) => {
    const wanted = { ...globalsOf(given), file: given.file };
    const { exportStops, importStops } = await import("../stops.ts");
    await (given.action === "export" ? exportStops : importStops)(wanted, open(wanted));
  },
});
