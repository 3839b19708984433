import { join } from "node:path";

import type { RunManifest } from "../src/artefacts/run-manifest.ts";
import { configurationForHash } from "../src/config/configuration-for-hash.ts";
import type { CanonicalValue } from "../src/domain/canonical-value.ts";
import type { Project } from "../src/domain/project.ts";
import { canonicalJson } from "../src/io/canonical-json.ts";
import { rulesCheckedOn } from "../src/domain/rule-book.ts";
import { sqlHash } from "../src/catalog/sql-folder.ts";
import { packageVersion } from "../src/io/package-root.ts";
import { sha256File, sha256Text } from "../src/io/sha256.ts";
import { type RunIdentity, runIdOf } from "../src/state/run-id.ts";
import { assertNoReleaseIsLost, findEarlierReleases, type ReleasesBefore } from "./find-earlier-releases.ts";
import { holdoutIds } from "./allocation-parameters.ts";
import type { RunContext } from "./context.ts";
import { inputsOf, listsOf } from "./inputs-checked.ts";
import { segmentationHash } from "./segmentation-rules.ts";

/** The hash of everything that the configuration says, campaigns apart. */
export function configurationHash({ project }: Pick<RunContext, "project">): string {
  return sha256Text(canonicalJson(configurationForHash({ ...project, campaigns: [] })));
}

/** The hash of each part of the configuration by itself, so that two runs can say which of them differ. */
export function configurationParts(project: Project): Record<string, string> {
  const parts = Object.entries(configurationForHash({ ...project, campaigns: [] }) as Record<string, CanonicalValue>);
  return Object.fromEntries(parts.map(([part, value]) => [part, sha256Text(canonicalJson(value))]));
}

/**
 * The id of this run, known once its inputs are loaded and their denials absorbed. Finds what was released before, which is in it. Throws GK0540 and
 * GK0541.
 */
export async function identifyRun(context: RunContext): Promise<string> {
  const identity = identityOf(context);
  const baseId = runIdOf(identity);
  if (context.project.reports.length === 0) return baseId;
  context.results.releasesBefore = await findEarlierReleases(context, baseId);
  const releasedBefore = context.results.releasesBefore.earlier.map(({ released }) => released.run_id);
  const runId = releasedBefore.length === 0 ? baseId : runIdOf({ ...identity, releasedBefore });
  if (context.purpose === "run") await assertNoReleaseIsLost(context.directories, runId);
  return runId;
}

function identityOf(context: RunContext): RunIdentity {
  const { project, campaigns, asOf, comparison, earlierMoments, results, stops, outcomes, releases, holdouts } =
    context;
  return {
    configuration: configurationForHash(project),
    selection: campaigns.map(({ campaign }) => campaign.id),
    asOf: asOf.at,
    comparison: comparison && { asOf: comparison.at, runId: comparison.run?.manifest.run_id ?? null },
    sizes: earlierMoments.map(({ at, run }) => ({ asOf: at, runId: run.manifest.run_id })),
    windows: campaigns.map(({ window }) => window),
    inputs: results.inputs.map(({ table, source, loaded }) => ({
      table,
      source: source.source,
      sha256: loaded.sha256,
    })),
    stops: stops.contents,
    releases: [releases.contents, ...(outcomes.files.length === 0 ? [] : [outcomes.contents])].join(" "),
    holdouts: holdouts.contentsOf(holdoutIds(context)),
    sql: sqlHash(),
    version: packageVersion(),
  };
}

/** What `private/manifest.json` says: what the run was made from, and the hashes of the lists it staged. */
export async function manifestOf(context: RunContext, privateFolder: string): Promise<RunManifest> {
  const { project, campaigns, asOf, comparison, earlierMoments, results, stops, outcomes, releases, holdouts } =
    context;
  const staged = await Promise.all(
    campaigns.map(async ({ campaign, window, uses }) => ({
      campaign_id: campaign.id,
      campaign_sha256: campaign.contentHash,
      class: campaign.class,
      approval: campaign.approval,
      ...(campaign.list === undefined ? {} : { list: campaign.list }),
      uses,
      send_from: window.fromDate,
      send_to: window.toDate,
      staged_sha256: await sha256File(join(privateFolder, "staged", `${campaign.id}.parquet`)),
    })),
  );
  return {
    run_id: results.runId,
    as_of: asOf.at,
    as_of_text: asOf.text,
    compared_with: comparison && { as_of: comparison.at, run_id: comparison.run?.manifest.run_id ?? null },
    sizes_of: earlierMoments.map(({ at, run }) => ({ as_of: at, run_id: run.manifest.run_id })),
    ledger: ledgerOf(results.releasesBefore),
    version: packageVersion(),
    configuration_sha256: configurationHash(context),
    configuration_parts: configurationParts(project),
    segmentation_sha256: segmentationHash(project),
    sql_sha256: sqlHash(),
    rules_checked_on: rulesCheckedOn(project.rules),
    campaigns: staged,
    inputs: inputsOf(context),
    lists: listsOf(context),
    state: {
      stops: stops.contents,
      releases: releases.contents,
      holdouts: holdouts.contentsOf(holdoutIds(context)),
      outcomes: outcomes.contents,
    },
  };
}

function ledgerOf(before: ReleasesBefore | null): RunManifest["ledger"] {
  return before && { base_id: before.baseId, compared_with: before.earlier.map(({ released }) => released.run_id) };
}
