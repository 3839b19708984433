import { expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import { AS_OF } from "../support/project.ts";
import { changed, shop } from "./support/shop.ts";

/** Customer 12 spent 12.50 and refused calls, 11 spent 11.50 and agreed; nobody spent more. */
const AUDIENCES = ["monetary > 12", "monetary > 11 and monetary < 12", "monetary > 90", "monetary > 10.6"];

const FORMATS = ["human", "json", "csv", "markdown"];

test("C52: a plan says the same of an audience of nobody, of one who is listed, of one who is refused, and of two", async () => {
  const project = shop();
  for (const format of FORMATS) {
    const said = new Set<string>();
    for (const audience of AUDIENCES) {
      project.write("campaigns/spring-call.yaml", changed("campaigns/spring-call.yaml", "country = 'CN'", audience));
      const { stdout } = succeeded(await project.gatekeeper("plan", "--as-of", AS_OF, "--format", format));
      said.add(stdout);
    }
    expect([...said]).toHaveLength(1);
  }
});

test("C52: nor does a run, on the terminal and in what it publishes", async () => {
  const published = new Set<string>();
  for (const audience of AUDIENCES) {
    const project = shop({
      "campaigns/spring-call.yaml": changed("campaigns/spring-call.yaml", "country = 'CN'", audience),
    });
    const runId = await project.run();
    published.add(project.read(".gatekeeper/runs", runId, "public/counts.json"));
    const { stdout } = succeeded(await project.gatekeeper("reconcile"));
    expect(stdout).toContain("[c] in the audience, [c] listed: adds up");
  }
  expect([...published]).toEqual([
    '{"campaigns":[{"campaign_id":"spring-call","candidates":null,"listed":null,"refused_by_class":{}}],"minimum_units":3}\n',
  ]);
});
