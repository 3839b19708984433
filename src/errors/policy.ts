import { defineError } from "./define.ts";

// GK04xx: refusals by policy, of a run, a release or an export.

export const campaignChanged = defineError("GK0402", "policy", {
  en: (e: { campaign: string; run: string }) => ({
    message: `campaign "${e.campaign}" changed since run ${e.run}`,
    remedy: "Run again and release that run: what is released must be what was decided.",
  }),
  "zh-CN": (e) => ({
    message: `营销活动“${e.campaign}”在运行 ${e.run} 之后有改动`,
    remedy: "请重新运行并发布新的运行：发布的内容必须与所作的决定一致。",
  }),
});

export const alreadyReleased = defineError("GK0403", "policy", {
  en: (e: { campaign: string; release: string }) => ({
    message: `campaign "${e.campaign}" was already released for this send window, as release ${e.release}`,
    remedy: "Change the send window or the campaign's id to contact people again.",
  }),
  "zh-CN": (e) => ({
    message: `营销活动“${e.campaign}”在该发送窗口内已经发布，发布标识为 ${e.release}`,
    remedy: "如需再次联系，请修改发送窗口或营销活动的 id。",
  }),
});

export const campaignUnknown = defineError("GK0404", "usage", {
  en: (e: UnknownCampaign) => ({
    message: `${e.run === undefined ? "there is" : `run ${e.run.id} has`} no campaign "${e.campaign}"${e.nearest === undefined ? "" : `; did you mean "${e.nearest}"?`}`,
    remedy:
      e.run === undefined
        ? "Name one of the files in campaigns/ by its id."
        : `${e.run.campaigns.length === 0 ? "It has none" : `It has ${e.run.campaigns.join(", ")}`}. Name another run, or run with this campaign first.`,
  }),
  "zh-CN": (e) => ({
    message: `${e.run === undefined ? "没有" : `运行 ${e.run.id} 中没有`}营销活动“${e.campaign}”${e.nearest === undefined ? "" : `；是否想写“${e.nearest}”？`}`,
    remedy:
      e.run === undefined
        ? "请写 campaigns/ 中某个文件的 id。"
        : `${e.run.campaigns.length === 0 ? "该次运行没有营销活动" : `该次运行有 ${e.run.campaigns.join("、")}`}。请指明另一次运行，或先用此营销活动运行一次。`,
  }),
});

interface UnknownCampaign {
  readonly campaign: string;
  readonly nearest: string | undefined;
  /** The run that was asked about; undefined where the project's files were. */
  readonly run?: { readonly id: string; readonly campaigns: readonly string[] };
}

export const runUnknown = defineError("GK0405", "usage", {
  en: (e: { run: string; nearest: string | undefined }) => ({
    message: `there is no finished run${e.run === "" ? " yet" : ` "${e.run}"`}${e.nearest === undefined ? "" : `; the newest is "${e.nearest}"`}`,
    remedy: "Name a folder of .gatekeeper/runs, or run first.",
  }),
  "zh-CN": (e) => ({
    message: `${e.run === "" ? "还没有已完成的运行" : `没有已完成的运行“${e.run}”`}${e.nearest === undefined ? "" : `；最新的是“${e.nearest}”`}`,
    remedy: "请写 .gatekeeper/runs 中某个文件夹的名称，或先运行一次。",
  }),
});

export const nothingToRelease = defineError("GK0406", "policy", {
  en: (e: { run: string }) => ({
    message: `run ${e.run} staged no list`,
    remedy: "Run at least one campaign whose audience is not empty, without --until.",
  }),
  "zh-CN": (e) => ({
    message: `运行 ${e.run} 没有待发布名单`,
    remedy: "请运行至少一个受众不为空的营销活动，且不带 --until。",
  }),
});

export const configurationChanged = defineError("GK0407", "policy", {
  en: (e: { run: string }) => ({
    message: `the configuration is not that of run ${e.run}: gatekeeper.yaml, what overrides it, a report or a vendor file differs`,
    remedy:
      "Release with the target and environment of the run, or run again and release that run: what is released must be what was decided.",
  }),
  "zh-CN": (e) => ({
    message: `配置与运行 ${e.run} 时不同：gatekeeper.yaml、覆盖它的内容、某份报表或某个供应商文件有改动`,
    remedy: "请使用该次运行的目标环境和环境变量来发布，或重新运行并发布新的运行：发布的内容必须与所作的决定一致。",
  }),
});

export const sendWindowPast = defineError("GK0408", "policy", {
  en: (e: { campaign: string; to: string; asOf: string }) => ({
    message: `the send window of campaign "${e.campaign}" ended on ${e.to}, before the as-of date ${e.asOf}`,
    remedy: "Correct send: in the campaign file, or run with an earlier --as-of.",
  }),
  "zh-CN": (e) => ({
    message: `营销活动“${e.campaign}”的发送窗口已于 ${e.to} 结束，早于截止日期 ${e.asOf}`,
    remedy: "请更正活动文件中的 send:，或用更早的 --as-of 运行。",
  }),
});

export const customerUnknown = defineError("GK0409", "usage", {
  en: (e: { run: string }) => ({
    message: `run ${e.run} knew no customer with that id`,
    remedy:
      "Write the customer id exactly as the input files do, with capitals and leading zeros, or name another run with --run.",
  }),
  "zh-CN": (e) => ({
    message: `运行 ${e.run} 中没有该编号的客户`,
    remedy: "请按输入文件中的写法书写客户编号（包括大小写和前导零），或用 --run 指定另一次运行。",
  }),
});
