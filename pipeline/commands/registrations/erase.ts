import { usageInvalid } from "../../../src/errors.ts";
import { CUSTOMER_OPTION, globalsOf, single } from "../options.ts";
import { registration } from "../registration.ts";
import { needsValue } from "../usage-problem.ts";
import { USAGES } from "../usages.ts";

export const eraseRegistration = registration({
  name: "erase",
  words: "erase",
  positionals: {},
  options: {
    ...CUSTOMER_OPTION,
    "dry-run": {
      type: "boolean",
      default: false,
      describe: { en: "Say where the person is, and change nothing", "zh-CN": "只说明此人在何处，不作任何改动" },
    },
  },
  carryOut: async (given, open) => {
    const customer = single(given, "customer") ?? "";
    if (customer.trim() === "") throw usageInvalid({ message: needsValue("customer", USAGES.erase.line) });
    const wanted = { ...globalsOf(given), customer, isDryRun: given["dry-run"] };
    const { erase } = await import("../erase.ts");
    await erase(wanted, await open(wanted));
  },
});
