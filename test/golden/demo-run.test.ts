import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

import { type Finished, succeeded } from "../support/cli.ts";
import { AS_OF, fixtureProject, filesIn, type Project, readJson } from "../support/project.ts";
import { type Decision, decisionsOf, privatePath } from "../support/project-decisions.ts";
import { everythingIn, type PersonalValues, personalValuesIn } from "../support/project-privacy.ts";
import { inputLines } from "./demo-segments.ts";

const MINIMUM_UNITS = 10;

let project: Project;
let first: Finished;
let second: Finished;
let runId: string;
let before: Map<string, string>;

beforeAll(async () => {
  project = fixtureProject("demo");
  first = await project.gatekeeper("run", "--as-of", AS_OF, "--verbose");
  runId = /run-[0-9a-f]{20}/.exec(succeeded(first).stdout)?.[0] ?? "";
  before = filesIn(project.path(".gatekeeper", "runs"));
  second = await project.gatekeeper("run", "--as-of", AS_OF);
});

describe("a run of the demo", () => {
  test("says how to have findings on the data named, unless they stand above already", () => {
    expect(first.stdout).toMatch(/^Doubtful in the data[\s\S]* \d+ findings$/mu);
    expect(second.stdout).toMatch(/ \d+ findings; -v names them$/mu);
  });

  test("has counts that close, for the officer", () => {
    const counts = exactCounts();
    expect(counts.map(({ campaign_id: id }) => id)).toEqual(["winter-call", "catalogue-post"]);
    for (const { candidates, listed, held_out: heldOut, refused, by_reason: byReason, by_class: byClass } of counts) {
      expect(candidates).toBe(listed + heldOut + refused);
      expect(sum(Object.values(byReason))).toBe(refused);
      expect(sum(Object.values(byClass))).toBe(refused);
      expect(listed).toBeGreaterThan(MINIMUM_UNITS);
    }
  });

  test("counts what was decided", async () => {
    const decisions = await decisionsOf(project, runId);
    for (const { campaign_id: campaign, candidates, listed, by_reason: byReason } of exactCounts()) {
      const own = decisions.filter((decision) => decision.campaign === campaign);
      expect(own.length).toBe(candidates);
      expect(own.filter(({ outcome }) => outcome === "listed").length).toBe(listed);
      for (const [reason, people] of Object.entries(byReason)) {
        expect({ reason, people: own.filter(({ primaryReason }) => primaryReason === reason).length }).toEqual({
          reason,
          people,
        });
      }
    }
  });

  test("publishes no count from 1 to k − 1, and withholds enough that whoever knows the total learns of nobody", () => {
    const { campaigns } = readJson(publicPath("counts.json")) as { campaigns: PublicCounts[] };
    const exact = exactCounts();
    for (const [index, published] of campaigns.entries()) {
      const parts = [published.listed, ...Object.values(published.refused_by_class)];
      for (const people of [published.candidates, ...parts])
        expect(people === null || people === 0 || people >= MINIMUM_UNITS).toBe(true);
      for (const [reasonClass, people] of Object.entries(published.refused_by_class)) {
        const is = exact[index]?.by_class[reasonClass] ?? 0;
        if (people !== null) expect({ reasonClass, people }).toEqual({ reasonClass, people: is });
      }
      const withheld = Object.entries(published.refused_by_class).filter(([, people]) => people === null);
      const hidden = withheld.reduce((total, [reasonClass]) => total + (exact[index]?.by_class[reasonClass] ?? 0), 0);
      // The difference to a total known from elsewhere is a sum of several classes and of enough people.
      expect(withheld.length).toBeGreaterThanOrEqual(2);
      expect(hidden).toBeGreaterThanOrEqual(MINIMUM_UNITS);
    }
    const { counts } = readJson(publicPath("run_results.json")) as { counts: unknown };
    expect(counts).toEqual(readJson(publicPath("counts.json")));
  });

  test("shows the same protected counts on the terminal", () => {
    const shown = [...first.stdout.matchAll(/ {2}(\d[\d,]*|\[c\])$/gm)].map(([, count]) => count ?? "");
    expect(shown.length).toBeGreaterThan(10);
    expect(shown).toContain("[c]");
    for (const count of shown)
      expect(count === "[c]" || count === "0" || Number(count.replaceAll(",", "")) >= MINIMUM_UNITS).toBe(true);
  });

  test("says nothing of a person in public or on the terminal", async () => {
    const people = personalValues();
    const plan = succeeded(await project.gatekeeper("plan", "--as-of", AS_OF));
    const validated = succeeded(await project.gatekeeper("validate"));
    const said = [first, second, plan, validated].flatMap(({ stdout, stderr }) => [stdout, stderr]).join("\n");
    expect(personalValuesIn(said, people)).toEqual([]);
    expect(personalValuesIn(await everythingIn(publicPath()), people)).toEqual([]);
    // The same search finds the people where they may be.
    const staged = await everythingIn(privatePath(project, runId, "staged"));
    expect(personalValuesIn(staged, people).length).toBeGreaterThan(1000);
  });

  test("is finished already when it is asked for a second time, and changes nothing", () => {
    expect(second.code).toBe(0);
    expect(second.stdout).toContain(`Run ${runId} is finished already`);
    expect(filesIn(project.path(".gatekeeper", "runs"))).toEqual(before);
  });
});

describe("explain", () => {
  test("gives every reason of a decision, the first one marked, each with evidence", async () => {
    const decisions = await decisionsOf(project, runId);
    for (const decision of severalReasons(decisions)) {
      const { stdout } = succeeded(await explained(decision, "--format", "json"));
      const told = JSON.parse(stdout) as Explained;
      expect(told.outcome).toBe("refused");
      expect(told.primary_reason).toBe(decision.primaryReason);
      expect(told.reasons.map(({ reason_code: code }) => code).toSorted()).toEqual(decision.reasons);
      for (const { findings } of told.reasons) expect(findings.length).toBeGreaterThan(0);
    }
  });

  test("traces a denial to the record of the file that says it", async () => {
    const lines = inputLines(project, "consent_events.csv.gz");
    const refused = (await decisionsOf(project, runId)).filter(
      ({ primaryReason }) => primaryReason === "OPT_MARKETING",
    );
    let traced = 0;
    for (const decision of refused.slice(0, 2)) {
      const { stdout } = succeeded(await explained(decision));
      for (const [, event, record] of stdout.matchAll(
        /\((\S+)\), purpose .* input\/consent_events\.csv\.gz record (\d+)/g,
      )) {
        const line = lines[Number(record) - 1];
        expect(line?.["event_id"]).toBe(event);
        expect(["refuse", "withdraw", "revoke", "invalidate"]).toContain(line?.["action"]);
        traced += 1;
      }
    }
    expect(traced).toBeGreaterThan(0);
  });

  test("says that a listed person is listed", async () => {
    const listed = (await decisionsOf(project, runId)).find(({ outcome }) => outcome === "listed");
    expect(listed).toBeDefined();
    if (listed !== undefined)
      expect(succeeded(await explained(listed)).stdout).toContain(`customer ${listed.person} is listed`);
  });
});

interface Counts {
  readonly campaign_id: string;
  readonly candidates: number;
  readonly listed: number;
  readonly held_out: number;
  readonly refused: number;
  readonly by_reason: Readonly<Record<string, number>>;
  readonly by_class: Readonly<Record<string, number>>;
}

interface PublicCounts {
  readonly candidates: number | null;
  readonly listed: number | null;
  readonly refused_by_class: Readonly<Record<string, number | null>>;
}

interface Explained {
  readonly outcome: string;
  readonly primary_reason: string | null;
  readonly reasons: readonly { readonly reason_code: string; readonly findings: readonly unknown[] }[];
}

function exactCounts(): Counts[] {
  return JSON.parse(readFileSync(privatePath(project, runId, "counts.json"), "utf8")) as Counts[];
}

function publicPath(...parts: string[]): string {
  return join(project.path(".gatekeeper", "runs", runId, "public"), ...parts);
}

function personalValues(): PersonalValues {
  const customers = inputLines(project, "customers.csv");
  return {
    customers: customers.map((line) => line["customer_id"] ?? ""),
    names: customers.map((line) => line["name"] ?? ""),
    // Placeholders such as "none" name nobody.
    contacts: inputLines(project, "contact_points.csv.gz")
      .map((line) => line["value"] ?? "")
      .filter((value) => value.length > 6),
  };
}

/** One person for each first reason that came with others. */
function severalReasons(decisions: readonly Decision[]): Decision[] {
  const several = decisions.filter(({ reasons }) => reasons.length > 1);
  return [...new Map(several.map((decision) => [decision.primaryReason, decision])).values()].slice(0, 2);
}

async function explained({ campaign, person }: Decision, ...options: string[]): Promise<Finished> {
  return project.gatekeeper("explain", campaign, "--customer", person, ...options);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
