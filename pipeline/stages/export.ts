import { join } from "node:path";

import { writeArtefact } from "../../src/artefacts/artefact.ts";
import { exactCounts, publicCounts } from "../../src/artefacts/counts.ts";
import { runManifest } from "../../src/artefacts/run-manifest.ts";
import { runOrigin } from "../../src/artefacts/run-origin.ts";
import { scoresArtefact } from "../../src/artefacts/scores.ts";
import { present } from "../../src/assert.ts";
import { type CampaignCounts, protectCounts, protectNoticeChanges } from "../../src/disclosure/counts.ts";
import { hasDimension } from "../../src/domain/report.ts";
import { protectTables } from "../../src/disclosure/report-table.ts";
import { materialize } from "../../src/catalog/materialize.ts";
import { namedSegments } from "../../src/domain/segment-map.ts";
import { writtenListDiffers } from "../../src/errors.ts";
import { loadSolver } from "../../src/disclosure/solver.ts";
import { exactTables } from "../../src/export/exact-tables.ts";
import { tableGroups } from "../../src/export/report-atoms.ts";
import { writeRobustness } from "../../src/export/robustness.ts";
import { writeReport } from "../../src/export/report-files.ts";
import { writeListTables } from "../../src/export/list-tables.ts";
import { exactCountsJson, publicCountsJson, writePrivateTables, writeRejects } from "../../src/export/run-artefacts.ts";
import { writePeopleToTell } from "../../src/export/people-to-tell.ts";
import { writeQuality } from "../../src/export/quality.ts";
import { stageList } from "../../src/export/staged-list.ts";
import { fillDisposableDomains } from "../../src/identity/disposable-domains.ts";
import { makePrivateFolder } from "../../src/io/atomic-write.ts";
import { messagesIn } from "../../src/report/messages-in.ts";
import type { RunContext } from "../context.ts";
import { manifestOf } from "../manifest.ts";
import { originOf } from "../run-origin.ts";
import { runFolder } from "../run-folder.ts";

/** Stages the lists, protects the reports and writes every artefact into the run's folder, not yet published. */
export async function exportRun(context: RunContext): Promise<void> {
  const folder = runFolder(context);
  for (const side of ["private", "public"]) await makePrivateFolder(join(folder, side));
  await fillDisposableDomains(context.engine);
  await materialize(context.engine, context.catalog, "export");
  await stageLists(context, join(folder, "private", "staged"));
  await writePrivate(context, join(folder, "private"));
  await writeReports(context, join(folder, "public", "reports"));
  const { minimumUnits } = context.project.disclosure;
  const counts = context.results.counts.map((exact) => protectCounts(exact, minimumUnits));
  const changes = protectNoticeChanges(context.results.noticeChanges, minimumUnits);
  await writeArtefact(
    join(folder, "public", "counts.json"),
    publicCounts,
    publicCountsJson(counts, minimumUnits, changes),
  );
}

async function stageLists(context: RunContext, folder: string): Promise<void> {
  const { local, campaigns, project, results, temporaryFolder } = context;
  const { reference: key } = project.keys;
  await makePrivateFolder(folder);
  for (const { campaign } of campaigns) {
    await stageList(context, campaign, { key, temporaryFolder });
    const path = join(folder, `${campaign.id}.parquet`);
    const people = await local.writeParquet("select * from export.staged", path, ["reference"]);
    assertWhole(campaign.id, people, results.counts);
  }
}

/** Whoever is decided to be listed is staged: throws GK0611 otherwise. */
function assertWhole(campaign: string, people: number, counts: readonly CampaignCounts[]): void {
  const decided = present(
    counts.find(({ campaignId }) => campaignId === campaign),
    "a campaign is counted",
  ).listed;
  if (people === decided) return;
  // No numbers: the terminal shows protected counts alone.
  const difference = {
    en: "the staged list does not hold just those who were decided on",
    "zh-CN": "待发布名单与决定列入的人员不一致",
  };
  throw writtenListDiffers({ campaign, difference });
}

async function writePrivate(context: RunContext, folder: string): Promise<void> {
  const { engine, local, results, project } = context;
  await writePrivateTables(engine, folder);
  const campaigns = context.campaigns.map(({ campaign }) => campaign);
  await writeListTables(engine, campaigns, folder);
  results.noticeChanges = await writePeopleToTell(engine, project.notices, folder);
  await writeRejects(local, results.inputs, project.keys.reference, folder);
  results.findings = await writeQuality(engine, project, results.inputs, folder);
  await writeArtefact(join(folder, "scores.json"), scoresArtefact, present(results.scores, "segments come first"));
  const isShifted = hasDimension(project.reports, "stability");
  await writeRobustness(engine, { isShifted, resampled: results.resampled }, folder);
  await writeArtefact(join(folder, "counts.json"), exactCounts, exactCountsJson(results.counts));
  await writeArtefact(join(folder, "manifest.json"), runManifest, await manifestOf(context, folder));
  await writeArtefact(join(folder, "origin.json"), runOrigin, await originOf(context));
}

async function writeReports({ engine, local, project, results, asOf }: RunContext, folder: string): Promise<void> {
  await makePrivateFolder(folder);
  const exact = await exactTables(engine, project.reports);
  const groups = await tableGroups(engine, exact);
  const tables = protectTables(await loadSolver(), exact, groups, project.disclosure.minimumUnits);
  const metadata = {
    runId: results.runId,
    asOf: asOf.date,
    minimumUnits: project.disclosure.minimumUnits,
    currency: project.currency,
    language: project.language,
    messages: messagesIn(project.language).reportText,
    segmentLabels: new Map(namedSegments(project.rfm.map).map(({ id, labels }) => [id, labels[project.language]])),
  };
  for (const report of project.reports) {
    const own = tables.filter(({ id }) => id.startsWith(`${report.id}/`));
    results.reports.push(await writeReport(report, own, join(folder, report.id), local, metadata));
  }
}
