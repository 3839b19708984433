import { beforeAll, describe, expect, test } from "vitest";

import type { ResampledJson, RobustnessJson } from "../../src/artefacts/robustness.ts";
import { present } from "../../src/assert.ts";
import { fixtureProject, type Project, readJson } from "../support/project.ts";
import { type Bought, boughtInDemo } from "./demo-segments.ts";

const RESAMPLES = 10;

describe("the demo's orders, resampled", () => {
  let project: Project;
  let resampled: ResampledJson;
  let bought: readonly Bought[];

  beforeAll(async () => {
    project = fixtureProject("demo");
    bought = boughtInDemo(project);
    project.write("gatekeeper.yaml", `${project.read("gatekeeper.yaml")}\nrobustness: { resamples: ${RESAMPLES} }\n`);
    resampled = resampledIn(project, await project.run("--threads", "1"));
  });

  test("are about everybody who bought, segment by segment", () => {
    expect(resampled).toMatchObject({ resamples: RESAMPLES, seed: 1, bounds: "range", customers: bought.length });
    const segments = [...new Set(bought.map(({ segment }) => segment))].toSorted();
    expect(resampled.segments.map(({ segment, customers }) => [segment, customers])).toEqual(
      segments.map((segment) => [segment, bought.filter((each) => each.segment === segment).length]),
    );
  });

  test("leave as many customers without an order as chance does: of k orders none with probability e to the minus k", () => {
    const expected = bought.reduce((sum, { orders }) => sum + Math.exp(-orders), 0) / bought.length;
    expect(resampled.without_orders_share).toBeCloseTo(expected, 1);
  });

  test("change some segments and not most, and each share lies within its replicates", () => {
    const { changed_share: share, changed_share_low: low, changed_share_high: high } = resampled;
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.8);
    expect(present(low, "somebody bought")).toBeLessThanOrEqual(present(share, "somebody bought"));
    expect(high).toBeGreaterThanOrEqual(present(share, "somebody bought"));
  });

  test("have the edges that scores have by all orders, each with an interval", () => {
    const frequency = resampled.edges.filter(({ dimension }) => dimension === "frequency");
    for (const { edge, value, low, high } of frequency) {
      expect(value).toBe(Math.min(...bought.filter(({ scores }) => scores[1] > edge).map(({ orders }) => orders)));
      expect(present(low, "found")).toBeLessThanOrEqual(value);
      expect(present(high, "found")).toBeGreaterThanOrEqual(value);
    }
    expect(frequency.length).toBeGreaterThan(0);
    expect(new Set(resampled.edges.map(({ is_wide: isWide }) => isWide)).has(false)).toBe(true);
  });

  test("are the same on other threads", async () => {
    const again = fixtureProject("demo");
    again.write("gatekeeper.yaml", project.read("gatekeeper.yaml"));
    expect(resampledIn(again, await again.run("--threads", "4"))).toEqual(resampled);
  });
});

function resampledIn(project: Project, runId: string): ResampledJson {
  const file = project.path(".gatekeeper", "runs", runId, "private", "robustness.json");
  return present((readJson(file) as RobustnessJson).resampled_orders, "resamples were asked for");
}
