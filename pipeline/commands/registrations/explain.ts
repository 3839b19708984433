import { globalsOf, single } from "../options.ts";
import { registration } from "../registration.ts";

export const explainRegistration = registration({
  name: "explain",
  words: "explain <campaign>",
  positionals: { campaign: { type: "string", demandOption: true, describe: "The campaign's id" } },
  options: {
    customer: {
      type: "string",
      demandOption: true,
      requiresArg: true,
      describe: "The customer id, exactly as the input files write it",
    },
    run: { type: "string", requiresArg: true, describe: "The run; the newest by default" },
  },
  carryOut: async (given, open) => {
    const [customer = "", run] = [single(given, "customer"), single(given, "run")];
    const wanted = { ...globalsOf(given), campaign: given.campaign, customer, run };
    const { explain } = await import("../explain.ts");
    await explain(wanted, open(wanted));
  },
});
