import { auditArtefact } from "../artefacts/audit.ts";
import { exportAuditArtefact } from "../artefacts/export-audit.ts";
import type * as z from "zod";
import { approvalArtefact } from "../artefacts/approval.ts";
import type { Artefact } from "../artefacts/artefact.ts";
import { exactCounts, publicCounts } from "../artefacts/counts.ts";
import { countsProtection } from "../artefacts/counts-protection.ts";
import { disclosureAudit } from "../artefacts/disclosure-audit.ts";
import { releasedDecoys } from "../artefacts/decoys.ts";
import { explanation, marketersExplanation } from "../artefacts/explanation.ts";
import { journalEntry } from "../artefacts/journal-entry.ts";
import { ledgerComparison } from "../artefacts/ledger-comparison.ts";
import { listDescription } from "../artefacts/list-description.ts";
import { proof } from "../artefacts/proof.ts";
import { quality } from "../artefacts/quality.ts";
import { publicReconciliation, reconciliation } from "../artefacts/reconciliation.ts";
import { recallRecord } from "../artefacts/recall-record.ts";
import { releaseChecks } from "../artefacts/release-checks.ts";
import { releasedTables } from "../artefacts/released-tables.ts";
import { releaseRecord } from "../artefacts/release-record.ts";
import { replayArtefact } from "../artefacts/replay.ts";
import { reportDescription, tableDescription } from "../artefacts/report-description.ts";
import { robustness } from "../artefacts/robustness.ts";
import { publicRunDifference, runDifference } from "../artefacts/run-difference.ts";
import { runManifest } from "../artefacts/run-manifest.ts";
import { runOrigin } from "../artefacts/run-origin.ts";
import { runResultsArtefact } from "../artefacts/run-results.ts";
import { scoresArtefact } from "../artefacts/scores.ts";
import { scrubEvidence } from "../artefacts/scrub-evidence.ts";
import { campaignSchema } from "../config/campaign-schema.ts";
import { layerSchemas } from "../config/layer-schemas.ts";
import { noticeSchema } from "../config/notice-schema.ts";
import { reportSchema } from "../config/report-schema.ts";
import { rulesSchema } from "../config/rules-schema.ts";
import { segmentMapSchema } from "../config/segment-map-schema.ts";
import { vendorSchema } from "../config/vendor-schema.ts";
import type { LocalizedText } from "../language.ts";
import { jsonSchemaOf, type JsonSchema } from "./json-schema.ts";
import {
  CAMPAIGN_MEANINGS,
  MAP_MEANINGS,
  meaningOf,
  PROJECT_MEANINGS,
  NOTICE_MEANINGS,
  REPORT_MEANINGS,
  RULES_MEANINGS,
  VENDOR_MEANINGS,
  type Meanings,
} from "./meanings.ts";

/** A JSON Schema that this program publishes; what it says itself is English, whoever lists it. */
export interface PublishedSchema {
  readonly name: string;
  /** The files it describes: of a project, or below its `.gatekeeper/`. */
  readonly files: string;
  readonly title: LocalizedText;
  readonly jsonSchema: () => JsonSchema;
}

/** The schemas of files that people write, for their editors. */
export function editorSchemas(): readonly PublishedSchema[] {
  // Extra customer columns are a project's own, so every name of one is taken.
  const { base, local } = layerSchemas("any");
  return [
    written("gatekeeper", "gatekeeper.yaml", base, PROJECT_MEANINGS),
    written("local", "gatekeeper.local.yaml", local, PROJECT_MEANINGS),
    written("campaign", "campaigns/*.yaml", campaignSchema, CAMPAIGN_MEANINGS),
    written("map", "maps/*.yaml", segmentMapSchema, MAP_MEANINGS),
    written("notice", "notices/*.yaml", noticeSchema, NOTICE_MEANINGS),
    written("report", "reports/*.yaml", reportSchema, REPORT_MEANINGS),
    written("rules", "rules/*.yaml", rulesSchema, RULES_MEANINGS),
    written("vendor", "vendors/*.yaml", vendorSchema, VENDOR_MEANINGS),
  ];
}

/** The schemas of JSON files that runs and releases leave. */
export function artefactSchemas(): readonly PublishedSchema[] {
  return [
    left(runManifest),
    left(runOrigin),
    left(exactCounts),
    left(countsProtection),
    left(disclosureAudit),
    left(publicCounts),
    left(runResultsArtefact),
    left(quality),
    left(scoresArtefact),
    left(releasedTables),
    left(ledgerComparison),
    left(robustness),
    left(reportDescription),
    left(tableDescription),
    left(listDescription),
    left(releaseRecord),
    left(approvalArtefact),
    left(releaseChecks),
    left(releasedDecoys),
    left(recallRecord),
    left(journalEntry),
    left(explanation),
    left(marketersExplanation),
    left(proof),
    left(reconciliation),
    left(publicReconciliation),
    left(auditArtefact),
    left(exportAuditArtefact),
    left(runDifference),
    left(publicRunDifference),
    left(scrubEvidence),
    left(replayArtefact),
  ];
}

const FILE_TITLES = {
  gatekeeper: { en: "The configuration of a project", "zh-CN": "项目的配置" },
  local: { en: "What differs on one machine", "zh-CN": "某一台机器上的不同之处" },
  campaign: { en: "A campaign", "zh-CN": "营销活动" },
  map: { en: "A segment map", "zh-CN": "分群映射" },
  notice: { en: "A privacy notice with its versions", "zh-CN": "告知书及其各版本" },
  report: { en: "An aggregate report", "zh-CN": "汇总报表" },
  rules: { en: "Rules of a regime", "zh-CN": "一个法域的规则" },
  vendor: { en: "A vendor that receives lists", "zh-CN": "接收名单的供应商" },
} as const satisfies Record<string, LocalizedText>;

function written(
  name: keyof typeof FILE_TITLES,
  files: string,
  schema: z.ZodType,
  meanings: Meanings,
): PublishedSchema {
  const title = FILE_TITLES[name];
  const meaningAt = (path: readonly string[]): string | undefined => meaningOf(meanings, path);
  const options = { title: title.en, writtenBy: "people", meaningAt } as const;
  return { name, files, title, jsonSchema: () => jsonSchemaOf(schema, options) };
}

function left<Content>({ name, file, title, schema }: Artefact<Content>): PublishedSchema {
  return {
    name,
    files: file,
    title,
    jsonSchema: () => jsonSchemaOf(schema, { title: title.en, writtenBy: "program" }),
  };
}
