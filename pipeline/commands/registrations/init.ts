import { DEFAULT_MEMORY_LIMIT } from "../../../src/domain/engine-limits.ts";
import { LANGUAGES } from "../../../src/language.ts";
import { globalsOf, single } from "../options.ts";
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
    from: {
      type: "string",
      array: true,
      requiresArg: true,
      default: [] as string[],
      describe: {
        en: "Propose the mapping of these files (CSV, Parquet); consent is never guessed",
        "zh-CN": "根据这些文件（CSV、Parquet）提出映射；从不猜测同意",
      },
    },
    name: { type: "string", requiresArg: true, describe: { en: "The project's id", "zh-CN": "项目的 id" } },
    controller: {
      type: "string",
      requiresArg: true,
      describe: { en: "The company that answers for the data", "zh-CN": "对数据负责的企业" },
    },
    "time-zone": {
      type: "string",
      requiresArg: true,
      describe: { en: "Such as Asia/Shanghai", "zh-CN": "例如 Asia/Shanghai" },
    },
    currency: { type: "string", requiresArg: true, describe: { en: "Such as CNY", "zh-CN": "例如 CNY" } },
    country: {
      type: "string",
      requiresArg: true,
      describe: {
        en: "Of telephone numbers that name none, such as CN",
        "zh-CN": "未注明国家的电话号码所属国家，例如 CN",
      },
    },
    language: {
      choices: LANGUAGES,
      describe: { en: "Of reports; messages follow whoever runs them", "zh-CN": "报表的语言；消息随使用者而定" },
    },
    yes: {
      alias: "y",
      type: "boolean",
      default: false,
      describe: { en: "Ask nothing, and take what is proposed", "zh-CN": "不再询问，采用所提方案" },
    },
  },
  carryOut: async (given, open) => {
    const globals = globalsOf(given);
    const settings = {
      name: single(given, "name"),
      controller: single(given, "controller"),
      "time-zone": single(given, "time-zone"),
      currency: single(given, "currency"),
      country: single(given, "country"),
      language: LANGUAGES.find((language) => language === single(given, "language")),
    };
    const { init } = await import("../init.ts");
    const { dir: directory, from, yes, "sample-data": sampleData } = given;
    const memoryLimit = globals.memoryLimit ?? DEFAULT_MEMORY_LIMIT;
    await init({ ...globals, memoryLimit, directory, from, yes, sampleData, settings }, await open(globals));
  },
});
