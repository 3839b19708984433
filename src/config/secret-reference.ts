import { createHmac } from "node:crypto";
import { resolve } from "node:path";
import { Secret } from "../domain/secret.ts";
import { readRegularFile } from "../io/regular-file.ts";
import {
  secretFileUnreadable,
  secretLiteral,
  secretTooShort,
  secretUnset,
  type ErrorOptions,
  type GatekeeperError,
} from "../errors.ts";
import type { LocalizedText } from "../language.ts";
import { leaf, secrets } from "./leaf.ts";
import { whyUnreadable } from "./why-unreadable.ts";

/** Where a secret is kept; the configuration never holds the secret itself. */
export interface SecretReference {
  readonly kind: "env" | "file";
  readonly name: string;
}

const EITHER_REFERENCE: LocalizedText = {
  en: "${env:NAME} or ${file:path}",
  "zh-CN": "${env:NAME} 或 ${file:path}",
};

const REFERENCE = /^\s*\$\{(env|file):([^{}]+)\}\s*$/;

/** `${env:NAME}` or `${file:path}`. Anything else could be a secret, so it is refused and not echoed. */
export const secretReference = leaf<SecretReference>(
  EITHER_REFERENCE,
  (text) => {
    const [, kind, name] = REFERENCE.exec(text) ?? [];
    return (kind === "env" || kind === "file") && name !== undefined
      ? { ok: true, value: { kind, name } }
      : { ok: false, problem: (options) => secretLiteral({}, options) };
  },
  { pattern: REFERENCE, examples: ["${file:keys/reference.key}", "${env:REFERENCE_KEY}"] },
).register(secrets, { isSecret: true });

/** Sixteen random bytes written in hexadecimal; shorter keys can be tried one by one. */
const LEAST_CHARACTERS = 32;

/** Fetches a secret; the text may end with a line break. A path is relative to the project's folder. What is no key of ours may be shorter. */
export function fetchSecret(
  reference: SecretReference,
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
  options: ErrorOptions,
  leastCharacters = LEAST_CHARACTERS,
): Secret | GatekeeperError {
  const { kind, name } = reference;
  let text: string | undefined;
  if (kind === "env") {
    text = environment[name]?.trim();
    if (text === undefined || text === "") return secretUnset({ name }, options);
  } else {
    try {
      text = readRegularFile(resolve(directory, name)).toString("utf8").trim();
    } catch (cause) {
      return secretFileUnreadable(
        { path: name, why: whyUnreadable(cause), isKey: leastCharacters === LEAST_CHARACTERS },
        { ...options, cause },
      );
    }
  }
  if (text.length < leastCharacters)
    return secretTooShort({ source: `\${${kind}:${name}}`, least: leastCharacters }, options);
  return new Secret(text, keyId(text), kind === "file" ? resolve(directory, name) : undefined);
}

/** Sixteen hexadecimal digits that tell two keys apart and say nothing about either. */
function keyId(secret: string): string {
  return createHmac("sha256", secret).update("campaign-gatekeeper key id").digest("hex").slice(0, 16);
}
