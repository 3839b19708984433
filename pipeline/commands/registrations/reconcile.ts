import { globalsOf, READER_OPTION, readerOf } from "../options.ts";
import { registration } from "../registration.ts";

export const reconcileRegistration = registration({
  name: "reconcile",
  words: "reconcile [run]",
  positionals: {
    run: { type: "string", describe: { en: "The run; the newest by default", "zh-CN": "哪一次运行；默认为最新的" } },
  },
  options: { ...READER_OPTION },
  carryOut: async (given, open) => {
    const wanted = { ...globalsOf(given), run: given.run, reader: readerOf(given, "marketer") };
    const { reconcile } = await import("../reconcile.ts");
    await reconcile(wanted, await open(wanted));
  },
});
