import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const initRegistration = registration({
  name: "init",
  words: "init [dir]",
  positionals: {
    dir: { type: "string", default: ".", describe: { en: "The new project's folder", "zh-CN": "新项目的文件夹" } },
  },
  options: {
    "sample-data": {
      type: "boolean",
      default: false,
      describe: { en: "With the data of an invented shop", "zh-CN": "附带虚构商店的数据" },
    },
  },
  carryOut: async (given, open) => {
    const globals = globalsOf(given);
    const { init } = await import("../init.ts");
    await init({ ...globals, directory: given.dir, sampleData: given["sample-data"] }, await open(globals));
  },
});
