import { defineError } from "./define.ts";

// GK03xx: input files, their rows, and what identity makes of them.

/** The bytes of an input file cannot be trusted: unreadable, cut short, damaged, or changed under our eyes. */
export const inputFileBroken = defineError("GK0303", "data", (e: { file: string; reason: string }) => ({
  message: `${e.file} cannot be read whole: ${e.reason}`,
  remedy: "Deliver the file again, complete, and compare its size or checksum with the sender's.",
}));

export const recordTooLong = defineError(
  "GK0304",
  "data",
  (e: { file: string; record: number; limitBytes: number }) => ({
    message: `${e.file} record ${e.record} is longer than ${e.limitBytes} bytes`,
    remedy:
      "The header is record 1. Look for a quote that opens in this record and never closes, or for a delimiter or quote other than the declared ones.",
  }),
);

/** The message carries the parser's own code, never its text: that one quotes the cell it stumbled over. */
export const csvBroken = defineError("GK0306", "data", (e: { file: string; record: number; reason: string }) => ({
  message: `${e.file} record ${e.record} is not well-formed CSV (${e.reason})`,
  remedy:
    "The header is record 1. Correct the quoting or the number of fields of that record, or declare the file's delimiter and quote under csv:.",
}));
