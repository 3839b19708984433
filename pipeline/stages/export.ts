import { join } from "node:path";

import { writeArtefact } from "../../src/artefacts/artefact.ts";
import { ledgerComparison } from "../../src/artefacts/ledger-comparison.ts";
import { releasedTables } from "../../src/artefacts/released-tables.ts";
import { exactCounts, publicCounts } from "../../src/artefacts/counts.ts";
import { countsProtection } from "../../src/artefacts/counts-protection.ts";
import { disclosureAudit } from "../../src/artefacts/disclosure-audit.ts";
import { runManifest } from "../../src/artefacts/run-manifest.ts";
import { runOrigin } from "../../src/artefacts/run-origin.ts";
import { scoresArtefact } from "../../src/artefacts/scores.ts";
import { present } from "../../src/assert.ts";
import type { CampaignCounts } from "../../src/disclosure/counts.ts";
import { hasDimension } from "../../src/domain/report.ts";
import { materialize } from "../../src/catalog/materialize.ts";
import { namedSegments } from "../../src/domain/segment-map.ts";
import { writtenListDiffers } from "../../src/errors.ts";
import { RELEASED_CUSTOMERS } from "../../src/export/released-customers.ts";
import { writeRobustness } from "../../src/export/robustness.ts";
import { type ReportMetadata, writeReport } from "../../src/export/report-files.ts";
import { writeListTables } from "../../src/export/list-tables.ts";
import { exactCountsJson, publicCountsJson, writePrivateTables, writeRejects } from "../../src/export/run-artefacts.ts";
import { writePeopleToTell } from "../../src/export/people-to-tell.ts";
import { writeQuality } from "../../src/export/quality.ts";
import { stageList } from "../../src/export/staged-list.ts";
import { LEDGER_FOLDER } from "../../src/state/earlier-releases.ts";
import { fillDisposableDomains } from "../../src/identity/disposable-domains.ts";
import { makePrivateFolder } from "../../src/io/atomic-write.ts";
import { FIRST_DAY, windowDates } from "../../src/config/rfm-window.ts";
import { type AsOf, momentName } from "../../src/config/as-of.ts";
import type { Project } from "../../src/domain/project.ts";
import { messagesIn } from "../../src/report/messages-in.ts";
import { auditReports } from "../audit-reports.ts";
import { countCustomers } from "../count-customers.ts";
import type { RunContext } from "../context.ts";
import { manifestOf } from "../manifest.ts";
import { originOf } from "../run-origin.ts";
import { protectNotices } from "../protect-notices.ts";
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
  await auditReports(context.local, join(folder, "public", "reports"), () =>
    countCustomers(context.engine, context.project.reports),
  );
  await writeLedger(context, join(folder, "private", LEDGER_FOLDER));
  const { minimumUnits } = context.project.disclosure;
  const { publicCounts: shown, publicNotices } = context.results;
  await writeArtefact(
    join(folder, "public", "counts.json"),
    publicCounts,
    publicCountsJson(shown, minimumUnits, publicNotices),
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
  results.publicNotices = await protectNotices(context, results.noticeChanges);
  await writeRejects(local, results.inputs, project.keys.reference, folder);
  results.findings = await writeQuality(engine, project, results.inputs, folder);
  await writeArtefact(join(folder, "scores.json"), scoresArtefact, present(results.scores, "segments come first"));
  const isShifted = hasDimension(project.reports, "stability");
  await writeRobustness(engine, { isShifted, resampled: results.resampled }, folder);
  await writeArtefact(join(folder, "counts.json"), exactCounts, exactCountsJson(results.counts));
  const protection = present(results.countsProtection, "counts are protected before they are written");
  await writeArtefact(join(folder, "counts-protection.json"), countsProtection, protection);
  const { disclosureAudit: audit, runId } = results;
  if (audit !== null)
    await writeArtefact(join(folder, "disclosure_audit.json"), disclosureAudit, { run_id: runId, ...audit });
  await writeArtefact(join(folder, "manifest.json"), runManifest, await manifestOf(context, folder));
  await writeArtefact(join(folder, "origin.json"), runOrigin, await originOf(context));
}

async function writeReports(
  { local, project, results, asOf, reportPeriod }: RunContext,
  folder: string,
): Promise<void> {
  await makePrivateFolder(folder);
  const metadata = {
    runId: results.runId,
    asOf: asOf.date,
    period: periodOf(project, asOf),
    reportPeriod,
    minimumUnits: project.disclosure.minimumUnits,
    zeros: project.disclosure.zeros,
    currency: project.currency,
    language: project.language,
    messages: messagesIn(project.language).reportText,
    segmentLabels: new Map(namedSegments(project.rfm.map).map(({ id, labels }) => [id, labels[project.language]])),
  };
  for (const report of project.reports) {
    const own = results.tables.filter(({ id }) => id.startsWith(`${report.id}/`));
    results.reports.push(await writeReport(report, own, join(folder, report.id), local, metadata));
  }
}

/** Whose sales a report counts: those in the window, where there is one, and before the as-of moment. */
function periodOf({ rfm, timeZone }: Project, asOf: AsOf): ReportMetadata["period"] {
  const { from, to } = windowDates(rfm.window, asOf.date);
  return { from: from === FIRST_DAY ? null : from, before: to < asOf.date ? to : momentName(asOf.at, timeZone) };
}

/** What goes out, kept for every report to come, and what it was looked at beside. */
async function writeLedger({ local, results: { ledger } }: RunContext, folder: string): Promise<void> {
  if (ledger === null) return;
  await makePrivateFolder(folder);
  await local.writeParquet(`select * from ${RELEASED_CUSTOMERS}`, join(folder, "customers.parquet"), ["customer_hash"]);
  await writeArtefact(join(folder, "released_tables.json"), releasedTables, ledger.released);
  await writeArtefact(join(folder, "comparison.json"), ledgerComparison, ledger.comparison);
}
