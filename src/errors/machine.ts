import { defineError } from "./define.ts";

// GK0520–GK0529: the machine and the project's folders, as doctor finds them.

export const nodeTooOld = defineError("GK0520", "configuration", {
  en: (e: { version: string; needed: string }) => ({
    message: `Node ${e.version} is too old; ${e.needed} is needed`,
    remedy: "Install a newer Node, and see that this program is started with it.",
  }),
  "zh-CN": (e) => ({
    message: `Node ${e.version} 版本过旧，需要 ${e.needed}`,
    remedy: "请安装更新的 Node，并确认本程序由它启动。",
  }),
});

/** What statements may not do once the engine is open. */
type EngineFreedom = "read" | "configure" | "extend";

export const engineNotLocked = defineError("GK0521", "integrity", {
  en: (e: { freedom: EngineFreedom }) => ({
    message: `the engine is not locked down: ${FREEDOMS_EN[e.freedom]}`,
    remedy: "Run npm ci to get the engine this version was made for; report it if it stays.",
  }),
  "zh-CN": (e) => ({
    message: `引擎没有锁定：${FREEDOMS_ZH[e.freedom]}`,
    remedy: "请运行 npm ci 以安装本版本所用的引擎；若仍然如此，请报告。",
  }),
});

const FREEDOMS_EN: Readonly<Record<EngineFreedom, string>> = {
  read: "it reads a file outside the declared folders",
  configure: "a statement changes its configuration",
  extend: "it loads an extension",
};

const FREEDOMS_ZH: Readonly<Record<EngineFreedom, string>> = {
  read: "它能读取所声明文件夹之外的文件",
  configure: "语句可以改变其配置",
  extend: "它可以加载扩展",
};

export const engineUnusable = defineError("GK0522", "unavailable", {
  en: (e: { reason: string }) => ({
    message: `the engine does not open: ${e.reason}`,
    remedy:
      "Run npm ci: it needs the engine's package for this system. See that --memory-limit is not more than the machine has.",
  }),
  "zh-CN": (e) => ({
    message: `引擎无法打开：“${e.reason}”`,
    remedy: "请运行 npm ci：引擎需要适用于本系统的软件包。并请确认 --memory-limit 不超过本机内存。",
  }),
});

export const timeZonesDisagree = defineError("GK0523", "configuration", {
  en: (e: { zone: string; at: string }) => ({
    message: `Node and the engine disagree on ${e.zone} at ${e.at} UTC`,
    remedy:
      "Their time zone data are of different years, and Node's decides. If the zone's rules changed lately, update Node.",
  }),
  "zh-CN": (e) => ({
    message: `Node 与引擎对时区 ${e.zone} 在 ${e.at} UTC 的时间看法不同`,
    remedy: "两者的时区数据年份不同，以 Node 的为准。若该时区的规则最近有变，请更新 Node。",
  }),
});

export const diskScarce = defineError("GK0524", "unavailable", {
  en: (e: { free: string; needed: string }) => ({
    message: `${e.free} are free on the disk; ${e.needed} should be`,
    remedy: "Make room before the next run, or let gatekeeper prune remove what is past its retention.",
  }),
  "zh-CN": (e) => ({
    message: `磁盘剩余 ${e.free}，应有 ${e.needed}`,
    remedy: "请在下次运行前腾出空间，或用 gatekeeper prune 删除已过保留期的内容。",
  }),
});

export const memoryScarce = defineError("GK0525", "unavailable", {
  en: (e: { available: string; limit: string }) => ({
    message: `the engine may take ${e.limit}, and this machine has ${e.available} to give`,
    remedy: "Lower --memory-limit; what does not fit is spilled to disk.",
  }),
  "zh-CN": (e) => ({
    message: `引擎可用 ${e.limit}，而本机只能提供 ${e.available}`,
    remedy: "请调低 --memory-limit；放不下的内容会写入磁盘。",
  }),
});

/** What other accounts may use, named by the first of it. */
interface OpenPaths {
  /** As a word of a shell. */
  readonly path: string;
  readonly mode: string;
  readonly others: number;
}

export const openToOthers = defineError("GK0526", "configuration", {
  en: (e: OpenPaths) => ({ message: openEn(e), remedy: `Close it: chmod -R go-rwx ${e.path}.` }),
  "zh-CN": (e) => ({ message: openZh(e), remedy: `请执行 chmod -R go-rwx ${e.path}。` }),
});

export const keyOpenToOthers = defineError("GK0529", "configuration", {
  en: (e: OpenPaths) => ({
    message: openEn(e),
    remedy: `Close it: chmod -R go-rwx ${e.path}. Make a new key in place of one that others may have read.`,
  }),
  "zh-CN": (e) => ({
    message: openZh(e),
    remedy: `请执行 chmod -R go-rwx ${e.path}；若密钥可能已被他人读取，请另制新的。`,
  }),
});

function openEn({ path, mode, others }: OpenPaths): string {
  return `${path} is open to other accounts (mode ${mode})${others === 0 ? "" : `, and so ${others === 1 ? "is one" : `are ${others}`} more`}`;
}

function openZh({ path, mode, others }: OpenPaths): string {
  return `${path} 对其他账号开放（权限 ${mode}）${others === 0 ? "" : `，另有 ${others} 处也是如此`}`;
}

export const hardLinksMissing = defineError("GK0527", "unavailable", {
  en: (e: { path: string; systemCode: string }) => ({
    message: `the file system of ${e.path} makes no hard links (${e.systemCode})`,
    remedy:
      "Keep the project on a local disk or a file system with hard links: without them two runs could not be kept apart.",
  }),
  "zh-CN": (e) => ({
    message: `${e.path} 所在的文件系统不支持硬链接（${e.systemCode}）`,
    remedy: "请把项目放在本地磁盘或支持硬链接的文件系统上：否则无法避免两个运行同时进行。",
  }),
});

export const leftoversFound = defineError("GK0528", "unavailable", {
  en: (e: { count: number }) => ({
    message: `${e.count} unfinished ${e.count === 1 ? "file or folder was" : "files and folders were"} left by killed commands`,
    remedy: "Nothing to do: the next run removes them, and gatekeeper prune does so now.",
  }),
  "zh-CN": (e) => ({
    message: `被终止的命令遗留了 ${e.count} 个未完成的文件或文件夹`,
    remedy: "无需处理：下次运行会删除它们；gatekeeper prune 可立即删除。",
  }),
});
