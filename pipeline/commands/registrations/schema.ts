import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const schemaRegistration = registration({
  name: "schema",
  words: "schema [name]",
  printsTable: true,
  positionals: {
    name: {
      type: "string",
      describe: {
        en: "What it describes, such as campaign or manifest",
        "zh-CN": "所描述的文件，例如 campaign 或 manifest",
      },
    },
  },
  options: {
    write: {
      type: "boolean",
      default: false,
      describe: { en: "Write those an editor needs into the project", "zh-CN": "把编辑器需要的模式写入项目" },
    },
  },
  carryOut: async (given, open) => {
    const wanted = { ...globalsOf(given), name: given.name, write: given.write };
    const { schema } = await import("../schema.ts");
    await schema(wanted, await open(wanted));
  },
});
