import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const modelRegistration = registration({
  name: "model",
  words: "model [tables..]",
  positionals: {
    tables: {
      type: "string",
      array: true,
      default: [] as string[],
      describe: { en: "Input tables; everything by default", "zh-CN": "输入表；默认为全部" },
    },
  },
  options: {
    // The choice is added to those that every command has.
    format: {
      choices: ["mermaid"] as const,
      describe: {
        en: "For people or for programs, or as a Mermaid picture",
        "zh-CN": "供人阅读、供程序读取，或输出为 Mermaid 图",
      },
    },
  },
  carryOut: async (given, open) => {
    const globals = globalsOf(given);
    const form = given.format === "mermaid" ? "mermaid" : globals.format === "json" ? "json" : "human";
    const { model } = await import("../model.ts");
    await model({ ...globals, form, tables: given.tables }, await open(globals));
  },
});
