import { globalsOf } from "../options.ts";
import { registration } from "../registration.ts";

export const feedbackRegistration = registration({
  name: "feedback",
  words: "feedback <file>",
  positionals: {
    file: {
      type: "string",
      demandOption: true,
      describe: {
        en: "A CSV file: reference, outcome, occurred_at",
        "zh-CN": "CSV 文件：reference、outcome、occurred_at",
      },
    },
  },
  options: {},
  carryOut: async (given, open) => {
    const wanted = { ...globalsOf(given), file: given.file };
    const { feedback } = await import("../feedback.ts");
    await feedback(wanted, await open(wanted));
  },
});
