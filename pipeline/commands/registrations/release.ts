import { globalsOf, NOTHING_TO_DO, SELECT_OPTIONS, SKIP_EXIT_CODE_OPTION } from "../options.ts";
import { registration } from "../registration.ts";

export const releaseRegistration = registration({
  name: "release",
  words: "release <run>",
  positionals: { run: { type: "string", demandOption: true, describe: { en: "The run's id", "zh-CN": "运行标识" } } },
  options: { ...SELECT_OPTIONS, ...SKIP_EXIT_CODE_OPTION },
  carryOut: async (given, open) => {
    const wanted = { ...globalsOf(given), run: given.run, select: given.select, exclude: given.exclude };
    const { release } = await import("../release.ts");
    const { isNew } = await release(wanted, await open(wanted));
    return !isNew && given["skip-exit-code"] ? NOTHING_TO_DO : 0;
  },
});
