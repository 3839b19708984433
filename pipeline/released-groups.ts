import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { PublicCountsJson } from "../src/artefacts/counts.ts";
import type { ReleaseRecord } from "../src/artefacts/release-record.ts";
import { isTooSmall } from "../src/disclosure/counts.ts";
import { groupsOfRun } from "../src/disclosure/earlier-counts.ts";
import { type CountedGroup, protectGroups } from "../src/disclosure/protect-groups.ts";
import { CANDIDATES, groupId } from "../src/disclosure/run-counts.ts";
import { loadSolver } from "../src/disclosure/solver.ts";
import type { Engine } from "../src/engine/engine.ts";
import { type DecidedParts, peopleAtoms } from "../src/export/people-atoms.ts";
import type { ReleaseStore } from "../src/state/release-store.ts";
import type { FinishedRun } from "../src/state/run-store.ts";
import type { RunContext } from "./context.ts";
import { namePartsOf } from "./decided-parts.ts";

/** People who were counted, and which of their numbers readers know. */
export interface CountedPeople {
  readonly sources: readonly DecidedParts[];
  readonly groups: readonly CountedGroup[];
}

/** The part of a list's people whom its release removed again. */
const REMOVED = "removed";

/** Which numbers a run and the releases of its lists showed, and of whom. Whom the run decided on may not be kept any more. */
export async function releasedGroups(
  { engine, releases, project }: Pick<RunContext, "engine" | "releases" | "project">,
  run: FinishedRun,
): Promise<CountedPeople> {
  const { minimumUnits } = project.disclosure;
  const { run_id: runId } = run.manifest;
  const counts = await countsOf(run);
  const decisions = join(run.folder, "private", "decisions.parquet");
  const found: { readonly sources: DecidedParts[]; readonly groups: CountedGroup[] } = { sources: [], groups: [] };
  if (existsSync(decisions)) {
    const table = await namePartsOf(engine, decisions, runId);
    found.sources.push({ runId, table, campaignIds: counts.campaigns.map(({ campaign_id: id }) => id) });
    found.groups.push(...groupsOfRun(runId, counts));
  }
  for (const record of releases.records.filter((each) => each.runId === runId)) {
    const campaignIds = record.campaigns.map(({ campaignId }) => campaignId);
    found.sources.push({ runId: record.releaseId, table: await nameReleased(engine, releases, record), campaignIds });
    found.groups.push(...listedGroups(record.releaseId, campaignIds, counts));
    for (const { campaignId, removed, isRemovedShown = !isTooSmall(removed, minimumUnits) } of record.campaigns)
      found.groups.push(removedGroup(record.releaseId, campaignId, isRemovedShown ? "shown" : "hidden"));
  }
  return found;
}

/** Who was staged, and who of them is not decided to be listed any more. */
const STAGED_PARTS = `select staged_people.campaign_id, staged_people.person_id,
    case when decisions.outcome = 'listed' then 'listed' else '${REMOVED}' end as part, false as is_without_rules
  from export.staged_people
  inner join allocation.decisions
    on decisions.campaign_id = staged_people.campaign_id and decisions.person_id = staged_people.person_id`;

/**
 * The campaigns of a release of which everybody may see how many people were removed since the run: beside what the run counted, and what other releases
 * of it showed.
 */
export async function shownRemovals(
  context: RunContext,
  run: FinishedRun,
  campaignIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { engine, project } = context;
  const { sources, groups } = await releasedGroups(context, run);
  await engine.materialize("beside.staged", STAGED_PARTS, "view");
  const atoms = await peopleAtoms(engine, [...sources, { runId: "", table: "beside.staged", campaignIds }], false);
  if (atoms === null) return new Set();
  const own = [
    ...listedGroups("", campaignIds, await countsOf(run)),
    ...campaignIds.map((id) => removedGroup("", id, "open")),
  ];
  const { withheld } = protectGroups(await loadSolver(), [...groups, ...own], atoms, project.disclosure.minimumUnits);
  return new Set(campaignIds.filter((id) => !withheld.has(groupId("", id, REMOVED))));
}

async function countsOf({ folder }: FinishedRun): Promise<PublicCountsJson> {
  return JSON.parse(await readFile(join(folder, "public", "counts.json"), "utf8")) as PublicCountsJson;
}

/** Everybody whom a run put on a list, whether its release removed them or not. */
function listedGroups(releaseId: string, campaignIds: readonly string[], counts: PublicCountsJson): CountedGroup[] {
  return campaignIds.map((campaignId) => {
    const own = counts.campaigns.find(({ campaign_id: id }) => id === campaignId);
    const fate = (own?.listed ?? null) === null ? "hidden" : "shown";
    return { id: groupId(releaseId, campaignId, CANDIDATES), fate, least: 0 };
  });
}

function removedGroup(releaseId: string, campaignId: string, fate: CountedGroup["fate"]): CountedGroup {
  return { id: groupId(releaseId, campaignId, REMOVED), fate, least: 1 };
}

async function nameReleased(engine: Engine, releases: ReleaseStore, { releaseId }: ReleaseRecord): Promise<string> {
  const folder = join(releases.folderOf(releaseId), "private");
  const name = releaseId.replace("-", "_");
  const parts: string[] = [];
  for (const [file, part] of [
    ["contacts", "listed"],
    ["removals", REMOVED],
  ]) {
    const path = join(folder, `${file}.parquet`);
    if (!existsSync(path)) continue;
    await engine.attach(`beside.${file}_of_${name}`, [path]);
    parts.push(
      `select people.campaign_id, people.person_id, '${part}' as part, false as is_without_rules from beside.${file}_of_${name} as people`,
    );
  }
  await engine.materialize(`beside.${name}`, parts.join(" union all "), "view");
  return `beside.${name}`;
}
