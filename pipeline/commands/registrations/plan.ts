import { AS_OF_OPTION, asOfOf, globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const planRegistration = registration({
  name: "plan",
  words: "plan [campaigns..]",
  positionals: {
    campaigns: { type: "string", array: true, default: [] as string[], describe: "Campaign ids; all by default" },
  },
  options: AS_OF_OPTION,
  carryOut: async (given, open) => {
    const wanted = { ...globalsOf(given), asOf: asOfOf(given), select: given.campaigns };
    const { plan } = await import("../plan.ts");
    await plan(wanted, open(wanted));
  },
});
