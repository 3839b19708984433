import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

import { recordedStops } from "../../pipeline/recorded-stops.ts";
import type { AuditJson } from "../../src/artefacts/audit.ts";
import type { JournalEntry } from "../../src/journal/chain.ts";
import { StopsStore } from "../../src/state/stops-store.ts";
import type { StopsIndex } from "../../src/state/stops-index.ts";
import { succeeded } from "../support/cli.ts";
import { AS_OF, type Project } from "../support/project.ts";
import { openTestEngine } from "../support/test-engine.ts";
import { shop } from "./support/shop.ts";

const INDEX = ".gatekeeper/state/stops/index.json";
const JOURNAL = ".gatekeeper/journal/journal.jsonl";

/** A shop that has run twice, with one more refusal the second time. */
let project: Project;
let runId: string;
/** Its stops after the first run. */
let earlier: string;

beforeAll(async () => {
  project = shop();
  await project.run();
  earlier = mkdtempSync(join(tmpdir(), "earlier-stops-"));
  cpSync(project.path(".gatekeeper/state/stops"), earlier, { recursive: true });
  project.write("input/suppressions.csv", "list_id,match,value\ninternal-stop,person,c01\ninternal-stop,person,c02\n");
  runId = await project.run();
});

const indexOf = (of: Project) => JSON.parse(readFileSync(of.path(INDEX), "utf8")) as StopsIndex;
const entriesOf = (of: Project) =>
  of
    .read(JOURNAL)
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as JournalEntry);

function emptied(of: Project): string {
  writeFileSync(of.path(INDEX), JSON.stringify({ ...indexOf(of), denials: { contents: "0", parts: [] } }));
  return "state/stops/index.json";
}

function partRewritten(of: Project): string {
  const file = indexOf(of).denials.parts[0]?.file ?? "";
  const path = of.path(".gatekeeper/state/stops", file);
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
  writeFileSync(path, bytes);
  return `state/stops/${file}`;
}

function restored(of: Project): string {
  rmSync(of.path(".gatekeeper/state/stops"), { recursive: true });
  cpSync(earlier, of.path(".gatekeeper/state/stops"), { recursive: true });
  return "state/stops/index.json";
}

describe("stops that are not what the journal says", () => {
  test.each<[string, (of: Project) => string]>([
    ["an index with its denials taken out", emptied],
    ["one bit of a part changed", partRewritten],
    ["the stops of an earlier day put back", restored],
  ])("%s: the audit names the file, and no run goes on", async (_, change) => {
    const other = project.copy();
    const path = change(other);
    const { code, stdout } = await other.gatekeeper("audit", "verify", "--format", "json");
    expect(code).toBe(6);
    expect((JSON.parse(stdout) as AuditJson).findings).toEqual([{ path, verdict: "altered" }]);
    const tried = await other.gatekeeper("run", "--as-of", AS_OF);
    expect([tried.code, tried.stderr]).toEqual([6, expect.stringContaining("GK0442")]);
  });

  test("nor does a plan, a release or an export, and doctor tells of it", async () => {
    const other = project.copy();
    emptied(other);
    const outside = other.path("..", "exported.jsonl");
    for (const words of [["plan", "--as-of", AS_OF], ["release", runId], ["stops", "export", outside], ["doctor"]]) {
      const tried = await other.gatekeeper(...words);
      expect([words[0], tried.code === 0]).toEqual([words[0], false]);
      expect(tried.stderr + tried.stdout).toContain("GK0442");
    }
  });

  test("a missing index and a missing part are found removed", async () => {
    const other = project.copy();
    const { file = "" } = indexOf(other).denials.parts[0] ?? {};
    rmSync(other.path(".gatekeeper/state/stops", file));
    const part = await other.gatekeeper("audit", "verify", "--format", "json");
    expect((JSON.parse(part.stdout) as AuditJson).findings).toEqual([
      { path: `state/stops/${file}`, verdict: "removed" },
    ]);
    rmSync(other.path(INDEX));
    const index = await other.gatekeeper("audit", "verify", "--format", "json");
    expect((JSON.parse(index.stdout) as AuditJson).findings).toEqual([
      { path: "state/stops/index.json", verdict: "removed" },
    ]);
  });

  test("what changes the stops says so: runs, an import into an empty project, an erasure", async () => {
    const entries = entriesOf(project).map(({ type }) => type);
    expect(entries.filter((type) => type.startsWith("stops."))).toEqual([
      "stops.sealed",
      "stops.kept",
      "stops.sealed",
      "stops.kept",
    ]);
    const file = join(earlier, "stops.jsonl");
    succeeded(await project.gatekeeper("stops", "export", file));
    const other = shop();
    succeeded(await other.gatekeeper("stops", "import", file));
    expect(entriesOf(other).map(({ type }) => type)).toEqual(["stops.sealed", "stops.kept", "stops.imported"]);
    await other.run();
    succeeded(await other.gatekeeper("erase", "--customer", "c02"));
    await other.run("--as-of", "2026-11-02");
    succeeded(await other.gatekeeper("audit", "verify"));
  });
});

describe("stops that are written while something breaks", () => {
  test("are the ones before or the ones after, and what was there before the journal knew of stops is taken as it is", async () => {
    const opened = await openTestEngine(1);
    try {
      const notes: JournalEntry[] = [];
      let breaksAt = "";
      const note = async (type: string, details: object) => {
        if (breaksAt === `before ${type}`) throw new Error("broken");
        notes.push({ type, details } as JournalEntry);
        if (breaksAt === `after ${type}`) throw new Error("broken");
        return Promise.resolve();
      };
      const writing = { temporaryFile: join(opened.folder, "new"), assertHeld: async () => Promise.resolve(), note };
      const open = async () => StopsStore.open(join(opened.folder, "state"), false, recordedStops(notes));
      const absorb = async (fileId: string) =>
        (await open()).absorb(opened.engine, {}, { fileIds: [fileId], listRows: {} }, writing);
      for (const moment of ["before stops.sealed", "after stops.sealed", "before stops.kept", "after stops.kept"]) {
        breaksAt = moment;
        await expect(absorb(moment)).rejects.toThrow("broken");
        breaksAt = "";
        // Whatever is there is one that the journal knows, and the same once more settles it.
        await absorb(moment);
        expect((await open()).hasAbsorbed(moment)).toBe(true);
        expect(recordedStops(notes)).toMatchObject({ isSettled: true, allowed: [expect.any(String)] });
      }
      const { length: count } = notes;
      await absorb("after stops.kept");
      expect(notes).toHaveLength(count);
      notes.length = 0;
      await absorb("after stops.kept");
      expect(notes.map(({ type }) => type)).toEqual(["stops.kept"]);
    } finally {
      await opened.close();
    }
  });
});
