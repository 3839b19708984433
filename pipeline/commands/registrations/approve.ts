import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const approveRegistration = registration({
  name: "approve",
  words: "approve <campaign>",
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
      describe: {
        en: "For every run until then, whoever is on its list",
        "zh-CN": "对此日期之前的每次运行有效，无论名单上有谁",
      },
    },
    until: {
      type: "string",
      requiresArg: true,
      describe: { en: "The last day on which it counts, YYYY-MM-DD", "zh-CN": "最后有效日，YYYY-MM-DD" },
    },
    service: {
      type: "boolean",
      default: false,
      describe: { en: "Approve a service message as such", "zh-CN": "按服务消息批准" },
    },
  },
  carryOut: async (given, open) => {
    const { campaign, key, run, standing: isStanding } = given;
    const wanted = {
      ...globalsOf(given),
      campaign,
      key,
      run,
      isStanding,
      decision: "approved" as const,
      until: given.until,
      isService: given.service,
      reason: undefined,
    };
    const { approve } = await import("../approve.ts");
    await approve(wanted, await open(wanted));
  },
});
