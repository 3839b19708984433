import { systemSays } from "../errors.ts";
import { NO_FILE, NOT_REGULAR } from "../io/regular-file.ts";
import type { LocalizedText } from "../language.ts";

/** Why a file beside the configuration was not read, of the error that `readRegularFile` threw. */
export function whyUnreadable(cause: unknown): LocalizedText {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ENOENT") return { en: "it is not there", "zh-CN": "它不存在" };
  return code === NOT_REGULAR ? NO_FILE : systemSays(String(code));
}
