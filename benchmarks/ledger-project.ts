import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes a project `name` inside the scale project's folder that has its transactions and nothing else and knows no file yet;
 * returns its folder. `columns` are mapped beside those that the scale project maps.
 */
export function makeLedgerProject(folder: string, name: string, columns: readonly string[]): string {
  const own = join(folder, name);
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own);
  const whole = readFileSync(join(folder, "gatekeeper.yaml"), "utf8");
  const [heading = "", rest = ""] = whole.split(/^ {2}customers:$/mu);
  const keys = /^keys:.*$/mu.exec(rest)?.[0] ?? "";
  const mapped = ["kind", ...columns].map((column) => `${column}: ${column}`).join(", ");
  const inputs = heading.replace("input/", "../input/").replace("kind: kind", mapped);
  writeFileSync(join(own, "gatekeeper.yaml"), `${inputs}${keys}\n`);
  cpSync(join(folder, "keys"), join(own, "keys"), { recursive: true });
  return own;
}
