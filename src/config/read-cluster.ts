import { resolve } from "node:path";

import type { ClusterDeclaration } from "../domain/cluster.ts";
import {
  authoritiesUnreadable,
  clusterUndeclared,
  type ErrorOptions,
  GatekeeperError,
  loginInClear,
  loginTwice,
} from "../errors.ts";
import { readRegularFile } from "../io/regular-file.ts";
import type { LocalizedText } from "../language.ts";
import type { ProjectShape } from "./project-schema.ts";
import type { Environment } from "./read-environment.ts";
import { fetchSecret } from "./secret-reference.ts";
import { whyUnreadable } from "./why-unreadable.ts";
import type { YamlFile } from "./yaml-file.ts";

/** A password is whatever the cluster takes for one. */
const LEAST_CHARACTERS = 1;

/**
 * The cluster that a project's models run on; undefined where they run on the embedded engine. What is wrong with its section is told
 * whether it is used or not, but for the login and the certificates, which are fetched where it is: GK0265–GK0267, GK0269, and those
 * of a secret.
 */
export function readCluster(
  file: YamlFile,
  { engine }: Partial<ProjectShape>,
  directory: string,
  environment: Environment,
): { readonly cluster: ClusterDeclaration | undefined; readonly problems: readonly GatekeeperError[] } {
  if (engine === undefined) return NONE;
  const { kind, trino } = engine;
  if (trino === undefined)
    return kind === "trino"
      ? { ...NONE, problems: [clusterUndeclared({}, { at: file.at(["engine", "kind"]) })] }
      : NONE;
  const at = (key: string) => ({ at: file.at(["engine", "trino", key]) });
  const { password, token } = trino;
  if (password !== undefined && token !== undefined) return { ...NONE, problems: [loginTwice({}, at("token"))] };
  const reference = password ?? token;
  if (reference !== undefined && trino.server.startsWith("http:"))
    return { ...NONE, problems: [loginInClear({}, at("server"))] };
  if (kind !== "trino") return NONE;
  const key = password === undefined ? "token" : "password";
  const secret = reference && fetchSecret(reference, directory, environment, at(key), LEAST_CHARACTERS);
  if (secret instanceof GatekeeperError) return { ...NONE, problems: [secret] };
  const login: ClusterDeclaration["login"] = secret === undefined ? { kind: "none" } : { kind: key, secret };
  const authorities = trino.authorities && readAuthorities(trino.authorities, directory, at("authorities"));
  if (authorities instanceof GatekeeperError) return { ...NONE, problems: [authorities] };
  return { cluster: clusterOf(trino, login, authorities), problems: [] };
}

const CERTIFICATE = "-----BEGIN CERTIFICATE-----";

function readAuthorities(path: string, directory: string, options: ErrorOptions): string | GatekeeperError {
  try {
    const text = readRegularFile(resolve(directory, path)).toString("utf8");
    return text.includes(CERTIFICATE) ? text : authoritiesUnreadable({ path, why: NO_CERTIFICATE }, options);
  } catch (cause) {
    return authoritiesUnreadable({ path, why: whyUnreadable(cause) }, { ...options, cause });
  }
}

const NO_CERTIFICATE: LocalizedText = {
  en: `there is no ${CERTIFICATE} in it`,
  "zh-CN": `其中没有 ${CERTIFICATE}`,
};

const NONE = { cluster: undefined, problems: [] } as const;

type ClusterShape = NonNullable<ProjectShape["engine"]["trino"]>;

function clusterOf(
  shape: ClusterShape,
  login: ClusterDeclaration["login"],
  authorities: string | undefined,
): ClusterDeclaration {
  return {
    server: shape.server,
    user: shape.user,
    login,
    authorities,
    catalog: shape.catalog,
    filesCatalog: shape.files_catalog,
    schemaPrefix: shape.schema_prefix,
    shared: shape.shared,
    session: shape.session,
    answerTimeoutMs: shape.answer_timeout_seconds * 1000,
  };
}
