import type { StageName } from "../../pipeline.ts";
import { asOfOf } from "../as-of.ts";
import { AS_OF_OPTION, globalsOf, NOTHING_TO_DO, SELECT_OPTIONS, single, SKIP_EXIT_CODE_OPTION } from "../options.ts";
import { registration } from "../registration.ts";

/** The stages by name, written out: help and mistakes are told without loading what carries them out. */
const STAGES: Readonly<Record<StageName, true>> = {
  load: true,
  identity: true,
  consent: true,
  segment: true,
  gate: true,
  allocation: true,
  disclosure: true,
  export: true,
};

const LAST_STAGE: StageName = "export";

export const runRegistration = registration({
  name: "run",
  words: "run",
  positionals: {},
  printsTable: true,
  options: {
    ...AS_OF_OPTION,
    "compare-as-of": {
      type: "string",
      requiresArg: true,
      describe: {
        en: "The earlier moment that reports compare with; the latest one with a finished run by default",
        "zh-CN": "报表与之比较的更早时点；默认为已完成的运行中最近的一个",
      },
    },
    ...SELECT_OPTIONS,
    ...SKIP_EXIT_CODE_OPTION,
    until: {
      choices: Object.keys(STAGES) as StageName[],
      default: LAST_STAGE,
      describe: { en: "Stop after this stage", "zh-CN": "在该阶段之后停止" },
    },
  },
  carryOut: async (given, open) => {
    const { select, exclude, until } = given;
    const globals = globalsOf(given);
    const command = await open(globals);
    const compareAsOf = single(given, "compare-as-of");
    const asOf = await asOfOf(given, command);
    const { run } = await import("../run.ts");
    const { isNew } = await run({ ...globals, asOf, compareAsOf, select, exclude, until }, command);
    return !isNew && given["skip-exit-code"] ? NOTHING_TO_DO : 0;
  },
});
