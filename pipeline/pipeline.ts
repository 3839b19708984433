import { existsSync } from "node:fs";
import { join } from "node:path";

import type { RunContext } from "./context.ts";
import { checkDecoys } from "./decoys.ts";
import { drawHoldouts } from "./draw-holdouts.ts";
import { identifyRun } from "./manifest.ts";
import { fillParameters } from "./parameters.ts";
import { findScrubbed } from "./scrub.ts";
import { allocation } from "./stages/allocation.ts";
import { consent } from "./stages/consent.ts";
import { disclosure } from "./stages/disclosure.ts";
import { exportRun } from "./stages/export.ts";
import { gate } from "./stages/gate.ts";
import { identity } from "./stages/identity.ts";
import { load } from "./stages/load.ts";
import { segment } from "./stages/segment.ts";
import { warnOfTerms } from "./warn-of-terms.ts";

/** The stages in their order; data only moves forward. */
const STAGES = { load, identity, consent, segment, gate, allocation, disclosure, export: exportRun } as const;

export type StageName = keyof typeof STAGES;

export const STAGE_NAMES = Object.keys(STAGES) as StageName[];

/**
 * Runs the stages in order up to `until`. Returns false when the very same run is finished already, and nothing more was
 * done: its id is known as soon as the inputs are loaded and their denials absorbed.
 */
export async function runStages(context: RunContext, until: StageName): Promise<boolean> {
  warnOfTerms(context);
  await fillParameters(context);
  for (const name of STAGE_NAMES.slice(0, STAGE_NAMES.indexOf(until) + 1)) {
    // A list that is there asks about people, not segments: whoever is on it is the audience.
    if (context.staged !== null && name === "segment") continue;
    await runStage(context, name);
    if (name === "identity" && context.purpose !== "scrub") await checkDecoys(context);
    if (name !== "consent") continue;
    await drawHoldouts(context);
    if (context.purpose === "scrub") await findScrubbed(context);
    if (context.staged !== null) continue;
    context.results.runId = await identifyRun(context);
    if (context.purpose === "run") context.reporter.runIdentified(context.results.runId);
    const isFinished = existsSync(join(context.directories.runs, context.results.runId));
    if (isFinished && context.purpose === "run" && until === "export") return false;
  }
  return true;
}

async function runStage(context: RunContext, name: StageName): Promise<void> {
  const { clock, reporter, results } = context;
  const start = clock.now().getTime();
  reporter.stageStarted(name, () => context.watch.activity());
  await STAGES[name](context).catch((error: unknown) => {
    // A stage that failed goes on no more, and is not said to.
    reporter.close();
    throw error;
  });
  const elapsedMs = clock.now().getTime() - start;
  results.stages.push({ stage: name, elapsedMs, peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024) });
  reporter.stageFinished(name, elapsedMs);
}
