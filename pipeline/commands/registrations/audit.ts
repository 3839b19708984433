import { usageInvalid } from "../../../src/errors.ts";
import { globalsOf, single } from "../options.ts";
import { registration } from "../registration.ts";

export const auditRegistration = registration({
  name: "audit",
  words: "audit <action> [files..]",
  positionals: {
    action: {
      choices: ["verify", "export"] as const,
      demandOption: true,
      describe: { en: "What to do", "zh-CN": "要做什么" },
    },
    files: {
      type: "string",
      array: true,
      default: [] as string[],
      describe: {
        en: "For export: folders of written reports, or files of their tables",
        "zh-CN": "用于 export：所写报表的文件夹，或其中的表文件",
      },
    },
  },
  options: {
    key: {
      type: "string",
      requiresArg: true,
      describe: {
        en: "For verify: the public half of the journal's key, as the auditor keeps it",
        "zh-CN": "用于 verify：审计方保管的日志公钥",
      },
    },
    before: {
      type: "string",
      array: true,
      requiresArg: true,
      default: [] as string[],
      describe: {
        en: "For export: a folder of reports that readers already have; may be repeated",
        "zh-CN": "用于 export：读者已有的报表文件夹；可重复",
      },
    },
    "minimum-units": {
      type: "string",
      requiresArg: true,
      describe: {
        en: "For export: the least number of customers of a cell; what report.json says by default",
        "zh-CN": "用于 export：单元格客户数的下限；默认取 report.json 所述",
      },
    },
  },
  carryOut: async (given, open) => {
    const globals = globalsOf(given);
    const least = single(given, "minimum-units");
    if (given.action === "verify") {
      if (given.files.length > 0 || given.before.length > 0 || least !== undefined)
        throw usageInvalid({ message: OF_EXPORT });
      const { auditVerify } = await import("../audit.ts");
      await auditVerify({ ...globals, key: given.key }, await open(globals));
      return;
    }
    if (given.key !== undefined) throw usageInvalid({ message: OF_VERIFY });
    if (given.files.length === 0) throw usageInvalid({ message: NO_FILE });
    const wanted = { ...globals, files: given.files, before: given.before, minimumUnits: leastOf(least) };
    const { auditExportFiles } = await import("../audit-export.ts");
    await auditExportFiles(wanted, await open(globals));
  },
});

function leastOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,6}$/u.test(text) && Number(text) >= 2) return Number(text);
  throw usageInvalid({
    message: {
      en: `--minimum-units is "${text}" and not a whole number of at least 2`,
      "zh-CN": `--minimum-units 为“${text}”，不是不小于 2 的整数`,
    },
  });
}

const OF_EXPORT = {
  en: "files, --before and --minimum-units belong to audit export",
  "zh-CN": "文件、--before 和 --minimum-units 只用于 audit export",
};
const OF_VERIFY = { en: "--key belongs to audit verify", "zh-CN": "--key 只用于 audit verify" };
const NO_FILE = {
  en: "audit export needs a folder of reports, or a file of a table",
  "zh-CN": "audit export 需要一个报表文件夹或表文件",
};
