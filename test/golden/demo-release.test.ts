import { readdirSync, readFileSync } from "node:fs";
import { Decrypter } from "age-encryption";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "csv-parse/sync";

import { sha256File } from "../../src/io/sha256.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { type Finished, succeeded } from "../support/cli.ts";
import { parquetRows } from "../support/parquet.ts";
import { filesIn, fixtureProject, type Project, readJson } from "../support/project.ts";
import { decisionsOf, stagedOf } from "../support/project-decisions.ts";
import { personalValuesIn } from "../support/project-privacy.ts";
import { inputLines } from "./demo-segments.ts";

/** The columns of the demo's campaigns, after the reference. */
const LISTS = {
  "winter-call": ["full_name", "phone", "best_time", "language"],
  "catalogue-post": ["full_name", "address", "language"],
};

let project: Project;
let runId: string;
let released: Finished;
let folder: string;

beforeAll(async () => {
  project = fixtureProject("demo");
  runId = await project.run();
  released = succeeded(await project.gatekeeper("release", runId));
  folder = project.path(".gatekeeper", "releases", /release-[0-9a-f]{20}/.exec(released.stdout)?.[0] ?? "");
});

describe("a release of the demo", () => {
  test.each(Object.entries(LISTS))(
    "%s has exactly its reference and its columns, ordered by reference",
    async (campaign, columns) => {
      const [header, ...rows] = parse(await plainList(campaign));
      expect(header).toEqual(["reference", ...columns]);
      const references = rows.map(([reference]) => reference ?? "");
      expect(references).toEqual(references.toSorted());
      expect(new Set(references).size).toBe(references.length);
      for (const reference of references) expect(reference).toMatch(/^[0-9a-f]{32}$/);
    },
  );

  test.each(Object.entries(LISTS))(
    "%s has exactly the people decided on, each with what they are called",
    async (campaign) => {
      const rows = parse<Record<string, string>>(await plainList(campaign), { columns: true });
      const names = new Map(
        inputLines(project, "customers.csv").map((line) => [line["customer_id"], line["name"]?.trim()]),
      );
      const listed = (await decisionsOf(project, runId)).filter(
        (each) => each.campaign === campaign && each.outcome === "listed",
      );
      const staged = new Map(await stagedOf(project, runId, campaign));
      expect([...staged.keys()]).toEqual(listed.map(({ person }) => person));
      const expected = listed.map(({ person }) => unquoted(names.get(person) ?? "")).toSorted();
      expect(rows.map((row) => unquoted(row["full_name"] ?? "")).toSorted()).toEqual(expected);
      if (campaign !== "winter-call") return;
      expect(rows.map((row) => row["phone"] ?? "").toSorted()).toEqual([...staged.values()].toSorted());
    },
  );

  test("no cell of a list begins like a formula, though some names do", async () => {
    const dangerous = inputLines(project, "customers.csv").filter((line) => /^[=+@-]/.test(line["name"] ?? ""));
    expect(dangerous.length).toBeGreaterThan(0);
    const cells = await Promise.all(
      Object.keys(LISTS).map(async (campaign) => parse(await plainList(campaign)).flat()),
    );
    const suspects = cells.flat().filter((cell) => /^[=+@-]/.test(cell) && !/^\+\d{7,15}$/.test(cell));
    expect(suspects).toEqual([]);
  });

  test("the vendor's list is encrypted and nothing plain of it remains", async () => {
    expect(readdirSync(folder)).not.toContain("catalogue-post.csv");
    const rows = parse<Record<string, string>>(await plainList("catalogue-post"), { columns: true });
    const people = { customers: [], names: [], contacts: rows.map((row) => row["address"] ?? "") };
    const others = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const entry of others.filter(({ name }) => !name.startsWith("winter-call"))) {
      const text = readFileSync(`${entry.parentPath}/${entry.name}`, "utf8");
      expect({ file: entry.name, found: personalValuesIn(text, people) }).toEqual({ file: entry.name, found: [] });
    }
    expect(personalValuesIn(await plainList("catalogue-post"), people).length).toBe(rows.length);
  });

  test("each list has its checksum beside it", async () => {
    for (const file of ["winter-call.csv", "catalogue-post.csv.age"]) {
      expect(readFileSync(`${folder}/${file}.sha256`, "utf8")).toBe(
        `${await sha256File(`${folder}/${file}`)}  ${file}\n`,
      );
    }
  });

  test("names nobody on the terminal and says that nobody approved", () => {
    const people = inputLines(project, "customers.csv");
    const values = {
      customers: people.map((line) => line["customer_id"] ?? ""),
      names: people.map((line) => line["name"] ?? ""),
      contacts: [],
    };
    expect(personalValuesIn(released.stdout + released.stderr, values)).toEqual([]);
    expect(released.stdout.match(/approval: none/g)?.length).toBe(2);
  });

  test("records its contacts, and the journal holds", async () => {
    const contacts = await parquetRows(`${folder}/private/contacts.parquet`);
    const listed = (await decisionsOf(project, runId)).filter(({ outcome }) => outcome === "listed");
    expect(contacts.length).toBe(listed.length);
    expect(await verifyJournal(project.path(".gatekeeper", "journal"))).toMatchObject({ verdict: "ok" });
    expect(project.read(".gatekeeper", "journal", "journal.jsonl")).toContain('"type":"release.published"');
  });

  test("is found again by a second release, which changes nothing", async () => {
    const before = filesIn(project.path(".gatekeeper", "releases"));
    const again = succeeded(await project.gatekeeper("release", runId));
    expect(again.stdout).toContain("Released already");
    expect(filesIn(project.path(".gatekeeper", "releases"))).toEqual(before);
  });

  test("counts for the caps of the next run: whoever was called is not called again within the window", async () => {
    const listed = (await decisionsOf(project, runId)).filter(({ outcome }) => outcome === "listed");
    const later = await project.run("--as-of", "2026-11-02");
    expect(later).not.toBe(runId);
    const again = await decisionsOf(project, later);
    const before = new Set(listed.map(({ campaign, person }) => `${campaign} ${person}`));
    const repeated = again.filter(({ campaign, person }) => before.has(`${campaign} ${person}`));
    expect(repeated.length).toBeGreaterThan(listed.length * 0.9);
    expect(repeated.filter(({ outcome }) => outcome === "listed")).toEqual([]);
    const called = repeated.filter(({ campaign }) => campaign === "winter-call");
    for (const { reasons } of called) expect(reasons).toContain("ALLOC_CAP_PERSON");
  });

  test("the same send window of the same campaign is never released twice", async () => {
    const later = await project.run("--as-of", "2026-11-02");
    const refused = await project.gatekeeper("release", later);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain("winter-call");
    expect(readdirSync(project.path(".gatekeeper", "releases")).length).toBe(1);
  });

  test("the record says what was written", () => {
    const record = readJson(`${folder}/private/release.json`) as {
      campaigns: { campaignId: string; removed: number }[];
    };
    expect(record.campaigns.map(({ campaignId, removed }) => [campaignId, removed])).toEqual([
      ["winter-call", 0],
      ["catalogue-post", 0],
    ]);
  });
});

/** The text of a released list; the vendor's is decrypted with the public test key. */
async function plainList(campaign: string): Promise<string> {
  if (campaign === "winter-call") return readFileSync(`${folder}/${campaign}.csv`, "utf8");
  const decrypter = new Decrypter();
  decrypter.addIdentity(/AGE-SECRET-KEY-\S+/.exec(project.read("keys", "print-house.agekey"))?.[0] ?? "");
  return decrypter.decrypt(readFileSync(`${folder}/${campaign}.csv.age`), "text");
}

/** A name without the apostrophe that keeps a spreadsheet from taking it for a formula. */
function unquoted(name: string): string {
  return name.replace(/^'(?=[=+@-])/, "");
}
