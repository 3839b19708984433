import { nearest } from "../expression/suggest.ts";
import { targetUnknown, type GatekeeperError } from "../errors.ts";
import { shown } from "./leaf-schemas.ts";
import { isMapping, type Layer, type LayerPlace } from "./layered-value.ts";
import type { PlacedValue, YamlFile, YamlPath } from "./yaml-file.ts";

/** The target whose section of gatekeeper.yaml holds, and who chose it. */
export interface ChosenTarget {
  readonly name: string;
  readonly by: LayerPlace;
}

export interface TargetReading {
  /** Undefined when nobody chose one, or one that is not there. */
  readonly target: ChosenTarget | undefined;
  readonly problems: readonly GatekeeperError[];
}

/**
 * Chooses the target: `-t`, then the environment's GK_TARGET, then `default_target` of the local file and of gatekeeper.yaml.
 * Each name given must be a target's (GK0260), also one that a stronger choice sets aside.
 */
export function chooseTarget(
  base: YamlFile,
  local: YamlFile | undefined,
  { flag, variable }: { readonly flag: string | undefined; readonly variable: string | undefined },
): TargetReading {
  const choices = [
    ...choice(flag, { layer: "flag", name: "--target", at: { file: "--target" } }),
    ...choice(variable, { layer: "environment", name: "GK_TARGET", at: { file: "GK_TARGET" } }),
    ...defaultOf(local, "local"),
    ...defaultOf(base, "base"),
  ];
  const known = namesOf(base);
  const problems = choices
    .filter(({ name }) => !known.includes(name))
    .map(({ name, by }) =>
      targetUnknown({ target: shown(name), suggestion: nearest(name, known), known }, { at: by.at }),
    );
  const [chosen] = choices;
  return { target: chosen !== undefined && known.includes(chosen.name) ? chosen : undefined, problems };
}

/** What gatekeeper.yaml says for a target. */
export function targetLayer(base: PlacedValue, name: string): Layer {
  const prefix = ["targets", name];
  const targets = isMapping(base.value) ? base.value["targets"] : undefined;
  return {
    kind: "target",
    name,
    value: isMapping(targets) ? targets[name] : undefined,
    at: (path: YamlPath, offset) => base.at([...prefix, ...path], offset),
    atKey: (path: YamlPath) => base.atKey([...prefix, ...path]),
  };
}

function choice(name: unknown, by: LayerPlace): readonly ChosenTarget[] {
  return typeof name === "string" ? [{ name, by }] : [];
}

function defaultOf(file: YamlFile | undefined, layer: "base" | "local"): readonly ChosenTarget[] {
  if (!isMapping(file?.value)) return [];
  const by = { layer, name: file.path, at: file.at(["default_target"]) };
  return choice(file.value["default_target"], by);
}

function namesOf({ value }: PlacedValue): readonly string[] {
  const targets = isMapping(value) ? value["targets"] : undefined;
  return isMapping(targets) ? Object.keys(targets) : [];
}
