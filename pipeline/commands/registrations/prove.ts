import { usageInvalid } from "../../../src/errors.ts";
import { AS_OF_OPTION, globalsOf, single } from "../options.ts";
import { registration } from "../registration.ts";
import { needsValue } from "../usage-problem.ts";
import { USAGES } from "../usages.ts";

export const proveRegistration = registration({
  name: "prove",
  words: "prove <consent>",
  positionals: {
    consent: {
      type: "string",
      demandOption: true,
      describe: {
        en: "The id of a consent event, exactly as the input files write it",
        "zh-CN": "同意事件的编号，与输入文件中的写法完全一致",
      },
    },
  },
  options: { ...AS_OF_OPTION },
  carryOut: async (given, open) => {
    if (given.consent.trim() === "") throw usageInvalid({ message: needsValue("consent", USAGES.prove.line) });
    const wanted = { ...globalsOf(given), consent: given.consent, asOf: single(given, "as-of") };
    const { prove } = await import("../prove.ts");
    await prove(wanted, await open(wanted));
  },
});
