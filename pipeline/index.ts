/** The public API: open a project, run its stages, read what they found. The bin is a thin layer over it. */
export type { ResolvedCampaign, RunContext, RunPurpose, RunResults } from "./context.ts";
export { openContext, type OpenContext, type OpenOptions } from "./open-context.ts";
export { runStages, STAGE_NAMES, type StageName } from "./pipeline.ts";
export { loadProject } from "../src/config/load-project.ts";
export { EXIT_CODES, GatekeeperError, GatekeeperErrors } from "../src/errors.ts";
export type { CampaignCounts, PublicCounts } from "../src/disclosure/counts.ts";
export type { Engine } from "../src/engine/engine.ts";
