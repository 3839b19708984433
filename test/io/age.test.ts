import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Decrypter, generateHybridIdentity, generateIdentity, identityToRecipient } from "age-encryption";
import { expect, test } from "vitest";
import { encryptForRecipient, isAgeRecipient } from "../../src/io/age.ts";
import { scratchFolder } from "./scratch-folder.ts";

async function decrypted(identity: string, path: string): Promise<Buffer> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return Buffer.from(await decrypter.decrypt(new Uint8Array(await readFile(path))));
}

test("only the recipient's identity opens the file, and it holds every byte", async () => {
  const folder = await scratchFolder();
  const plain = Buffer.from("reference,phone\r\nx,+8613800000000\r\n".repeat(20_000));
  await writeFile(join(folder, "list.csv"), plain);
  const [identity, stranger] = [await generateIdentity(), await generateIdentity()];
  await encryptForRecipient(
    join(folder, "list.csv"),
    await identityToRecipient(identity),
    join(folder, "list.csv.age"),
  );
  expect((await decrypted(identity, join(folder, "list.csv.age"))).equals(plain)).toBe(true);
  await expect(decrypted(stranger, join(folder, "list.csv.age"))).rejects.toThrow("no identity matched");
  expect((await readFile(join(folder, "list.csv.age"))).includes("+8613800000000")).toBe(false);
});

test("an empty file is encrypted too", async () => {
  const folder = await scratchFolder();
  await writeFile(join(folder, "empty"), "");
  const identity = await generateIdentity();
  await encryptForRecipient(join(folder, "empty"), await identityToRecipient(identity), join(folder, "empty.age"));
  expect(await decrypted(identity, join(folder, "empty.age"))).toHaveLength(0);
});

test("an age public key of each kind is a recipient; one with a wrong letter, a secret key and other text are none", async () => {
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  expect(isAgeRecipient(recipient)).toBe(true);
  expect(isAgeRecipient(await identityToRecipient(await generateHybridIdentity()))).toBe(true);
  const wrong = recipient.slice(0, -1) + (recipient.endsWith("q") ? "p" : "q");
  for (const text of [wrong, identity, "", "age1", "ssh-ed25519 AAAA", `${recipient} `, recipient.slice(0, -4)]) {
    expect(isAgeRecipient(text), text).toBe(false);
  }
});

test("a bad recipient is a coded error that never shows a secret key, and nothing is written", async () => {
  const folder = await scratchFolder();
  await writeFile(join(folder, "list.csv"), "x");
  const identity = await generateIdentity();
  const failure: unknown = await encryptForRecipient(join(folder, "list.csv"), identity, join(folder, "out")).catch(
    (e: unknown) => e,
  );
  expect(failure).toMatchObject({ code: "GK0604", exitCode: 2 });
  expect(String(failure)).not.toContain(identity.slice(0, 20));
  await expect(encryptForRecipient(join(folder, "list.csv"), "age1abc", join(folder, "out"))).rejects.toThrow(
    '"age1abc"',
  );
  expect(await readdir(folder)).toEqual(["list.csv"]);
});

test("a plain file that is missing or a target that cannot be written is a coded error and leaves nothing", async () => {
  const folder = await scratchFolder();
  await writeFile(join(folder, "list.csv"), "x");
  const recipient = await identityToRecipient(await generateIdentity());
  await expect(encryptForRecipient(join(folder, "no"), recipient, join(folder, "out"))).rejects.toMatchObject({
    code: "GK0303",
  });
  await expect(
    encryptForRecipient(join(folder, "list.csv"), recipient, join(folder, "no", "out")),
  ).rejects.toMatchObject({
    code: "GK0503",
  });
  expect(await readdir(folder)).toEqual(["list.csv"]);
});
