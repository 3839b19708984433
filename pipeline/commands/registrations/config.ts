import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const configRegistration = registration({
  name: "config",
  words: "config <action>",
  positionals: {
    action: {
      choices: ["show"] as const,
      demandOption: true,
      describe: { en: "What to do with it", "zh-CN": "要做什么" },
    },
  },
  options: {
    origin: {
      type: "boolean",
      default: false,
      describe: { en: "Say where each value comes from", "zh-CN": "注明每个值的来源" },
    },
  },
  carryOut: async (given, open) => {
    const wanted = { ...globalsOf(given), origin: given.origin };
    const { configShow } = await import("../config-show.ts");
    configShow(wanted, await open(wanted));
  },
});
