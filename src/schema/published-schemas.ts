import type { z } from "zod";
import type { Artefact } from "../artefacts/artefact.ts";
import { exactCounts, publicCounts } from "../artefacts/counts.ts";
import { journalEntry } from "../artefacts/journal-entry.ts";
import { listDescription } from "../artefacts/list-description.ts";
import { quality } from "../artefacts/quality.ts";
import { releaseRecord } from "../artefacts/release-record.ts";
import { reportDescription } from "../artefacts/report-description.ts";
import { runManifest } from "../artefacts/run-manifest.ts";
import { runResultsArtefact } from "../artefacts/run-results.ts";
import { campaignSchema } from "../config/campaign-schema.ts";
import { layerSchemas } from "../config/layer-schemas.ts";
import { reportSchema } from "../config/report-schema.ts";
import { vendorSchema } from "../config/vendor-schema.ts";
import { jsonSchemaOf, type JsonSchema } from "./json-schema.ts";
import {
  CAMPAIGN_MEANINGS,
  meaningOf,
  PROJECT_MEANINGS,
  REPORT_MEANINGS,
  VENDOR_MEANINGS,
  type Meanings,
} from "./meanings.ts";

/** A JSON Schema that this program publishes. */
export interface PublishedSchema {
  readonly name: string;
  /** The files it describes: of a project, or below its `.gatekeeper/`. */
  readonly files: string;
  readonly title: string;
  readonly jsonSchema: () => JsonSchema;
}

/** The schemas of files that people write, for their editors. */
export function editorSchemas(): readonly PublishedSchema[] {
  // Extra customer columns are a project's own, so every name of one is taken.
  const { base, local } = layerSchemas("any");
  return [
    written("gatekeeper", "gatekeeper.yaml", "The configuration of a project", base, PROJECT_MEANINGS),
    written("local", "gatekeeper.local.yaml", "What differs on one machine", local, PROJECT_MEANINGS),
    written("campaign", "campaigns/*.yaml", "A campaign", campaignSchema, CAMPAIGN_MEANINGS),
    written("report", "reports/*.yaml", "An aggregate report", reportSchema, REPORT_MEANINGS),
    written("vendor", "vendors/*.yaml", "A vendor that receives lists", vendorSchema, VENDOR_MEANINGS),
  ];
}

/** The schemas of JSON files that runs and releases leave. */
export function artefactSchemas(): readonly PublishedSchema[] {
  return [
    left(runManifest),
    left(exactCounts),
    left(publicCounts),
    left(runResultsArtefact),
    left(quality),
    left(reportDescription),
    left(listDescription),
    left(releaseRecord),
    left(journalEntry),
  ];
}

function written(name: string, files: string, title: string, schema: z.ZodType, meanings: Meanings): PublishedSchema {
  const meaningAt = (path: readonly string[]): string | undefined => meaningOf(meanings, path);
  return { name, files, title, jsonSchema: () => jsonSchemaOf(schema, { title, writtenBy: "people", meaningAt }) };
}

function left<Content>({ name, file, title, schema }: Artefact<Content>): PublishedSchema {
  return { name, files: file, title, jsonSchema: () => jsonSchemaOf(schema, { title, writtenBy: "program" }) };
}
