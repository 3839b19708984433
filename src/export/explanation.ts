import { existsSync } from "node:fs";
import { join } from "node:path";

import type { ExplanationJson } from "../artefacts/explanation.ts";
import type { ManifestCampaign } from "../artefacts/run-manifest.ts";
import { present } from "../assert.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Gate } from "../catalog/model.ts";
import { type Engine, type SqlRow, sqlText } from "../engine/engine.ts";
import { attachOrEmpty } from "../engine/attach.ts";
import { customerUnknown, runPruned } from "../errors.ts";
import { gateVerdicts } from "./gate-verdicts.ts";
import { type ListStanding, listStanding } from "./list-standing.ts";
import type { LocalizedText } from "../language.ts";
import type { DenialToShow } from "../report/messages.ts";
import { recordNumber } from "./record-number.ts";
import { STOP_COLUMNS } from "../state/stop-columns.ts";
import type { StopsStore } from "../state/stops-store.ts";
import type { ReleaseStore } from "../state/release-store.ts";
import type { FinishedRun } from "../state/run-store.ts";

const OBJECTION_COLUMNS = ["campaign_id", "person_id", "reason_code", "evidence"].map((name) => ({
  name,
  type: "varchar",
}));

/** Why a candidate was listed or refused, as the officer reads it. */
export interface Explanation {
  readonly run_id: string;
  readonly campaign_id: string;
  readonly customer_id: string;
  /** The person the customer is: the least customer id of the cluster. */
  readonly person_id: string;
  readonly outcome: ExplanationJson["outcome"];
  readonly primary_reason: string | null;
  readonly reasons: readonly ExplainedReason[];
  /** What every gate said; none for somebody nobody decided about. */
  readonly gates: ExplanationJson["gates"];
  readonly gates_passed: readonly string[];
  /** How the person stood with the list that the campaign starts from; null where it starts from none, and for who objects. */
  readonly list: ListStanding | null;
  /** Releases that took the person off the list again, each with its first reason. */
  readonly removed: readonly { readonly release_id: string; readonly primary_reason: string }[];
}

export interface ExplainedReason {
  readonly reason_code: string;
  readonly class: string;
  readonly rank: number;
  readonly label: LocalizedText;
  readonly meaning: LocalizedText;
  readonly law: string;
  readonly findings: readonly ExplainedFinding[];
}

export interface ExplainedFinding {
  readonly contact_key: string | null;
  readonly evidence: Evidence;
}

/** What a gate refused for: a denial, with the record it was said in, or anything else that speaks for itself. */
export type Evidence =
  | { readonly kind: "denial"; readonly denial: DenialToShow }
  | { readonly kind: "other"; readonly text: string };

export interface ExplainRequest {
  readonly finished: FinishedRun;
  readonly stops: StopsStore;
  readonly releases: ReleaseStore;
  readonly campaignId: string;
  readonly customerId: string;
}

/**
 * The explanation of one candidate from a run's decisions and findings, and from the releases of that run; the outcome
 * `not_in_audience` says that the campaign did not ask for the person, with the objection that keeps the person out of every
 * audience made of behaviour. Throws GK0409 for an id that the run did not know, and GK0420 when what would tell the two apart is
 * gone.
 */
export async function explainCandidate(
  engine: Engine,
  catalog: Catalog,
  request: ExplainRequest,
): Promise<Explanation> {
  const { finished, stops, campaignId, customerId } = request;
  const personId = await personOf(engine, finished, customerId);
  await engine.attach("explained.decisions", [join(finished.folder, "private", "decisions.parquet")]);
  await engine.attach("explained.findings", [join(finished.folder, "private", "findings.parquet")]);
  await attachOrEmpty(engine, "state.stops", STOP_COLUMNS, stops.files);
  const which = (table: string) =>
    `${table}.campaign_id = ${sqlText(campaignId)} and ${table}.person_id = ${sqlText(personId)}`;
  const [decision] = await engine.query(
    `select decisions.outcome, decisions.primary_reason from explained.decisions where ${which("decisions")}`,
  );
  const list = await listStanding(engine, finished, campaignId, personId);
  if (decision === undefined) {
    await assertKnown(engine, finished, customerId);
    const left = await notInAudience(engine, catalog, request, personId);
    // Whoever objects is on no list, whatever the facts say.
    return { ...left, list: left.reasons.length > 0 ? null : list };
  }
  const findings = await engine.query(
    `select findings.reason_code, findings.contact_key, findings.evidence, stops.kind, stops.word, stops.source_id, stops.source_key, stops.file_id,
       stops.record_index, stops.purpose, stops.channel, stops.start_at
     from explained.findings left join state.stops on stops.denial_id = substr(findings.evidence, 1, 64)
     where ${which("findings")} order by findings.reason_code, findings.contact_key nulls first`,
  );
  const codes = [...new Set(findings.map((row) => String(row["reason_code"])))];
  const reasons = catalog.gates.filter(({ reasonCode }) => codes.includes(reasonCode));
  const outcome = decision["outcome"] as Explanation["outcome"];
  const gates = gateVerdicts(catalog.gates, { campaignClass: classOf(request), outcome, codes });
  return {
    run_id: finished.manifest.run_id,
    campaign_id: campaignId,
    customer_id: customerId,
    person_id: personId,
    outcome,
    primary_reason: decision["primary_reason"] === null ? null : String(decision["primary_reason"]),
    reasons: reasons.map((gate) => explainedReason(gate, findings, finished)),
    gates,
    gates_passed: gates.filter(({ verdict }) => verdict === "passed").map(({ reason_code: code }) => code),
    list,
    removed: await removalsOf(engine, request, personId),
  };
}

function classOf({ finished, campaignId }: ExplainRequest): ManifestCampaign["class"] {
  const campaign = finished.manifest.campaigns.find(({ campaign_id: id }) => id === campaignId);
  return present(campaign, "the campaign is one of the run").class;
}

/** Which person the run took the customer for. */
async function personOf(engine: Engine, { folder }: FinishedRun, customerId: string): Promise<string> {
  const clusters = privateTable(folder, "identity", "clusters");
  const columns = ["customer_id", "person_id"].map((name) => ({ name, type: "varchar" }));
  await attachOrEmpty(engine, "explained.clusters", columns, existsSync(clusters) ? [clusters] : []);
  const [member] = await engine.query(
    `select clusters.person_id from explained.clusters where clusters.customer_id = ${sqlText(customerId)}`,
  );
  return member === undefined ? customerId : String(member["person_id"]);
}

/** The run knew whoever was in a customers file, was merged, or bought: from these audiences are asked for. */
async function assertKnown(engine: Engine, { folder, manifest }: FinishedRun, customerId: string): Promise<void> {
  const people = privateTable(folder, "identity", "people");
  if (!existsSync(people)) throw runPruned({ run: manifest.run_id });
  await engine.attach("explained.people", [people]);
  await engine.attach("explained.segments", [privateTable(folder, "segment", "person_segments")]);
  const id = sqlText(customerId);
  const known = await engine.query(
    `select people.customer_id from explained.people where people.customer_id = ${id}
     union all select clusters.customer_id from explained.clusters where clusters.customer_id = ${id}
     union all select segments.person_id from explained.segments where segments.person_id = ${id}`,
  );
  if (known.length === 0) throw customerUnknown({ run: manifest.run_id });
}

function privateTable(folder: string, schema: string, table: string): string {
  return join(folder, "private", "tables", schema, `${table}.parquet`);
}

/** Nobody decided about the person: the condition or the list left them out, or an objection did. */
async function notInAudience(
  engine: Engine,
  catalog: Catalog,
  { finished, campaignId, customerId }: ExplainRequest,
  personId: string,
): Promise<Omit<Explanation, "list">> {
  const file = join(finished.folder, "private", "objections.parquet");
  await attachOrEmpty(engine, "explained.objections", OBJECTION_COLUMNS, existsSync(file) ? [file] : []);
  const objections = await engine.query(
    `select objections.reason_code, cast(null as varchar) as contact_key, objections.evidence, stops.kind, stops.word, stops.source_id,
       stops.source_key, stops.file_id, stops.record_index, stops.purpose, stops.channel, stops.start_at
     from explained.objections left join state.stops on stops.denial_id = substr(objections.evidence, 1, 64)
     where objections.campaign_id = ${sqlText(campaignId)} and objections.person_id = ${sqlText(personId)}
     order by objections.reason_code`,
  );
  const codes = objections.map((row) => String(row["reason_code"]));
  const reasons = catalog.gates.filter(({ reasonCode }) => codes.includes(reasonCode));
  return {
    run_id: finished.manifest.run_id,
    campaign_id: campaignId,
    customer_id: customerId,
    person_id: personId,
    outcome: "not_in_audience",
    primary_reason: reasons[0]?.reasonCode ?? null,
    reasons: reasons.map((gate) => explainedReason(gate, objections, finished)),
    gates: [],
    gates_passed: [],
    removed: [],
  };
}

async function removalsOf(
  engine: Engine,
  { finished, releases, campaignId }: ExplainRequest,
  personId: string,
): Promise<Explanation["removed"]> {
  const record = releases.ofRun(finished.manifest.run_id, campaignId);
  if (record === undefined) return [];
  await engine.attach("explained.removals", [join(releases.folderOf(record.releaseId), "private", "removals.parquet")]);
  const rows = await engine.query(
    `select removals.primary_reason from explained.removals
     where removals.campaign_id = ${sqlText(campaignId)} and removals.person_id = ${sqlText(personId)}`,
  );
  return rows.map((row) => ({ release_id: record.releaseId, primary_reason: String(row["primary_reason"]) }));
}

function explainedReason(gate: Gate, findings: readonly SqlRow[], finished: FinishedRun): ExplainedReason {
  const own = findings.filter((row) => row["reason_code"] === gate.reasonCode);
  return {
    reason_code: gate.reasonCode,
    class: gate.class,
    rank: gate.rank,
    label: gate.labels,
    meaning: gate.meaning,
    law: gate.law,
    findings: own.map((row) => ({
      contact_key: textOrNull(row["contact_key"]),
      evidence: evidenceOf(row, finished),
    })),
  };
}

/** A denial is traced to the file and record it came from. */
function evidenceOf(row: SqlRow, { manifest }: FinishedRun): Evidence {
  if (row["file_id"] === null || row["record_index"] === null) return { kind: "other", text: String(row["evidence"]) };
  const input = manifest.inputs.find(({ file_id: fileId }) => fileId === row["file_id"]);
  const index = Number(present(row["record_index"], "a stop keeps its record"));
  const denial = {
    word: String(row["word"]),
    sourceKey: textOrNull(row["source_key"]),
    purpose: String(row["purpose"]),
    channel: String(row["channel"]),
    startAt: textOrNull(row["start_at"]),
    sourceId: String(row["source_id"]),
    file: input?.file ?? null,
    record: recordNumber(index, input?.malformed ?? []),
    tier: /^[0-9a-f]{64} (?<tier>[a-z]+)$/u.exec(String(row["evidence"]))?.groups?.["tier"] ?? null,
  };
  return { kind: "denial", denial };
}

function textOrNull(value: SqlRow[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
