import type { CanonicalValue } from "../domain/canonical-value.ts";
import type { Clock } from "../domain/clock.ts";
import type { Reporter, Verbosity } from "./reporter.ts";

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
  const line = (level: "info" | "warning", fields: Readonly<Record<string, CanonicalValue>>) => {
    const place = { ...(run === null ? {} : { run }), ...(stage === null ? {} : { stage }) };
    write(`${JSON.stringify({ time: clock.now().toISOString(), level, ...place, ...fields })}\n`);
  };
  const info = (fields: Readonly<Record<string, CanonicalValue>>) => {
    if (verbosity !== "quiet") line("info", fields);
  };
  return {
    stageStarted(name) {
      stage = name;
      info({ event: "stage_started" });
    },
    stageFinished(name, elapsedMs) {
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
    close() {
      // Nothing stays on a line, and no heartbeat runs.
    },
  };
}
