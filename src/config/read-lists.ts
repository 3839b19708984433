import { FILE_NAME_SNAPSHOT, type HashScheme, registerChannels, type RegisterRules } from "../domain/list.ts";
import type { ListDeclaration } from "../domain/project.ts";
import { controlValueMissing, GatekeeperError, internalListHasRegisterKey } from "../errors.ts";
import type { ProjectShape } from "./project-schema.ts";
import type { Environment } from "./read-environment.ts";
import { fetchSecret } from "./secret-reference.ts";
import type { YamlFile } from "./yaml-file.ts";

/** A salt is whatever the partner took for one. */
const LEAST_CHARACTERS = 1;

const REGISTER_KEYS = [
  "jurisdiction",
  "channel",
  "snapshot",
  "max_age",
  "hash",
  "control_value",
  "when_unavailable",
] as const;

type Shape = ProjectShape["lists"][string];

/**
 * The suppression lists that must be there, sorted by id: in which layer each is declared makes no difference. Problems: keys of
 * registers on an internal list (GK0435), a hash scheme without control value (GK0436), and those of a secret.
 */
export function readLists(
  file: YamlFile,
  { lists = {} }: Partial<ProjectShape>,
  directory: string,
  environment: Environment,
): { readonly lists: readonly ListDeclaration[]; readonly problems: readonly GatekeeperError[] } {
  const problems: GatekeeperError[] = [];
  const declarations = Object.entries(lists).map(([listId, shape]): ListDeclaration => {
    const at = (...keys: readonly string[]) => ({ at: file.atKey(["lists", listId, ...keys]) });
    const hash = hashOf(shape, directory, environment, at("hash", "salt"));
    if (hash instanceof GatekeeperError) problems.push(hash);
    const misplaced = REGISTER_KEYS.find((key) => shape.kind === "internal" && shape[key] !== undefined);
    if (misplaced !== undefined)
      problems.push(internalListHasRegisterKey({ list: listId, key: misplaced }, at(misplaced)));
    if (shape.hash !== undefined && shape.control_value === undefined)
      problems.push(controlValueMissing({ list: listId }, at("hash")));
    return {
      listId,
      kind: shape.kind,
      register: hash instanceof GatekeeperError ? undefined : registerOf(shape, hash),
      allowedShrink: shape.allowed_shrink,
      allowEmpty: shape.allow_empty,
      expectedRows: shape.expected_rows,
      whenUnavailable: shape.when_unavailable ?? "refuse_run",
      at: file.atKey(["lists", listId]),
    };
  });
  return { lists: declarations.toSorted((a, b) => (a.listId < b.listId ? -1 : 1)), problems };
}

function hashOf(
  { hash }: Shape,
  directory: string,
  environment: Environment,
  options: Parameters<typeof fetchSecret>[3],
): HashScheme | GatekeeperError | undefined {
  if (hash === undefined) return undefined;
  const salt = hash.salt && fetchSecret(hash.salt, directory, environment, options, LEAST_CHARACTERS);
  if (salt instanceof GatekeeperError) return salt;
  return { algorithm: hash.algorithm, encoding: hash.encoding, form: hash.normalisation, salt };
}

function registerOf(shape: Shape, hash: HashScheme | undefined): RegisterRules | undefined {
  const { kind, jurisdiction, channel } = shape;
  if (kind === "internal") return undefined;
  return {
    jurisdiction,
    channels: channel === undefined ? registerChannels(kind, jurisdiction) : [channel].flat().toSorted(),
    snapshot: shape.snapshot ?? FILE_NAME_SNAPSHOT,
    maxAge: shape.max_age,
    hash,
    controlValue: shape.control_value,
  };
}
