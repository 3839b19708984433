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
