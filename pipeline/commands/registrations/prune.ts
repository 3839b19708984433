import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const pruneRegistration = registration({
  name: "prune",
  words: "prune",
  positionals: {},
  options: {
    "dry-run": {
      type: "boolean",
      default: false,
      describe: { en: "Say what would go, and remove nothing", "zh-CN": "只说明将删除什么，不作删除" },
    },
  },
  printsTable: true,
  carryOut: async (given, open) => {
    const wanted = { ...globalsOf(given), isDryRun: given["dry-run"] };
    const { prune } = await import("../prune.ts");
    await prune(wanted, await open(wanted));
  },
});
