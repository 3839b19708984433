import { writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import { encoded } from "../io/encoded.ts";
import { CONFIGURATION, consentOf, numberOf, outcomes, peopleProject } from "../support/people-project.ts";
import type { Project } from "../support/project.ts";

const CUSTOMERS = "input/customers.csv";

/** What the opt-out column of each customer says, and what becomes of them. */
const CELLS: Readonly<Record<string, readonly [cell: string, fate: string]>> = {
  c1: ["TRUE", "OPT_CHANNEL"],
  c2: ["yes", "OPT_CHANNEL"],
  c3: ["1", "OPT_CHANNEL"],
  c4: ["Y", "OPT_CHANNEL"],
  c5: ["是", "OPT_CHANNEL"],
  c6: ["=HYPERLINK()", "OPT_CHANNEL"],
  c7: ["perhaps", "OPT_CHANNEL"],
  c8: ["", "listed"],
  c9: ["no", "listed"],
  // Nobody who says no to opting out has consented by that.
  c10: ["no", "BASIS_NONE"],
};

const TABLE = [
  "customer_id;full_name;country;do_not_call;no_marketing",
  ...Object.entries(CELLS).map(
    ([id, [cell]]) => `${id};${id === "c8" ? '"=HYPERLINK(""http://x.example"")\n第二行"' : `客户 ${id}`};CN;${cell};`,
  ),
  "",
].join("\r\n");

const declared = (encoding: string) =>
  CONFIGURATION.replace(
    `files: ${CUSTOMERS}\n`,
    `files: ${CUSTOMERS}\n      encoding: ${encoding}\n      csv: { delimiter: ";" }\n`,
  );

describe.each(["gb18030", "utf-16le"] as const)(
  "C44: a table of customers in %s with semicolons and line breaks in quotes",
  (encoding) => {
    let project: Project;
    let runId: string;

    beforeAll(async () => {
      const ids = Object.keys(CELLS);
      project = peopleProject(
        {
          "input/contact_points.csv": ids.map((id) => `${id},phone,${numberOf(id)},\n`).join(""),
          "input/consent_events.csv": ids
            .filter((id) => id !== "c10")
            .map((id) => consentOf(id))
            .join(""),
        },
        declared(encoding),
      );
      writeFileSync(project.path(CUSTOMERS), encoded(TABLE, encoding));
      runId = await project.run();
    });

    test("is read to the word: whatever cannot be read in an opt-out column is one, a blank says nothing, and no is no consent", async () => {
      const expected = Object.fromEntries(Object.entries(CELLS).map(([id, [, fate]]) => [id, fate]));
      expect(await outcomes(project, runId)).toEqual(expected);
    });

    test("whose cells are formulas comes out neutralised", async () => {
      const releaseId = await project.release(runId);
      const list = project.read(".gatekeeper/releases", releaseId, "calls.csv");
      expect(list).toContain(`"'=HYPERLINK(""http://x.example"")`);
      expect(list).not.toContain(`,"=HYPERLINK`);
      expect(list).toContain("客户 c9");
    });

    test("that is declared to be something else is refused with its place, not guessed", async () => {
      const other = project.copy();
      other.write("gatekeeper.yaml", declared(encoding === "gb18030" ? "utf-8" : "gb18030"));
      const { code, stderr } = await other.gatekeeper("run", "--as-of", "2026-11-01");
      expect(code).not.toBe(0);
      expect(stderr).toContain(CUSTOMERS);
    });
  },
);
