import { AS_OF_OPTION, asOfOf, CAMPAIGN_IDS, EXCLUDE_OPTION, globalsOf } from "../options.ts";
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
    const wanted = { ...globalsOf(given), asOf: asOfOf(given), select: given.campaigns, exclude: given.exclude };
    const { plan } = await import("../plan.ts");
    await plan(wanted, await open(wanted));
  },
});
