import { z } from "zod";
import { type Language, LANGUAGES } from "../language.ts";
import { readYamlFile } from "./yaml-file.ts";

const STATING = z.object({ project: z.object({ language: z.enum(LANGUAGES) }) });

/**
 * The language that the gatekeeper.yaml of a folder names, before anything else in it is known to be right; undefined when
 * it names none, or cannot be read. `Project.language` is what the artefacts are written in, and has a default.
 */
export function statedLanguage(directory: string): Language | undefined {
  return STATING.safeParse(readYamlFile(directory, "gatekeeper.yaml").file?.value).data?.project.language;
}
