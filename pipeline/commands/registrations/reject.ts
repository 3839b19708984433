import { usageInvalid } from "../../../src/errors.ts";
import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";
import { needsValue } from "../usage-problem.ts";
import { USAGES } from "../usages.ts";

export const rejectRegistration = registration({
  name: "reject",
  words: "reject <campaign>",
  positionals: {
    campaign: { type: "string", demandOption: true, describe: { en: "The campaign's id", "zh-CN": "营销活动的 id" } },
  },
  options: {
    key: {
      type: "string",
      requiresArg: true,
      demandOption: true,
      describe: { en: "The file of your private key", "zh-CN": "您的私钥文件" },
    },
    run: {
      type: "string",
      requiresArg: true,
      describe: {
        en: "The run that staged the list; the newest by default",
        "zh-CN": "生成待发布名单的运行；默认取最新一次",
      },
    },
    standing: {
      type: "boolean",
      default: false,
      describe: { en: "End the standing approval", "zh-CN": "终止长期批准" },
    },
    reason: {
      type: "string",
      requiresArg: true,
      demandOption: true,
      describe: { en: "Why, for whoever wrote the campaign", "zh-CN": "理由，供编写该活动的人参考" },
    },
  },
  carryOut: async (given, open) => {
    const { campaign, key, run, standing: isStanding, reason } = given;
    if (reason.trim() === "") throw usageInvalid({ message: needsValue("reason", USAGES.reject.line) });
    const wanted = {
      ...globalsOf(given),
      campaign,
      key,
      run,
      isStanding,
      decision: "rejected" as const,
      until: undefined,
      isService: false,
      reason,
    };
    const { approve } = await import("../approve.ts");
    await approve(wanted, await open(wanted));
  },
});
