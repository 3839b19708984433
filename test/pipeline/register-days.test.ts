import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import type { Project } from "../support/project.ts";
import { csv, fates, LIST_HEADER, registerProject } from "../support/register-project.ts";

const DNC = "input/lists/dnc/dnc-2026-11-01.csv";
const LISTS = "  dnc: { kind: national_register, jurisdiction: CN, channel: call }\n";
const HOLDINGS = { a: { phone: "+8613800138001" }, b: { phone: "+8613800138002" } };

/** Numbers of nobody here. */
const OTHERS = Array.from({ length: 60 }, (_, index) => `dnc,phone,+8613900139${String(index).padStart(3, "0")}`);

describe("C43: a register whose files go back to an older snapshot", () => {
  const OLD = "input/lists/dnc/dnc-2026-10-31.csv";
  const NEW = "input/lists/dnc/dnc-2026-11-05.csv";
  let ran: Project;

  beforeAll(async () => {
    ran = registerProject(HOLDINGS, LISTS, { [DNC]: [...OTHERS, "dnc,phone,+8613800138001"] });
    await ran.run();
  });

  test("refuses the run and the plan until the newer one is back, or one that is newer still is there", async () => {
    const project = ran.copy();
    const newest = project.read(DNC);
    rmSync(project.path(DNC));
    project.write(OLD, csv(LIST_HEADER, ...OTHERS));
    for (const command of ["plan", "run"]) {
      const { code, stderr } = await project.gatekeeper(command, "--as-of", "2026-10-31");
      expect([code, stderr.includes("GK0438")]).toEqual([4, true]);
      expect(stderr).toContain(
        `${OLD}: the newest snapshot of register "dnc" is of 2026-10-31, older than that of 2026-11-01`,
      );
      expect(stderr).toContain("Put the snapshot of 2026-11-01 back");
    }
    project.write(DNC, newest);
    expect(await fates(project, "calls")).toMatchObject({ a: "REG_NATIONAL_DNC", b: "listed" });
    rmSync(project.path(DNC));
    project.write(NEW, csv(LIST_HEADER, ...OTHERS));
    expect(await fates(project, "calls")).toMatchObject({ a: "listed", b: "listed" });
  });

  test("remembers the day of a delivery that is the last one again", async () => {
    const project = ran.copy();
    renameSync(project.path(DNC), project.path(NEW));
    await project.run();
    project.write(DNC, csv(LIST_HEADER, ...OTHERS));
    rmSync(project.path(NEW));
    const { stderr } = await project.gatekeeper("run", "--as-of", "2026-11-01");
    expect(stderr).toContain("older than that of 2026-11-05");
  });

  test("is not seen by what a version left that kept no days, and by the next one it is", async () => {
    const project = ran.copy();
    const path = project.path(".gatekeeper/state/stops/index.json");
    const index = JSON.parse(readFileSync(path, "utf8")) as { registers: { dnc: Record<string, unknown> } };
    const { snapshot, contents } = index.registers.dnc;
    expect(snapshot).toBe("2026-11-01");
    delete index.registers.dnc["snapshot"];
    index.registers.dnc["contents"] = String(contents).replace("@2026-11-01", "");
    writeFileSync(path, JSON.stringify(index));
    // Nor did its journal vouch for the stops.
    for (const folder of ["journal", "heads"])
      rmSync(project.path(".gatekeeper", folder), { recursive: true, force: true });
    await project.run();
    rmSync(project.path(DNC));
    project.write(OLD, csv(LIST_HEADER, ...OTHERS));
    expect((await project.gatekeeper("run", "--as-of", "2026-11-01")).stderr).toContain("GK0438");
  });
});

describe("C43: a register whose snapshot is of", () => {
  /** The day it is now, so many hours east of Greenwich. */
  const dayAt = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 10);
  const dated = (day: string) =>
    registerProject(HOLDINGS, LISTS, { [`input/lists/dnc/dnc-${day}.csv`]: [...OTHERS, "dnc,phone,+8613800138001"] });

  test("a day that has not begun anywhere refuses the run", async () => {
    const day = dayAt(48);
    const { code, stderr } = await dated(day).gatekeeper("plan", "--as-of", "2026-11-01");
    expect([code, stderr.includes("GK0439")]).toEqual([3, true]);
    expect(stderr).toContain(`dnc-${day}.csv: the snapshot of register "dnc" is of ${day}`);
    expect(stderr).toContain("Correct the day");
  });

  test("a day that has begun somewhere is taken", async () => {
    expect(await fates(dated(dayAt(13)), "calls")).toEqual({ a: "REG_NATIONAL_DNC", b: "listed" });
  });
});
