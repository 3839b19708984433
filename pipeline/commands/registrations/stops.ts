import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

const DEFAULT_FILE = "stops.jsonl";

export const stopsRegistration = registration({
  name: "stops",
  words: "stops <action> [file]",
  positionals: {
    action: {
      choices: ["export", "import"] as const,
      demandOption: true,
      describe: { en: "What to do", "zh-CN": "要做什么" },
    },
    file: {
      type: "string",
      default: DEFAULT_FILE,
      describe: { en: "The file to write or read", "zh-CN": "要写入或读取的文件" },
    },
  },
  options: {},
  carryOut: async (given, open) => {
    const wanted = { ...globalsOf(given), file: given.file };
    const { exportStops, importStops } = await import("../stops.ts");
    await (given.action === "export" ? exportStops : importStops)(wanted, await open(wanted));
  },
});
