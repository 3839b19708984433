import { existsSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import { unfinishedErasures } from "../../pipeline/unfinished-erasures.ts";
import type { JournalEntry } from "../../src/journal/chain.ts";
import { openJournal } from "../../src/journal/journal.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import { succeeded } from "../support/cli.ts";
import { people, peopleProject } from "../support/people-project.ts";
import type { Project } from "../support/project.ts";

const LATER = ["--as-of", "2026-11-02"];
const FILES = people(["c1", "c2", "c3"]);

let staged: Project;

beforeAll(async () => {
  staged = peopleProject(FILES);
  await staged.run();
});

describe("an erasure that a crash kept from finishing", () => {
  /** Writes into the journal of a project what an erasure says that begins, as it lies there after a crash right behind it. */
  async function begun(project: Project, customer: string): Promise<void> {
    const elsewhere = project.copy();
    succeeded(await elsewhere.gatekeeper("erase", "--customer", customer));
    const entries = await readJournal(elsewhere.path(".gatekeeper/journal"));
    const place = {
      folder: project.path(".gatekeeper/journal"),
      headsFolder: project.path(".gatekeeper/heads"),
      keyFile: project.path("keys/journal.key"),
      key: undefined,
    };
    if (!existsSync(place.keyFile)) project.write("keys/journal.key", elsewhere.read("keys/journal.key"));
    const journal = await openJournal(place, { now: () => new Date("2026-11-01T00:00:00Z") });
    await journal.append("erase.begun", entries.find(({ type }) => type === "erase.begun")?.details ?? {});
    await journal.close();
  }

  const told = "GK0496 an erasure was begun at 2026-11-01T00:00:00.000Z and not finished";

  test("is told by run, doctor and audit verify with the command that finishes it, until that did", async () => {
    const project = staged.copy();
    await begun(project, "c1");
    const telling = async () => [
      (await project.gatekeeper("run", ...LATER)).stderr,
      (await project.gatekeeper("doctor")).stdout,
      (await project.gatekeeper("audit", "verify")).stdout,
    ];
    for (const text of await telling()) {
      expect(text).toContain(told);
      expect(text).toContain("gatekeeper erase --customer ID");
    }
    const { stdout } = succeeded(await project.gatekeeper("audit", "verify", "--format", "json"));
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: "ok",
      unfinished_erasures: [{ begun_at: "2026-11-01T00:00:00.000Z" }],
    });
    succeeded(await project.gatekeeper("erase", "--customer", "c1"));
    for (const text of await telling()) expect(text).not.toContain("GK0496");
  });

  test("is finished when nothing is left to write anew, nor anybody known by that id", async () => {
    const project = peopleProject(FILES);
    await begun(project, "c1");
    for (const file of Object.keys(FILES)) project.write(file, project.read(file).replaceAll(/^.*\bc1\b.*\n/gmu, ""));
    expect((await project.gatekeeper("erase", "--customer", "c4")).stderr).toContain("GK0491");
    succeeded(await project.gatekeeper("erase", "--customer", "c1"));
    expect(unfinishedErasures(await readJournal(project.path(".gatekeeper/journal")))).toEqual([]);
  });

  test("is finished by those of every customer of it, whatever they are merged with by then", () => {
    const entry = (type: string, id: string, customers: object | null = null) =>
      ({
        at: "2026-11-01T00:00:00.000Z",
        type,
        details: { erasure_id: id, key_id: "k", ...(customers === null ? {} : { customers }) },
      }) as unknown as JournalEntry;
    const both = entry("erase.begun", "both", { k: ["a", "b"] });
    const ids = (...entries: JournalEntry[]) => unfinishedErasures(entries).map(({ erasureId }) => erasureId);
    const one = [entry("erase.begun", "a", { n: ["x"], k: ["a"] }), entry("erase.finished", "a")];
    const other = [entry("erase.begun", "bc", { k: ["b", "c"] }), entry("erase.finished", "bc")];
    expect(ids(both)).toEqual(["both"]);
    expect(ids(both, entry("erase.finished", "both"))).toEqual([]);
    expect(ids(both, ...one)).toEqual(["both"]);
    expect(ids(both, ...one, ...other)).toEqual([]);
    expect(ids(...one, ...other, both)).toEqual(["both"]);
    // As a former version wrote it.
    expect(ids(entry("erase.begun", "old"), ...one)).toEqual(["old"]);
    expect(ids(entry("erase.begun", "old"), entry("erase.finished", "old"))).toEqual([]);
  });
});
