import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const completionRegistration = registration({
  name: "completion",
  words: "completion <shell>",
  positionals: {
    shell: {
      choices: ["bash", "zsh", "fish"] as const,
      demandOption: true,
      describe: { en: "The shell that reads it", "zh-CN": "读取它的 shell" },
    },
  },
  options: {},
  carryOut: async (given, open) => {
    const { completion } = await import("../completion.ts");
    completion(given.shell, await open(globalsOf(given)));
  },
});
