import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { PublicCountsJson } from "../src/artefacts/counts.ts";
import type { NoticeChange, PublicNoticeChange } from "../src/disclosure/counts.ts";
import { groupsOfRun } from "../src/disclosure/earlier-counts.ts";
import { type CountedGroup, protectGroups } from "../src/disclosure/protect-groups.ts";
import { CANDIDATES, groupId } from "../src/disclosure/run-counts.ts";
import { loadSolver } from "../src/disclosure/solver.ts";
import type { Engine } from "../src/engine/engine.ts";
import { PEOPLE_TO_TELL } from "../src/export/people-to-tell.ts";
import { type DecidedParts, peopleAtoms } from "../src/export/people-atoms.ts";
import { publicCountsJson } from "../src/export/run-artefacts.ts";
import { readRuns } from "../src/state/run-store.ts";
import type { RunContext } from "./context.ts";

/** What is named in place of the run that a notice's people belong to. */
const NOTICES = "notices";

/**
 * How many people must be told of each changed notice, as everybody may see it: beside each other, beside the counts of the run's campaigns, and beside what earlier
 * runs said of notices. To be asked when the counts are protected and the people to tell are found.
 */
export async function protectNotices(
  context: RunContext,
  changes: readonly NoticeChange[],
): Promise<PublicNoticeChange[]> {
  if (changes.length === 0) return [];
  const { engine, results, project } = context;
  const { minimumUnits } = project.disclosure;
  const ids = changes.map(({ noticeId }) => noticeId);
  const own = await nameTold(engine, "export.people_to_tell", NOTICES, ids);
  const run = {
    runId: "",
    table: "disclosure.decided_parts",
    campaignIds: results.counts.map(({ campaignId }) => campaignId),
  };
  const earlier = await earlierNotices(context);
  const known = [...groupsOfRun("", publicCountsJson(results.publicCounts, minimumUnits)), ...earlier.groups];
  const open = ids.map((id): CountedGroup => ({ id: groupId(NOTICES, id, CANDIDATES), fate: "open", least: 1 }));
  const atoms = await peopleAtoms(engine, [own, run, ...earlier.sources], false);
  const withheld = atoms && protectGroups(await loadSolver(), [...known, ...open], atoms, minimumUnits).withheld;
  const isShown = (id: string) => withheld !== null && !withheld.has(groupId(NOTICES, id, CANDIDATES));
  return changes.map((change) => ({ ...change, people: isShown(change.noticeId) ? change.people : null }));
}

/** Names whom a table has to tell, each notice like a campaign. */
async function nameTold(
  engine: Engine,
  table: string,
  runId: string,
  campaignIds: readonly string[],
): Promise<DecidedParts> {
  const name = `beside.told_of_${runId.replaceAll(/\W/gu, "_")}`;
  await engine.materialize(
    name,
    `select told.notice_id as campaign_id, told.person_id, 'told' as part, false as is_without_rules from ${table} as told`,
    "view",
  );
  return { runId, table: name, campaignIds };
}

/** What earlier runs said, as far as whom they meant is kept. */
async function earlierNotices({ engine, directories, results }: RunContext) {
  const sources: DecidedParts[] = [];
  const groups: CountedGroup[] = [];
  for (const { folder, manifest } of await readRuns(directories.runs)) {
    const file = join(folder, "private", PEOPLE_TO_TELL);
    if (manifest.run_id === results.runId || !existsSync(file)) continue;
    const text = await readFile(join(folder, "public", "counts.json"), "utf8");
    const { notices = [] } = JSON.parse(text) as PublicCountsJson;
    const runId = `${NOTICES} ${manifest.run_id}`;
    const table = `beside.told_${manifest.run_id.replace("-", "_")}`;
    await engine.attach(table, [file]);
    const ids = notices.map(({ notice_id: id }) => id);
    sources.push(await nameTold(engine, table, runId, ids));
    for (const { notice_id: id, people_to_tell: people } of notices)
      groups.push({ id: groupId(runId, id, CANDIDATES), fate: people === null ? "hidden" : "shown", least: 0 });
  }
  return { sources, groups };
}
