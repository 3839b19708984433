import { globalsOf, NOTHING_TO_DO, SKIP_EXIT_CODE_OPTION } from "../options.ts";
import { registration } from "../registration.ts";

export const recallRegistration = registration({
  name: "recall",
  words: "recall <release>",
  positionals: {
    release: { type: "string", demandOption: true, describe: { en: "The release's id", "zh-CN": "发布标识" } },
  },
  options: SKIP_EXIT_CODE_OPTION,
  carryOut: async (given, open) => {
    const wanted = { ...globalsOf(given), release: given.release };
    const { recall } = await import("../recall.ts");
    const { isNew } = await recall(wanted, await open(wanted));
    return !isNew && given["skip-exit-code"] ? NOTHING_TO_DO : 0;
  },
});
