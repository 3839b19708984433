import { type ReplayJson, replayArtefact } from "../../src/artefacts/replay.ts";
import type { RunManifest } from "../../src/artefacts/run-manifest.ts";
import { sqlHash } from "../../src/catalog/sql-folder.ts";
import type { Project } from "../../src/domain/project.ts";
import { replayConfigurationDiffers, replayDiffers, replayErased, replayProgramDiffers } from "../../src/errors.ts";
import { partsThatDiffer } from "../../src/export/run-difference.ts";
import { compareFolders } from "../../src/io/compare-folders.ts";
import { packageVersion } from "../../src/io/package-root.ts";
import { plainNumber } from "../../src/report/text.ts";
import { ReleaseStore } from "../../src/state/release-store.ts";
import { type FinishedRun, findRun } from "../../src/state/run-store.ts";
import { rewrittenFiles } from "../erased-hashes.ts";
import { configurationParts } from "../manifest.ts";
import { openContext } from "../open-context.ts";
import { runStages } from "../pipeline.ts";
import { BESIDE_OTHERS } from "../replay-beside.ts";
import { makeReplayProject, type ReplayProject } from "../replay-project.ts";
import { runFolder } from "../run-folder.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { withEvidence } from "./open-evidence.ts";
import { printArtefact } from "./print-artefact.ts";

export interface ReplayOptions extends GlobalOptions {
  readonly run: string;
}

/**
 * Makes a run again from what was known then, and says whether every file has the same bytes. Nothing that lasts is changed.
 * Throws GK0405, GK0420, GK0423–GK0427, GK0444 when somebody was erased from it since, and GK0471 when a file differs.
 */
export async function replay(options: ReplayOptions, command: CommandContext): Promise<void> {
  await withEvidence(options, command, async ({ directories, projectFolder, stops, engine, temporaryFolder }) => {
    const run = await findRun(directories.runs, options.run);
    const { run_id: runId, version, sql_sha256: sql } = run.manifest;
    if (version !== packageVersion() || sql !== sqlHash()) throw replayProgramDiffers({ run: runId, version });
    const rewritten = [...(await rewrittenFiles(directories))];
    if (rewritten.some((file) => file.startsWith(`runs/${runId}/`))) throw replayErased({ run: runId });
    const releases = await ReleaseStore.open(directories.releases);
    const { environment } = command;
    const past = { run, directories, projectFolder, stops, releases, engine, environment, temporaryFolder };
    const made = await makeReplayProject(past);
    assertConfiguration(run.manifest, made.project);
    const found = await replayed(run, made, options, command);
    report(found, command);
    if (found.verdict === "differs") throw replayDiffers({ run: runId, files: found.differing });
  });
}

/** The configuration that was kept must still mean the same: targets, variables and keys come from outside it. */
function assertConfiguration(manifest: RunManifest, project: Project): void {
  const parts = partsThatDiffer(manifest.configuration_parts, configurationParts(project));
  const campaigns = manifest.campaigns.filter(
    ({ campaign_id: id, campaign_sha256: hash }) =>
      project.campaigns.find((known) => known.id === id)?.contentHash !== hash,
  );
  const changed = [...parts, ...campaigns.map(({ campaign_id: id }) => id)];
  if (changed.length > 0) throw replayConfigurationDiffers({ run: manifest.run_id, parts: changed });
}

async function replayed(
  run: FinishedRun,
  { folder, target, hasBeside }: ReplayProject,
  options: ReplayOptions,
  command: CommandContext,
): Promise<ReplayJson> {
  const { manifest } = run;
  const opened = await openContext({
    ...options,
    ...command,
    projectFolder: folder,
    target,
    asOf: manifest.as_of_text,
    compareAsOf: comparedWith(manifest),
    select: manifest.campaigns.map(({ campaign_id: id }) => id),
    exclude: [],
    purpose: "run",
    withoutJournal: true,
  });
  try {
    await runStages(opened.context, "export");
    // Whatever else decides is in the id: the state, the rules of law, the inputs.
    if (opened.context.results.runId !== manifest.run_id)
      throw replayConfigurationDiffers({ run: manifest.run_id, parts: [] });
    return await compareWith(run, runFolder(opened.context), hasBeside ? [] : BESIDE_OTHERS);
  } finally {
    await opened.close();
  }
}

/** The moment that has to be asked for: one that no run was made for, or that is not the latest of those looked back at. */
function comparedWith({ compared_with: compared, sizes_of: sizes }: RunManifest): string | undefined {
  if (compared === null) return undefined;
  const isLatest = sizes.every(({ as_of: at }) => at <= compared.as_of);
  return compared.run_id !== null && isLatest ? undefined : `${compared.as_of.replace(" ", "T")}Z`;
}

/** Files that hold the clock, or were made of the run afterwards. */
const OF_ANOTHER_TIME =
  /^(?:private\/(?:origin|pruned)\.json|private\/(?:differences|scrubs)\/.*|public\/run_results\.json)$/u;

async function compareWith(
  { folder, manifest, pruned }: FinishedRun,
  again: string,
  apart: readonly string[],
): Promise<ReplayJson> {
  const { same, differing, onlyInFirst, onlyInSecond } = await compareFolders(folder, again);
  const isOfRun = (file: string) => !OF_ANOTHER_TIME.test(file) && !apart.includes(file);
  const isPruned = (file: string) => pruned.some((name) => `${file}/`.startsWith(`private/${name}/`));
  const differs = [...differing, ...onlyInFirst, ...onlyInSecond.filter((file) => !isPruned(file))].filter(isOfRun);
  return {
    run_id: manifest.run_id,
    verdict: differs.length === 0 ? "same" : "differs",
    same: same.filter(isOfRun).length,
    differing: differs.toSorted(),
    not_kept: [...onlyInSecond.filter(isPruned), ...apart].toSorted(),
  };
}

function report(found: ReplayJson, command: CommandContext): void {
  const { print, messages, format } = command;
  if (format === "json") {
    printArtefact(replayArtefact, found, command);
    return;
  }
  const { replay: words } = messages.evidenceText;
  print(found.verdict === "same" ? words.same(found.run_id, plainNumber(found.same)) : words.differs(found.run_id));
  for (const file of found.differing) print(`  ${file}`);
  if (found.not_kept.length > 0) print(words.notKept(plainNumber(found.not_kept.length)));
}
