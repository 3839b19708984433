import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const replayRegistration = registration({
  name: "replay",
  words: "replay <run>",
  positionals: {
    run: { type: "string", demandOption: true, describe: { en: "The run", "zh-CN": "哪一次运行" } },
  },
  options: {},
  carryOut: async (given, open) => {
    const wanted = { ...globalsOf(given), run: given.run };
    const { replay } = await import("../replay.ts");
    await replay(wanted, await open(wanted));
  },
});
