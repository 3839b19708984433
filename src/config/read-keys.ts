import type { Project } from "../domain/project.ts";
import { Secret } from "../domain/secret.ts";
import type { GatekeeperError } from "../errors.ts";
import type { ProjectShape } from "./project-schema.ts";
import type { Environment } from "./read-environment.ts";
import { fetchSecret } from "./secret-reference.ts";
import type { YamlFile } from "./yaml-file.ts";

interface ReadKeys {
  /** Undefined when one of them could not be fetched. */
  readonly keys: Project["keys"] | undefined;
  readonly problems: readonly GatekeeperError[];
}

/** Fetches the project's keys. Without keys of their own, tombstones are made with the reference key. */
export function readKeys(
  file: YamlFile,
  { reference, erasure }: ProjectShape["keys"],
  directory: string,
  environment: Environment,
): ReadKeys {
  const own = fetchSecret(reference, directory, environment, { at: file.at(["keys", "reference"]) });
  const others = (erasure ?? []).map((each, index) =>
    fetchSecret(each, directory, environment, { at: file.at(["keys", "erasure", index]) }),
  );
  const problems = [own, ...others].flatMap((found) => (found instanceof Secret ? [] : [found]));
  if (!(own instanceof Secret) || problems.length > 0) return { keys: undefined, problems };
  const [first = own, ...former] = others.flatMap((found) => (found instanceof Secret ? [found] : []));
  return { keys: { reference: own, erasure: [first, ...former] }, problems };
}
