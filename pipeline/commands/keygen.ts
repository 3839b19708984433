import { join, relative, resolve } from "node:path";

import { isProject } from "../../src/config/is-project.ts";
import { fileExists, keyNameInvalid, projectMissing } from "../../src/errors.ts";
import { newAgeKeyPair } from "../../src/io/age.ts";
import { makePrivateFolder, writeNewFile } from "../../src/io/atomic-write.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { newSigningKeyPair } from "../../src/io/signing-key.ts";
import type { KeygenMessages } from "../../src/report/messages/keygen.ts";
import type { CommandContext } from "./command.ts";
import { projectOption } from "./project-option.ts";

export interface KeygenOptions {
  readonly projectDir: string;
  readonly target: string | undefined;
  readonly kind: KeyKind;
  readonly name: string;
}

/** `age`: lists are encrypted for it. `officer`: a privacy officer signs with it. */
export type KeyKind = "age" | "officer";

/** A key pair that was made: the file of its secret half, what that file holds, and the public half. */
interface NewKey {
  readonly file: string;
  readonly text: string;
  readonly public: string;
}

/**
 * Makes a key pair: the secret half goes into `keys/` of the project, readable by this account only, the public half is
 * printed. Throws GK0107 for a name that is none, GK0201 outside a project, GK0108 when there is such a key: no key is ever overwritten.
 */
export async function keygen(options: KeygenOptions, command: CommandContext): Promise<void> {
  const { kind, name } = options;
  if (!/^[a-z0-9][a-z0-9.-]{0,63}$/u.test(name)) throw keyNameInvalid({});
  const project = resolve(command.folder, options.projectDir);
  if (!isProject(project)) throw projectMissing({ directory: options.projectDir });
  const key = await NEW_KEYS[kind](name);
  const path = join(project, "keys", key.file);
  const shown = relative(command.folder, path);
  await makePrivateFolder(join(project, "keys"));
  if (!(await writeNewFile(path, key.text))) throw fileExists({ path: shown });
  report(options, key, shown, command);
}

const NEW_KEYS: Readonly<Record<KeyKind, (name: string) => Promise<NewKey>>> = {
  age: async (name) => {
    const { identity, recipient } = await newAgeKeyPair();
    return { file: `${name}.agekey`, text: `# public key: ${recipient}\n${identity}\n`, public: recipient };
  },
  officer: async (name) => {
    const pair = newSigningKeyPair();
    return Promise.resolve({ file: `${name}.officer.key`, text: pair.secret, public: pair.public });
  },
};

function report(options: KeygenOptions, key: NewKey, path: string, command: CommandContext): void {
  const { kind, name, projectDir, target } = options;
  const { print, messages, format, program, folder } = command;
  if (format === "json") {
    print(canonicalJson({ kind, name, file: path, public_key: key.public }));
    return;
  }
  for (const line of linesFor(kind, name, key.public, messages.keygen)) print(line);
  print(messages.keygen.secretKept(path));
  if (kind === "age")
    print(messages.next(`${program} validate${projectOption(folder, resolve(folder, projectDir), target)}`));
}

function linesFor(kind: KeyKind, name: string, publicKey: string, messages: KeygenMessages): string[] {
  return kind === "age"
    ? [messages.ageRecipient(publicKey), messages.whereRecipientGoes(name)]
    : [messages.officerKey(publicKey), messages.whereOfficerKeyGoes(name)];
}
