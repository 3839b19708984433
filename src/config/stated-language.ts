import * as z from "zod";
import { type Language, LANGUAGES } from "../language.ts";
import { isProject } from "./is-project.ts";
import type { Environment } from "./read-environment.ts";
import { readLayers, type Flags } from "./read-layers.ts";

const STATING = z.object({ project: z.object({ language: z.enum(LANGUAGES) }) });

/**
 * The language that the configuration of a folder names in any of its layers, before anything else in it is known to be
 * right; undefined when it names none, or cannot be read. `Project.language` is what the artefacts are written in, and has a default.
 */
export function statedLanguage(directory: string, environment: Environment, flags: Flags): Language | undefined {
  if (!isProject(directory)) return undefined;
  const { file } = readLayers(directory, environment, flags);
  return STATING.safeParse(file?.value).data?.project.language;
}
