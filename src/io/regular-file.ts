import { readFileSync, statSync } from "node:fs";

import type { LocalizedText } from "../language.ts";

/** The code of the error about something that is no file: reading a device or a pipe may never end. */
export const NOT_REGULAR = "ENOTREGULAR";

/** That error in words. */
export const NO_FILE: LocalizedText = {
  en: "it is a device or a pipe, not a file",
  "zh-CN": "它是设备或管道，不是普通文件",
};

/** The bytes of a file. Throws the system's error, and one with the code `NOT_REGULAR` for a device, a pipe or a socket. */
export function readRegularFile(path: string): Buffer {
  const found = statSync(path);
  if (!found.isFile() && !found.isDirectory())
    throw Object.assign(new Error(`${path} is not a regular file`), { code: NOT_REGULAR });
  return readFileSync(path);
}
