import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { Decrypter, Encrypter } from "age-encryption";
import { beforeEach, describe, expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import { type Project, projectOf } from "../support/project.ts";

let project: Project;

beforeEach(() => {
  project = projectOf({ "gatekeeper.yaml": "version: 1\n" });
});

interface MadeKey {
  readonly file: string;
  readonly public_key: string;
}

async function made(...words: string[]): Promise<MadeKey> {
  return JSON.parse(succeeded(await project.gatekeeper("keygen", ...words, "--format", "json")).stdout) as MadeKey;
}

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe("keygen age", () => {
  test("makes an identity that opens what is encrypted for the recipient it prints", async () => {
    const { file, public_key: recipient } = await made("age", "callhouse");
    expect(file.endsWith("keys/callhouse.agekey")).toBe(true);
    const text = project.read("keys/callhouse.agekey");
    expect(text).toContain(`# public key: ${recipient}\n`);
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    const decrypter = new Decrypter();
    decrypter.addIdentity(text.split("\n")[1] ?? "");
    expect(await decrypter.decrypt(await encrypter.encrypt("a list"), "text")).toBe("a list");
  });

  test("keeps the secret half from everybody else, and prints the public half only", async () => {
    const { stdout, stderr } = succeeded(await project.gatekeeper("keygen", "age", "callhouse"));
    expect(modeOf(project.path("keys/callhouse.agekey"))).toBe(0o600);
    expect(modeOf(project.path("keys"))).toBe(0o700);
    expect(stdout).toMatch(/^recipient: age1[0-9a-z]+\n.*vendors\/callhouse\.yaml/u);
    expect(stdout).toContain("Next: gatekeeper validate -C ");
    expect(stdout + stderr).not.toContain("AGE-SECRET-KEY");
  });
});

describe("keygen officer", () => {
  test("makes an Ed25519 key whose signatures the printed public key verifies", async () => {
    const { file, public_key: publicKey } = await made("officer", "chen.li");
    expect(file.endsWith("keys/chen.li.officer.key")).toBe(true);
    const secret = createPrivateKey(readFileSync(project.path("keys/chen.li.officer.key")));
    const known = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
    expect(known.asymmetricKeyType).toBe("ed25519");
    expect(verify(null, Buffer.from("approved"), known, sign(null, Buffer.from("approved"), secret))).toBe(true);
    expect(verify(null, Buffer.from("approved."), known, sign(null, Buffer.from("approved"), secret))).toBe(false);
  });
});

describe("keygen", () => {
  test("never overwrites a key", async () => {
    await made("age", "callhouse");
    const before = project.read("keys/callhouse.agekey");
    const { code, stderr, stdout } = await project.gatekeeper("keygen", "age", "callhouse");
    expect(stderr).toMatch(/^GK0108 .*keys\/callhouse\.agekey is there already/u);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(project.read("keys/callhouse.agekey")).toBe(before);
  });

  test("gives a new key each time", async () => {
    const [one, other] = [await made("age", "one"), await made("age", "other")];
    expect(one.public_key).not.toBe(other.public_key);
  });

  test.each(["../escape", "a/b", "", ".hidden", "Chen", "AGE-SECRET-KEY-1X", "x".repeat(65)])(
    "takes %j for no name, does not repeat it and makes nothing",
    async (name) => {
      const { code, stderr } = await project.gatekeeper("keygen", "officer", name);
      expect(stderr).toMatch(/^GK0107 the name of the key is not one\n/u);
      expect(code).toBe(2);
      expect(existsSync(project.path("keys"))).toBe(false);
    },
  );

  test("makes no key outside a project, where nobody would look for it", async () => {
    const { code, stderr } = await projectOf({}).gatekeeper("keygen", "age", "callhouse");
    expect(stderr).toContain("GK0201");
    expect(code).toBe(2);
  });
});
