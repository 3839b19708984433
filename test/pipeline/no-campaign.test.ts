import { expect, test } from "vitest";

import { fixtureProject, readJson } from "../support/project.ts";

test("a project without a campaign runs for its reports", async () => {
  const project = fixtureProject("demo");
  const runId = await project.run("--exclude", "catalogue-post", "winter-call");
  const results = readJson(project.path(".gatekeeper/runs", runId, "public/run_results.json"));
  expect(results).toMatchObject({ campaigns: [], reports: [{ report_id: "segment-by-region" }] });
});
