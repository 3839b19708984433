import type { LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";

/** The engine ran out of memory or disk while it worked. `kind` is the engine's own name for it. */
export const engineOutOfResources = defineError("GK0510", "unavailable", {
  en: (e: { kind: string }) => ({
    message: `the engine ran out of memory or temporary disk (${e.kind})`,
    remedy:
      "Raise --memory-limit, free disk beside .gatekeeper/tmp, or lower --threads; then run the same command again.",
  }),
  "zh-CN": (e) => ({
    message: `引擎的内存或临时磁盘空间不足（“${e.kind}”）`,
    remedy: "请调高 --memory-limit、为 .gatekeeper/tmp 所在磁盘腾出空间，或调低 --threads，然后再次执行同一命令。",
  }),
});

/** The cluster ran out of memory. `kind` is its own name for it. */
export const clusterOutOfMemory = defineError("GK0511", "unavailable", {
  en: (e: { kind: string }) => ({
    message: `a statement needs more memory than the cluster gives it (${e.kind})`,
    remedy:
      "Nothing was published. Ask whoever keeps the cluster for more memory for this account, or allow spilling (task retries); then run again.",
  }),
  "zh-CN": (e) => ({
    message: `语句需要的内存超出集群所允许的上限（“${e.kind}”）`,
    remedy: "没有发布任何内容。请向集群管理员申请为此账号提高内存上限，或允许溢写（任务重试），然后再次执行。",
  }),
});

/** A disk of the cluster, or the shared folder, is full. */
export const clusterDiskFull = defineError("GK0512", "unavailable", {
  en: (e: { kind: string }) => ({
    message: `no space is left where the cluster writes (${e.kind})`,
    remedy: "Nothing was published. Free space in the storage of the catalog and in the shared folder, then run again.",
  }),
  "zh-CN": (e) => ({
    message: `集群写入的位置已无可用空间（“${e.kind}”）`,
    remedy: "没有发布任何内容。请在目录的存储和共享文件夹中腾出空间，然后再次执行。",
  }),
});

/** No answer, or none that is one. `reason` is a status or a code, never the client's own text. */
export const clusterUnreachable = defineError("GK0513", "unavailable", {
  en: (e: { reason: string }) => ({
    message: `the cluster does not answer (${e.reason})`,
    remedy: "Nothing was published. See that engine.server is right and reachable from here, then run again.",
  }),
  "zh-CN": (e) => ({
    message: `集群没有响应（“${e.reason}”）`,
    remedy: "没有发布任何内容。请确认 engine.server 正确且可从本机访问，然后再次执行。",
  }),
});

/** The login was refused, at the start or when it ended in the middle of a run. */
export const clusterLoginRefused = defineError("GK0514", "unavailable", {
  en: (e: { status: number }) => ({
    message: `the cluster refused the login (status ${e.status})`,
    remedy:
      "Nothing was published. See whether the password or token of engine.login is right and has not expired, then run again.",
  }),
  "zh-CN": (e) => ({
    message: `集群拒绝登录（状态码 ${e.status}）`,
    remedy: "没有发布任何内容。请检查 engine.login 的密码或令牌是否正确、是否已过期，然后再次执行。",
  }),
});

/** Somebody, or a limit of time, ended a statement. `kind` is the cluster's own name for it. */
export const clusterStatementEnded = defineError("GK0515", "unavailable", {
  en: (e: { kind: string }) => ({
    message: `the cluster ended a statement before it was done (${e.kind})`,
    remedy:
      "Nothing was published. Run again; where a limit of time ended it, ask whoever keeps the cluster to raise it.",
  }),
  "zh-CN": (e) => ({
    message: `集群在语句完成之前将其终止（“${e.kind}”）`,
    remedy: "没有发布任何内容。请再次执行；若因时间限制而终止，请集群管理员调高该限制。",
  }),
});

/** The client of the second engine is an optional dependency. */
export const clusterClientMissing = defineError("GK0516", "unavailable", {
  en: () => ({
    message: "the client for Trino is not installed",
    remedy: "Run npm install trino-client, or leave engine.kind out to use the embedded engine.",
  }),
  "zh-CN": () => ({
    message: "未安装 Trino 的客户端",
    remedy: "请执行 npm install trino-client，或去掉 engine.kind 以使用内嵌引擎。",
  }),
});

/** Why a folder that this machine can use is of no use to a run on the cluster. */
export const NOT_SEEN_BY_CLUSTER: LocalizedText = {
  en: "the cluster does not see what this machine writes there",
  "zh-CN": "集群看不到本机写入其中的内容",
};

/** The folder that this machine and a cluster share cannot be written from here. */
export const sharedFolderUnusable = defineError("GK0517", "unavailable", {
  en: (e: { folder: string; reason: LocalizedText }) => ({
    message: `the folder shared with the cluster, ${e.folder}, cannot be used: ${e.reason.en}`,
    remedy:
      "Nothing was published. Mount it where engine.trino.shared.folder says, writable for this account; location is what the cluster calls the same place.",
  }),
  "zh-CN": (e) => ({
    message: `与集群共享的文件夹 ${e.folder} 不可用：${e.reason["zh-CN"]}`,
    remedy:
      "没有发布任何内容。请将其挂载到 engine.trino.shared.folder 所指的位置，并允许此账号写入；location 是集群对同一位置的称呼。",
  }),
});

/** A catalog, a right or a file system that a run needs is not there. `kind` is the cluster's own name for what it refused. */
export const clusterUnfit = defineError("GK0518", "configuration", {
  en: (e: { kind: string }) => ({
    message: `the cluster does not let this account do what a run needs (${e.kind})`,
    remedy:
      "Nothing was published. See that engine.trino.catalog is an Iceberg catalog and files_catalog a Hive catalog, and that the account may make schemas and tables in both.",
  }),
  "zh-CN": (e) => ({
    message: `集群不允许此账号执行运行所需的操作（“${e.kind}”）`,
    remedy:
      "没有发布任何内容。请确认 engine.trino.catalog 是 Iceberg 目录、files_catalog 是 Hive 目录，并且此账号可以在两者中创建模式和表。",
  }),
});

/** Anything that was not foreseen: a defect of the program, or a machine in a state nobody thought of. */
export const unexpectedError = defineError("GK0700", "bug", {
  en: (e: { kind: string }) => ({
    message: `an unexpected error (${e.kind})`,
    remedy: "Nothing was published. Run again with --verbose to see where it happened, and report it.",
  }),
  "zh-CN": (e) => ({
    message: `意外错误（“${e.kind}”）`,
    remedy: "没有发布任何内容。请加上 --verbose 再执行一次以查看出错位置，并报告此问题。",
  }),
});

/** The engine refused a statement that the program made: a defect of the program, never the user's. */
export const engineRefusedStatement = defineError("GK0701", "bug", {
  en: (e: { kind: string }) => ({
    message: `the engine refused a statement of the program (${e.kind})`,
    remedy: "Run again with --verbose to see the statement and report it; nothing was published.",
  }),
  "zh-CN": (e) => ({
    message: `引擎拒绝执行程序生成的语句（“${e.kind}”）`,
    remedy: "请加上 --verbose 再执行一次以查看该语句，并报告此问题；没有发布任何内容。",
  }),
});

/** A table broke a claim that the program's own SQL makes about it. */
export const auditFailed = defineError("GK0702", "bug", {
  en: (e: { audit: string; rows: number }) => ({
    message: `audit "${e.audit}" found ${e.rows} offending ${e.rows === 1 ? "row" : "rows"}`,
    remedy: "Nothing was published. Run again with --verbose and report it with the audit's name.",
  }),
  "zh-CN": (e) => ({
    message: `审计“${e.audit}”发现 ${e.rows} 行不符合要求`,
    remedy: "没有发布任何内容。请加上 --verbose 再执行一次，并连同审计名称一起报告。",
  }),
});
