import { activityText } from "./activity-text.ts";
import type { Messages } from "./messages.ts";
import { type FileRows, HEARTBEAT_MS, type Reporter, type Verbosity } from "./reporter.ts";
import { padded, plainNumber, seconds } from "./text.ts";

/** Where a reporter writes, and what kind of place it is. */
export interface ReporterOutput {
  readonly write: (text: string) => void;
  /** A terminal that understands carriage returns. */
  readonly isTerminal: boolean;
  readonly style: Style;
  readonly verbosity: Verbosity;
  readonly messages: Messages;
  /** Milliseconds that only grow. */
  readonly now: () => number;
}

/** Colours, or none. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly red: (text: string) => string;
}

const FRAME_MS = 250;

/**
 * A reporter for standard error: on a terminal one line that shows the stage at work and its seconds, elsewhere one plain
 * line for each stage and a heartbeat every 30 seconds. Numbers in it are of files and records, never of people chosen.
 */
export function stageReporter(output: ReporterOutput): Reporter {
  let timer: NodeJS.Timeout | null = null;
  const isQuiet = output.verbosity === "quiet";
  const line = (text: string) => {
    clear(output);
    output.write(`${text}\n`);
  };
  const stop = () => {
    if (timer !== null) clearInterval(timer);
    timer = null;
    clear(output);
  };
  return {
    stageStarted(stage, activity) {
      if (isQuiet) return;
      const start = output.now();
      const tick = () => {
        const doing = activityText(activity(), output.messages);
        const text = `  ${padded(stage, 14)}${padded(seconds(output.now() - start), 8, "right")} …  ${doing}`.trimEnd();
        if (output.isTerminal) output.write(`\r\u001B[2K${output.style.dim(text)}`);
        else output.write(`${text}\n`);
      };
      timer = setInterval(tick, output.isTerminal ? FRAME_MS : HEARTBEAT_MS);
      timer.unref();
    },
    stageFinished(stage, elapsedMs) {
      stop();
      if (!isQuiet) line(`  ${output.style.green("✓")} ${padded(stage, 12)}${padded(seconds(elapsedMs), 8, "right")}`);
    },
    runIdentified() {
      // A person reads it at the end.
    },
    fileLoaded(file, rows) {
      if (!isQuiet && (output.verbosity === "verbose" || rows.rowsRejected > 0))
        line(`    ${fileText(file, rows, output.messages)}`);
    },
    note(text) {
      if (!isQuiet) line(text);
    },
    warn(text) {
      line(output.style.yellow(text));
    },
    close: stop,
  };
}

function fileText(file: string, rows: FileRows, messages: Messages): string {
  return messages.fileLoaded(
    file,
    plainNumber(rows.records),
    plainNumber(rows.rowsRejected),
    plainNumber(rows.rowsExcluded),
  );
}

function clear({ isTerminal, write }: ReporterOutput): void {
  if (isTerminal) write("\r\u001B[2K");
}
