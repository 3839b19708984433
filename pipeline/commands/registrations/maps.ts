import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const mapsRegistration = registration({
  name: "maps",
  words: "maps [action] [map]",
  printsTable: true,
  positionals: {
    action: {
      choices: ["check"] as const,
      describe: { en: "What to do", "zh-CN": "要做什么" },
    },
    map: {
      type: "string",
      describe: {
        en: "The name of a shipped map, or the file of another",
        "zh-CN": "自带映射的名称，或其他映射的文件",
      },
    },
  },
  options: {
    "allow-unreachable": {
      type: "boolean",
      default: false,
      describe: {
        en: "Take rules that can never match for no mistake, as rfm.allow_unreachable does",
        "zh-CN": "不把永远不会命中的规则视为错误，与 rfm.allow_unreachable 相同",
      },
    },
  },
  carryOut: async (given, open) => {
    const wanted = { ...globalsOf(given), map: given.map, allowUnreachable: given["allow-unreachable"] };
    const { checkMap, listMaps } = await import("../maps.ts");
    (given.action === "check" ? checkMap : listMaps)(wanted, await open(wanted));
  },
});
