import { usageInvalid } from "../../../src/errors.ts";
import { CUSTOMER_OPTION, globalsOf, single } from "../options.ts";
import { registration } from "../registration.ts";
import { needsValue } from "../usage-problem.ts";
import { USAGES } from "../usages.ts";

const DEFAULT_FILE = "access.json";

export const accessRegistration = registration({
  name: "access",
  words: "access <action> [file]",
  positionals: {
    action: {
      choices: ["export"] as const,
      demandOption: true,
      describe: { en: "What to do", "zh-CN": "要做什么" },
    },
    file: {
      type: "string",
      default: DEFAULT_FILE,
      describe: { en: "The file to write", "zh-CN": "要写入的文件" },
    },
  },
  options: CUSTOMER_OPTION,
  carryOut: async (given, open) => {
    const customer = single(given, "customer") ?? "";
    if (customer.trim() === "") throw usageInvalid({ message: needsValue("customer", USAGES.access.line) });
    const wanted = { ...globalsOf(given), customer, file: given.file };
    const { exportAccess } = await import("../access.ts");
    await exportAccess(wanted, await open(wanted));
  },
});
