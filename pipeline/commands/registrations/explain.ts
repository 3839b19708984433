import { usageInvalid } from "../../../src/errors.ts";
import { CUSTOMER_OPTION, globalsOf, READER_OPTION, readerOf, single } from "../options.ts";
import { registration } from "../registration.ts";
import { needsValue } from "../usage-problem.ts";
import { USAGES } from "../usages.ts";

export const explainRegistration = registration({
  name: "explain",
  words: "explain <campaign>",
  positionals: {
    campaign: { type: "string", demandOption: true, describe: { en: "The campaign's id", "zh-CN": "营销活动的 id" } },
  },
  options: {
    ...CUSTOMER_OPTION,
    run: {
      type: "string",
      requiresArg: true,
      describe: { en: "The run; the newest by default", "zh-CN": "哪一次运行；默认为最新的" },
    },
    ...READER_OPTION,
  },
  carryOut: async (given, open) => {
    const [customer = "", run] = [single(given, "customer"), single(given, "run")];
    if (customer.trim() === "") throw usageInvalid({ message: needsValue("customer", USAGES.explain.line) });
    const wanted = { ...globalsOf(given), campaign: given.campaign, customer, run, reader: readerOf(given, "officer") };
    const { explain } = await import("../explain.ts");
    await explain(wanted, await open(wanted));
  },
});
