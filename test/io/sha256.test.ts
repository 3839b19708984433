import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sha256File, sha256Text } from "../../src/io/sha256.ts";
import { scratchFolder } from "./scratch-folder.ts";

const ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

test("the hash of a text and of a file with the same bytes is the published SHA-256", async () => {
  const path = join(await scratchFolder(), "abc");
  await writeFile(path, "abc");
  expect(sha256Text("abc")).toBe(ABC);
  expect(await sha256File(path)).toBe(ABC);
});

test("a file larger than one read is hashed whole", async () => {
  const path = join(await scratchFolder(), "large");
  const text = "0123456789".repeat(250_000);
  await writeFile(path, text);
  expect(await sha256File(path)).toBe(sha256Text(text));
});
