import { describe, expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { Decrypter } from "age-encryption";

import { succeeded } from "../support/cli.ts";
import { fixtureProject, type Project } from "../support/project.ts";
import { parquetRows } from "../support/parquet.ts";
import { csvOf, decisionsCsv, decisionsOf, findingsOf, privatePath, stagedOf } from "../support/project-decisions.ts";

const CASES = [
  ["W1", "w1_postal_bureau"],
  ["C49", "c49_bureau_mails_itself"],
  ["C51", "c51_one_dead_number"],
] as const;

describe.each(CASES)("%s: %s", (_, name) => {
  const finished = runOf(name);

  test("decides about everybody as expected, with the first reason and all of them", async () => {
    const { project, runId } = await finished;
    expect(decisionsCsv(await decisionsOf(project, runId))).toBe(project.read("expected", "decisions.csv"));
  });

  test("gives each refused person the bits of exactly the reasons found, and a listed person none", async () => {
    const { project, runId } = await finished;
    const findings = await findingsOf(project, runId);
    for (const { campaign, person, outcome, reasons } of await decisionsOf(project, runId)) {
      const own = findings.filter((finding) => finding.campaign === campaign && finding.person === person);
      const found = [...new Set(own.map(({ reason }) => reason))].toSorted();
      expect({ campaign, person, reasons }).toEqual({ campaign, person, reasons: outcome === "listed" ? [] : found });
    }
  });

  test("stages exactly the people it lists", async () => {
    const { project, runId } = await finished;
    const listed = (await decisionsOf(project, runId)).filter(({ outcome }) => outcome === "listed");
    for (const campaign of new Set(listed.map((decision) => decision.campaign))) {
      const staged = (await stagedOf(project, runId, campaign)).map(([person]) => person);
      const expected = listed.filter((decision) => decision.campaign === campaign).map(({ person }) => person);
      expect(staged).toEqual(expected);
    }
  });

  test("counts that close: candidates are listed, held out or refused", async () => {
    const { project, runId } = await finished;
    const counts = JSON.parse(readFileSync(privatePath(project, runId, "counts.json"), "utf8")) as Counts[];
    expect(counts.length).toBeGreaterThan(0);
    for (const { candidates, listed, held_out: heldOut, refused } of counts) {
      expect(listed + heldOut + refused).toBe(candidates);
    }
  });
});

describe("the person with one dead number", () => {
  const finished = runOf("c51_one_dead_number");

  test("leaves a finding for each point that may not be used, of the person listed as well", async () => {
    const { project, runId } = await finished;
    const lines = (await findingsOf(project, runId)).map((each) => [
      each.campaign,
      each.person,
      each.reason,
      each.contactValue,
    ]);
    const text = csvOf("campaign_id,person_id,reason_code,contact_value", lines);
    expect(text).toBe(project.read("expected", "findings.csv"));
  });

  test("is listed through the good number", async () => {
    const { project, runId } = await finished;
    const lines = (await stagedOf(project, runId, "repair-call")).map((each) => ["repair-call", ...each]);
    expect(csvOf("campaign_id,person_id,contact_value", lines)).toBe(project.read("expected", "listed.csv"));
  });
});

describe("the founding case, released", () => {
  const released = runOf("w1_postal_bureau").then(async ({ project, runId }) => {
    const key = project.path("keys", "mossgate.officer.key");
    const approval = ["--service", "--until", "2099-12-31", "--key", key];
    succeeded(await project.gatekeeper("approve", "service-letter", ...approval));
    const releaseId = await project.release(runId);
    return { project, runId, folder: project.path(".gatekeeper", "releases", releaseId) };
  });

  test("the list that leaves the bureau names the neighbour and never the person who refused", async () => {
    const { project, folder } = await released;
    const decrypter = new Decrypter();
    decrypter.addIdentity(/AGE-SECRET-KEY-\S+/.exec(project.read("keys", "hedgerow-grocery.agekey"))?.[0] ?? "");
    const plain = await decrypter.decrypt(readFileSync(`${folder}/shop-leaflets.csv.age`), "text");
    const names = parse<{ full_name: string }>(plain, { columns: true }).map(({ full_name: name }) => name);
    // The second asked for no service letters, which says nothing about leaflets.
    expect(names.toSorted()).toEqual(["Saffron Quillfeather", "Trivet Puddlewick"]);
  });

  test("C50: the bureau's own service letter, approved as one, still reaches the person", async () => {
    const { folder } = await released;
    const text = readFileSync(`${folder}/service-letter.csv`, "utf8");
    const letters = parse<{ full_name: string; address: string }>(text, { columns: true });
    expect(letters.find(({ full_name: name }) => name === "Walnut McKettle")?.address).toContain("8");
    expect(letters.map(({ full_name: name }) => name)).not.toContain("Doily Lanternby");
  });

  test("C50: an invoice printed by a declared processor reaches whoever refused all but service letters, and by anybody else nobody", async () => {
    const project = fixtureProject("w1_postal_bureau");
    const grocery = project.read("vendors", "hedgerow-grocery.yaml");
    const printer = grocery
      .replace("id: hedgerow-grocery", "id: printer")
      .replace("processor: false", "processor: true");
    project.write("vendors/printer.yaml", printer.replace("name: Hedgerow Grocery", "name: Platen Printers"));
    const notice = project.read("notices", "privacy.yaml");
    project.write("notices/privacy.yaml", notice.replace("recipients: [", "recipients: [processors, "));
    const letter = project.read("campaigns", "service-letter.yaml");
    for (const vendor of ["printer", "hedgerow-grocery"])
      project.write(
        `campaigns/invoices-by-${vendor}.yaml`,
        letter
          .replace("id: service-letter", `id: invoices-by-${vendor}`)
          .replace("author: ", `executor: { vendor: ${vendor} }\nauthor: `),
      );
    const decisions = await decisionsOf(project, await project.run());
    const by = (vendor: string) =>
      decisions
        .filter(({ campaign, outcome }) => campaign === `invoices-by-${vendor}` && outcome === "listed")
        .map(({ person }) => person);
    expect(by("printer")).toContain("refuser");
    expect(by("hedgerow-grocery")).not.toContain("refuser");
  });

  test("what was released is recorded for the caps of later campaigns", async () => {
    const { folder } = await released;
    const contacts = await parquetRows(`${folder}/private/contacts.parquet`);
    const leaflets = contacts
      .filter((row) => row["campaign_id"] === "shop-leaflets")
      .map((row) => String(row["person_id"]));
    expect(leaflets.toSorted()).toEqual(["leaflets-only", "neighbour"]);
  });
});

interface Counts {
  readonly candidates: number;
  readonly listed: number;
  readonly held_out: number;
  readonly refused: number;
}

const runs = new Map<string, Promise<{ project: Project; runId: string }>>();

/** One run of the case, shared by the tests of this file. */
async function runOf(name: string): Promise<{ project: Project; runId: string }> {
  const known = runs.get(name) ?? firstRunOf(name);
  runs.set(name, known);
  return known;
}

async function firstRunOf(name: string): Promise<{ project: Project; runId: string }> {
  const project = fixtureProject(name);
  return { project, runId: await project.run() };
}
