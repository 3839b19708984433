import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Journal, openJournal } from "../../src/journal/journal.ts";
import { type JournalPlace } from "../../src/journal/journal-place.ts";
import { signingKeyOf } from "../../src/io/signing-key.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";

const CLOCK = { now: () => new Date("2026-03-01T02:00:00.000Z") };

let root: string;
let folder: string;
let path: string;
let place: JournalPlace;
let opened: Journal[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "journal-"));
  folder = join(root, "journal");
  place = { folder, headsFolder: join(root, "heads"), keyFile: join(root, "keys", "journal.key"), key: undefined };
  path = join(folder, "journal.jsonl");
  opened = [];
});

afterEach(async () => {
  for (const journal of opened) await journal.close();
  await rm(root, { recursive: true, force: true });
});

async function trust() {
  const pem = await readFile(place.keyFile, "utf8").catch(() => null);
  return { headsFolder: place.headsFolder, key: pem === null ? undefined : (signingKeyOf(pem) ?? undefined) };
}

async function open(): Promise<Journal> {
  const journal = await openJournal(place, CLOCK);
  opened.push(journal);
  return journal;
}

async function journalOf(count: number): Promise<string[]> {
  const journal = await open();
  for (let number = 1; number <= count; number += 1)
    await journal.append("run.started", { run: `r${number}`, rows: number });
  return lines();
}

async function lines(): Promise<string[]> {
  return (await readFile(path, "utf8")).split("\n").filter((line) => line !== "");
}

interface ReadEntry {
  sequence: number;
  type: string;
  details: Record<string, unknown>;
}

async function entries(): Promise<ReadEntry[]> {
  return (await lines()).map((line) => JSON.parse(line) as ReadEntry);
}

describe("appending", () => {
  test("an entry names the one before it and carries the hash of its own canonical text", async () => {
    const journal = await open();
    const first = await journal.append("run.started", { run: "r1" });
    const second = await journal.append("list.released", { contacts: 12n, ids: ["b", "a"] });
    const { key } = first;
    expect(await readFile(path, "utf8")).toBe(
      [
        `{"at":"2026-03-01T02:00:00.000Z","details":{"run":"r1"},"hash":"${first.hash}","key":"${key}","previous":"${"0".repeat(64)}","sequence":1,"signature":"${first.signature}","type":"run.started"}\n`,
        `{"at":"2026-03-01T02:00:00.000Z","details":{"contacts":"12","ids":["b","a"]},"hash":"${second.hash}","key":"${key}","previous":"${first.hash}","sequence":2,"signature":"${second.signature}","type":"list.released"}\n`,
      ].join(""),
    );
    const unhashed = `{"at":"2026-03-01T02:00:00.000Z","details":{"run":"r1"},"key":"${key}","previous":"${"0".repeat(64)}","sequence":1,"type":"run.started"}`;
    expect(first.hash).toBe(createHash("sha256").update(unhashed).digest("hex"));
    expect(journal.head).toEqual({ sequence: 2, hash: second.hash });
  });

  test("the journal is private, also in a folder it makes itself", async () => {
    const journal = await openJournal({ ...place, folder: join(folder, "state", "journal") }, CLOCK);
    opened.push(journal);
    expect((await stat(join(folder, "state", "journal"))).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, "state", "journal", "journal.jsonl"))).mode & 0o777).toBe(0o600);
  });

  test("appends made at once are written one after the other, in the order of the calls", async () => {
    const journal = await open();
    await Promise.all(Array.from({ length: 30 }, async (_, index) => journal.append("run.started", { index })));
    expect((await entries()).map((entry) => [entry.sequence, entry.details.index])).toEqual(
      Array.from({ length: 30 }, (_, index) => [index + 1, index]),
    );
    expect((await verifyJournal(folder, await trust())).verdict).toBe("ok");
  });

  test("an opened journal continues the chain of the last run", async () => {
    await journalOf(3);
    const journal = await open();
    expect(journal.head.sequence).toBe(3);
    expect((await journal.append("run.ended", {})).sequence).toBe(4);
    expect(await verifyJournal(folder, await trust())).toMatchObject({ verdict: "ok", line: null, head: journal.head });
  });

  test("details that have no text write nothing and close the journal to what follows", async () => {
    const journal = await open();
    await expect(journal.append("run.started", { share: Number.NaN })).rejects.toThrow("no JSON text");
    await expect(journal.append("run.started", {})).rejects.toThrow("no JSON text");
    expect(await lines()).toEqual([]);
  });

  test("a file that something else wrote to takes no entry", async () => {
    const journal = await open();
    await journal.append("run.started", {});
    await appendFile(path, "x");
    await expect(journal.append("run.ended", {})).rejects.toMatchObject({ code: "GK0602", exitCode: 6 });
    expect((await readFile(path, "utf8")).endsWith("}\nx")).toBe(true);
  });

  test("a folder that cannot be made is a coded error", async () => {
    await writeFile(join(root, "taken"), "");
    await expect(openJournal({ ...place, folder: join(root, "taken") }, CLOCK)).rejects.toMatchObject({
      code: "GK0503",
    });
  });
});

describe("checking", () => {
  test("a missing and an empty journal are in order", async () => {
    expect(await verifyJournal(folder, await trust())).toMatchObject({
      verdict: "ok",
      head: { sequence: 0 },
      soundBytes: 0,
    });
    await open();
    expect(await verifyJournal(folder, await trust())).toMatchObject({ verdict: "ok", head: { sequence: 0 } });
  });

  test.each<[string, (written: string[]) => string[], string, number]>([
    ["a changed value", (w) => w.with(1, (w[1] as string).replace('"rows":2', '"rows":3')), "altered", 2],
    ["a space", (w) => w.with(1, (w[1] as string).replace('"rows":2', '"rows": 2')), "altered", 2],
    ["a repeated key", (w) => w.with(1, (w[1] as string).replace('"rows":2', '"rows":9,"rows":2')), "altered", 2],
    ["a field too many", (w) => w.with(1, (w[1] as string).replace("{", '{"a":1,')), "altered", 2],
    ["an empty line", (w) => w.with(1, ""), "altered", 2],
    ["a line that is no JSON", (w) => w.with(2, "null"), "altered", 3],
    ["a removed line", (w) => w.toSpliced(1, 1), "broken_link", 2],
    ["a removed first line", (w) => w.slice(1), "broken_link", 1],
    ["two lines in each other's place", (w) => [w[0], w[2], w[1]] as string[], "reordered", 2],
    ["a repeated line", (w) => [...w, w[2] as string], "forged", 4],
  ])("%s is found, and such a journal takes no entries", async (_, change, verdict, line) => {
    const written = await journalOf(3);
    const changed = `${change(written).join("\n")}\n`;
    await writeFile(path, changed);
    expect(await verifyJournal(folder, await trust())).toMatchObject({ verdict, line });
    await expect(openJournal(place, CLOCK)).rejects.toMatchObject({
      code: "GK0601",
      exitCode: 6,
      at: { file: path, line },
    });
    expect(await readFile(path, "utf8")).toBe(changed);
  });

  test("a chain made anew with another content is a broken link where it meets the old one", async () => {
    const old = await journalOf(3);
    await rm(path);
    await rm(place.headsFolder, { recursive: true });
    const journal = await open();
    await journal.append("run.started", { run: "forged" });
    await writeFile(path, `${[...(await lines()), ...old.slice(1)].join("\n")}\n`);
    expect(await verifyJournal(folder, await trust())).toMatchObject({ verdict: "broken_link", line: 2 });
  });

  test("a journal larger than one read is checked whole", async () => {
    const journal = await open();
    const text = "客".repeat(30_000);
    for (let number = 0; number < 20; number += 1) await journal.append("run.started", { text });
    expect((await stat(path)).size).toBeGreaterThan(1024 * 1024);
    expect(await verifyJournal(folder, await trust())).toMatchObject({ verdict: "ok", head: { sequence: 20 } });
    const written = await lines();
    await writeFile(path, `${written.with(18, (written[18] as string).replace("客", "户")).join("\n")}\n`);
    expect(await verifyJournal(folder, await trust())).toMatchObject({ verdict: "altered", line: 19 });
  });
});

describe("a line that a crash cut short", () => {
  test("wherever it was cut, it is set aside, the repair is recorded and the chain goes on", async () => {
    const written = await journalOf(2);
    const whole = await readFile(path);
    const lastStart = Buffer.byteLength(`${written[0]}\n`);
    for (let cut = lastStart + 1; cut < whole.length; cut += 7) {
      await rm(folder, { recursive: true });
      await rm(place.headsFolder, { recursive: true });
      const fresh = await openJournal(place, CLOCK);
      await fresh.close();
      await writeFile(path, whole.subarray(0, cut));
      await rm(join(place.headsFolder, "head-0000000002.json"), { force: true });
      expect(await verifyJournal(folder, await trust())).toMatchObject({
        verdict: "torn_last_line",
        line: 2,
        soundBytes: lastStart,
      });
      const journal = await open();
      await journal.append("run.started", {});
      const torn = whole.subarray(lastStart, cut);
      expect((await readFile(join(folder, "journal.torn-1"))).equals(torn)).toBe(true);
      expect((await entries())[1]).toMatchObject({
        sequence: 2,
        type: "journal.repaired",
        details: {
          file: "journal.torn-1",
          bytes: torn.length,
          sha256: createHash("sha256").update(torn).digest("hex"),
        },
      });
      expect(await verifyJournal(folder, await trust())).toMatchObject({ verdict: "ok", head: { sequence: 3 } });
    }
  });

  test("a second crash takes the next number, and nothing but journal and torn lines is left", async () => {
    await journalOf(1);
    for (const torn of ["{", "\0\0\0\0"]) {
      await appendFile(path, torn);
      await open();
    }
    expect((await readdir(folder)).toSorted()).toEqual(["journal.jsonl", "journal.torn-1", "journal.torn-2"]);
    expect((await entries()).map((entry) => entry.type)).toEqual([
      "run.started",
      "journal.repaired",
      "journal.repaired",
    ]);
  });

  test("a torn first line leaves a journal that begins with its repair", async () => {
    await journalOf(1);
    await truncate(path, 20);
    await rm(place.headsFolder, { recursive: true });
    await open();
    expect((await entries()).map((entry) => [entry.sequence, entry.type])).toEqual([[1, "journal.repaired"]]);
  });

  test("an altered line before the torn one is not repaired away", async () => {
    await journalOf(2);
    await writeFile(path, `${(await readFile(path, "utf8")).replace('"rows":1', '"rows":7')}{`);
    await expect(openJournal(place, CLOCK)).rejects.toMatchObject({ code: "GK0601" });
    expect(await readdir(folder)).toEqual(["journal.jsonl"]);
  });
});
