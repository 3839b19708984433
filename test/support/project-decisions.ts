import { readCatalog } from "../../src/catalog/catalog.ts";
import { parquetRows } from "./parquet.ts";
import type { Project } from "./project.ts";

/** A decision as the expected files write it. */
export interface Decision {
  readonly campaign: string;
  readonly person: string;
  readonly outcome: string;
  readonly primaryReason: string;
  /** Every reason, in alphabetical order. */
  readonly reasons: readonly string[];
}

/** A finding, its contact value without the kind; empty when it is about the person. */
export interface Finding {
  readonly campaign: string;
  readonly person: string;
  readonly reason: string;
  readonly contactValue: string;
}

/** The decisions of a run in their order, their reason bits read in the order of the gates. */
export async function decisionsOf(project: Project, runId: string): Promise<Decision[]> {
  const codes = readCatalog().gates.map(({ reasonCode }) => reasonCode);
  const rows = await parquetRows(privatePath(project, runId, "decisions.parquet"));
  return rows.map((row) => ({
    campaign: String(row["campaign_id"]),
    person: String(row["person_id"]),
    outcome: String(row["outcome"]),
    primaryReason: String(row["primary_reason"] ?? ""),
    reasons: codes.filter((_, bit) => (BigInt(String(row["reason_bits"])) >> BigInt(bit)) % 2n === 1n).toSorted(),
  }));
}

/** The findings of a run in their order. */
export async function findingsOf(project: Project, runId: string): Promise<Finding[]> {
  const rows = await parquetRows(privatePath(project, runId, "findings.parquet"));
  return rows.map((row) => ({
    campaign: String(row["campaign_id"]),
    person: String(row["person_id"]),
    reason: String(row["reason_code"]),
    contactValue: valueOf(String(row["contact_key"] ?? "")),
  }));
}

/** Who is on the staged list of a campaign, in the order of their ids, each with the contact value chosen. */
export async function stagedOf(project: Project, runId: string, campaign: string): Promise<[string, string][]> {
  const rows = await parquetRows(privatePath(project, runId, "staged", `${campaign}.parquet`));
  const people = rows.map((row): [string, string] => [String(row["person_id"]), valueOf(String(row["contact_key"]))]);
  return people.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** What the staged list of a campaign says of each person in one column. */
export async function listedColumn(
  project: Project,
  runId: string,
  campaign: string,
  column: string,
): Promise<Record<string, string>> {
  const rows = await parquetRows(privatePath(project, runId, "staged", `${campaign}.parquet`));
  return Object.fromEntries(rows.map((row) => [String(row["person_id"]), String(row[`list_${column}`])]));
}

/** Lines as CSV text with a header, for comparing with a file of `expected/` byte for byte. */
export function csvOf(header: string, lines: readonly (readonly string[])[]): string {
  return [header, ...lines.map((cells) => cells.join(","))].join("\n") + "\n";
}

/** The decisions as `expected/decisions.csv` has them. */
export function decisionsCsv(decisions: readonly Decision[]): string {
  return csvOf(
    "campaign_id,person_id,outcome,primary_reason,reasons",
    decisions.map(({ campaign, person, outcome, primaryReason, reasons }) => [
      campaign,
      person,
      outcome,
      primaryReason,
      reasons.join(" "),
    ]),
  );
}

/** A file of the private side of a run. */
export function privatePath(project: Project, runId: string, ...parts: string[]): string {
  return project.path(".gatekeeper", "runs", runId, "private", ...parts);
}

/** A contact key without its kind. */
function valueOf(contactKey: string): string {
  return contactKey.slice(contactKey.indexOf(":") + 1);
}
