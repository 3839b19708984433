import type { Activity } from "../domain/activity.ts";
import type { CanonicalValue } from "../domain/canonical-value.ts";
import type { Clock } from "../domain/clock.ts";
import { HEARTBEAT_MS, type Reporter, type Verbosity } from "./reporter.ts";

/** Where a log is written, and how much of it. */
export interface LogOutput {
  readonly write: (text: string) => void;
  readonly verbosity: Verbosity;
  readonly clock: Clock;
}

/**
 * A reporter for programs: one JSON object a line with `time` (ISO 8601 in UTC) and `level`, and `run` and `stage` where
 * they are known. No line holds a value of a record. Source: operations.md §3.
 */
export function jsonReporter({ write, verbosity, clock }: LogOutput): Reporter {
  let run: string | null = null;
  let stage: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  const stop = () => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };
  const line = (level: "info" | "warning", fields: Readonly<Record<string, CanonicalValue>>) => {
    const place = { ...(run === null ? {} : { run }), ...(stage === null ? {} : { stage }) };
    write(`${JSON.stringify({ time: clock.now().toISOString(), level, ...place, ...fields })}\n`);
  };
  const info = (fields: Readonly<Record<string, CanonicalValue>>) => {
    if (verbosity !== "quiet") line("info", fields);
  };
  return {
    stageStarted(name, activity) {
      stage = name;
      info({ event: "stage_started" });
      const start = clock.now().getTime();
      const beat = () => {
        info({ event: "stage_running", elapsed_ms: clock.now().getTime() - start, ...activityJson(activity()) });
      };
      timer = setInterval(beat, HEARTBEAT_MS);
      timer.unref();
    },
    stageFinished(name, elapsedMs) {
      stop();
      stage = name;
      info({ event: "stage_finished", elapsed_ms: elapsedMs });
      stage = null;
    },
    runIdentified(runId) {
      run = runId;
      info({ event: "run_identified" });
    },
    fileLoaded(file, { records, rowsLoaded, rowsRejected, rowsExcluded }) {
      if (verbosity !== "verbose" && rowsRejected === 0) return;
      info({ event: "file_loaded", file, records, loaded: rowsLoaded, rejected: rowsRejected, excluded: rowsExcluded });
    },
    note(message) {
      info({ message });
    },
    warn(message) {
      line("warning", { message });
    },
    close: stop,
  };
}

function activityJson(activity: Activity | null): Readonly<Record<string, CanonicalValue>> {
  if (activity === null) return {};
  const { step, share, files } = activity;
  return {
    ...(step === null ? {} : { step }),
    ...(share === null ? {} : { percent: Math.floor(share * 100) }),
    ...(files === null ? {} : { files_loaded: files.loaded, files_found: files.found, records: files.records }),
  };
}
