import { rmSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import type { Project } from "../support/project.ts";
import { csv, fates, LIST_HEADER, registerConfiguration, registerProject } from "../support/register-project.ts";

const HOLDINGS = {
  briton: { phone: "+447911123456", email: "briton@example.com" },
  twin: { phone: "+8613800138003", email: "twin@example.com" },
};

const DELIVERY = (day: string) => `input/lists/tps/tps-${day}.csv`;
const OTHERS = Array.from({ length: 10 }, (_, index) => `tps,phone,+4479111240${String(index).padStart(2, "0")}`);

const lists = (more: string, jurisdiction = "jurisdiction: GB, ") =>
  `  tps: { kind: national_register, ${jurisdiction}channel: call${more} }\n`;

const FOR_PEOPLE = ", when_unavailable: refuse_people";

function projectWith(declaration: string, day: string, rows: readonly string[]): Project {
  const project = registerProject(HOLDINGS, declaration, { [DELIVERY(day)]: rows });
  project.write("input/customers.csv", csv("customer_id,country", "briton,GB", "twin,CN"));
  return project;
}

describe("a register that is too old or without rows", () => {
  let old: Project;

  beforeAll(() => {
    old = projectWith(lists(FOR_PEOPLE), "2026-08-01", OTHERS);
  });

  test("refuses whoever may live where it is of, on its channel, and lets everybody else by", async () => {
    expect(await fates(old, "calls")).toEqual({ briton: "SYS_SIGNAL_UNAVAILABLE", twin: "listed" });
    expect(await fates(old, "mails")).toEqual({ briton: "listed", twin: "listed" });
    const { stdout } = succeeded(await old.gatekeeper("explain", "calls", "--customer", "briton"));
    expect(stdout).toContain("tps: snapshot of 2026-08-01 too old on 2026-11-20");
  });

  test("is told with the run, in the language that is read", async () => {
    const { stderr } = succeeded(await old.copy().gatekeeper("plan", "--as-of", "2026-11-01"));
    expect(stderr).toContain(
      "list tps has no rows or is too old for calls, so nobody who may live in GB is on its list",
    );
    const chinese = succeeded(await old.copy().gatekeeper("plan", "--as-of", "2026-11-01", "--lang", "zh-CN"));
    expect(chinese.stderr).toContain("可能居住在 GB 的人");
  });

  test("refuses nobody when it is young enough", async () => {
    const young = projectWith(lists(FOR_PEOPLE), "2026-11-01", OTHERS);
    expect(await fates(young, "calls")).toEqual({ briton: "listed", twin: "listed" });
  });

  test("refuses the same people where its delivery has no rows", async () => {
    const empty = projectWith(lists(FOR_PEOPLE), "2026-11-01", []);
    expect(await fates(empty, "calls")).toEqual({ briton: "SYS_SIGNAL_UNAVAILABLE", twin: "listed" });
  });

  test("refuses the same people while its newest snapshot is older than the one used last, run after run", async () => {
    const project = projectWith(lists(FOR_PEOPLE), "2026-11-02", OTHERS);
    await project.run();
    rmSync(project.path(DELIVERY("2026-11-02")));
    project.write(DELIVERY("2026-11-01"), csv(LIST_HEADER, ...OTHERS, "tps,phone,+447911124099"));
    const refused = { briton: "SYS_SIGNAL_UNAVAILABLE", twin: "listed" };
    expect([await fates(project, "calls"), await fates(project, "calls")]).toEqual([refused, refused]);
    const { stdout } = succeeded(await project.gatekeeper("explain", "calls", "--customer", "briton"));
    expect(stdout).toContain("tps: snapshot of 2026-11-01 older than that of 2026-11-02, used before");
    project.write(DELIVERY("2026-11-03"), csv(LIST_HEADER, ...OTHERS));
    expect(await fates(project, "calls")).toEqual({ briton: "listed", twin: "listed" });
  });

  test("refuses everybody where it is of no place", async () => {
    const everywhere = projectWith(lists(FOR_PEOPLE, ""), "2026-08-01", OTHERS);
    expect(await fates(everywhere, "calls")).toEqual({
      briton: "SYS_SIGNAL_UNAVAILABLE",
      twin: "SYS_SIGNAL_UNAVAILABLE",
    });
  });

  test.each([
    ["too old", (project: Project) => project.write(DELIVERY("2026-08-01"), csv(LIST_HEADER, ...OTHERS)), "GK0432"],
    ["without rows", (project: Project) => project.write(DELIVERY("2026-08-01"), csv(LIST_HEADER)), "GK0318"],
  ])("refuses the run by default: %s", async (_, change, code) => {
    const project = old.copy();
    project.write("gatekeeper.yaml", registerConfiguration(lists(""), ["tps"]));
    change(project);
    const { code: exit, stderr } = await project.gatekeeper("plan", "--as-of", "2026-11-01");
    expect([exit, stderr.includes(code)]).toEqual([3, true]);
  });
});
