import type { LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";

// GK01xx: the command line and the machine.

export const asOfMissing = defineError("GK0101", "usage", {
  en: () => ({
    message: "no as-of moment given",
    remedy: "Say --as-of YYYY-MM-DD (that day's start in the project's time zone), or an instant with offset.",
  }),
  "zh-CN": () => ({
    message: "没有给出截止时点",
    remedy: "请写 --as-of YYYY-MM-DD（取项目时区中当日零点），或带时差的时刻。",
  }),
});

export const usageInvalid = defineError("GK0102", "usage", {
  en: (e: { message: LocalizedText }) => ({
    message: oneLine(e.message.en, "; "),
    remedy: "See gatekeeper --help, or gatekeeper COMMAND --help.",
  }),
  "zh-CN": (e) => ({
    message: oneLine(e.message["zh-CN"], "；"),
    remedy: "用法见 gatekeeper --help 或 gatekeeper COMMAND --help。",
  }),
});

export const memoryLimitInvalid = defineError("GK0103", "usage", {
  en: (e: { text: string }) => ({
    message: `memory limit "${e.text}" is not a size`,
    remedy: "Write a number with MB or GB, for example --memory-limit 1600MB; at least 256MB.",
  }),
  "zh-CN": (e) => ({
    message: `内存上限“${e.text}”不是有效的大小`,
    remedy: "请写数字加 MB 或 GB，例如 --memory-limit 1600MB；不得小于 256MB。",
  }),
});

export const threadsInvalid = defineError("GK0104", "usage", {
  en: (e: { received: string }) => ({
    message: `--threads ${e.received} is not a number of threads`,
    remedy: "Give a whole number from 1 to 256.",
  }),
  "zh-CN": (e) => ({
    message: `--threads ${e.received} 不是有效的线程数`,
    remedy: "请给出 1 到 256 之间的整数。",
  }),
});

export const folderNotEmpty = defineError("GK0105", "usage", {
  en: (e: { folder: string }) => ({
    message: `${e.folder} is not empty, so no project is made there`,
    remedy: "Name a folder that is empty or not there yet.",
  }),
  "zh-CN": (e) => ({
    message: `${e.folder} 不是空文件夹，因此没有在其中创建项目`,
    remedy: "请指定空文件夹，或尚不存在的文件夹。",
  }),
});

function oneLine(text: string, separator: string): string {
  return text.trim().replaceAll(/\s*\n\s*/gu, separator);
}
