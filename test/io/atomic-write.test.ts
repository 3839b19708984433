import { existsSync } from "node:fs";
import { lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  makePrivateFolder,
  openTemporary,
  publishFolder,
  writeChunksAtomic,
  writeFileAtomic,
  writeNewFile,
  writerOfTemporary,
} from "../../src/io/atomic-write.ts";
import { scratchFolder } from "./scratch-folder.ts";

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

describe("writing a file", () => {
  test("the file is private, has the content, and nothing else is left in the folder", async () => {
    const folder = await scratchFolder();
    await writeFileAtomic(join(folder, "a.json"), "早安\n");
    expect(await readFile(join(folder, "a.json"), "utf8")).toBe("早安\n");
    expect(await modeOf(join(folder, "a.json"))).toBe(0o600);
    expect(await readdir(folder)).toEqual(["a.json"]);
  });

  test("an existing file is replaced, bytes and mode", async () => {
    const folder = await scratchFolder();
    await writeFile(join(folder, "a"), "a longer text than the new one", { mode: 0o644 });
    await writeFileAtomic(join(folder, "a"), new Uint8Array([1, 2]), { mode: 0o640 });
    expect([...(await readFile(join(folder, "a")))]).toEqual([1, 2]);
    expect(await modeOf(join(folder, "a"))).toBe(0o640);
  });

  test("while chunks still arrive the old content is what others read, and a failing source changes nothing", async () => {
    const folder = await scratchFolder();
    const path = join(folder, "a");
    await writeFile(path, "old");
    async function* chunks(): AsyncGenerator<string> {
      yield "new";
      expect(await readFile(path, "utf8")).toBe("old");
      throw new RangeError("the source ends early");
    }
    await expect(writeChunksAtomic(path, chunks())).rejects.toThrow(RangeError);
    expect(await readFile(path, "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["a"]);
  });

  test("the number of bytes is counted in bytes, not in characters", async () => {
    const path = join(await scratchFolder(), "a");
    expect(await writeChunksAtomic(path, ["é", new Uint8Array(3), ""], { sync: false })).toBe(5);
  });

  test("a new file is private and whole, and one that is there already stays as it is", async () => {
    const folder = await scratchFolder();
    expect(await writeNewFile(join(folder, "key"), "one")).toBe(true);
    expect(await writeNewFile(join(folder, "key"), "other")).toBe(false);
    expect(await readFile(join(folder, "key"), "utf8")).toBe("one");
    expect(await modeOf(join(folder, "key"))).toBe(0o600);
    expect(await readdir(folder)).toEqual(["key"]);
    await expect(writeNewFile(join(folder, "missing", "key"), "x")).rejects.toMatchObject({ code: "GK0503" });
  });

  test("a refusal of the system is a coded error that names the path and the system's code", async () => {
    const folder = await scratchFolder();
    await expect(writeFileAtomic(join(folder, "missing", "a"), "x")).rejects.toMatchObject({
      code: "GK0503",
      exitCode: 5,
      message: `${join(folder, "missing", "a")} cannot be written (ENOENT)`,
    });
    await mkdir(join(folder, "taken"));
    await expect(writeFileAtomic(join(folder, "taken"), "x")).rejects.toMatchObject({ code: "GK0503" });
    expect(await readdir(folder)).toEqual(["taken"]);
  });

  test("many writers of one file at once leave one of their contents whole", async () => {
    const folder = await scratchFolder();
    const contents = Array.from({ length: 20 }, (_, index) => String(index).repeat(10_000));
    await Promise.all(contents.map(async (content) => writeFileAtomic(join(folder, "a"), content)));
    expect(contents).toContain(await readFile(join(folder, "a"), "utf8"));
    expect(await readdir(folder)).toEqual(["a"]);
  });

  test("a temporary file left by a crash is known by its name and never reused", async () => {
    const folder = await scratchFolder();
    const first = await openTemporary(join(folder, "list.csv"), 0o600);
    const second = await openTemporary(join(folder, "list.csv"), 0o600);
    await Promise.all([first.handle.close(), second.handle.close()]);
    const names = await readdir(folder);
    expect(names).toHaveLength(2);
    expect(names.map(writerOfTemporary)).toEqual([process.pid, process.pid]);
    expect(["list.csv", ".list.csv", "1-2.tmp"].map(writerOfTemporary)).toEqual([null, null, null]);
  });
});

describe("publishing a folder", () => {
  test("everything inside appears under the final name", async () => {
    const folder = await scratchFolder();
    await mkdir(join(folder, "tmp", "private", "tables"), { recursive: true });
    await writeFile(join(folder, "tmp", "private", "tables", "a"), "1");
    await publishFolder(join(folder, "tmp"), join(folder, "final"));
    expect(await readFile(join(folder, "final", "private", "tables", "a"), "utf8")).toBe("1");
    expect(await readdir(folder)).toEqual(["final"]);
  });

  test("what is asked before the rename can stop it, and then the folder stays where it was", async () => {
    const folder = await scratchFolder();
    await mkdir(join(folder, "tmp"));
    const refuse = async () => Promise.reject(new Error("taken over"));
    await expect(publishFolder(join(folder, "tmp"), join(folder, "final"), refuse)).rejects.toThrow("taken over");
    expect(await readdir(folder)).toEqual(["tmp"]);
  });

  test.each(["an empty folder", "a file", "a dangling link"])(
    "%s under the final name is never replaced",
    async (kind) => {
      const folder = await scratchFolder();
      const final = join(folder, "final");
      await mkdir(join(folder, "tmp"));
      if (kind === "an empty folder") await mkdir(final);
      else if (kind === "a file") await writeFile(final, "");
      else await symlink("nowhere", final);
      await expect(publishFolder(join(folder, "tmp"), final)).rejects.toMatchObject({ code: "GK0603", exitCode: 6 });
      await lstat(join(folder, "tmp"));
    },
  );

  test("a link inside is our mistake and publishes nothing", async () => {
    const folder = await scratchFolder();
    await mkdir(join(folder, "tmp"));
    await symlink("/", join(folder, "tmp", "link"));
    await expect(publishFolder(join(folder, "tmp"), join(folder, "final"))).rejects.toThrow("assertion failed");
    expect(await readdir(folder)).toEqual(["tmp"]);
  });
});

describe("a private folder", () => {
  test("is made with its parents, all closed to others", async () => {
    const folder = await scratchFolder();
    await makePrivateFolder(join(folder, "a", "b"));
    expect(await modeOf(join(folder, "a"))).toBe(0o700);
    expect(await modeOf(join(folder, "a", "b"))).toBe(0o700);
  });

  test("one that is there already is closed to others and keeps its files", async () => {
    const folder = await scratchFolder();
    await mkdir(join(folder, "a"), { mode: 0o755 });
    await writeFile(join(folder, "a", "kept"), "");
    await makePrivateFolder(join(folder, "a"));
    expect(await modeOf(join(folder, "a"))).toBe(0o700);
    expect(await readdir(join(folder, "a"))).toEqual(["kept"]);
  });

  test("a file in its place is a coded error", async () => {
    const folder = await scratchFolder();
    await writeFile(join(folder, "a"), "");
    for (const path of ["a", "a/b/c"])
      await expect(makePrivateFolder(join(folder, path))).rejects.toMatchObject({ code: "GK0503" });
  });

  test.runIf(existsSync("/proc/self"))(
    "a place that holds no folders is a coded error, and does not go on for ever",
    async () => {
      for (const path of ["/proc/shop", "/proc/shop/keys"])
        await expect(makePrivateFolder(path)).rejects.toMatchObject({ code: "GK0503" });
    },
  );

  test("one that is made by several at once is there for all of them", async () => {
    const folder = await scratchFolder();
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => makePrivateFolder(join(folder, "a/b", String(index)))),
    );
    expect(await readdir(join(folder, "a/b"))).toHaveLength(20);
  });
});
