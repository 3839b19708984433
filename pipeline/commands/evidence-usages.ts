import type { Usage } from "./usages.ts";

const RUN = "run-0123456789abcdef0123";
const RELEASE = "release-0123456789abcdef0123";

/** How the commands that prove what was decided are written. */
export const EVIDENCE_USAGES = {
  prove: {
    line: "gatekeeper prove CONSENT [--as-of DAY]",
    does: {
      en: "Trace a statement of wishes to its record, and say what it allows and what stands against it; for the privacy officer",
      "zh-CN": "追溯一条意愿声明的原始记录，并说明它允许什么、有什么与之相悖；供隐私负责人使用",
    },
    examples: [["gatekeeper prove E00042", { en: "by the id of its event", "zh-CN": "按事件编号" }]],
  },
  reconcile: {
    line: "gatekeeper reconcile [RUN] [--as officer|marketer]",
    does: {
      en: "Count a run anew from its files, and say whether everything adds up",
      "zh-CN": "根据一次运行的文件重新计数，并说明各数字是否吻合",
    },
    examples: [
      ["gatekeeper reconcile", { en: "the newest run, protected", "zh-CN": "最新的运行，计数受保护" }],
      [`gatekeeper reconcile ${RUN} --as officer`, { en: "with exact numbers", "zh-CN": "含精确数字" }],
    ],
  },
  diff: {
    line: "gatekeeper diff RUN RUN [--as officer|marketer]",
    does: {
      en: "Say what differs between two runs: inputs, configuration, rules, campaigns, counts, people",
      "zh-CN": "说明两次运行之间的差异：输入、配置、规则、营销活动、计数、人员",
    },
    examples: [
      [`gatekeeper diff ${RUN} run-123456789abcdef01234`, { en: "the earlier run first", "zh-CN": "先写较早的运行" }],
    ],
  },
  replay: {
    line: "gatekeeper replay RUN",
    does: {
      en: "Make a run again from what was known then, and say whether every file has the same bytes",
      "zh-CN": "根据当时所知重现一次运行，并说明各文件是否逐字节相同",
    },
    examples: [[`gatekeeper replay ${RUN}`, { en: "changes nothing", "zh-CN": "不作任何改动" }]],
  },
  "scrub-evidence": {
    line: "gatekeeper scrub-evidence RELEASE [--output FILE]",
    does: {
      en: "Say what the lists of a release were checked against, to be handed to an authority; names nobody",
      "zh-CN": "说明一次发布的名单核对过什么，可提交主管机关；不涉及任何个人",
    },
    examples: [
      [
        `gatekeeper scrub-evidence ${RELEASE} --output evidence.json`,
        { en: "on the terminal, and as a file", "zh-CN": "显示在终端，并写入文件" },
      ],
    ],
  },
  audit: {
    line: "gatekeeper audit verify [--key PUBLIC] | audit export FILE… [--before FOLDER…] [--minimum-units N]",
    does: {
      en: "Check the journal and all that it vouches for; or attack written reports as a reader would; changes nothing",
      "zh-CN": "核对日志及其所证明的一切；或像读者那样攻击所写的报表；不作任何改动",
    },
    examples: [
      ["gatekeeper audit verify", { en: "with the project's own key", "zh-CN": "使用项目自己的密钥" }],
      [
        'gatekeeper audit verify --key "MCowBQYDK2VwAyEA…"',
        { en: "with the public key that the auditor keeps", "zh-CN": "使用审计方保管的公钥" },
      ],
      [
        "gatekeeper audit export reports/ --before last-month/",
        { en: "what a reader of both can work out", "zh-CN": "同时持有两者的读者能推出什么" },
      ],
    ],
  },
} as const satisfies Record<string, Usage>;
