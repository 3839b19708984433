import type * as z from "zod";
import { type GatekeeperError, settingEmpty } from "../errors.ts";
import { country, currency, id, timeZone } from "./leaf-schemas.ts";
import { anyWord, type LeafProblem } from "./leaf.ts";

/** The settings of a project that are one text each, by the names of their options. */
export const SETTINGS = {
  name: id,
  controller: anyWord,
  "time-zone": timeZone,
  currency,
  country,
} as const;

export type SettingName = keyof typeof SETTINGS;

/** What a text means as a setting, or the coded error that gatekeeper.yaml would get for it. */
export function readSetting(name: SettingName, text: string): string | GatekeeperError {
  const result = (SETTINGS[name] as z.ZodType<string>).safeParse(text);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const { problem } = (issue?.code === "custom" ? issue.params : undefined) ?? {};
  return problem === undefined ? settingEmpty({}) : (problem as LeafProblem)({});
}
