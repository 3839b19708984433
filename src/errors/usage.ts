import { defineError } from "./define.ts";

// GK01xx: the command line and the machine.

export const asOfMissing = defineError("GK0101", "usage", () => ({
  message: "no as-of moment given",
  remedy: "Say --as-of YYYY-MM-DD (that day's start in the project's time zone), or an instant with offset.",
}));

export const usageInvalid = defineError("GK0102", "usage", (e: { message: string }) => ({
  message: e.message.trim().replaceAll(/\s*\n\s*/gu, "; "),
  remedy: "See gatekeeper --help, or gatekeeper COMMAND --help.",
}));

export const memoryLimitInvalid = defineError("GK0103", "usage", (e: { text: string }) => ({
  message: `memory limit "${e.text}" is not a size`,
  remedy: "Write a number with MB or GB, for example --memory-limit 1600MB; at least 256MB.",
}));

export const threadsInvalid = defineError("GK0104", "usage", (e: { received: string }) => ({
  message: `--threads ${e.received} is not a number of threads`,
  remedy: "Give a whole number from 1 to 256.",
}));

export const folderNotEmpty = defineError("GK0105", "usage", (e: { folder: string }) => ({
  message: `${e.folder} is not empty, so no project is made there`,
  remedy: "Name a folder that is empty or not there yet.",
}));

export const schemaUnknown = defineError("GK0120", "usage", {
  en: (e: { name: string; suggestion: string | undefined; known: readonly string[] }) => ({
    message: `there is no schema "${e.name}"${e.suggestion === undefined ? "" : `; did you mean "${e.suggestion}"?`}`,
    remedy: `Schemas: ${e.known.join(", ")}.`,
  }),
  "zh-CN": (e) => ({
    message: `没有名为“${e.name}”的模式${e.suggestion === undefined ? "" : `；您是否想写“${e.suggestion}”？`}`,
    remedy: `可用的模式：${e.known.join("、")}。`,
  }),
});
