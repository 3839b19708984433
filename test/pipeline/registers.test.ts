import { readdirSync, rmSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import type { Project } from "../support/project.ts";
import {
  csv,
  EVENT_HEADER,
  fates,
  LIST_HEADER,
  registerConfiguration,
  registerProject,
} from "../support/register-project.ts";

const SOURCES = ["own", "dnc"];
const OWN = "input/lists/own/stops.csv";
const DNC = "input/lists/dnc/dnc-2026-11-01.csv";

const LISTS = `  own: { kind: internal }
  dnc: { kind: national_register, jurisdiction: CN, channel: call }
`;

const HOLDINGS = {
  a: { phone: "+8613800138001", email: "a@example.com" },
  b: { phone: "+8613800138002", email: "b@example.com" },
  twin: { phone: "+8613800138003", email: "twin@example.com" },
};

/** Numbers of nobody here, and the numbers given. */
function listOf(list: string, count: number, ...values: readonly string[]): string[] {
  const others = Array.from({ length: count }, (_, index) => `+8613900139${String(index).padStart(3, "0")}`);
  return [...values, ...others].map((value) => `${list},phone,${value}`);
}

/** So many days from now, `YYYY-MM-DD`. */
function dayFromNow(days: number, hours = 0): string {
  return new Date(Date.now() + (days * 24 + hours) * 3_600_000).toISOString().slice(0, 10);
}

describe("C43: a run is refused, and says which file, which rule and what to do, where a list", () => {
  /** A project that ran well. */
  let before: Project;
  let ran: Readonly<Record<string, string>>;

  beforeAll(async () => {
    before = registerProject(HOLDINGS, LISTS, {
      [OWN]: listOf("own", 60, "+8613800138001"),
      [DNC]: listOf("dnc", 60, "+8613800138002"),
    });
    ran = await fates(before, "calls");
  });

  test("is as it should be, the run goes well and refuses whom it holds", () => {
    expect(ran).toEqual({ a: "REG_INTERNAL_LIST", b: "REG_NATIONAL_DNC", twin: "listed" });
  });

  /** What the next run says once something is changed; a run that is refused stages nothing. */
  async function refused(change: (project: Project) => void): Promise<string> {
    const project = before.copy();
    change(project);
    const runs = readdirSync(project.path(".gatekeeper/runs"));
    const { code, stderr } = await project.gatekeeper("run", "--as-of", "2026-11-01");
    expect(code).not.toBe(0);
    expect(readdirSync(project.path(".gatekeeper/runs"))).toEqual(runs);
    return stderr;
  }

  const rows = (file: string) => before.read(file).trimEnd().split("\n").slice(1);

  test.each([
    ["missing", OWN, (p: Project) => rmSync(p.path(OWN)), "GK0323", "Deliver the file"],
    ["missing", DNC, (p: Project) => rmSync(p.path(DNC)), "GK0323", "Deliver the file"],
    ["empty to the last byte", OWN, (p: Project) => p.write(OWN, ""), "GK0325", "Deliver the file again"],
    ["empty to the last byte", DNC, (p: Project) => p.write(DNC, ""), "GK0325", "Deliver the file again"],
    ["a header and no rows", OWN, (p: Project) => p.write(OWN, csv(LIST_HEADER)), "GK0318", "allow_empty"],
    ["a header and no rows", DNC, (p: Project) => p.write(DNC, csv(LIST_HEADER)), "GK0318", "allow_empty"],
    [
      "cut in the middle of a record",
      OWN,
      (p: Project) => p.write(OWN, p.read(OWN).slice(0, -15)),
      "GK0319",
      "Have the list exported again",
    ],
  ])("is %s: %s", async (_, file, change, code, remedy) => {
    const stderr = await refused(change);
    expect(stderr).toContain(code);
    expect(stderr).toContain(code === "GK0323" ? file.replace(/[^/]+$/u, "*.csv") : file);
    expect(stderr).toContain(remedy);
  });

  test("has a newest snapshot without rows, though an older one has them", async () => {
    const file = "input/lists/dnc/dnc-2026-11-08.csv";
    const stderr = await refused((project) => project.write(file, csv(LIST_HEADER)));
    expect(stderr).toContain("GK0437");
    expect(stderr).toContain(`${file} has no rows`);
    expect(stderr).toContain("Deliver the file again");
  });

  test("is cut after a record, so that more rows are gone than its limit", async () => {
    const cut = (file: string) => (project: Project) =>
      project.write(file, csv(LIST_HEADER, ...rows(file).slice(0, 31)));
    const own = await refused(cut(OWN));
    expect(own).toContain("GK0317");
    expect(own).toContain('suppression list "own" has 31 rows, 61 at the last run; more than 2% fewer');
    expect(own).toContain("lists.own.expected_rows");
    const register = await refused(cut(DNC));
    expect(register).toContain("GK0433");
    expect(register).toContain(`${DNC}: register "dnc" lacks more than 2%`);
    expect(register).toContain("lists.dnc.expected_rows");
  });

  test("has as many rows as before and other entries: what is gone counts by distinct entries", async () => {
    const kept = rows(DNC).slice(0, 31);
    const filled = [...kept, ...Array.from({ length: 30 }, () => "dnc,phone,+8613900139000")];
    const stderr = await refused((project) => project.write(DNC, csv(LIST_HEADER, ...filled)));
    expect(stderr).toContain("GK0433");
  });

  test("is too old on the last day of a send window, though young enough on the first, and only for campaigns that it binds", async () => {
    const ageing = (to: string) => (project: Project) => {
      for (const id of ["calls", "mails"]) {
        const campaign = project.read(`campaigns/${id}.yaml`);
        project.write(`campaigns/${id}.yaml`, campaign.replace("to: 2026-11-20", `to: ${to}`));
      }
    };
    const stderr = await refused(ageing("2026-12-03"));
    expect(stderr).toContain("GK0432");
    expect(stderr).toContain(
      `${DNC}: the snapshot of register "dnc" is of 2026-11-01, older than 31 days on 2026-12-03`,
    );
    expect(stderr).toContain("campaign calls");
    expect(stderr).not.toContain("campaign mails");
    expect(stderr).toContain("Fetch the register again");
    const young = before.copy();
    ageing("2026-12-02")(young);
    expect(await fates(young, "calls")).toMatchObject({ b: "REG_NATIONAL_DNC", twin: "listed" });
  });

  test("is a snapshot of which nobody can tell the day", async () => {
    const stderr = await refused((project) => {
      project.write("input/lists/dnc/dnc.csv", project.read(DNC));
      rmSync(project.path(DNC));
    });
    expect(stderr).toContain("GK0430");
    expect(stderr).toContain("input/lists/dnc/dnc.csv");
  });
});

describe("a register", () => {
  test("is replaced by its next snapshot, whose removals free and whose repeated rows count once", async () => {
    const project = registerProject(HOLDINGS, LISTS, {
      [OWN]: listOf("own", 1),
      [DNC]: [...listOf("dnc", 60, "+8613800138001", "+8613800138002"), "dnc,phone,138 0013 8001"],
    });
    expect(await fates(project, "calls")).toEqual({ a: "REG_NATIONAL_DNC", b: "REG_NATIONAL_DNC", twin: "listed" });
    // One of 62 entries is gone, less than 2 %; by rows it were two of 63.
    project.write("input/lists/dnc/dnc-2026-11-02.csv", csv(LIST_HEADER, ...listOf("dnc", 60, "+8613800138001")));
    expect(await fates(project, "calls")).toEqual({ a: "REG_NATIONAL_DNC", b: "listed", twin: "listed" });
    expect(await fates(project, "mails")).toEqual({ a: "listed", b: "listed", twin: "listed" });
  });

  test("has the numbers of its own country and of the project's, where they name none", async () => {
    const holdings = {
      a: { phone: "+447911123456" },
      b: { phone: "+8613800138000" },
      twin: { phone: "+447911123457" },
    };
    const lists = "  tps: { kind: national_register, jurisdiction: GB }\n";
    const rows = [
      "tps,phone,07911 123456",
      "tps,phone,138 0013 8000",
      ...listOf("tps", 3).map((row) => row.replace("+8613900139", "07911 123")),
    ];
    const project = registerProject(holdings, lists, { "input/lists/tps/tps-2026-11-01.csv": rows }, "GB");
    expect(await fates(project, "calls")).toEqual({ a: "REG_TPS", b: "REG_TPS", twin: "listed" });
  });

  test("that really shrank is taken once its distinct entries are stated", async () => {
    const project = registerProject(HOLDINGS, LISTS, { [OWN]: listOf("own", 1), [DNC]: listOf("dnc", 60) });
    await project.run();
    project.write("input/lists/dnc/dnc-2026-11-02.csv", csv(LIST_HEADER, ...listOf("dnc", 19, "+8613800138001")));
    const { stderr } = await project.gatekeeper("run", "--as-of", "2026-11-01");
    expect(stderr).toContain("GK0433");
    project.write("gatekeeper.yaml", registerConfiguration(LISTS.replace("CN,", "CN, expected_rows: 20,"), SOURCES));
    expect(await fates(project, "calls")).toEqual({ a: "REG_NATIONAL_DNC", b: "listed", twin: "listed" });
  });
});

describe("a listing", () => {
  const TPS = "input/lists/dnc/tps-2026-11-01.csv";
  const OTHERS = "input/lists/other/industry-2026-11-01.csv";
  const british = (jurisdiction: string) => `  tps: { kind: national_register, jurisdiction: GB }
  industry: { kind: industry_register, channel: call${jurisdiction} }
`;
  const holdings = Object.fromEntries(
    ["anew", "user", "before", "blank", "elsewhere", "industry", "none", "twin"].map((id, index) => [
      id,
      { phone: `+44791112345${index}`, email: `${id}@example.com` },
    ]),
  );
  const later = `${dayFromNow(2)}T10:00:00Z`;
  const numberOf = (id: string) => holdings[id]?.phone ?? "";
  const listed = Object.keys(holdings).filter((id) => id !== "twin" && id !== "industry");
  const give = (id: string, point: string, on: string, channel = "call") =>
    `${id}-${on}-${channel},${id},${point},direct_marketing,${channel},give,${on}`;

  /** Listed people who say yes again after the first run has seen the register, each in another way. */
  async function said(lists: string): Promise<Record<string, string>> {
    const project = registerProject(
      holdings,
      lists,
      {
        [TPS]: listed.map((id) => `tps,phone,${numberOf(id)}`),
        [OTHERS]: [`industry,phone,${numberOf("industry")}`],
      },
      "GB",
    );
    for (const id of ["calls", "mails"]) {
      const campaign = project.read(`campaigns/${id}.yaml`);
      project.write(
        `campaigns/${id}.yaml`,
        campaign.replace("from: 2026-11-09, to: 2026-11-20", `from: ${dayFromNow(5)}, to: ${dayFromNow(10)}`),
      );
    }
    const dated = lists.replaceAll("register,", `register, snapshot: ${dayFromNow(0)},`);
    project.write("gatekeeper.yaml", registerConfiguration(dated, ["dnc", "other"]));
    project.write(
      "input/consent_events.csv",
      project
        .read("input/consent_events.csv")
        .replace(
          `${EVENT_HEADER}\n`,
          `${EVENT_HEADER}\n${csv(
            give("anew", numberOf("anew"), later),
            give("before", numberOf("before"), "2026-10-01T10:00:00Z"),
            give("blank", "", later),
            give("elsewhere", numberOf("elsewhere"), later, "sms"),
            give("industry", numberOf("industry"), later),
          )}`,
        ),
    );
    const user = registerConfiguration(dated, ["dnc", "other"]).replace(
      "  suppressions:\n",
      `    - source: staff
      files: input/staff.csv
      authority: user
      columns: { event_id: event_id, customer_id: customer_id, contact_point: contact_point, purpose: purpose, channel: channel, action: action, effective_at: effective_at, method: "'web'", proof_ref: "'p'", notice_id: "'privacy'", notice_version: "'1'" }
  suppressions:
`,
    );
    project.write("gatekeeper.yaml", user);
    project.write("input/staff.csv", csv(EVENT_HEADER, give("user", numberOf("user"), later)));
    return fates(project, "calls");
  }

  test("is lifted by the subject's later grant that names channel and number where the row of its jurisdiction lets it be", async () => {
    expect(await said(british(", jurisdiction: GB"))).toEqual({
      anew: "listed",
      before: "REG_TPS",
      blank: "REG_TPS",
      elsewhere: "REG_TPS",
      industry: "listed",
      none: "REG_TPS",
      twin: "listed",
      user: "REG_TPS",
    });
  });

  test("is not lifted where no row lets it be: of a register of another jurisdiction, or of none", async () => {
    const others = await said(british(""));
    expect([others["anew"], others["industry"], others["twin"]]).toEqual(["listed", "REG_NATIONAL_DNC", "listed"]);
    const chinese = await said(british(", jurisdiction: CN"));
    expect([chinese["anew"], chinese["industry"], chinese["twin"]]).toEqual(["listed", "REG_NATIONAL_DNC", "listed"]);
  });
});
