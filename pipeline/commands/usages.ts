import type { Language, LocalizedText } from "../../src/language.ts";
import { displayWidth, padded } from "../../src/report/text.ts";
import { EVIDENCE_USAGES } from "./evidence-usages.ts";
import { AFTER_RELEASE_USAGES } from "./after-release-usages.ts";

/** How a command is written, with examples: what its help leads with. */
export interface Usage {
  readonly line: string;
  readonly does: LocalizedText;
  readonly examples: readonly (readonly [command: string, what: LocalizedText])[];
}

export const USAGES = {
  init: {
    line: "gatekeeper init [DIR] [--sample-data | --from FILE…]",
    does: { en: "Make a project folder with commented configuration", "zh-CN": "创建带有注释配置的项目文件夹" },
    examples: [
      [
        "gatekeeper init shop --sample-data",
        { en: "an invented shop, ready to run", "zh-CN": "虚构的商店，可直接运行" },
      ],
      ["gatekeeper init shop", { en: "configuration to fill in", "zh-CN": "待填写的配置" }],
      [
        "gatekeeper init shop --from orders.csv --from customers.csv",
        { en: "with a mapping proposed from your files", "zh-CN": "根据您的文件提出映射" },
      ],
    ],
  },
  doctor: {
    line: "gatekeeper doctor [-C DIR]",
    does: {
      en: "Look at the machine and at a project's folders, keys, lease and state; changes nothing",
      "zh-CN": "检查本机以及项目的文件夹、密钥、占用与状态；不作任何改动",
    },
    examples: [
      [
        "gatekeeper doctor -C shop",
        { en: "what is well, what is not, and what to do", "zh-CN": "哪些正常、哪些不正常，以及如何处理" },
      ],
    ],
  },
  validate: {
    line: "gatekeeper validate [-C DIR]",
    does: {
      en: "Check configuration, campaigns, reports and the headers of the input files; writes nothing",
      "zh-CN": "检查配置、营销活动、报表和输入文件的表头；不写入任何内容",
    },
    examples: [
      [
        "gatekeeper validate -C shop",
        { en: "every problem at once, each with its place", "zh-CN": "一次列出所有问题及其位置" },
      ],
    ],
  },
  model: {
    line: "gatekeeper model [TABLE…] [--format human|json|csv|markdown|mermaid]",
    does: {
      en: "Show every column of the logical data model: class, sources, uses, readers; looks at no data",
      "zh-CN": "显示逻辑数据模型的每一列：类别、来源、用途、读取者；不查看任何数据",
    },
    examples: [
      ["gatekeeper model customers", { en: "one input table, as a table", "zh-CN": "一个输入表，以表格显示" }],
      ["gatekeeper model --format mermaid > model.mmd", { en: "everything, as a picture", "zh-CN": "全部，以图显示" }],
    ],
  },
  maps: {
    line: "gatekeeper maps [check FILE|NAME]",
    does: {
      en: "Draw a segment map and list its gaps, overlaps and rules that can never match; alone, list the shipped maps",
      "zh-CN": "绘制分群映射，并列出空白、重叠和永远不会命中的规则；不带参数则列出自带的映射",
    },
    examples: [
      ["gatekeeper maps check rf_grid", { en: "a shipped map", "zh-CN": "自带的映射" }],
      [
        "gatekeeper maps check maps/own.yaml --format csv",
        { en: "your own, a line for each cell", "zh-CN": "自有映射，每个单元格一行" },
      ],
    ],
  },
  explain: {
    line: "gatekeeper explain CAMPAIGN --customer ID [--run RUN] [--as officer|marketer]",
    does: {
      en: "Say why a customer is on a list or is not, with the evidence; for the privacy officer",
      "zh-CN": "说明某位客户为何在或不在名单上，并给出证据；供隐私负责人使用",
    },
    examples: [
      ["gatekeeper explain winter-call --customer C00042", { en: "from the newest run", "zh-CN": "取自最新的运行" }],
      [
        "gatekeeper explain winter-call --customer C00042 --as marketer",
        { en: "of a released list, without values", "zh-CN": "针对已发布的名单，不含任何数值" },
      ],
    ],
  },
  plan: {
    line: "gatekeeper plan [CAMPAIGN…] --as-of DAY [--exclude CAMPAIGN…]",
    does: {
      en: "Count what a run would decide and what its reports would withhold, protected; stages and releases nothing",
      "zh-CN": "统计一次运行会作出的决定和报表将隐去的单元格，数字受保护；不生成名单，也不发布",
    },
    examples: [
      [
        "gatekeeper plan --as-of 2026-11-01",
        { en: "every campaign, beside the last run", "zh-CN": "所有营销活动，并与上次运行对照" },
      ],
      ["gatekeeper plan winter-call --as-of 2026-11-01", { en: "one campaign", "zh-CN": "一个营销活动" }],
    ],
  },
  run: {
    line: "gatekeeper run --as-of DAY [--select CAMPAIGN…] [--exclude CAMPAIGN…] [--until STAGE]",
    does: {
      en: "Load, segment, ask every gate, stage the lists and protect the reports",
      "zh-CN": "加载数据、划分客户分群、逐一核对各道关卡、生成待发布名单并保护报表",
    },
    examples: [
      ["gatekeeper run --as-of 2026-11-01", { en: "every campaign and report", "zh-CN": "所有营销活动和报表" }],
      ["gatekeeper run --as-of 2026-11-01 --select winter-call", { en: "one campaign", "zh-CN": "一个营销活动" }],
      [
        "gatekeeper run --as-of 2026-11-01 --until load -v",
        { en: "only load, and say what every file gave", "zh-CN": "只加载，并说明每个文件的结果" },
      ],
    ],
  },
  approve: {
    line: "gatekeeper approve CAMPAIGN --until DAY --key FILE [--run RUN | --standing] [--service]",
    does: {
      en: "Approve a staged list, or a campaign for every run, with an officer's key",
      "zh-CN": "以隐私负责人的密钥批准待发布名单，或批准营销活动的每次运行",
    },
    examples: [
      [
        "gatekeeper approve winter-call --until 2026-11-30 --key ~/wang.officer.key",
        { en: "the list that the newest run staged", "zh-CN": "最新一次运行的待发布名单" },
      ],
      [
        "gatekeeper approve winter-call --standing --until 2027-03-31 --key ~/wang.officer.key",
        { en: "every nightly run until then", "zh-CN": "此前的每次夜间运行" },
      ],
    ],
  },
  reject: {
    line: "gatekeeper reject CAMPAIGN --reason TEXT --key FILE [--run RUN | --standing]",
    does: {
      en: "Reject a staged list, or end a standing approval, with an officer's key",
      "zh-CN": "以隐私负责人的密钥驳回待发布名单，或终止长期批准",
    },
    examples: [
      [
        "gatekeeper reject winter-call --reason 'the notice does not cover it' --key ~/wang.officer.key",
        { en: "it is not released before it is approved", "zh-CN": "批准之前不会发布" },
      ],
    ],
  },
  release: {
    line: "gatekeeper release RUN [--select CAMPAIGN…] [--exclude CAMPAIGN…]",
    does: {
      en: "Ask every gate once more on today's inputs and hand the staged lists over",
      "zh-CN": "按当前输入再次核对各道关卡，并交付待发布名单",
    },
    examples: [
      [
        "gatekeeper release run-0123456789abcdef0123",
        { en: "lists go to .gatekeeper/releases", "zh-CN": "名单写入 .gatekeeper/releases" },
      ],
    ],
  },
  stops: {
    line: "gatekeeper stops export|import [FILE]",
    does: {
      en: "Write every refusal ever loaded into one file, or take such a file in; for the privacy officer",
      "zh-CN": "把加载过的所有拒绝写入一个文件，或导入这样的文件；供隐私负责人使用",
    },
    examples: [
      [
        "gatekeeper stops export stops.jsonl -C shop",
        { en: "every denial, and whom it binds", "zh-CN": "每一条拒绝，以及它约束谁" },
      ],
      [
        "gatekeeper stops import stops.jsonl -C other-shop",
        { en: "add what that project does not know", "zh-CN": "补充该项目尚不知晓的内容" },
      ],
    ],
  },
  ...AFTER_RELEASE_USAGES,
  prune: {
    line: "gatekeeper prune [--dry-run]",
    does: {
      en: "Remove what retention keeps no longer; never refusals, the journal or contact history",
      "zh-CN": "删除已过保留期的内容；绝不删除拒绝、日志链或联系历史",
    },
    examples: [
      [
        "gatekeeper prune --dry-run -C shop",
        { en: "what would go, and why everything else is kept", "zh-CN": "将删除什么，其余为何保留" },
      ],
    ],
  },
  keygen: {
    line: "gatekeeper keygen age|officer NAME",
    does: {
      en: "Make a key pair: the secret half goes into keys/, the public half is printed",
      "zh-CN": "生成密钥对：私钥写入 keys/，公钥显示在屏幕上",
    },
    examples: [
      ["gatekeeper keygen age callhouse", { en: "to encrypt lists for a vendor", "zh-CN": "用于为供应商加密名单" }],
      [
        "gatekeeper keygen officer chen.li",
        { en: "for a privacy officer's signatures", "zh-CN": "用于隐私负责人的签名" },
      ],
    ],
  },
  ...EVIDENCE_USAGES,
  config: {
    line: "gatekeeper config show [--origin] [-t TARGET]",
    does: {
      en: "Show the configuration as it holds: every layer, with its defaults, secrets as references",
      "zh-CN": "显示实际生效的配置：合并各配置层并补全默认值，密钥只显示引用",
    },
    examples: [
      ["gatekeeper config show --origin", { en: "with where each value comes from", "zh-CN": "并注明每个值的来源" }],
      [
        "gatekeeper config show -t production",
        { en: "as it would be for a target", "zh-CN": "查看某个目标环境的配置" },
      ],
    ],
  },
  schema: {
    line: "gatekeeper schema [NAME] [--write]",
    does: {
      en: "Print the JSON Schema of a file; without a name, list them",
      "zh-CN": "打印某类文件的 JSON 模式；不写名称则列出全部",
    },
    examples: [
      ["gatekeeper schema campaign", { en: "of campaign files", "zh-CN": "营销活动文件的模式" }],
      [
        "gatekeeper schema --write -C shop",
        {
          en: "those of configuration files into the project, for the editor",
          "zh-CN": "把各配置文件的模式写入项目，供编辑器使用",
        },
      ],
    ],
  },
  completion: {
    line: "gatekeeper completion bash|zsh|fish",
    does: {
      en: "Print what a shell reads to complete commands, options and choices",
      "zh-CN": "输出供 shell 补全命令、选项和可选值的脚本",
    },
    examples: [
      [
        "gatekeeper completion bash > ~/.local/share/bash-completion/completions/gatekeeper",
        { en: "for every new bash", "zh-CN": "用于之后打开的 bash" },
      ],
      [
        "gatekeeper completion fish > ~/.config/fish/completions/gatekeeper.fish",
        { en: "for fish", "zh-CN": "用于 fish" },
      ],
    ],
  },
} as const satisfies Record<string, Usage>;

export type CommandName = keyof typeof USAGES;

const EXAMPLES: LocalizedText = { en: "Examples:", "zh-CN": "示例：" };

/** What stands above the options in a command's help. */
export function helpOf(command: CommandName, language: Language): string {
  const { line, does, examples } = USAGES[command];
  const sentence = { en: `${does.en}.`, "zh-CN": `${does["zh-CN"]}。` };
  return `${line}\n\n${sentence[language]}\n\n${EXAMPLES[language]}\n${exampleLines(examples, language)}`;
}

const PURPOSE: LocalizedText = {
  en: "Lists and reports leave the company through here, or not at all.",
  "zh-CN": "名单和报表只能经由此处离开企业，否则不得离开。",
};

/** What stands above the commands in the program's help. */
export function programHelp(language: Language): string {
  const { init, run, explain } = USAGES;
  const examples = [init, run, explain].flatMap((usage: Usage) => usage.examples.slice(0, 1));
  return `${PURPOSE[language]}\n\n${EXAMPLES[language]}\n${exampleLines(examples, language)}`;
}

function exampleLines(examples: Usage["examples"], language: Language): string {
  const width = Math.max(...examples.map(([command]) => displayWidth(command)));
  return examples.map(([command, what]) => `  ${padded(command, width)}  ${what[language]}`).join("\n");
}
