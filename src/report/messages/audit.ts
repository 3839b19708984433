import type { Language } from "../../language.ts";

/** What `audit verify` says. It names nobody. */
export interface AuditMessages {
  readonly entries: (count: number) => string;
  /** What is wrong with the journal, and at which line. */
  readonly fault: (verdict: string, line: number | null) => string;
  readonly withoutKey: string;
  readonly ownKey: (id: string, publicKey: string) => string;
  readonly givenKey: (id: string) => string;
  readonly nothingElseChecked: string;
  readonly checked: (checked: Readonly<Record<"runs" | "releases" | "recalls" | "approvals", number>>) => string;
  readonly verdicts: Readonly<Record<"altered" | "removed" | "unrecorded" | "incomplete", string>>;
}

export const AUDIT_MESSAGES: Readonly<Record<Language, AuditMessages>> = {
  en: {
    entries: (count) => `Journal: ${count} sound entries.`,
    fault: (verdict, line) => (line === null ? `Journal: ${verdict}.` : `Journal: ${verdict} at line ${line}.`),
    withoutKey: "No signature was checked: the project has no journal key. Name the public half with --key.",
    ownKey: (id, publicKey) =>
      `Signatures checked with the project's own key ${id}. An auditor keeps its public half, ${publicKey}, and names it with --key.`,
    givenKey: (id) => `Signatures checked with the key ${id} that was named.`,
    nothingElseChecked: "A broken journal vouches for nothing, so no run, release, recall or approval was checked.",
    checked: ({ runs, releases, recalls, approvals }) =>
      `Checked against it: runs ${runs}, releases ${releases}, recalls ${recalls}, approvals ${approvals}.`,
    verdicts: {
      altered: "altered: not the bytes that the journal has",
      removed: "removed: it is gone",
      unrecorded: "unrecorded: the journal does not know it",
      incomplete: "incomplete: not one decision for each candidate",
    },
  },
  "zh-CN": {
    entries: (count) => `日志：${count} 条完好记录。`,
    fault: (verdict, line) => {
      const fault = FAULTS_ZH_CN[verdict] ?? verdict;
      return line === null ? `日志：${fault}。` : `日志：第 ${line} 行${fault}。`;
    },
    withoutKey: "未核对任何签名：项目没有日志密钥。请用 --key 指定公钥。",
    ownKey: (id, publicKey) => `已用项目自己的密钥 ${id} 核对签名。审计方应保管其公钥 ${publicKey}，并用 --key 指定。`,
    givenKey: (id) => `已用指定的密钥 ${id} 核对签名。`,
    nothingElseChecked: "损坏的日志不能证明任何内容，因此未核对运行、发布、召回和批准。",
    checked: ({ runs, releases, recalls, approvals }) =>
      `已据此核对：运行 ${runs} 次、发布 ${releases} 次、召回 ${recalls} 次、批准 ${approvals} 份。`,
    verdicts: {
      altered: "被改动：与日志记录的字节不同",
      removed: "被移除：已不存在",
      unrecorded: "未记录：日志中没有它",
      incomplete: "不完整：并非每个候选人恰有一项决定",
    },
  },
};

const FAULTS_ZH_CN: Readonly<Record<string, string>> = {
  altered: "被改动",
  broken_link: "断链：之前有记录被删去",
  reordered: "顺序被调换",
  forged: "系伪造",
  other_key: "由另一把密钥签名",
  torn_last_line: "因崩溃而不完整，并非篡改",
  removed: "全部被移除",
  truncated: "末尾被截去",
  heads_missing: "第二处缺少链头",
};
