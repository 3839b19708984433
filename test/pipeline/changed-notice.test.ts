import { existsSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import { noticeYaml, type VersionText } from "../support/notice.ts";
import { parquetRows } from "../support/parquet.ts";
import { outcomes, people, peopleProject } from "../support/people-project.ts";
import { type Project, readJson } from "../support/project.ts";
import { privatePath } from "../support/project-decisions.ts";

const EVENTS = "input/consent_events.csv";
const TRANSLATED =
  "{ fr: { collection: A, use: B, disclosure: C, control: D, access: E, security: F, changes: G, contact: H } }";
const IDS = ["c1", "c2", "c3", "c4", "c5", "c6"];

const USES = "direct_marketing, third_party_disclosure, automated_decision, sensitive_data_use";

/** Six people of whom c4, c5 and c6 agreed on the second version. */
function shop(first: VersionText, second: VersionText): Project {
  const project = peopleProject(people(IDS));
  const settings = project.read("gatekeeper.yaml").replace("notice_version: \"'1'\"", "notice_version: version");
  project.write("gatekeeper.yaml", settings);
  const [header, ...lines] = project.read(EVENTS).trimEnd().split("\n");
  const versioned = lines.map((line) => `${line},${/^give-c[456]/u.test(line) ? "2" : "1"}`);
  project.write(EVENTS, `${[`${header ?? ""},version`, ...versioned].join("\n")}\n`);
  project.write("notices/privacy.yaml", noticeYaml("privacy", first, { version: "2", from: "2026-03-01", ...second }));
  return project;
}

describe("a notice whose newest version says something else", () => {
  let project: Project;
  let runId: string;

  beforeAll(async () => {
    project = shop({}, { uses: `newsletter, ${USES}` });
    project.write("gatekeeper.yaml", `${project.read("gatekeeper.yaml")}purposes: [newsletter]\n`);
    runId = await project.run();
  });

  test("has a list of the people who agreed on the earlier one and not on it, with the channel they can be told on", async () => {
    const rows = await parquetRows(privatePath(project, runId, "people_to_tell.parquet"));
    expect(rows.map((row) => [row["person_id"], row["agreed_version"], row["newest_version"], row["channel"]])).toEqual(
      ["c1", "c2", "c3"].map((id) => [id, "1", "2", "call"]),
    );
  });

  test("tells everyone else how many there are, protected", async () => {
    const counts = readJson(project.path(".gatekeeper/runs", runId, "public/counts.json"));
    expect(counts).toMatchObject({ notices: [{ notice_id: "privacy", version: "2", people_to_tell: 3 }] });
    const { stdout } = succeeded(await project.gatekeeper("run", "--as-of", "2026-11-01"));
    expect(stdout).toContain("Notice privacy changed: 3 must be told of version 2");
    const few = project.copy();
    few.write(EVENTS, few.read(EVENTS).replace(/^give-c1.*\n/mu, ""));
    const { stdout: said } = succeeded(await few.gatekeeper("run", "--as-of", "2026-11-01", "--lang", "zh-CN"));
    expect(said).toContain("须将版本 2 告知 [c] 人");
  });

  test("C41: leaves consent on the earlier version to count for what it told of", async () => {
    expect(await outcomes(project, runId)).toEqual(Object.fromEntries(IDS.map((id) => [id, "listed"])));
  });
});

test("C41: consent on a version that did not tell of the purpose is BASIS_NOTICE_OUTDATED, and on one that did is consent", async () => {
  const project = shop({ uses: USES.replace("direct_marketing, ", "") }, {});
  const found = await outcomes(project, await project.run());
  expect(found).toMatchObject({ c4: "listed", c5: "listed" });
  for (const id of ["c1", "c2", "c3"]) expect(found[id]).toContain("BASIS_NOTICE_OUTDATED");
});

test("C41: a version that only translates tells nobody, and consent on either counts", async () => {
  const project = shop({}, { text: TRANSLATED });
  const runId = await project.run();
  expect(existsSync(privatePath(project, runId, "people_to_tell.parquet"))).toBe(false);
  expect(await outcomes(project, runId)).toEqual(Object.fromEntries(IDS.map((id) => [id, "listed"])));
  const { stdout } = succeeded(await project.gatekeeper("run", "--as-of", "2026-11-01"));
  expect(stdout).not.toContain("must be told");
});

describe("a version that is edited in its file", () => {
  const widened = { uses: `newsletter, ${USES}` };
  let staged: Project;

  beforeAll(async () => {
    staged = shop({}, {});
    staged.write("gatekeeper.yaml", `${staged.read("gatekeeper.yaml")}purposes: [newsletter]\n`);
    await staged.run();
  });

  test("may say more as long as no list was released under it", async () => {
    const project = staged.copy();
    project.write("notices/privacy.yaml", noticeYaml("privacy", widened));
    expect(await project.run()).toMatch(/^run-/u);
  });

  test("refuses everything when it says more afterwards, naming what; another wording, less, or a new version does not", async () => {
    const project = staged.copy();
    await project.release(await project.run());
    project.write("notices/privacy.yaml", noticeYaml("privacy", widened));
    const refused = await project.gatekeeper("run", "--as-of", "2026-11-02");
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain("GK0487");
    expect(refused.stderr).toContain('version 1 of notice "privacy" says more');
    expect(refused.stderr).toContain("uses: newsletter");
    const others = [
      noticeYaml("privacy", { text: TRANSLATED }),
      noticeYaml("privacy", { categories: "identity, personal" }),
      noticeYaml("privacy", {}, { version: "3", from: "2026-03-01", ...widened }),
    ];
    for (const text of others) {
      project.write("notices/privacy.yaml", text);
      succeeded(await project.gatekeeper("plan", "--as-of", "2026-11-02"));
    }
  });
});
