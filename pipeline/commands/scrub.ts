import { basename, join, relative, resolve } from "node:path";

import { present } from "../../src/assert.ts";
import { loadProject } from "../../src/config/load-project.ts";
import type { CampaignCounts, PublicCounts } from "../../src/disclosure/counts.ts";
import { CANDIDATES, groupId } from "../../src/disclosure/run-counts.ts";
import { campaignUnknown } from "../../src/errors.ts";
import { nearest } from "../../src/expression/suggest.ts";
import { makePrivateFolder } from "../../src/io/atomic-write.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { sha256File } from "../../src/io/sha256.ts";
import { readScrubbedList } from "../../src/load/read-scrubbed-list.ts";
import { columnsText, plainNumber } from "../../src/report/text.ts";
import { directoriesOf } from "../../src/state/directories.ts";
import { type FinishedRun, findRun } from "../../src/state/run-store.ts";
import type { RunContext } from "../context.ts";
import { openContext } from "../open-context.ts";
import { runStages } from "../pipeline.ts";
import { protectCounts } from "../protect-counts.ts";
import { attachScrubbed, judgeScrubbed, type ScrubbedCounts, writeVerdicts } from "../scrub.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { namedFile } from "./named-file.ts";
import { projectOption } from "./project-option.ts";

export interface ScrubOptions extends GlobalOptions {
  /** Relative to the current folder. */
  readonly file: string;
  readonly campaign: string;
  readonly run: string | undefined;
}

/**
 * Asks every gate of a campaign about the people whom a list from elsewhere means, on inputs and refusals as they are now: whoever is on it
 * takes the place of the campaign's audience, list and budget. Shows protected counts; each record's verdict goes to the officer's side of the
 * run. Throws GK0404, GK0405, GK0473 to GK0475 and what loading throws.
 */
export async function scrub(options: ScrubOptions, command: CommandContext): Promise<void> {
  const path = namedFile(command.folder, options.file);
  const projectFolder = resolve(command.folder, options.projectDir);
  loadProject(projectFolder, command.environment, options);
  const run = await findRun(directoriesOf(projectFolder).runs, options.run);
  const known = run.manifest.campaigns.map(({ campaign_id: id }) => id);
  if (!known.includes(options.campaign))
    throw campaignUnknown({
      campaign: options.campaign,
      nearest: nearest(options.campaign, known),
      run: { id: run.manifest.run_id, campaigns: known },
    });
  const opened = await openContext({
    ...options,
    ...command,
    projectFolder,
    asOf: run.manifest.as_of_text,
    select: [options.campaign],
    exclude: [],
    purpose: "scrub",
    readStaged: async () => Promise.resolve([]),
  });
  try {
    const context = withoutBudget(opened.context);
    const { local, temporaryFolder, project } = context;
    const reading = { local, temporaryFolder, defaultCountry: project.defaultCountry, name: options.file };
    const list = await readScrubbedList(path, reading);
    await attachScrubbed(context, list);
    await runStages(context, "allocation");
    const counts = await protectedCounts(context, await judgeScrubbed(context), options.campaign);
    const verdicts = await keepVerdicts(context, run, options.campaign, path);
    report({ counts, records: list.records, verdicts, run }, context, options, command);
  } finally {
    await opened.close();
  }
}

/** A list is asked about and not made: nobody is left out for want of a place. */
function withoutBudget(context: RunContext): RunContext {
  const campaigns = context.campaigns.map((each) => ({ ...each, campaign: { ...each.campaign, budget: undefined } }));
  return { ...context, campaigns };
}

/** The file's name says what was asked: asked again, it is written anew. */
async function keepVerdicts(context: RunContext, run: FinishedRun, campaign: string, list: string): Promise<string> {
  const folder = join(run.folder, "private", "scrubs");
  await makePrivateFolder(folder);
  const path = join(folder, `${campaign}-${(await sha256File(list)).slice(0, 16)}.csv`);
  await writeVerdicts(context, path);
  return path;
}

interface Scrubbed {
  readonly counts: PublicCounts;
  readonly records: number;
  /** The officer's file. */
  readonly verdicts: string;
  readonly run: FinishedRun;
}

/** No class of reasons has this name. */
const UNKNOWN = "unknown";

/** As anyone may see it, beside what runs showed: whoever adds strangers to a list of few learns nothing about the few. */
async function protectedCounts(context: RunContext, found: ScrubbedCounts, campaignId: string): Promise<PublicCounts> {
  const { known, unknown, contactable, byClass } = found;
  const strangers = unknown === 0 ? [] : [{ reasonClass: UNKNOWN, people: unknown }];
  const exact: CampaignCounts = {
    campaignId,
    candidates: known < context.project.disclosure.minimumUnits ? 0 : known + unknown,
    listed: contactable,
    heldOut: 0,
    refused: known - contactable + unknown,
    withoutRules: 0,
    byReason: [],
    byClass: [...byClass, ...strangers],
  };
  const groups = [CANDIDATES, UNKNOWN].map((part) => groupId("", campaignId, part));
  const { shown } = await protectCounts(context, {
    counts: [exact],
    table: "scrub.person_parts",
    others: unknown === 0 ? [] : [{ groups, people: unknown }],
  });
  return present(shown[0], "counts of one campaign are shown as such");
}

function report(found: Scrubbed, { project }: RunContext, options: ScrubOptions, command: CommandContext): void {
  const { print, messages, format, folder, program } = command;
  const { minimumUnits } = project.disclosure;
  const { candidates, listed, byClass } = found.counts;
  const people = (name: string) => byClass.find(({ reasonClass }) => reasonClass === name)?.people;
  const verdicts = relative(folder, found.verdicts);
  if (format === "json") {
    print(
      canonicalJson({
        campaign_id: options.campaign,
        run_id: found.run.manifest.run_id,
        records: found.records,
        minimum_units: minimumUnits,
        people: candidates,
        contactable: listed,
        refused_by_class: Object.fromEntries(byClass.map((each) => [each.reasonClass, each.people])),
        verdicts_file: verdicts,
      }),
    );
    return;
  }
  const { scrub: words } = messages;
  const isHidden = candidates === null && byClass.length === 0;
  print(words.asked(basename(options.file), plainNumber(found.records), options.campaign));
  const rows: (readonly [string, number | null | undefined])[] = [
    ...Object.entries(messages.reasonClasses).map(
      ([name, label]) => [messages.refusedBecause(label), people(name)] as const,
    ),
    [words.unknown, people(UNKNOWN)],
    [words.contactable, listed],
  ];
  const shown = rows.flatMap(([label, count]) =>
    count === undefined ? [] : [[label, count === null ? "[c]" : plainNumber(count)]],
  );
  if (isHidden) print(`  ${words.tooFew(minimumUnits)}`);
  else for (const line of columnsText(shown, [false, true])) print(`  ${line}`);
  if (!isHidden && rows.some(([, count]) => count === null)) print(messages.withheldNote(minimumUnits));
  print(words.verdicts(verdicts));
  print(
    messages.next(
      `${program} plan ${options.campaign} --as-of DAY${projectOption(folder, project.directory, options.target)}`,
    ),
  );
}
