import { basename, dirname } from "node:path";

import type { SqlFile } from "../../../src/catalog/sql-file.ts";

/** What a model's or audit's header lacks, one sentence each. */
export function headerOffences(
  file: string,
  { description, header }: Pick<SqlFile, "description" | "header">,
): string[] {
  const offences: string[] = [];
  if (!/^\p{Lu}.*[.?!]$/su.test(description))
    offences.push(`${file} does not begin with a sentence that says what a row is`);
  if (file.startsWith("sql/models/") && !/^[a-z_][a-z0-9_]*(?:, [a-z_][a-z0-9_]*)*$/u.test(header.get("grain") ?? "")) {
    offences.push(`${file} has no line "-- grain: <columns>"`);
  }
  return offences;
}

/** What a gate's header lacks, one sentence each; its name and class are those of its path. */
export function gateOffences(file: string, sql: Pick<SqlFile, "description" | "header">): string[] {
  const offences = headerOffences(file, sql);
  const value = (key: string): string => sql.header.get(key) ?? "";
  for (const [key, shape] of Object.entries(GATE_KEYS)) {
    if (!shape.test(value(key)))
      offences.push(`${file} has no line "-- ${key}: …" of the right shape (found "${value(key)}")`);
  }
  const folder = basename(dirname(file));
  if (value("class") !== folder) offences.push(`${file} lies in ${folder}/ but says class: ${value("class")}`);
  if (!/^[a-z]+(?:_[a-z0-9]+)*$/u.test(basename(file, ".sql"))) {
    offences.push(`${file} is not named after its reason code in lower case`);
  }
  return offences;
}

const GATE_KEYS: Readonly<Record<string, RegExp>> = {
  rank: /^[1-9][0-9]*$/u,
  class: /^[a-z][a-z_-]*$/u,
  override: /^(?:none|admin|user)$/u,
  law: /\S/u,
  en: /\S/u,
  "zh-CN": /\p{Script=Han}/u,
  "zh-CN meaning": /^\p{Script=Han}.*。$/u,
};

/** Gates that share a rank: the primary reason would depend on which of them is read first. */
export function sharedRanks(gates: readonly { file: string; rank: string }[]): string[] {
  const ranks = [...new Set(gates.map(({ rank }) => rank))];
  return ranks
    .map((rank) => ({ rank, sharing: gates.filter((gate) => gate.rank === rank) }))
    .filter(({ sharing }) => sharing.length > 1)
    .map(({ rank, sharing }) => `rank ${rank} is shared by ${sharing.map(({ file }) => file).join(", ")}`);
}

/** The reason code of a gate: its file name in upper case. */
export function reasonCodeOf(gateFile: string): string {
  return basename(gateFile, ".sql").toUpperCase();
}
