import { expect, test } from "vitest";

import { csv, fates, registerProject } from "../support/register-project.ts";

const PHONES = { garden: { phone: "+8613800138001" }, twin: { phone: "+8613800138002" } };
const OWN = "input/lists/own/stops.csv";

test("a suppression of a topic that is a word for nothing refuses the run by its record, and is told how to be written", async () => {
  const project = registerProject(PHONES, "  own: { kind: internal }\n", { [OWN]: [] });
  project.write(
    "gatekeeper.yaml",
    project.read("gatekeeper.yaml").replace("value: value } }\n", "value: value, scope: scope } }\n"),
  );
  const write = (...scopes: readonly string[]) => {
    const rows = scopes.map((scope, place) => `own,phone,+861380013800${place + 1},${scope}`);
    project.write(OWN, csv("list_id,match,value,scope", ...rows));
  };
  write("topic:-", "topic:garden", "all", "Topic: none");
  const { code, stderr } = await project.gatekeeper("run", "--as-of", "2026-11-01");
  expect(code).toBe(3);
  expect(stderr).toContain(`GK0445 ${OWN} records 1, 4: the scope is of a topic and names none`);
  expect(stderr).toContain("topic:garden");
  write("all", "topic:garden");
  expect(await fates(project, "calls")).toEqual({ garden: "REG_INTERNAL_LIST", twin: "listed" });
});
