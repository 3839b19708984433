import { existsSync } from "node:fs";
import { resolve } from "node:path";

import type { JournalDeclaration } from "../domain/project.ts";
import { GatekeeperError, signingKeyInvalid, throwProblems } from "../errors.ts";
import { signingKeyOf } from "../io/signing-key.ts";
import { layersShape } from "./layers-shape.ts";
import type { ProjectShape } from "./project-schema.ts";
import type { Environment } from "./read-environment.ts";
import { type Flags, readLayers } from "./read-layers.ts";
import { fetchSecret } from "./secret-reference.ts";
import type { YamlFile } from "./yaml-file.ts";

/**
 * What a project says of its journal; undefined where that could not be read. A key in a file that is not there yet is no problem: the
 * first entry makes it. Problems are those of a secret, and GK0278 for one that is no signing key.
 */
export function readJournalSection(
  file: Pick<YamlFile, "at">,
  { journal }: Partial<ProjectShape>,
  directory: string,
  environment: Environment,
): { readonly journal: JournalDeclaration | undefined; readonly problems: readonly GatekeeperError[] } {
  if (journal === undefined) return { journal: undefined, problems: [] };
  const { heads, key } = journal;
  const options = { at: file.at(["journal", "key"]) };
  const keyFile = key.kind === "file" ? resolve(directory, key.name) : "";
  const headsFolder = resolve(directory, heads);
  if (keyFile !== "" && !existsSync(keyFile))
    return { journal: { headsFolder, keyFile, key: undefined }, problems: [] };
  const secret = fetchSecret(key, directory, environment, options);
  if (secret instanceof GatekeeperError) return { journal: undefined, problems: [secret] };
  if (signingKeyOf(secret.reveal()) === null)
    return { journal: undefined, problems: [signingKeyInvalid({ what: "journal" }, options)] };
  return { journal: { headsFolder, keyFile, key: secret }, problems: [] };
}

/**
 * What the configuration of a project says of its journal, for work that goes on whatever else is wrong in it. Throws GK0201, and
 * what is wrong with the section itself.
 */
export function statedJournal(directory: string, environment: Environment, flags: Flags): JournalDeclaration {
  const layers = readLayers(directory, environment, flags);
  const parts: Partial<ProjectShape> = layers.file === undefined ? {} : layersShape(layers).parts;
  const file = layers.file ?? { at: () => ({ file: "gatekeeper.yaml" }) };
  const { journal, problems } = readJournalSection(file, parts, directory, environment);
  throwProblems(problems);
  const keyFile = resolve(directory, "keys", "journal.key");
  return journal ?? { headsFolder: resolve(directory, ".gatekeeper", "heads"), keyFile, key: undefined };
}
