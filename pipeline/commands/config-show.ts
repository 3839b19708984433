import { resolve } from "node:path";

import type { LayerPlace } from "../../src/config/layered-value.ts";
import { type ResolvedConfiguration, resolveConfiguration } from "../../src/config/resolve-configuration.ts";
import type { ErrorPosition } from "../../src/errors.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import type { ConfigurationMessages } from "../../src/report/messages/configuration.ts";
import { leavesOf, yamlText } from "../../src/report/yaml-text.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";

export interface ConfigShowOptions extends GlobalOptions {
  /** Says of each value where it comes from. */
  readonly origin: boolean;
}

/** Prints the configuration as it holds: all layers laid over each other, defaults filled in, secrets as references. */
export function configShow(options: ConfigShowOptions, command: CommandContext): void {
  const folder = resolve(command.folder, options.projectDir);
  const configuration = resolveConfiguration(folder, command.environment, options);
  const { print, messages, format } = command;
  if (format === "json") {
    print(canonicalJson(configurationJson(configuration, options.origin)));
    return;
  }
  const { value, target, originOf } = configuration;
  const words = messages.configuration;
  if (target !== undefined) print(`# ${words.targetTaken(target.name, originText(target.by, words))}`);
  print(yamlText(value, options.origin ? (path) => originText(originOf(path), words) : undefined).trimEnd());
}

function configurationJson({ value, target, originOf }: ResolvedConfiguration, withOrigins: boolean): unknown {
  const origins = leavesOf(value).map((path) => ({ path, ...originJson(originOf(path)) }));
  return {
    configuration: value,
    target: target === undefined ? null : { name: target.name, ...originJson(target.by) },
    ...(withOrigins ? { origins } : {}),
  };
}

function originJson(place: LayerPlace | undefined): Record<string, unknown> {
  if (place === undefined) return { layer: "default", at: null };
  const { file, line, column } = place.at;
  return { layer: place.layer, at: { file, line: line ?? null, column: column ?? null } };
}

function originText(place: LayerPlace | undefined, { origins }: ConfigurationMessages): string {
  switch (place?.layer) {
    case undefined:
      return origins.default;
    case "base":
    case "local":
      return placeText(place.at);
    case "target":
      return origins.target(place.name, placeText(place.at));
    case "environment":
      return origins.environment(place.name);
    case "flag":
      return origins.flag(place.name);
  }
}

function placeText({ file, line, column }: ErrorPosition): string {
  return [file, line, column].filter((part) => part !== undefined).join(":");
}
