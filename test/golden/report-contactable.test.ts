import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "csv-parse/sync";

import { CHANNEL_CONTACT_POINTS, CHANNELS, type Channel } from "../../src/domain/campaign.ts";
import { parquetRows } from "../support/parquet.ts";
import { AS_OF, filesIn, fixtureProject, type Project, readJson } from "../support/project.ts";
import { decisionsOf, privatePath } from "../support/project-decisions.ts";

const MINIMUM_UNITS = 3;
const ASKED = CHANNELS.flatMap((channel) => [`contactable_${channel}`, `contactable_${channel}_share`]);

/** A real campaign to everybody through a channel on the as-of day, with no cap of its own. */
function campaign(channel: Channel): string {
  return `id: everybody-${channel.replace("_", "-")}
title: { en: Everybody, zh-CN: 所有人 }
purpose: direct_marketing
reason: { en: To say hello, zh-CN: 问候 }
channel: ${channel}
audience: 'true'
send: { from: ${AS_OF}, to: ${AS_OF} }
columns: [full_name, ${CHANNEL_CONTACT_POINTS[channel]}]
author: tea.pot
approval: none
`;
}

function report(measures: readonly string[]): string {
  return `id: summary
tables:
  - { rows: [segment], measures: [${measures.join(", ")}], totals: true }
audience: internal
formats: [csv, parquet]
`;
}

describe("who could be contacted, in the segment summary of the demo", () => {
  let asking: Project;
  let silent: Project;
  let runOf: { readonly asking: string; readonly silent: string };
  let header: readonly string[];
  let rows: readonly (readonly string[])[];

  beforeAll(async () => {
    asking = fixtureProject("demo");
    const configuration = asking.read("gatekeeper.yaml");
    asking.write("gatekeeper.yaml", configuration.replace("minimum_units: 10", `minimum_units: ${MINIMUM_UNITS}`));
    const notice = asking.read("notices/privacy.yaml");
    asking.write("notices/privacy.yaml", notice.replace("[call, sms, email, post]", `[${CHANNELS.join(", ")}]`));
    for (const channel of CHANNELS) asking.write(`campaigns/${channel}.yaml`, campaign(channel));
    asking.write("reports/segment-by-region.yaml", report(["customers", ...ASKED]));
    silent = asking.copy();
    silent.write("reports/segment-by-region.yaml", report(["customers"]));
    runOf = { asking: await asking.run(), silent: await silent.run() };
    const folder = asking.path(".gatekeeper", "runs", runOf.asking, "public", "reports", "summary");
    [header = [], ...rows] = parse(readFileSync(`${folder}/table-1.csv`, "utf8"));
  });

  test("is whom a real campaign to everybody on that channel and day lists, or refuses in allocation only", async () => {
    const segments = await segmentsOf(asking, runOf.asking);
    const decisions = await decisionsOf(asking, runOf.asking);
    for (const channel of CHANNELS) {
      const own = decisions.filter(({ campaign: id }) => id === `everybody-${channel.replace("_", "-")}`);
      const reachable = own.filter(
        ({ outcome, primaryReason }) => outcome === "listed" || primaryReason.startsWith("ALLOC_"),
      );
      const people = new Set(reachable.map(({ person }) => person));
      const contactable = (members: readonly string[]) => members.filter((person) => people.has(person)).length;
      const all = [...segments.values()].map((members) => [contactable(members), members.length] as const);
      const isSafe = all.every(([count, customers]) => !isUnsafe(count, customers));
      for (const row of rows) {
        const members = segments.get(row[0] ?? "") ?? [...segments.values()].flat();
        const count = contactable(members);
        const isShown = row[0] === "(all)" ? isSafe : !isUnsafe(count, members.length);
        expect([channel, row[0], ...measuresOf(row, channel)]).toEqual([
          channel,
          row[0],
          isShown ? String(count) : "",
          isShown ? share(count, members.length) : "",
        ]);
      }
    }
  });

  test("is neither nobody nor everybody: some are shown on several channels, and some withheld", () => {
    const shown = CHANNELS.filter((channel) => rows.some((row) => measuresOf(row, channel)[0] !== ""));
    expect(shown.length).toBeGreaterThan(2);
    const status = rows.map((row) => row.at(-1));
    expect(new Set(status)).toEqual(new Set(["partly_withheld"]));
  });

  test("is told to be withheld in part", () => {
    const path = asking.path(".gatekeeper", "runs", runOf.asking, "public", "reports", "summary");
    const { tables } = readJson(`${path}/report.json`) as { tables: Record<string, unknown>[] };
    expect(tables[0]).toMatchObject({ cells_withheld: 0, cells_partly_withheld: rows.length - 1 });
    expect(readFileSync(`${path}/table-1.md`, "utf8")).toContain("[c]");
  });

  test("changes no decision, finding, count, list or table of the run: nobody but the report has asked", () => {
    const [withQuestions, without] = [filesBeside(asking, runOf.asking), filesBeside(silent, runOf.silent)];
    expect([...withQuestions]).toEqual([...without]);
    expect(without.size).toBeGreaterThan(10);
  });

  test("leaves a report that does not ask as it was, without a word of it", () => {
    const path = silent.path(".gatekeeper", "runs", runOf.silent, "public", "reports", "summary");
    const texts = ["table-1.csv", "table-1.md"].map((file) => readFileSync(`${path}/${file}`, "utf8"));
    expect(texts.filter((text) => /contact/.test(text))).toEqual([]);
    const { tables } = readJson(`${path}/report.json`) as { tables: Record<string, unknown>[] };
    expect(JSON.stringify(tables)).not.toMatch(/contact|partly/);
    const counted = parse(texts[0] ?? "").map((row: string[]) => row.slice(0, 2));
    expect(counted).toEqual([header, ...rows].map((row) => row.slice(0, 2)));
  });

  test("is asked by a plan too, which tells of cells alone", async () => {
    const { stdout } = await asking.gatekeeper("plan", "--as-of", AS_OF, "--format", "json");
    expect(stdout).not.toContain("contactable");
    expect(stdout).toContain("cells_partly_withheld");
  });

  function measuresOf(row: readonly string[], channel: Channel): string[] {
    const at = header.indexOf(`contactable_${channel}`);
    return row.slice(at, at + 2);
  }
});

/** The people of each segment. */
async function segmentsOf(project: Project, runId: string): Promise<Map<string, string[]>> {
  const people = await parquetRows(privatePath(project, runId, "tables", "segment", "person_segments.parquet"));
  const segments = new Map<string, string[]>();
  for (const row of people) {
    const segment = String(row["segment_id"]);
    segments.set(segment, [...(segments.get(segment) ?? []), String(row["person_id"])]);
  }
  return segments;
}

/**
 * Every private file but the manifest, which has the run's id, the origin, which has times of loading, and what is kept of the reports; and the public
 * counts.
 */
function filesBeside(project: Project, runId: string): Map<string, string> {
  const files = filesIn(project.path(".gatekeeper", "runs", runId));
  return new Map(
    [...files]
      .filter(([path]) => path.startsWith("private/") || path === "public/counts.json")
      .filter(([path]) => path !== "private/manifest.json" && path !== "private/origin.json")
      .filter(([path]) => !path.startsWith("private/ledger/") && !NEVER_THE_SAME.has(path)),
  );
}

/** The proof of the reports, and of all counts beside them, names which measures it is of. */
const NEVER_THE_SAME: ReadonlySet<string> = new Set(["private/disclosure_audit.json"]);

function isUnsafe(contactable: number, customers: number): boolean {
  return contactable < MINIMUM_UNITS || customers - contactable < MINIMUM_UNITS;
}

/** Four decimals, rounded half up. */
function share(part: number, whole: number): string {
  return (Math.floor((20_000 * part + whole) / (2 * whole)) / 10_000).toFixed(4);
}
