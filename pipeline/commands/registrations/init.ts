import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const initRegistration = registration({
  name: "init",
  words: "init [dir]",
  positionals: { dir: { type: "string", default: ".", describe: "The new project's folder" } },
  options: {
    "sample-data": { type: "boolean", default: false, describe: "With the data of an invented shop" },
  },
  carryOut: async (given, open) => {
    const globals = globalsOf(given);
    const { init } = await import("../init.ts");
    await init({ ...globals, directory: given.dir, sampleData: given["sample-data"] }, open(globals));
  },
});
