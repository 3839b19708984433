import { createHash } from "node:crypto";
import { existsSync, rmSync, statSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import { gatekeeper, succeeded } from "../support/cli.ts";
import { AS_OF, filesIn, type Project, projectOf, readJson } from "../support/project.ts";
import { decisionsOf, findingsOf } from "../support/project-decisions.ts";
import { inventWorld, type Table, type World, worldProject } from "../support/project-world.ts";

/** Refusals of every kind: dated, of a bare day, of no readable day, of a point, of a list, in answer to a call. */
const WORLD: World = (() => {
  const world = inventWorld("round trip", 90);
  const more = [
    "odd-1,K005,,direct_marketing,,withdraw,the day before yesterday,subject,,",
    "odd-2,,+8619900030061,*,*,refuse,2026-03-01,,contact_point,",
    "odd-3,K007,,direct_marketing,call,revoke,2026-03-01T10:00:00.000001+08:00,admin,,",
    "odd-4,K008,,direct_marketing,call,refuse,9999-12-31,subject,,",
  ];
  return { ...world, consent_events: [...world.consent_events, ...more] };
})();

const DENYING = /,(withdraw|refuse|revoke|invalidate),/u;

/** The same world as if nobody had ever refused anything. */
const FORGETFUL: World = {
  ...WORLD,
  consent_events: WORLD.consent_events.filter((line) => !DENYING.test(line)),
  suppressions: WORLD.suppressions.slice(0, 1),
  contact_history: WORLD.contact_history.filter((line) => !line.endsWith(",complained")),
};

let source: Project;
let file: string;
let exported: string;

beforeAll(async () => {
  source = worldProject(WORLD);
  await source.run();
  file = source.path("stops.jsonl");
  succeeded(await source.gatekeeper("stops", "export", file));
  exported = source.read("stops.jsonl");
});

const denialsIn = (text: string) => text.split("\n").filter((line) => line.startsWith('{"denial"'));

const denialId = (line: string) => (JSON.parse(line) as { denial: { denial_id: string } }).denial.denial_id;

function writeTables(project: Project, world: World): void {
  for (const [name, lines] of Object.entries(world) as [string, Table][])
    project.write(`input/${name}.csv`, `${lines.join("\n")}\n`);
}

/** A project without any state that took the exported stops in. */
async function successor(world: World = FORGETFUL): Promise<Project> {
  const project = worldProject(world);
  succeeded(await project.gatekeeper("stops", "import", file));
  return project;
}

interface StopsIndex {
  readonly denials: { readonly contents: string };
  readonly holders: { readonly contents: string };
  readonly listRows: unknown;
}

function indexOf(project: Project): StopsIndex {
  const { denials, holders, listRows } = readJson(project.path(".gatekeeper/state/stops/index.json")) as StopsIndex;
  return { denials: { contents: denials.contents }, holders: { contents: holders.contents }, listRows };
}

describe("stops that are exported and imported into an empty project", () => {
  test("C08: are the same state, and exported again the same bytes", async () => {
    expect(denialsIn(exported).length).toBeGreaterThan(20);
    const project = await successor();
    expect(indexOf(project)).toEqual(indexOf(source));
    succeeded(await project.gatekeeper("stops", "export", project.path("again.jsonl")));
    expect(project.read("again.jsonl")).toBe(exported);
  });

  test("keep starts, orders, ends, authority, scope, origin and first-seen to the microsecond", () => {
    const words = denialsIn(exported).join("\n");
    for (const part of [
      '"order_at":"2026-03-01 02:00:00.000001"',
      '"start_at":"2026-02-28 10:00:00","word":"refuse"',
      '"order_at":"10000-01-01 12:00:00"',
      '"is_point_stop":true',
      '"kind":"suppression"',
      '"kind":"outcome"',
      '"word":"complained"',
      '"authority_rank":2',
      '"contact_key":"phone:+8619900030061"',
    ])
      expect(words).toContain(part);
    const undated = denialsIn(exported).find((line) => line.includes('"source_key":"odd-1"')) ?? "";
    expect(undated).not.toContain("start_at");
    const { order_at: order, first_seen_at: seen } = (JSON.parse(undated) as { denial: Record<string, string> }).denial;
    expect(order).toBe(seen);
  });

  test("decide as they did, though no file says no any more: same run, same decisions, same evidence", async () => {
    const project = await successor();
    const original = source.copy();
    writeTables(original, FORGETFUL);
    // What reports let out before is part of a run's id.
    for (const one of [project, original]) rmSync(one.path("reports"), { recursive: true });
    const [runId, originalId] = [await project.run(), await original.run()];
    expect(runId).toBe(originalId);
    expect(await decisionsOf(project, runId)).toEqual(await decisionsOf(original, runId));
    expect(await findingsOf(project, runId)).toEqual(await findingsOf(original, runId));
    const untouched = worldProject(FORGETFUL);
    expect(await decisionsOf(untouched, await untouched.run())).not.toEqual(await decisionsOf(project, runId));
  });

  test("are not doubled by a run over the files they came from", async () => {
    const project = await successor(WORLD);
    await project.run();
    succeeded(await project.gatekeeper("stops", "export", project.path("again.jsonl")));
    expect(project.read("again.jsonl")).toBe(exported);
  });
});

describe("an import into a project that has stops of its own", () => {
  test("adds what is new, keeps what is there, and a second one changes nothing", async () => {
    const project = worldProject(inventWorld("round trip, elsewhere", 40));
    await project.run();
    succeeded(await project.gatekeeper("stops", "export", project.path("own.jsonl")));
    const { stdout } = succeeded(await project.gatekeeper("stops", "import", file));
    expect(stdout).toMatch(/denials read; \d+ of them and \d+ holders were new/u);
    succeeded(await project.gatekeeper("stops", "export", project.path("both.jsonl")));
    const both = new Set(denialsIn(project.read("both.jsonl")));
    for (const line of denialsIn(project.read("own.jsonl"))) expect(both).toContain(line);
    const ids = new Set([...both].map(denialId));
    for (const line of denialsIn(exported)) expect(ids).toContain(denialId(line));
    const before = filesIn(project.path(".gatekeeper/state"));
    expect((await project.gatekeeper("stops", "import", file)).stdout).toContain("Nothing was changed");
    expect(filesIn(project.path(".gatekeeper/state"))).toEqual(before);
  });
});

describe("an exported file", () => {
  test("is for this account only, comes with a warning and its path, and is in the journal", async () => {
    const project = source.copy();
    const { stdout, stderr } = succeeded(await project.gatekeeper("stops", "export", project.path("out.jsonl")));
    expect(statSync(project.path("out.jsonl")).mode & 0o777).toBe(0o600);
    expect(stdout).toContain(project.path("out.jsonl"));
    expect(stderr).toMatch(
      /^Warning: the file says who refused what, by customer id, telephone number, mail and postal address\./u,
    );
    expect(`${stdout}${stderr}`).not.toMatch(/\bK0\d\d|8619900/u);
    const sha256 = createHash("sha256")
      .update(exported.slice(0, exported.lastIndexOf('{"sha256"')))
      .digest("hex");
    expect(project.read(".gatekeeper/journal/journal.jsonl")).toMatch(
      new RegExp(`"sha256":"${sha256}".*"type":"stops.exported"`, "u"),
    );
  });

  test("never replaces another one", async () => {
    const { code, stderr } = await source.gatekeeper("stops", "export", file);
    expect(stderr).toContain("GK0108");
    expect(code).toBe(2);
    expect(source.read("stops.jsonl")).toBe(exported);
  });

  test("of a project that never ran holds no denial, and can be imported all the same", async () => {
    const project = worldProject(FORGETFUL);
    succeeded(await project.gatekeeper("stops", "export", project.path("none.jsonl")));
    expect(project.read("none.jsonl").split("\n")).toHaveLength(3);
    succeeded(await projectOf({ "gatekeeper.yaml": "" }).gatekeeper("stops", "import", project.path("none.jsonl")));
  });

  test("can be written though the configuration is broken: the stops do not depend on it", async () => {
    const project = source.copy();
    project.write("gatekeeper.yaml", "version: [");
    succeeded(await project.gatekeeper("stops", "export", project.path("out.jsonl")));
    expect(project.read("out.jsonl")).toBe(exported);
  });
});

describe("a file that is not as it was written", () => {
  test("imports nothing, is told with its line, and never with what it holds", async () => {
    const project = worldProject(FORGETFUL);
    project.write("broken.jsonl", exported.replace('"word":"withdraw"', '"word":7'));
    const { code, stderr, stdout } = await project.gatekeeper("stops", "import", project.path("broken.jsonl"));
    expect(stderr).toMatch(/^GK0109 .*broken\.jsonl:\d+: the file cannot be imported: a line is not as/u);
    expect(stderr).not.toMatch(/\bK0\d\d|8619900/u);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(existsSync(project.path(".gatekeeper/state/stops"))).toBe(false);
  });

  test("is told as such when it is not there, or is a folder", async () => {
    const project = worldProject(FORGETFUL);
    for (const path of [project.path("nowhere.jsonl"), project.folder]) {
      const { code, stderr } = await project.gatekeeper("stops", "import", path);
      expect(stderr).toMatch(/^GK0115 (there is no file .*nowhere\.jsonl|.* is a folder, and a file is wanted)$/mu);
      expect(code).toBe(2);
    }
  });
});

describe("stops", () => {
  test("needs a project, and an action it knows", async () => {
    const outside = await gatekeeper(["stops", "export"], { folder: projectOf({}).folder });
    expect(outside.stderr).toContain("GK0201");
    const unknown = await source.gatekeeper("stops", "exprot");
    expect(unknown.stderr).toContain('"exprot" is not a choice; choose one of export, import');
  });

  test("refuses to read what the store cannot vouch for", async () => {
    const project = source.copy();
    project.write(".gatekeeper/state/stops/index.json", "{}");
    const { code, stderr } = await project.gatekeeper("stops", "export", project.path("out.jsonl"));
    expect(stderr).toContain("GK0442");
    expect(code).toBe(6);
    expect(existsSync(project.path("out.jsonl"))).toBe(false);
    expect((await project.gatekeeper("run", "--as-of", AS_OF)).code).toBe(6);
  });
});
