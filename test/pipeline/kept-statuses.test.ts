import { rmSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import { csv, fates, registerProject } from "../support/register-project.ts";
import type { Project } from "../support/project.ts";

const PEOPLE = {
  died: { phone: "+8613800138001" },
  lives: { phone: "+8613800138002" },
  bounced: { phone: "+8613800138003" },
};

const BOUND = { died: "ABS_DECEASED", lives: "listed", bounced: "CP_DEAD" };
const NOBODY_BOUND = { died: "listed", lives: "listed", bounced: "listed" };

/** A project whose files of customers and of contact points have a column of states. */
function projectWithStatuses(): Project {
  const project = registerProject(PEOPLE, "  own: { kind: internal }\n", {
    "input/lists/own/stops.csv": ["own,phone,+8613900139000"],
  });
  project.write(
    "gatekeeper.yaml",
    project
      .read("gatekeeper.yaml")
      .replace("country: country }", "country: country, status: status }")
      .replace("value: value } }]", "value: value, status: status } }]"),
  );
  return project;
}

function write(project: Project, { died, bounced }: { readonly died: string; readonly bounced: string }): void {
  const status = (id: string) => (id === "died" ? died : "");
  const ids = Object.keys(PEOPLE);
  project.write("input/customers.csv", csv("customer_id,country,status", ...ids.map((id) => `${id},CN,${status(id)}`)));
  const points = Object.entries(PEOPLE).map(
    ([id, { phone }]) => `${id},phone,${phone},${id === "bounced" ? bounced : ""}`,
  );
  project.write("input/contact_points.csv", csv("customer_id,kind,value,status", ...points));
}

describe("a status that forbids contact", () => {
  test("binds while later files say nothing, and is taken back by another status of the same source", async () => {
    const project = projectWithStatuses();
    write(project, { died: "deceased", bounced: "dead" });
    expect(await fates(project, "calls")).toMatchObject(BOUND);
    write(project, { died: "", bounced: "" });
    expect(await fates(project, "calls")).toMatchObject(BOUND);
    write(project, { died: "active", bounced: "valid" });
    expect(await fates(project, "calls")).toMatchObject(NOBODY_BOUND);
  });

  test("binds when the column is gone from file and configuration, in another project that takes in the stops as well, and explain names the file that said so", async () => {
    const project = projectWithStatuses();
    write(project, { died: "deceased", bounced: "dead" });
    await project.run();
    project.write("gatekeeper.yaml", project.read("gatekeeper.yaml").replaceAll(", status: status }", " }"));
    project.write("input/customers.csv", csv("customer_id,country", ...Object.keys(PEOPLE).map((id) => `${id},CN`)));
    expect(await fates(project, "calls")).toMatchObject(BOUND);
    const explained = await project.gatekeeper("explain", "calls", "--customer", "died", "--format", "json");
    succeeded(await project.gatekeeper("stops", "export", project.path("stops.jsonl")));
    const other = project.copy();
    rmSync(other.path(".gatekeeper"), { recursive: true });
    succeeded(await other.gatekeeper("stops", "import", other.path("stops.jsonl")));
    expect(await fates(other, "calls")).toMatchObject(BOUND);
    expect(explained.stdout).toMatch(/deceased [^"]*an earlier file of source crm record 1"/u);
  });
});
