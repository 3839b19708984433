import { join, relative, resolve } from "node:path";

import type { RecallRecord, RecalledStop } from "../../src/artefacts/recall-record.ts";
import type { ReleaseRecord } from "../../src/artefacts/release-record.ts";
import { loadProject } from "../../src/config/load-project.ts";
import { type RecallCounts, recallCounts } from "../../src/disclosure/recall-counts.ts";
import type { Project } from "../../src/domain/project.ts";
import { releaseUnknown } from "../../src/errors.ts";
import type { StagedPerson } from "../../src/export/staged-list.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { openDirectories } from "../../src/state/directories.ts";
import { recallsOf } from "../../src/state/recall-store.ts";
import { ReleaseStore } from "../../src/state/release-store.ts";
import { findRun } from "../../src/state/run-store.ts";
import { isErased, peopleOfRelease, stopsSince } from "../find-stops-since.ts";
import { openContext } from "../open-context.ts";
import { countingOf } from "../recall-counting.ts";
import { runStages } from "../pipeline.ts";
import { referencesOf, sealRecall } from "../seal-recall.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { projectOption } from "./project-option.ts";

export interface RecallOptions extends GlobalOptions {
  readonly release: string;
}

/**
 * Asks the gates once more about everybody a release handed out, on the inputs as they are now, and writes the references of those who may not be
 * contacted any more, with a report of how long each stop took. A recall that would say what the last one said writes nothing.
 * Throws GK0428 for a release that is not there.
 */
export async function recall(options: RecallOptions, command: CommandContext): Promise<{ readonly isNew: boolean }> {
  const projectFolder = resolve(command.folder, options.projectDir);
  const project = loadProject(projectFolder, command.environment, options);
  const directories = await openDirectories(project.directory);
  const releases = await ReleaseStore.open(directories.releases);
  const record = releaseNamed(releases, options.release);
  const run = await findRun(directories.runs, record.runId);
  const before = await recallsOf(releases.folderOf(record.releaseId));
  let people: StagedPerson[] = [];
  const opened = await openContext({
    ...options,
    ...command,
    projectFolder,
    asOf: run.manifest.as_of_text,
    select: record.campaigns.map(({ campaignId }) => campaignId),
    exclude: [],
    purpose: "release",
    readStaged: async (engine) => {
      people = await peopleOfRelease(engine, join(releases.folderOf(record.releaseId), "private", "contacts.parquet"));
      return people.filter((person) => !isErased(person));
    },
  });
  try {
    await runStages(opened.context, "gate");
    const earlier = before.flatMap(({ stops }) => stops);
    const stops = await stopsSince(opened.context, record, people, earlier);
    const isNew = !isSame(record, stops, before.at(-1));
    const counting = countingOf(opened.context, run, people, before);
    const { shownOf } = counting;
    const made = isNew
      ? await sealRecall(opened, record, stops, { number: before.length + 1, shownOf })
      : before.at(-1);
    const counts =
      made === undefined ? NO_COUNTS : recallCounts(counting.recalledBy(made), made.shown ?? (await shownOf(made)));
    report(made, counts, isNew, project, options, command);
    return { isNew };
  } finally {
    await opened.close();
  }
}

function releaseNamed(releases: ReleaseStore, releaseId: string): ReleaseRecord {
  const found = releases.records.find((record) => record.releaseId === releaseId);
  if (found !== undefined) return found;
  const [newest] = releases.records.toSorted((a, b) => (a.releasedAt < b.releasedAt ? 1 : -1));
  throw releaseUnknown({ release: releaseId, nearest: newest?.releaseId });
}

/** Whether a recall of these stops would say what the last one said; without one, whether there is nothing to say. */
function isSame(record: ReleaseRecord, stops: readonly RecalledStop[], last: RecallRecord | undefined): boolean {
  return record.campaigns.every(
    ({ campaignId }) => referencesOf(stops, campaignId).join() === referencesOf(last?.stops ?? [], campaignId).join(),
  );
}

/** Nobody was ever recalled. */
const NO_COUNTS: RecallCounts = { ofLists: new Map(), inTime: 0, late: 0 };

function report(
  made: RecallRecord | undefined,
  { ofLists, inTime, late }: RecallCounts,
  isNew: boolean,
  { directory }: Project,
  options: RecallOptions,
  command: CommandContext,
): void {
  const { print, messages, format, folder, program } = command;
  const place = made && join(directory, ".gatekeeper", "releases", made.releaseId, made.recallId);
  const shown = (campaignId: string) => ofLists.get(campaignId) ?? null;
  if (format === "json") {
    print(
      canonicalJson({
        recall_id: made?.recallId ?? null,
        is_new: isNew,
        lists: (made?.lists ?? []).map(({ campaignId, file, sha256 }) => ({
          campaign_id: campaignId,
          file,
          sha256,
          references: shown(campaignId),
        })),
        people_in_time: inTime,
        people_late: late,
      }),
    );
    return;
  }
  const { recall: texts } = messages;
  if (made === undefined || place === undefined) print(texts.nobody);
  else {
    print(isNew ? texts.recalled(made.recallId) : texts.recalledBefore(made.recallId));
    for (const { campaignId, file } of made.lists)
      print(texts.list(campaignId, relative(folder, join(place, file)), text(shown(campaignId))));
    const times = relative(folder, join(place, "private", "response-times.csv"));
    print(texts.responseTimes(text(inTime), text(late), times));
  }
  print(messages.next(`${program} feedback FILE${projectOption(folder, directory, options.target)}`));
}

function text(count: number | null): string {
  return count === null ? "[c]" : String(count);
}
