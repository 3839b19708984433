import { asOfOf } from "../as-of.ts";
import { AS_OF_OPTION, CAMPAIGN_IDS, EXCLUDE_OPTION, globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const planRegistration = registration({
  name: "plan",
  words: "plan [campaigns..]",
  positionals: {
    campaigns: { type: "string", array: true, default: [] as string[], describe: CAMPAIGN_IDS },
  },
  options: { ...AS_OF_OPTION, ...EXCLUDE_OPTION },
  printsTable: true,
  carryOut: async (given, open) => {
    const globals = globalsOf(given);
    const command = await open(globals);
    const asOf = await asOfOf(given, command);
    const { plan } = await import("../plan.ts");
    await plan({ ...globals, asOf, select: given.campaigns, exclude: given.exclude }, command);
  },
});
