import { expect, test } from "vitest";

import { AS_OF, fixtureProject } from "../support/project.ts";

test("a run found again is named where it is not the newest, and a campaign that the newest has not is told with it", async () => {
  const project = fixtureProject("demo");
  const first = await project.run("--select", "winter-call");
  await project.run("--select", "catalogue-post");
  const again = await project.gatekeeper("run", "--as-of", AS_OF, "--select", "winter-call");
  expect(again.stdout).toContain(`gatekeeper explain winter-call --customer ID --run ${first}`);
  const asked = await project.gatekeeper("explain", "winter-call", "--customer", "C00001");
  expect(asked.code).toBe(2);
  expect(asked.stderr).toMatch(/^GK0404 run run-\w+ has no campaign "winter-call"/u);
  expect(asked.stderr).toContain("It has catalogue-post. Name another run");
});

test("who is not on the list that a campaign starts from is not said to fail its condition", async () => {
  const project = fixtureProject("demo");
  const call = project.read("campaigns/winter-call.yaml");
  project.write(
    "campaigns/churn.yaml",
    call.replace("id: winter-call", "id: churn").replace(/^audience: .*$/mu, 'list: churn\naudience: "true"'),
  );
  await project.run("--select", "churn");
  const customers = project.read("input/customers.csv").match(/^C\d+/gmu) ?? [];
  const outcomes = await Promise.all(
    customers.slice(0, 3).map(async (id) => (await project.gatekeeper("explain", "churn", "--customer", id)).stdout),
  );
  for (const stdout of outcomes) expect(stdout).not.toContain("its condition does not hold for them");
  expect(outcomes.join("")).toContain("the campaign starts from a list that they are not on");
});
