import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const auditRegistration = registration({
  name: "audit",
  words: "audit <action>",
  positionals: {
    action: {
      choices: ["verify"] as const,
      demandOption: true,
      describe: { en: "What to do", "zh-CN": "要做什么" },
    },
  },
  options: {
    key: {
      type: "string",
      requiresArg: true,
      describe: {
        en: "The public half of the journal's key, as the auditor keeps it",
        "zh-CN": "审计方保管的日志公钥",
      },
    },
  },
  carryOut: async (given, open) => {
    const wanted = { ...globalsOf(given), key: given.key };
    const { auditVerify } = await import("../audit.ts");
    await auditVerify(wanted, await open(wanted));
  },
});
