import { appendFileSync, copyFileSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import { recordedOutcomes } from "../../pipeline/recorded-outcomes.ts";
import type { AuditJson } from "../../src/artefacts/audit.ts";
import type { JournalEntry } from "../../src/journal/chain.ts";
import { openJournal } from "../../src/journal/journal.ts";
import { succeeded } from "../support/cli.ts";
import { numberOf, outcomes, people, peopleProject } from "../support/people-project.ts";
import { AS_OF, type Project } from "../support/project.ts";

const OUTCOMES = ".gatekeeper/state/outcomes";
const JOURNAL = ".gatekeeper/journal/journal.jsonl";
const IDS = ["c1", "c2", "c3", "c4"];
const LATER = ["--as-of", "2026-11-02"];

/** People whose list was released; the number of the first is dead, as the provider said. */
let project: Project;
let file: string;
let references: Readonly<Record<string, string>>;

beforeAll(async () => {
  project = peopleProject(people(IDS));
  const releaseId = await project.release(await project.run());
  const lines = project.read(".gatekeeper/releases", releaseId, "calls.csv").split("\r\n");
  references = Object.fromEntries(
    IDS.map((id) => [id, lines.find((line) => line.includes(numberOf(id)))?.slice(0, 32) ?? ""]),
  );
  await report(project, "c1", "bounced");
  [file = ""] = readdirSync(project.path(OUTCOMES));
});

async function report(of: Project, id: string, outcome: string): Promise<void> {
  of.write("outcomes.csv", `reference,outcome\n${references[id]},${outcome}\n`);
  succeeded(await of.gatekeeper("feedback", of.path("outcomes.csv")));
}

function entriesOf(of: Project): JournalEntry[] {
  const lines = of.read(JOURNAL).trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as JournalEntry);
}

async function findingsOf(of: Project): Promise<AuditJson["findings"]> {
  return (JSON.parse((await of.gatekeeper("audit", "verify", "--format", "json")).stdout) as AuditJson).findings;
}

/** The journal as a version wrote it that knew nothing of files of outcomes. */
async function forgetOutcomes(of: Project): Promise<void> {
  const entries = entriesOf(of).filter(({ type }) => !type.startsWith("outcomes."));
  rmSync(of.path(".gatekeeper/journal"), { recursive: true });
  rmSync(of.path(".gatekeeper/heads"), { recursive: true });
  const place = {
    folder: of.path(".gatekeeper/journal"),
    headsFolder: of.path(".gatekeeper/heads"),
    keyFile: of.path("keys/journal.key"),
    key: undefined,
  };
  const journal = await openJournal(place, { now: () => new Date("2026-11-01T00:00:00Z") });
  for (const { type, details } of entries) await journal.append(type, details);
  await journal.close();
}

describe("reported outcomes that are not what the journal says", () => {
  const changes: [string, string, (of: Project) => void][] = [
    ["removed", "is gone", (of) => rmSync(of.path(OUTCOMES, file))],
    ["removed", "is gone", (of) => rmSync(of.path(OUTCOMES), { recursive: true })],
    ["altered", "is not the one that the journal has", (of) => appendFileSync(of.path(OUTCOMES, file), " ")],
  ];
  test.each(changes)(
    "a file %s (%s): the audit says so, and no dead number is called",
    async (verdict, says, change) => {
      const other = project.copy();
      change(other);
      expect(await findingsOf(other)).toEqual([{ path: `state/outcomes/${file}`, verdict }]);
      for (const words of [["run", "--as-of", AS_OF], ["plan", "--as-of", AS_OF], ["doctor"]]) {
        const { code, stdout, stderr } = await other.gatekeeper(...words);
        expect([words[0], code]).toEqual([words[0], 6]);
        expect(stdout + stderr).toContain("GK0443");
        expect(stdout + stderr).toContain(says);
      }
      const taken = await other.gatekeeper("feedback", other.path("outcomes.csv"));
      expect([taken.code, taken.stderr]).toEqual([6, expect.stringContaining("GK0443")]);
    },
  );

  test("a file that no entry tells of is found unrecorded, and nothing goes on with it", async () => {
    const other = project.copy();
    copyFileSync(other.path(OUTCOMES, file), other.path(OUTCOMES, "0a.parquet"));
    expect(await findingsOf(other)).toEqual([{ path: "state/outcomes/0a.parquet", verdict: "unrecorded" }]);
    const tried = await other.gatekeeper("run", "--as-of", AS_OF);
    expect([tried.code, tried.stderr]).toEqual([6, expect.stringContaining("GK0443")]);
  });

  test("what an erasure wrote anew is vouched for as it is then", async () => {
    const other = project.copy();
    await report(other, "c2", "bounced");
    const before = readFileSync(other.path(OUTCOMES, file));
    succeeded(await other.gatekeeper("erase", "--customer", "c1"));
    expect(readFileSync(other.path(OUTCOMES, file)).equals(before)).toBe(false);
    expect(await findingsOf(other)).toEqual([]);
    expect((await outcomes(other, await other.run(...LATER)))["c2"]).toBe("CP_DEAD");
    appendFileSync(other.path(OUTCOMES, file), " ");
    expect(await findingsOf(other)).toEqual([{ path: `state/outcomes/${file}`, verdict: "altered" }]);
  });

  test("those of an earlier version are taken as they are, and vouched for from the next run on", async () => {
    const other = project.copy();
    await report(other, "c2", "bounced");
    await forgetOutcomes(other);
    expect(recordedOutcomes(entriesOf(other))).toBeNull();
    expect(await findingsOf(other)).toEqual([]);
    const decided = await outcomes(other, await other.run(...LATER));
    expect([decided["c1"], decided["c2"]]).toEqual(["CP_DEAD", "CP_DEAD"]);
    expect([...(recordedOutcomes(entriesOf(other)) ?? [])]).toHaveLength(2);
    rmSync(other.path(OUTCOMES, file));
    expect(await findingsOf(other)).toEqual([{ path: `state/outcomes/${file}`, verdict: "removed" }]);
  });
});
