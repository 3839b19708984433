import { existsSync } from "node:fs";
import { readFile, rename } from "node:fs/promises";
import { join, relative } from "node:path";

import type { ExactCountsJson, PublicCountsJson } from "../../src/artefacts/counts.ts";
import {
  publicRunDifference,
  type PublicRunDifferenceJson,
  runDifference,
  type RunDifferenceJson,
} from "../../src/artefacts/run-difference.ts";
import { runPruned } from "../../src/errors.ts";
import {
  countsBeside,
  type ManifestDifference,
  manifestDifference,
  movesBetween,
} from "../../src/export/run-difference.ts";
import { makePrivateFolder } from "../../src/io/atomic-write.ts";
import { type FinishedRun, findRun } from "../../src/state/run-store.ts";
import type { CommandContext, GlobalOptions, Reader } from "./command.ts";
import { differenceLines, publicDifferenceLines } from "./difference-lines.ts";
import { type OpenEvidence, withEvidence } from "./open-evidence.ts";
import { printArtefact } from "./print-artefact.ts";

export interface DiffOptions extends GlobalOptions {
  readonly from: string;
  readonly to: string;
  readonly reader: Reader;
}

/**
 * Says what differs between two runs: inputs, configuration, program, campaigns and counts. To the officer with exact counts, and
 * with a file of everybody who was decided on otherwise; to anyone else with protected ones. Throws GK0405 and GK0420.
 */
export async function diff(options: DiffOptions, command: CommandContext): Promise<void> {
  await withEvidence(options, command, async (evidence) => {
    const { runs } = evidence.directories;
    const [from, to] = [await findRun(runs, options.from), await findRun(runs, options.to)];
    const difference = manifestDifference(from.manifest, to.manifest);
    if (options.reader === "officer") report(await exactDifference(evidence, from, to, difference), command);
    else reportProtected(await protectedDifference(from, to, difference), command);
  });
}

async function exactDifference(
  { engine, temporaryFolder, projectFolder }: OpenEvidence,
  from: FinishedRun,
  to: FinishedRun,
  difference: ManifestDifference,
): Promise<RunDifferenceJson> {
  for (const { folder, manifest } of [from, to])
    if (
      !existsSync(join(folder, "private", "decisions.parquet")) ||
      !existsSync(join(folder, "private", "counts.json"))
    )
      throw runPruned({ run: manifest.run_id });
  const temporary = join(temporaryFolder, "moved.parquet");
  await makePrivateFolder(temporaryFolder);
  const moves = await movesBetween(engine, from, to, temporary);
  // Who they are stays on the private side of the later run, and goes with it.
  const folder = join(to.folder, "private", "differences");
  const path = join(folder, `${from.manifest.run_id}.parquet`);
  if (moves.length > 0) {
    await makePrivateFolder(folder);
    await rename(temporary, path);
  }
  const countsOf = async (run: FinishedRun) =>
    JSON.parse(await readFile(join(run.folder, "private", "counts.json"), "utf8")) as ExactCountsJson;
  return {
    ...difference,
    counts: countsBeside(await countsOf(from), await countsOf(to)),
    moves,
    people_file: moves.length > 0 ? relative(projectFolder, path) : null,
  };
}

async function protectedDifference(
  from: FinishedRun,
  to: FinishedRun,
  difference: ManifestDifference,
): Promise<PublicRunDifferenceJson> {
  const countsOf = async (run: FinishedRun) =>
    JSON.parse(await readFile(join(run.folder, "public", "counts.json"), "utf8")) as PublicCountsJson;
  const [before, after] = [await countsOf(from), await countsOf(to)];
  const ids = [...new Set([...before.campaigns, ...after.campaigns].map(({ campaign_id: id }) => id))].toSorted();
  const of = ({ campaigns }: PublicCountsJson, id: string) => {
    const own = campaigns.find(({ campaign_id: campaignId }) => campaignId === id);
    return own === undefined ? null : { candidates: own.candidates, listed: own.listed };
  };
  return {
    ...difference,
    minimum_units: after.minimum_units,
    inputs: difference.inputs.map(({ table, source, file, change }) => ({ table, source, file, change })),
    counts: ids.map((id) => ({ campaign_id: id, before: of(before, id), after: of(after, id) })),
  };
}

function report(difference: RunDifferenceJson, command: CommandContext): void {
  if (command.format === "json") printArtefact(runDifference, difference, command);
  else for (const line of differenceLines(difference, command.messages)) command.print(line);
}

function reportProtected(difference: PublicRunDifferenceJson, command: CommandContext): void {
  if (command.format === "json") printArtefact(publicRunDifference, difference, command);
  else for (const line of publicDifferenceLines(difference, command.messages)) command.print(line);
}
