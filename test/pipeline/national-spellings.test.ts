import { describe, expect, test } from "vitest";

import type { Project } from "../support/project.ts";
import { csv, fates, registerProject } from "../support/register-project.ts";

const LISTS = `  own: { kind: internal }
  dnc: { kind: national_register, jurisdiction: CN, channel: call }
`;

const FILES = {
  "input/lists/own/stops.csv": ["own,phone,0151 23456781", "own,phone,0151 23456782"],
  "input/lists/dnc/dnc-2026-11-01.csv": ["dnc,phone,0151 23456783"],
};

/** A number by the same text, and by its calling code; one on a register, one that said no by itself, and nobody's. */
const GERMANS = {
  same: { phone: "0151 23456781" },
  code: { phone: "+49 151 23456782" },
  registered: { phone: "0151 23456783" },
  withdrew: { phone: "+4915123456784" },
  twin: { phone: "0151 23456785" },
};

const REFUSED = {
  same: "REG_INTERNAL_LIST",
  code: "REG_INTERNAL_LIST",
  registered: "REG_NATIONAL_DNC",
  twin: "listed",
};

/** A project of default country CN, with a refusal that names a number and nobody. */
function projectWith(country: string): Project {
  const project = registerProject(GERMANS, LISTS, FILES, country);
  const events = project.read("input/consent_events.csv");
  project.write("input/consent_events.csv", `${events}${csv("e9,,0151 23456784,,,withdraw,2026-02-01T00:00:00Z")}`);
  return project;
}

describe("C43: a stop in national spelling that is a number of the project's country as well", () => {
  test("binds whoever of another country has it, however they write it", async () => {
    const found = await fates(projectWith("DE"), "calls");
    expect(found).toMatchObject(REFUSED);
    expect(found["withdrew"]).not.toBe("listed");
  });

  test("binds people of a country whose first customer comes after the stop was taken in", async () => {
    const project = projectWith("CN");
    const before = await fates(project, "calls");
    expect([before["code"], before["withdrew"]]).toEqual(["listed", "listed"]);
    project.write("input/customers.csv", project.read("input/customers.csv").replaceAll(",CN", ",DE"));
    const found = await fates(project, "calls");
    expect(found).toMatchObject(REFUSED);
    expect(found["withdrew"]).not.toBe("listed");
  });
});
