import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { canonicalJson } from "../../src/io/canonical-json.ts";
import { newSigningKeyPair, signingKeyOf } from "../../src/io/signing-key.ts";
import type { JournalPlace } from "../../src/journal/journal-place.ts";
import { openJournal } from "../../src/journal/journal.ts";
import { type Trust, verifyJournal } from "../../src/journal/verify-journal.ts";

const CLOCK = { now: () => new Date("2026-03-01T02:00:00.000Z") };

let root: string;
let folder: string;
let path: string;
let place: JournalPlace;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "journal-"));
  folder = join(root, "journal");
  place = { folder, headsFolder: join(root, "heads"), keyFile: join(root, "keys", "journal.key"), key: undefined };
  path = join(folder, "journal.jsonl");
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function trust(): Promise<Trust> {
  const key = signingKeyOf(await readFile(place.keyFile, "utf8"));
  return { headsFolder: place.headsFolder, key: key ?? undefined };
}

/** Writes entries that differ and gives back the lines. */
async function journalOf(count: number, run = "r"): Promise<string[]> {
  const journal = await openJournal(place, CLOCK);
  for (let number = 1; number <= count; number += 1)
    await journal.append("run.started", { run: `${run}${number}`, rows: number });
  await journal.close();
  return (await readFile(path, "utf8")).split("\n").slice(0, -1);
}

describe("tampering", () => {
  const added = (written: string[], sequence: number) => {
    const { hash: _, signature, ...content } = JSON.parse(written.at(-1) as string) as Record<string, string>;
    const forged = {
      ...content,
      details: { run: "forged" },
      sequence,
      previous: (JSON.parse(written[sequence - 2] as string) as Record<string, string>)["hash"],
    };
    const hash = createHash("sha256").update(canonicalJson(forged)).digest("hex");
    return canonicalJson({ ...forged, hash, signature });
  };

  test.each<[string, (written: string[]) => string[], string, number | null, string]>([
    ["the last lines cut", (w) => w.slice(0, 2), "truncated", null, "GK0605"],
    ["one byte changed", (w) => w.with(2, (w[2] as string).replace('"r3"', '"r9"')), "altered", 3, "GK0601"],
    ["two lines swapped", (w) => [w[0], w[2], w[1], w[3]] as string[], "reordered", 2, "GK0601"],
    ["a line taken out", (w) => w.toSpliced(1, 1), "broken_link", 2, "GK0601"],
    ["all removed", () => [], "removed", null, "GK0605"],
    ["a forged line at the end", (w) => [...w, added(w, 5)], "forged", 5, "GK0601"],
    ["a forged line at the end that is no entry", (w) => [...w, '{"type":"run.started"}'], "forged", 5, "GK0601"],
    ["a forged line within", (w) => w.toSpliced(2, 0, added(w, 3)), "forged", 3, "GK0601"],
    ["a forged line in another's place", (w) => w.with(3, added(w, 4)), "forged", 4, "GK0601"],
    ["a signature changed", (w) => w.with(1, flippedSignature(w[1] as string)), "altered", 2, "GK0601"],
  ])("C46: %s has its own verdict, and such a journal takes no entries", async (_, change, verdict, line, code) => {
    const written = await journalOf(4);
    const changed = change(written)
      .map((text) => `${text}\n`)
      .join("");
    await writeFile(path, changed);
    expect(await verifyJournal(folder, await trust())).toMatchObject({ verdict, line });
    await expect(openJournal(place, CLOCK)).rejects.toMatchObject({ code, exitCode: 6 });
    expect(await readFile(path, "utf8")).toBe(changed);
  });

  test("a whole journal made anew with another key is told from one that was altered", async () => {
    await journalOf(3);
    const { key } = await trust();
    for (const gone of [place.keyFile, folder, place.headsFolder]) await rm(gone, { recursive: true });
    await journalOf(3);
    expect(await verifyJournal(folder, await trust())).toMatchObject({ verdict: "ok" });
    expect(await verifyJournal(folder, { headsFolder: place.headsFolder, key })).toMatchObject({
      verdict: "other_key",
    });
  });

  test("a journal made anew by whoever has the key does not fit the heads of the second place", async () => {
    await journalOf(3);
    const kept = join(root, "kept");
    await rename(place.headsFolder, kept);
    await rm(folder, { recursive: true });
    await journalOf(3, "made-anew-");
    expect(await verifyJournal(folder, { ...(await trust()), headsFolder: kept })).toMatchObject({
      verdict: "forged",
      line: 1,
      headFile: "head-0000000001.json",
    });
  });

  test("heads that are gone from the second place, or were changed there, are told", async () => {
    await journalOf(3);
    const head = (number: number) => join(place.headsFolder, `head-000000000${number}.json`);
    const text = await readFile(head(2), "utf8");
    await writeFile(head(2), text.replace('"at":"2026', '"at":"2025'));
    expect(await verifyJournal(folder, await trust())).toMatchObject({
      verdict: "altered",
      headFile: "head-0000000002.json",
    });
    await rm(head(2));
    expect(await verifyJournal(folder, await trust())).toMatchObject({ verdict: "heads_missing" });
    await rm(place.headsFolder, { recursive: true });
    await expect(openJournal(place, CLOCK)).rejects.toMatchObject({ code: "GK0605" });
  });

  test("an entry whose head a crash kept from being written gets it at the next opening", async () => {
    await journalOf(3);
    await rm(join(place.headsFolder, "head-0000000003.json"));
    expect(await verifyJournal(folder, await trust())).toMatchObject({ verdict: "ok" });
    await journalOf(0);
    expect((await readdir(place.headsFolder)).length).toBe(3);
  });

  test("the key is made with the first entry, for this account alone, and is never made anew", async () => {
    await journalOf(1);
    expect((await stat(place.keyFile)).mode & 0o777).toBe(0o600);
    await rm(place.keyFile);
    await expect(openJournal(place, CLOCK)).rejects.toMatchObject({ code: "GK0607", exitCode: 6 });
    await writeFile(place.keyFile, newSigningKeyPair().secret);
    await expect(openJournal(place, CLOCK)).rejects.toMatchObject({ code: "GK0606", exitCode: 6 });
  });
});

function flippedSignature(line: string): string {
  const { signature, ...rest } = JSON.parse(line) as Record<string, string>;
  const bytes = Buffer.from(signature as string, "base64");
  bytes[3] = (bytes[3] as number) ^ 1;
  return canonicalJson({ ...rest, signature: bytes.toString("base64") });
}
