import type { Language } from "../../language.ts";

/** What the commands that explain and prove say. */
export interface EvidenceMessages {
  /** What every gate said. */
  readonly everyGate: string;
  readonly verdicts: Readonly<Record<"refused" | "passed" | "not_asked_of_class" | "not_reached", string>>;
  readonly isListed: (campaign: string, customer: string, runId: string) => string;
  /** Without a class of reasons for somebody the campaign did not ask for. */
  readonly isNotListed: (campaign: string, customer: string, runId: string, because: string | null) => string;
  readonly reconciled: (runId: string, addsUp: boolean) => string;
  readonly addsUp: string;
  readonly wrong: string;
  /** Beside a number of records or people. */
  readonly parts: Readonly<
    Record<
      "records" | "loaded" | "rejected" | "erased" | "excluded" | "heldOut" | "refused" | "staged" | "removed",
      string
    >
  >;
  readonly diff: DiffMessages;
  readonly scrub: ScrubMessages;
  readonly replay: ReplayMessages;
  readonly prove: ProveMessages;
}

interface ProveMessages {
  readonly title: (id: string, found: number) => string;
  readonly place: (file: string, record: number, source: string) => string;
  readonly hash: (sha256: string) => string;
  readonly firstSeen: (at: string) => string;
  readonly isCurrent: string;
  readonly isGone: string;
  readonly runs: (runIds: readonly string[]) => string;
  readonly notice: (id: string, version: string) => string;
  readonly wordingOf: (runId: string) => string;
  readonly neither: string;
  readonly notValid: string;
  readonly about: (people: readonly string[]) => string;
  readonly binds: (people: readonly string[]) => string;
  readonly lifts: string;
  readonly against: string;
  readonly itself: string;
  readonly nothingAgainst: string;
  readonly stands: (campaigns: readonly string[]) => string;
  readonly allows: string;
  /** How far a grant is a basis. */
  readonly bases: Readonly<Record<string, string>>;
  readonly notLoaded: string;
}

interface ReplayMessages {
  readonly same: (runId: string, files: string) => string;
  readonly differs: (runId: string) => string;
  readonly notKept: (files: string) => string;
}

interface DiffMessages {
  readonly title: (from: string, to: string) => string;
  readonly asOf: (change: string) => string;
  readonly program: Readonly<Record<"version" | "sql" | "rules", string>>;
  readonly configuration: (parts: readonly string[]) => string;
  readonly state: Readonly<Record<"stops" | "releases", string>>;
  readonly campaigns: string;
  readonly inputs: string;
  readonly lists: string;
  readonly counts: string;
  readonly moves: string;
  /** What became of a candidate, beside the reason's code. */
  readonly outcomes: Readonly<Record<string, string>>;
  readonly people: (file: string) => string;
  readonly changes: Readonly<Record<"added" | "removed" | "changed", string>>;
}

interface ScrubMessages {
  readonly title: (releaseId: string, releasedAt: string) => string;
  readonly list: (campaign: string, file: string, sha256: string, from: string, to: string) => string;
  readonly journal: (sequence: number, hash: string) => string;
  readonly lists: (count: number) => string;
  readonly rules: (version: string, sql: string, checkedOn: string) => string;
}

export const EVIDENCE_MESSAGES: Readonly<Record<Language, EvidenceMessages>> = {
  en: {
    everyGate: "Every gate, what it said, and the law it rests on:",
    verdicts: {
      refused: "refused",
      passed: "passed",
      not_asked_of_class: "not asked of this class of campaigns",
      not_reached: "not reached: refused before",
    },
    isListed: (campaign, customer, runId) => `${campaign}: customer ${customer} is listed (run ${runId}).`,
    isNotListed: (campaign, customer, runId, because) =>
      `${campaign}: customer ${customer} is not listed (run ${runId}): ${because ?? "not in the audience"}.`,
    reconciled: (runId, addsUp) =>
      addsUp ? `Run ${runId}: everything adds up.` : `Run ${runId}: not everything adds up.`,
    addsUp: "adds up",
    wrong: "does NOT add up",
    parts: {
      records: "records",
      loaded: "loaded",
      rejected: "rejected",
      excluded: "excluded",
      heldOut: "held out",
      erased: "erased since",
      refused: "refused",
      staged: "staged",
      removed: "removed",
    },
    diff: {
      title: (from, to) => (from === to ? `${from} is one run; nothing differs.` : `From ${from} to ${to}:`),
      asOf: (change) => `as of: ${change}`,
      program: {
        version: "the version of the program differs",
        sql: "the SQL of models and gates differs",
        rules: "the rules of law were checked on another day",
      },
      configuration: (parts) => `the configuration differs: ${parts.join(", ")}`,
      state: {
        stops: "the stops differ: refusals, merges or holders were added",
        releases: "the releases differ: other contacts count for caps",
      },
      campaigns: "Campaigns:",
      inputs: "Input files:",
      lists: "Suppression lists:",
      counts: "Counts:",
      moves: "Decided on otherwise:",
      outcomes: { listed: "listed", refused: "refused", held_out: "held out" },
      people: (file) => `Who they are: ${file}`,
      changes: { added: "added", removed: "removed", changed: "changed" },
    },
    scrub: {
      title: (releaseId, releasedAt) => `Release ${releaseId} of ${releasedAt} handed over:`,
      list: (campaign, file, sha256, from, to) =>
        `${campaign}: ${file}, SHA-256 ${sha256}, to be used ${from} to ${to}`,
      journal: (sequence, hash) => `journal: entry ${sequence}, ${hash}`,
      lists: (count) =>
        count === 0
          ? "No suppression list was loaded."
          : "Checked against these suppression lists (rows, file, first loaded, SHA-256):",
      rules: (version, sql, checkedOn) =>
        `and by these rules (gatekeeper ${version}, SQL ${sql}, rules of law last checked on ${checkedOn}):`,
    },
    replay: {
      same: (runId, files) =>
        `Run ${runId}, made again from what was known then: the same bytes in all of ${files} files.`,
      differs: (runId) => `Run ${runId}, made again from what was known then, has other bytes in:`,
      notKept: (files) => `${files} more were made again; retention has removed what they would be compared with.`,
    },
    prove: {
      title: (id, found) => (found === 1 ? `Statement ${id}:` : `Statement ${id}, found in ${found} records:`),
      place: (file, record, source) => `${file} record ${record}, source ${source}`,
      hash: (sha256) => `SHA-256 of the file: ${sha256}`,
      firstSeen: (at) => `first loaded: ${at}`,
      isCurrent: "in the input files as they are now",
      isGone: "in no input file any more; a refusal in it still binds, a consent in it allows nothing",
      runs: (runIds) => `runs made of this file: ${runIds.join(", ")}`,
      notice: (id, version) => `given on notice ${id}, version ${version}`,
      wordingOf: (runId) => `in the words that ${runId} kept; the file has others today, or none:`,
      neither: "It neither allows nor forbids anything.",
      notValid:
        "It allows nothing: its date cannot be read, it names nobody or no purpose, or it was recorded in the future.",
      about: (people) => `It is about person ${people.join(", ")}.`,
      binds: (people) => (people.length === 0 ? "It binds nobody known." : `It binds ${people.join(", ")}.`),
      lifts: "It lifts:",
      against: "What was refused for the same purpose and channel:",
      itself: "As a refusal:",
      nothingAgainst: "Nothing stands against it.",
      stands: (campaigns) => (campaigns.length === 0 ? "stands in no campaign" : `stands in ${campaigns.join(", ")}`),
      allows: "How far it is a basis by itself:",
      bases: {
        valid: "valid",
        proof_missing: "proof missing",
        expired: "ends before the send window does",
        not_yet: "begins after the send window does",
        other_scope: "for another channel, contact point or basis",
      },
      notLoaded:
        "Warning: the input files as they are now cannot be loaded, so only the files of earlier runs are searched.",
    },
  },
  "zh-CN": {
    everyGate: "每道关卡的结论及其法律依据：",
    verdicts: {
      refused: "拒绝",
      passed: "通过",
      not_asked_of_class: "不适用于此类营销活动",
      not_reached: "未到此步：此前已被拒绝",
    },
    isListed: (campaign, customer, runId) => `${campaign}：客户 ${customer} 在名单上（运行 ${runId}）。`,
    isNotListed: (campaign, customer, runId, because) =>
      `${campaign}：客户 ${customer} 不在名单上（运行 ${runId}）：${because ?? "不在目标人群中"}。`,
    reconciled: (runId, addsUp) => (addsUp ? `运行 ${runId}：所有数字均吻合。` : `运行 ${runId}：并非所有数字都吻合。`),
    addsUp: "吻合",
    wrong: "不吻合",
    parts: {
      records: "条记录",
      loaded: "已加载",
      rejected: "已拒收",
      excluded: "已排除",
      heldOut: "留作对照",
      erased: "此后已删除",
      refused: "被拒绝",
      staged: "待发布",
      removed: "已移除",
    },
    diff: {
      title: (from, to) => (from === to ? `${from} 是同一次运行，没有差异。` : `从 ${from} 到 ${to}：`),
      asOf: (change) => `截止时点：${change}`,
      program: { version: "程序版本不同", sql: "模型与关卡的 SQL 不同", rules: "法律规则的核对日期不同" },
      configuration: (parts) => `配置不同：${parts.join("、")}`,
      state: { stops: "停止联系的存储不同：新增了拒绝、合并或持有人", releases: "发布不同：计入频次上限的联系不同" },
      campaigns: "营销活动：",
      inputs: "输入文件：",
      lists: "禁止联系名单：",
      counts: "计数：",
      moves: "决定有变化的人数：",
      outcomes: { listed: "已列入名单", refused: "被拒绝", held_out: "留作对照" },
      people: (file) => `相关人员：${file}`,
      changes: { added: "新增", removed: "移除", changed: "变化" },
    },
    scrub: {
      title: (releaseId, releasedAt) => `发布 ${releaseId}（${releasedAt}）交付了：`,
      list: (campaign, file, sha256, from, to) => `${campaign}：${file}，SHA-256 ${sha256}，使用期 ${from} 至 ${to}`,
      journal: (sequence, hash) => `日志链：第 ${sequence} 条，${hash}`,
      lists: (count) =>
        count === 0 ? "没有加载禁止联系名单。" : "核对了以下禁止联系名单（行数、文件、首次加载、SHA-256）：",
      rules: (version, sql, checkedOn) =>
        `并依据以下规则（程序版本 ${version}，SQL ${sql}，法律规则最近核对于 ${checkedOn}）：`,
    },
    replay: {
      same: (runId, files) => `运行 ${runId} 已根据当时所知重现：全部 ${files} 个文件逐字节相同。`,
      differs: (runId) => `运行 ${runId} 已根据当时所知重现，以下文件的字节不同：`,
      notKept: (files) => `另有 ${files} 个文件已重现，但用于比较的原文件已按保留期删除。`,
    },
    prove: {
      title: (id, found) => (found === 1 ? `声明 ${id}：` : `声明 ${id}，见于 ${found} 条记录：`),
      place: (file, record, source) => `${file} 第 ${record} 条记录，来源 ${source}`,
      hash: (sha256) => `文件的 SHA-256：${sha256}`,
      firstSeen: (at) => `首次加载：${at}`,
      isCurrent: "在当前的输入文件中",
      isGone: "已不在任何输入文件中；其中的拒绝仍然有效，其中的同意不再允许任何联系",
      runs: (runIds) => `依据此文件的运行：${runIds.join("、")}`,
      notice: (id, version) => `依据告知书 ${id}，版本 ${version}`,
      wordingOf: (runId) => `以下为 ${runId} 保存的原文；文件如今内容不同，或已不存在：`,
      neither: "它既不允许也不禁止任何联系。",
      notValid: "它不允许任何联系：日期无法读取、未指明个人或目的，或记录时间在未来。",
      about: (people) => `涉及的个人：${people.join("、")}。`,
      binds: (people) => (people.length === 0 ? "它不约束任何已知的个人。" : `它约束 ${people.join("、")}。`),
      lifts: "它解除：",
      against: "就同一目的和渠道的拒绝：",
      itself: "作为拒绝：",
      nothingAgainst: "没有与之相悖的拒绝。",
      stands: (campaigns) =>
        campaigns.length === 0 ? "在所有营销活动中均无效" : `在以下营销活动中有效：${campaigns.join("、")}`,
      allows: "单凭它能否作为依据：",
      bases: {
        valid: "有效",
        proof_missing: "缺少证明",
        expired: "在发送窗口结束前失效",
        not_yet: "在发送窗口开始后才生效",
        other_scope: "用于其他渠道、联系点或依据",
      },
      notLoaded: "警告：当前的输入文件无法加载，因此只在以往运行的文件中查找。",
    },
  },
};
