import { usageInvalid } from "../../../src/errors.ts";
import { globalsOf, single } from "../options.ts";
import { registration } from "../registration.ts";
import { needsValue } from "../usage-problem.ts";
import { USAGES } from "../usages.ts";

export const scrubRegistration = registration({
  name: "scrub",
  words: "scrub <file>",
  positionals: {
    file: {
      type: "string",
      demandOption: true,
      describe: {
        en: "A CSV file with customer_id, phone, email or address",
        "zh-CN": "含 customer_id、phone、email 或 address 列的 CSV 文件",
      },
    },
  },
  options: {
    campaign: {
      type: "string",
      requiresArg: true,
      describe: { en: "The campaign that the list is for", "zh-CN": "名单用于哪个营销活动" },
    },
    run: {
      type: "string",
      requiresArg: true,
      describe: { en: "A run of the campaign; the newest by default", "zh-CN": "该活动的哪一次运行；默认为最新的" },
    },
  },
  carryOut: async (given, open) => {
    const [campaign = "", run] = [single(given, "campaign"), single(given, "run")];
    if (campaign.trim() === "") throw usageInvalid({ message: needsValue("campaign", USAGES.scrub.line) });
    const wanted = { ...globalsOf(given), file: given.file, campaign, run };
    const { scrub } = await import("../scrub.ts");
    await scrub(wanted, await open(wanted));
  },
});
