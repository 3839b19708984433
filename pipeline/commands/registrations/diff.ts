import { globalsOf, READER_OPTION, readerOf } from "../options.ts";
import { registration } from "../registration.ts";

export const diffRegistration = registration({
  name: "diff",
  words: "diff <from> <to>",
  positionals: {
    from: { type: "string", demandOption: true, describe: { en: "The earlier run", "zh-CN": "较早的运行" } },
    to: { type: "string", demandOption: true, describe: { en: "The later run", "zh-CN": "较晚的运行" } },
  },
  options: { ...READER_OPTION },
  carryOut: async (given, open) => {
    const wanted = { ...globalsOf(given), from: given.from, to: given.to, reader: readerOf(given, "marketer") };
    const { diff } = await import("../diff.ts");
    await diff(wanted, await open(wanted));
  },
});
