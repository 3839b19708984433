import type { GatekeeperError } from "../errors.ts";
import { PROJECT_FILE } from "./is-project.ts";
import { LOCAL_FILE } from "./read-layers.ts";

/** The order in which problems are told: gatekeeper.yaml and the local file first, then file by file from top to bottom. */
export function byPlace(a: GatekeeperError, b: GatekeeperError): number {
  const [first, second] = [a.at?.file ?? "", b.at?.file ?? ""];
  const turn = (file: string): number => [LOCAL_FILE, PROJECT_FILE].indexOf(file);
  if (first !== second) return turn(second) - turn(first) || (first > second ? 1 : -1);
  return (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0);
}
