import { globalsOf, single } from "../options.ts";
import { registration } from "../registration.ts";

export const scrubEvidenceRegistration = registration({
  name: "scrub-evidence",
  words: "scrub-evidence <release>",
  positionals: {
    release: { type: "string", demandOption: true, describe: { en: "The release", "zh-CN": "哪一次发布" } },
  },
  options: {
    output: {
      type: "string",
      requiresArg: true,
      describe: { en: "A new file to write it to as well, as JSON", "zh-CN": "同时写入的新文件，JSON 格式" },
    },
  },
  carryOut: async (given, open) => {
    const wanted = { ...globalsOf(given), release: given.release, output: single(given, "output") };
    const { tellScrubEvidence } = await import("../scrub-evidence.ts");
    await tellScrubEvidence(wanted, await open(wanted));
  },
});
