import { createHmac } from "node:crypto";
import { join } from "node:path";

import type { ExactCountsJson, PublicCountsJson } from "../artefacts/counts.ts";
import type { Secret } from "../domain/secret.ts";
import type { CampaignCounts, PublicCounts, PublicNoticeChange } from "../disclosure/counts.ts";
import type { Engine } from "../engine/engine.ts";
import { makePrivateFolder } from "../io/atomic-write.ts";
import type { LoadedInput } from "../load/load-inputs.ts";
import { CLUSTERS_FILE, FACTS_FILE, SEGMENTS_FILE } from "../state/run-store.ts";

/** Writes the decisions, the findings, who objects to being in an audience and the tables that later runs and proofs need, each in a total order. */
export async function writePrivateTables(engine: Engine, folder: string): Promise<void> {
  for (const schema of ["identity", "segment"]) await makePrivateFolder(join(folder, "tables", schema));
  await engine.writeParquet(
    `select decisions.campaign_id, decisions.person_id, decisions.outcome, decisions.primary_reason, decisions.reason_bits, decisions.contact_key
     from allocation.decisions`,
    join(folder, "decisions.parquet"),
    ["campaign_id", "person_id"],
  );
  await engine.writeParquet(
    `select every_finding.campaign_id, every_finding.person_id, every_finding.contact_key, every_finding.reason_code, every_finding.evidence
     from (select * from gate.findings union all select * from allocation.findings) as every_finding
     left join run.contact_questions on contact_questions.campaign_id = every_finding.campaign_id
     where contact_questions.campaign_id is null`,
    join(folder, "findings.parquet"),
    ["campaign_id", "person_id", "reason_code", "contact_key nulls first"],
  );
  await engine.writeParquet(
    `select objections.campaign_id, objections.person_id, objections.reason_code, objections.evidence
     from gate.objections`,
    join(folder, "objections.parquet"),
    ["campaign_id", "person_id", "reason_code"],
  );
  await engine.writeParquet("select * from identity.clusters", join(folder, "tables", CLUSTERS_FILE), ["customer_id"]);
  await engine.writeParquet(
    "select people.customer_id, people.person_id from identity.people",
    join(folder, "tables", "identity", "people.parquet"),
    ["customer_id"],
  );
  await engine.writeParquet(
    `select person_segments.person_id, person_segments.recency_days, person_segments.frequency, person_segments.monetary,
       person_segments.r_score, person_segments.f_score, person_segments.m_score, person_segments.segment_id
     from segment.person_segments`,
    join(folder, "tables", SEGMENTS_FILE),
    ["person_id"],
  );
  await engine.writeParquet(
    `select person_segments.person_id, person_segments.recency, person_segments.orders, person_segments.lines, person_segments.revenue,
       person_segments.first_order_date, person_segments.last_order_date
     from segment.person_segments`,
    join(folder, "tables", FACTS_FILE),
    ["person_id"],
  );
}

/** Writes the rejected records: source, file, record, column and code, and a keyed hash in place of what they held. */
export async function writeRejects(
  local: Engine,
  inputs: readonly LoadedInput[],
  key: Secret,
  folder: string,
): Promise<void> {
  const columns = [
    { name: "source_id", type: "varchar" },
    { name: "file", type: "varchar" },
    { name: "record", type: "bigint" },
    { name: "column_name", type: "varchar" },
    { name: "code", type: "varchar" },
    { name: "values_hash", type: "varchar" },
  ];
  const rows = inputs.flatMap(({ source, file, loaded }) => [
    ...loaded.malformed.map(({ record, code }) => [source.source, file, record, null, code, null]),
    ...loaded.rejects.map(({ record, column, code, digest }) => {
      const hash = createHmac("sha256", key.reveal()).update(digest).digest("hex");
      return [source.source, file, record, column, code, hash];
    }),
  ]);
  await local.fill("export.rejects", columns, rows);
  await local.writeParquet("select * from export.rejects", join(folder, "rejects.parquet"), [
    "source_id",
    "file",
    "record",
  ]);
}

/** The exact counts as the officer reads them. */
export function exactCountsJson(counts: readonly CampaignCounts[]): ExactCountsJson {
  return counts.map(({ campaignId, candidates, listed, heldOut, refused, withoutRules, byReason, byClass }) => ({
    campaign_id: campaignId,
    candidates,
    listed,
    held_out: heldOut,
    refused,
    without_rules: withoutRules,
    by_reason: Object.fromEntries(byReason.map(({ reasonCode, people }) => [reasonCode, people])),
    by_class: Object.fromEntries(byClass.map(({ reasonClass, people }) => [reasonClass, people])),
  }));
}

/** The protected counts as anyone may read them. */
export function publicCountsJson(
  counts: readonly PublicCounts[],
  minimumUnits: number,
  changes: readonly PublicNoticeChange[] = [],
): PublicCountsJson {
  const notices = changes.map(({ noticeId, version, people }) => ({
    notice_id: noticeId,
    version,
    people_to_tell: people,
  }));
  return {
    minimum_units: minimumUnits,
    ...(notices.length === 0 ? {} : { notices }),
    campaigns: counts.map(({ campaignId, candidates, listed, heldOut, withoutRules, byClass }) => ({
      campaign_id: campaignId,
      candidates,
      listed,
      ...(heldOut === undefined ? {} : { held_out: heldOut }),
      ...(withoutRules === undefined ? {} : { without_rules: withoutRules }),
      refused_by_class: Object.fromEntries(byClass.map(({ reasonClass, people }) => [reasonClass, people])),
    })),
  };
}
