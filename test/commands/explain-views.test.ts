import { beforeAll, expect, test } from "vitest";

import { readCatalog } from "../../src/catalog/catalog.ts";
import { succeeded } from "../support/cli.ts";
import { VALIDATORS } from "../support/json-schema.ts";
import type { Project } from "../support/project.ts";
import { decisionsOf } from "../support/project-decisions.ts";
import { changed, PERSONAL, shop, shopFiles } from "./support/shop.ts";

/** Customer 1 is on the internal list, 5 was listed, 12 refused calls; 6 refuses after the run. */
const ASKED = ["01", "05", "06", "12"] as const;

let project: Project;
let runId = "";

beforeAll(async () => {
  project = shop();
  runId = await project.run();
});

const explained = async (customer: string, ...options: string[]) =>
  project.gatekeeper("explain", "spring-call", "--customer", `c${customer}`, "--run", runId, ...options);

interface Gate {
  readonly reason_code: string;
  readonly verdict: string;
  readonly law: string;
}

test("the officer reads what every gate of the catalogue said, with its law, as text and as JSON", async () => {
  const { stdout } = succeeded(await explained("12", "--format", "json"));
  const answer = JSON.parse(stdout) as { gates: Gate[] };
  expect(VALIDATORS.get("explanation")?.(answer)).toBe(true);
  expect(answer.gates.map(({ reason_code: code }) => code)).toEqual(
    readCatalog().gates.map(({ reasonCode }) => reasonCode),
  );
  const verdictOf = (code: string) => answer.gates.find(({ reason_code: known }) => known === code)?.verdict;
  expect(verdictOf("OPT_CHANNEL")).toBe("refused");
  expect(verdictOf("ABS_DECEASED")).toBe("passed");
  expect(verdictOf("ALLOC_DUPLICATE_CP")).toBe("not_reached");
  const human = succeeded(await explained("12"));
  expect(human.stdout).toMatch(/^ {2}OPT_CHANNEL +refused +\S/mu);
  expect(human.stdout).toMatch(/^ {2}ALLOC_DUPLICATE_CP +not reached: refused before/mu);
  const listed = JSON.parse(succeeded(await explained("05", "--format", "json")).stdout) as { gates: Gate[] };
  expect(new Set(listed.gates.map(({ verdict }) => verdict))).toEqual(new Set(["passed"]));
});

test("a marketer learns nothing of a campaign before its list was released", async () => {
  for (const customer of ASKED) {
    const { code, stdout, stderr } = await explained(customer, "--as", "marketer");
    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(stderr).toContain(`GK0421 campaign "spring-call" of run ${runId} was not released`);
  }
});

test("after the release a marketer reads listed or not and the class, and never a code, a value or a place", async () => {
  const withdrawal =
    shopFiles()["input/consent_events.csv"] +
    "e99,c06,,direct_marketing,call,withdraw,2026-10-30T10:00:00+08:00,subject,web_form,form-99\n";
  project.write("input/consent_events.csv", withdrawal);
  await project.release(runId);
  const answers: Record<string, unknown> = {};
  for (const customer of ASKED) {
    const { stdout } = succeeded(await explained(customer, "--as", "marketer", "--format", "json"));
    const answer = JSON.parse(stdout) as Record<string, unknown>;
    expect(VALIDATORS.get("marketers-explanation")?.(answer)).toBe(true);
    answers[customer] = [answer["verdict"], answer["reason_class"]];
    const text = succeeded(await explained(customer, "--as", "marketer")).stdout;
    expect(`${stdout}${text}`).not.toMatch(PERSONAL);
    for (const { reasonCode } of readCatalog().gates) expect(`${stdout}${text}`).not.toContain(reasonCode);
    expect(text.trimEnd().split("\n")).toHaveLength(1);
  }
  expect(answers).toEqual({
    "01": ["not_listed", "register"],
    "05": ["listed", null],
    "06": ["not_listed", "subject"],
    "12": ["not_listed", "subject"],
  });
  const decisions = await decisionsOf(project, runId);
  expect(decisions.find(({ person }) => person === "c06")?.outcome).toBe("listed");
});

test("a marketer is answered in Chinese, too", async () => {
  const { stdout } = succeeded(await explained("12", "--as", "marketer", "--lang", "zh-CN"));
  expect(stdout).toMatch(/^spring-call：客户 c12 不在名单上（运行 run-\w+）：/u);
});

test("somebody whom the campaign did not ask for is not listed, and nothing is said of why", async () => {
  const other = shop({
    "campaigns/spring-call.yaml": changed("campaigns/spring-call.yaml", "country = 'CN'", "country = 'DE'"),
  });
  const run = await other.run();
  await other.release(run);
  const { stdout } = succeeded(
    await other.gatekeeper("explain", "spring-call", "--customer", "c05", "--as", "marketer"),
  );
  expect(stdout).toBe(`spring-call: customer c05 is not listed (run ${run}): not in the audience.\n`);
});
