import type { Activity } from "../domain/activity.ts";

/** How a run tells what it is doing. Standard error only: output is data, messages are not. */
export interface Reporter {
  /** A stage begins; while it lasts, `activity` is asked what it is doing. */
  stageStarted(stage: string, activity: () => Activity | null): void;
  stageFinished(stage: string, elapsedMs: number): void;
  /** The run's id is known from here on. */
  runIdentified(runId: string): void;
  /** One input file is read, or was known. Takes anything with the counts of its records. */
  fileLoaded(file: string, rows: FileRows): void;
  /** One line to know. */
  note(text: string): void;
  /** One line to act upon. */
  warn(text: string): void;
  /** Removes what a terminal line still shows, and stops the heartbeat. */
  close(): void;
}

export interface FileRows {
  readonly records: number;
  readonly rowsLoaded: number;
  readonly rowsRejected: number;
  readonly rowsExcluded: number;
}

/** How much is told: errors and warnings only, stages as well, or every file. */
export type Verbosity = "quiet" | "normal" | "verbose";

/** How often a stage that lasts says so, where no line can be written over. Source: operations.md §3. */
export const HEARTBEAT_MS = 30_000;
