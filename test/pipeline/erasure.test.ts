import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

import { sha256File } from "../../src/io/sha256.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { succeeded } from "../support/cli.ts";
import { parquetRows } from "../support/parquet.ts";
import {
  consentOf,
  numberOf,
  outcomes,
  people,
  peopleProject,
  withdrawalOf,
  withHeader,
} from "../support/people-project.ts";
import { filesIn, type Project, readJson } from "../support/project.ts";

const EVENTS = "input/consent_events.csv";
const POINTS = "input/contact_points.csv";
const CUSTOMERS = "input/customers.csv";
const LATER = ["--as-of", "2026-11-02"];
const FILES = people(["c1", "c2", "c3"]);

/** Three people who consented to calls; the first refused since. Their lists are staged. */
let staged: Project;
let stagedRun: string;
/** The same after the first was erased; their records are still in the company's own files. */
let erased: Project;

beforeAll(async () => {
  staged = peopleProject({ ...FILES, [EVENTS]: FILES[EVENTS] + withdrawalOf("c1", "2026-10-01T09:00:00+08:00") });
  stagedRun = await staged.run();
  erased = staged.copy();
  succeeded(await erased.gatekeeper("erase", "--customer", "c1"));
});

describe("an erased person", () => {
  test("C02: who opted out, was erased and is imported again is refused through the tombstone, and the neighbour is listed", async () => {
    expect(await outcomes(staged, stagedRun)).toEqual({ c1: "OPT_MARKETING", c2: "listed", c3: "listed" });
    const project = erased.copy();
    // Bytes that were never loaded, without the refusal: nothing that is known of the files helps.
    project.write(EVENTS, withHeader(EVENTS, FILES[EVENTS]));
    for (const file of [CUSTOMERS, POINTS]) project.write(file, inOtherBytes(project, file));
    const again = await outcomes(project, await project.run(...LATER));
    expect(again).toEqual({ c1: "OPT_ERASED", c2: "listed", c3: "listed" });
  });

  test("C02: is refused as another customer with the same number, too", async () => {
    const project = erased.copy();
    project.write(CUSTOMERS, withHeader(CUSTOMERS, FILES[CUSTOMERS].replaceAll("c1,", "new,")));
    project.write(POINTS, withHeader(POINTS, FILES[POINTS].replaceAll("c1,", "new,")));
    project.write(EVENTS, withHeader(EVENTS, FILES[EVENTS].replaceAll("c1", "new")));
    const again = await outcomes(project, await project.run(...LATER));
    expect(again).toEqual({ new: "OPT_ERASED", c2: "listed", c3: "listed" });
  });

  test("C02: comes back with a verified grant of their own that is made after the erasure", async () => {
    const project = erased.copy();
    for (const file of [CUSTOMERS, POINTS]) project.write(file, inOtherBytes(project, file));
    const inYears = "2031-01-01T09:00:00+08:00";
    const asOf = ["--as-of", "2031-02-01"];
    for (const [authority, expected] of [
      ["machine", "OPT_ERASED"],
      ["subject", "listed"],
    ] as const) {
      const other = project.copy();
      other.write(EVENTS, withHeader(EVENTS, FILES[EVENTS] + consentOf("c1", inYears, authority)));
      other.write("campaigns/calls.yaml", other.read("campaigns/calls.yaml").replaceAll("2026-11", "2031-02"));
      const decided = await outcomes(other, await other.run(...asOf));
      expect(decided["c1"]).toContain(expected);
      expect(decided["c2"]).toBe("listed");
    }
  });

  test("is in no file of the state any more, and the journal and every other row are as they were", async () => {
    for (const name of filesIn(erased.path(".gatekeeper")).keys()) {
      if (name.endsWith(".parquet")) {
        const cells = (await parquetRows(erased.path(".gatekeeper", name))).flatMap((row) => Object.values(row));
        expect(
          cells.map(String).filter((cell) => ["c1", numberOf("c1"), `phone:${numberOf("c1")}`].includes(cell)),
        ).toEqual([]);
      } else if (!name.startsWith("lease")) {
        expect(erased.read(".gatekeeper", name)).not.toMatch(new RegExp(`\\bc1\\b|${numberOf("c1").slice(1)}`, "u"));
      }
    }
    expect((await verifyJournal(erased.path(".gatekeeper/journal"))).verdict).toBe("ok");
    const decisions = join(".gatekeeper/runs", stagedRun, "private/decisions.parquet");
    const before = await parquetRows(staged.path(decisions));
    expect(await parquetRows(erased.path(decisions))).toEqual(before.filter((row) => row["person_id"] !== "c1"));
  });

  test("C47: access export shows of them only that there is a tombstone, and the journal still verifies", async () => {
    const before = staged.copy();
    succeeded(await before.gatekeeper("access", "export", before.path("access.json"), "--customer", "c1"));
    const held = readJson(before.path("access.json")) as Record<string, object>;
    expect(held).toMatchObject({ has_tombstone: false, customer_ids: ["c1"] });
    expect(Object.keys(held["records"] ?? {})).toEqual(["consent_events", "contact_points", "customers"]);
    expect(JSON.stringify(held["refusals"])).toContain("withdraw");
    expect(Object.keys(held["state"] ?? {}).some((file) => file.endsWith("decisions.parquet"))).toBe(true);
    const project = erased.copy();
    succeeded(await project.gatekeeper("access", "export", project.path("access.json"), "--customer", "c1"));
    expect(readJson(project.path("access.json"))).toEqual({
      customer_ids: [],
      has_tombstone: true,
      records: {},
      refusals: [],
      state: {},
    });
    expect((await verifyJournal(project.path(".gatekeeper/journal"))).verdict).toBe("ok");
  });

  test("C08: stays erased in a project that takes all stops in, and exported again the stops are the same bytes", async () => {
    const other = peopleProject(FILES);
    succeeded(await erased.gatekeeper("stops", "export", other.path("stops.jsonl")));
    succeeded(await other.gatekeeper("stops", "import", other.path("stops.jsonl")));
    succeeded(await other.gatekeeper("stops", "export", other.path("again.jsonl")));
    expect(other.read("again.jsonl")).toBe(other.read("stops.jsonl"));
    expect(other.read("stops.jsonl")).toContain('{"tombstone":');
    expect(await outcomes(other, await other.run())).toEqual({ c1: "OPT_ERASED", c2: "listed", c3: "listed" });
  });
});

describe("erase", () => {
  test("changes nothing as a dry run, and names the company's own files", async () => {
    const project = staged.copy();
    const before = keptFiles(project);
    const { stdout } = succeeded(await project.gatekeeper("erase", "--customer", "c2", "--dry-run"));
    expect(keptFiles(project)).toEqual(before);
    for (const file of [CUSTOMERS, POINTS, EVENTS, "staged/calls.parquet"]) expect(stdout).toContain(file);
  });

  test("refuses an id that nobody has, and says nothing was changed", async () => {
    const { code, stderr } = await staged.copy().gatekeeper("erase", "--customer", "nobody");
    expect([code, stderr.includes("GK0491"), stderr.includes("nobody")]).toEqual([4, true, false]);
  });

  test("does nothing the second time", async () => {
    const project = erased.copy();
    const before = keptFiles(project);
    succeeded(await project.gatekeeper("erase", "--customer", "c1"));
    expect(keptFiles(project)).toEqual(before);
  });

  test("takes who was staged off the list, which can still be released, and nobody else", async () => {
    const project = staged.copy();
    succeeded(await project.gatekeeper("erase", "--customer", "c2"));
    const list = project.read(".gatekeeper/releases", await project.release(stagedRun), "calls.csv");
    expect(list).toContain(numberOf("c3"));
    expect(list).not.toContain(numberOf("c2"));
  });

  test("takes who was released off the list, with its checksum, and keeps the reference without the person", async () => {
    const project = staged.copy();
    const release = await project.release(stagedRun);
    const read = (file: string) => project.read(".gatekeeper/releases", release, file);
    const reference =
      read("calls.csv")
        .split("\r\n")
        .find((line) => line.includes(numberOf("c2")))
        ?.slice(0, 32) ?? "";
    succeeded(await project.gatekeeper("erase", "--customer", "c2"));
    expect(read("calls.csv")).not.toContain(numberOf("c2"));
    expect(read("calls.csv")).toContain(numberOf("c3"));
    const sha256 = await sha256File(project.path(".gatekeeper/releases", release, "calls.csv"));
    expect(read("calls.csv.sha256")).toBe(`${sha256}  calls.csv\n`);
    const contacts = await parquetRows(project.path(".gatekeeper/releases", release, "private/contacts.parquet"));
    const own = contacts.find((row) => String(row["contact_id"]).startsWith(reference));
    expect(String(own?.["person_id"])).toMatch(/^erased-[0-9a-f]{32}$/u);
    expect(project.read(".gatekeeper/journal/journal.jsonl")).toContain(`"after":"${sha256}"`);
    // The numbers still add up, nothing was altered, and nobody is told to bring the person back from a backup.
    const officer = ["reconcile", stagedRun, "--as", "officer"];
    expect(succeeded(await project.gatekeeper(...officer)).stdout).toContain("1 staged + 1 erased since = 2 listed");
    succeeded(await project.gatekeeper("audit", "verify"));
    const { code, stderr } = await project.gatekeeper("replay", stagedRun);
    expect([code, stderr.includes("GK0444")]).toEqual([4, true]);
  });
});

describe("the erasure key", () => {
  test("may be changed as long as the former one is named, and without it nothing is decided", async () => {
    const project = erased.copy();
    project.write(CUSTOMERS, inOtherBytes(project, CUSTOMERS));
    project.write("keys/new.key", "PUBLIC-TEST-KEY-number-two-never-use-it-for-real-people\n");
    const keys = (list: string) =>
      project.write(
        "gatekeeper.yaml",
        staged.read("gatekeeper.yaml").replace("keys: {", `keys: { erasure: [${list}],`),
      );
    keys('"${file:keys/new.key}", "${file:keys/reference.key}"');
    expect((await outcomes(project, await project.run(...LATER)))["c1"]).toContain("OPT_ERASED");
    keys('"${file:keys/new.key}"');
    const { code, stderr } = await project.gatekeeper("run", ...LATER);
    expect([code, stderr.includes("GK0490")]).toEqual([4, true]);
  });
});

/** What lasts: the cache may be made again. */
function keptFiles(project: Project) {
  return ["state", "journal", "runs", "releases"].map((name) => filesIn(project.path(".gatekeeper", name)));
}

/** The same records as a file that was never loaded. */
function inOtherBytes(project: Project, file: string): string {
  return project.read(file).replaceAll("\n", "\r\n");
}
