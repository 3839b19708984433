import type { ScoresJson } from "../../src/artefacts/scores.ts";
import type { SqlRow } from "../../src/engine/engine.ts";
import { parquetRows } from "./parquet.ts";
import { type Project, projectOf, readJson } from "./project.ts";
import { privatePath } from "./project-decisions.ts";

/** One order line: who, on which day or at which moment, and how much; lines of one day are one order unless an id is given. */
export type OrderLine = readonly [customer: string, orderedAt: string, amount: string, transactionId?: string];

/** A person as a run leaves them: the columns of both tables of the segment stage. */
export type Scored = SqlRow;

export interface ScoredRun {
  readonly people: ReadonlyMap<string, Scored>;
  readonly scores: ScoresJson;
  readonly stderr: string;
}

/** A project that has order lines and nothing else, with the given `rfm:` section. */
export function rfmProject(lines: readonly OrderLine[], rfm: object, timeZone = "UTC"): Project {
  const project = projectOf({
    "input/orders.csv": csvOf(lines),
    "keys/reference.key": "PUBLIC-TEST-KEY-of-invented-people\n",
  });
  configure(project, rfm, timeZone);
  return project;
}

export function configure(project: Project, rfm: object, timeZone = "UTC"): void {
  project.write("gatekeeper.yaml", configuration(rfm, timeZone));
}

function csvOf(lines: readonly OrderLine[]): string {
  const rows = lines.map(([customer, at, amount, id]) => `${id ?? `${customer} ${at}`},"${customer}",${at},${amount}`);
  return ["order_no,customer,ordered_at,amount", ...rows, ""].join("\n");
}

/** Runs the job and reads back what it made of everybody. */
export async function scored(project: Project, asOf: string): Promise<ScoredRun> {
  const { stdout, stderr, code } = await project.gatekeeper("run", "--as-of", asOf, "--format", "json");
  if (code !== 0) throw new Error(stderr);
  const { run_id: runId } = JSON.parse(stdout) as { run_id: string };
  const people = new Map<string, SqlRow>();
  for (const table of ["person_segments", "person_facts"]) {
    for (const row of await parquetRows(privatePath(project, runId, "tables", "segment", `${table}.parquet`))) {
      const id = String(row["person_id"]);
      people.set(id, { ...people.get(id), ...row });
    }
  }
  return { people, scores: readJson(privatePath(project, runId, "scores.json")) as ScoresJson, stderr };
}

function configuration(rfm: object, timeZone: string): string {
  return `version: 1
project: { id: answers, controller: Answers, time_zone: ${timeZone}, currency: USD, default_country: US, language: en }
inputs:
  transactions:
    - source: orders
      files: input/orders.csv
      columns: { transaction_id: order_no, customer_id: customer, ordered_at: ordered_at, amount: amount }
rfm: ${JSON.stringify(rfm)}
`;
}
