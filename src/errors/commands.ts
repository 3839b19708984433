import type { Language } from "../language.ts";
import { defineError } from "./define.ts";

// GK0106–GK0120, GK0420: what single commands are asked to do.

export const formatWithoutTable = defineError("GK0106", "usage", {
  en: (e: { command: string; format: string }) => ({
    message: `${e.command} prints no table, so there is nothing to write as ${e.format}`,
    remedy: "Leave --format out, or say --format json.",
  }),
  "zh-CN": (e) => ({
    message: `${e.command} 不输出表格，因此没有可写成 ${e.format} 的内容`,
    remedy: "请去掉 --format，或使用 --format json。",
  }),
});

export const keyNameInvalid = defineError("GK0107", "usage", {
  en: () => ({
    message: "the name of the key is not one",
    remedy: "Use lower-case letters, digits, dots and hyphens, 64 at most, and begin with a letter or digit: chen.li.",
  }),
  "zh-CN": () => ({
    message: "密钥名称不合规则",
    remedy: "请用小写字母、数字、点和连字符，最多 64 个字符，并以字母或数字开头，例如 chen.li。",
  }),
});

export const fileExists = defineError("GK0108", "usage", {
  en: (e: { path: string }) => ({
    message: `${e.path} is there already and is never overwritten`,
    remedy: "Take another name, or move the file away yourself.",
  }),
  "zh-CN": (e) => ({
    message: `${e.path} 已经存在，绝不会被覆盖`,
    remedy: "请换一个名称，或自行移走该文件。",
  }),
});

/** What can be wrong with a file that `stops export` is said to have written. */
type StopsFileProblem = "format" | "version" | "line" | "end" | "hash" | "id" | "erased";

const STOPS_FILE_PROBLEMS: Readonly<Record<Language, Readonly<Record<StopsFileProblem, string>>>> = {
  en: {
    format: "it does not begin as one that stops export writes",
    version: "a newer version of the gatekeeper wrote it",
    line: "a line is not as stops export writes it",
    end: "its end is missing",
    hash: "it is not as it was written: the hash or the number of lines differs",
    id: "the id of a denial is not that of what it says",
    erased:
      "a line says that it is of somebody erased, and is not as an erasure leaves it, or the tombstone of that erasure is neither in the file nor here",
  },
  "zh-CN": {
    format: "开头不是 stops export 写出的样子",
    version: "它由更新版本的程序写出",
    line: "有一行不是 stops export 写出的样子",
    end: "缺少结尾",
    hash: "内容与写出时不同：哈希值或行数不符",
    id: "有一条拒绝的编号与其内容不符",
    erased: "有一行自称属于已删除者，但不是删除后应有的样子，或者文件和本项目中都没有该次删除的墓碑",
  },
};

export const stopsFileBroken = defineError("GK0109", "data", {
  en: (e: { problem: StopsFileProblem }) => ({
    message: `the file cannot be imported: ${STOPS_FILE_PROBLEMS.en[e.problem]}`,
    remedy: "Nothing was imported. Take the file as stops export wrote it, whole; write a new one if it was edited.",
  }),
  "zh-CN": (e) => ({
    message: `文件无法导入：${STOPS_FILE_PROBLEMS["zh-CN"][e.problem]}`,
    remedy: "未导入任何内容。请使用 stops export 写出的完整文件；若已被修改，请重新导出。",
  }),
});

export const headerIsData = defineError("GK0110", "data", {
  en: (e: { file: string }) => ({
    message: `the first record of ${e.file} holds values, not the names of columns`,
    remedy: "Export the file with its header, or put one above it: columns are told apart by their names.",
  }),
  "zh-CN": (e) => ({
    message: `${e.file} 的第一条记录是数据，而不是列名`,
    remedy: "请导出带表头的文件，或在首行补上表头：各列凭名称区分。",
  }),
});

export const inputEnded = defineError("GK0111", "usage", {
  en: () => ({
    message: "the input ended before every question was answered",
    remedy: "Nothing was made. Answer the questions, or give the answers as options with --no-input.",
  }),
  "zh-CN": () => ({
    message: "尚未回答完所有问题，输入就已结束",
    remedy: "未创建任何内容。请回答各个问题，或加上 --no-input 并用选项给出答案。",
  }),
});

export const answerUnclear = defineError("GK0112", "usage", {
  en: () => ({ message: "neither yes nor no", remedy: "Type y or n." }),
  "zh-CN": () => ({ message: "既不是“是”也不是“否”", remedy: "请输入 y 或 n。" }),
});

export const settingEmpty = defineError("GK0113", "usage", {
  en: () => ({ message: "there is nothing in it", remedy: "Write something." }),
  "zh-CN": () => ({ message: "内容为空", remedy: "请填写内容。" }),
});

export const sampleAndFiles = defineError("GK0114", "usage", {
  en: () => ({
    message: "--sample-data and --from exclude each other",
    remedy: "Make one project with the invented shop, and another from your own files.",
  }),
  "zh-CN": () => ({
    message: "--sample-data 与 --from 不能同时使用",
    remedy: "请用虚构商店创建一个项目，再用自己的文件另建一个。",
  }),
});

export const fileNotThere = defineError("GK0115", "usage", {
  en: (e: { file: string; isFolder: boolean }) => ({
    message: e.isFolder ? `${e.file} is a folder, and a file is wanted` : `there is no file ${e.file}`,
    remedy: "Name a file by its path; paths are relative to the current folder.",
  }),
  "zh-CN": (e) => ({
    message: e.isFolder ? `${e.file} 是文件夹，此处需要文件` : `没有文件 ${e.file}`,
    remedy: "请给出文件的路径；路径相对于当前文件夹。",
  }),
});

export const runPruned = defineError("GK0420", "policy", {
  en: (e: { run: string }) => ({
    message: `what this needs of run ${e.run} was removed when its retention was over`,
    remedy:
      "Run again with a later --as-of, or name a later run. retention: in gatekeeper.yaml says how long runs are kept.",
  }),
  "zh-CN": (e) => ({
    message: `运行 ${e.run} 中此操作所需的内容已因保留期届满而删除`,
    remedy: "请使用更晚的 --as-of 重新运行，或指定较新的运行。保留时长见 gatekeeper.yaml 的 retention:。",
  }),
});

export const schemaUnknown = defineError("GK0120", "usage", {
  en: (e: { name: string; suggestion: string | undefined; known: readonly string[] }) => ({
    message: `there is no schema "${e.name}"${e.suggestion === undefined ? "" : `; did you mean "${e.suggestion}"?`}`,
    remedy: `Schemas: ${e.known.join(", ")}.`,
  }),
  "zh-CN": (e) => ({
    message: `没有 JSON 模式“${e.name}”${e.suggestion === undefined ? "" : `；是否想写“${e.suggestion}”？`}`,
    remedy: `可用的模式：${e.known.join("、")}。`,
  }),
});
