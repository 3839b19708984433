import { medianOf } from "./median.ts";
import type { Measurement } from "./measure.ts";
import type { Result, Way } from "./run.ts";

/** The measurements as a table: medians, and how many times the yardstick's each of the product's is. */
export function printSummary({ transactions, agreement, measurements }: Result): string {
  const rows = (Object.keys(LABELS) as Way[]).map((way) => {
    const yardstick = YARDSTICKS[way] === undefined ? undefined : measurements[YARDSTICKS[way]];
    const own = measurements[way];
    const ratio = (field: NumericField): string =>
      yardstick === undefined ? "" : times(median(own, field) / median(yardstick, field));
    return [
      LABELS[way],
      seconds(median(own, "wall_ms")),
      ratio("wall_ms"),
      seconds(median(own, "cpu_ms")),
      ratio("cpu_ms"),
      `${Math.round(median(own, "peak_mb"))} MB`,
      YARDSTICKS[way] === undefined ? "" : seconds(median(own, "start_ms")),
    ];
  });
  const { listed, listed_differences, segment_differences } = agreement;
  const title = `${transactions} transactions, median of ${measurements.cold.length}; ${listed} listed`;
  const verdict =
    listed_differences + segment_differences === 0
      ? "the same people listed, the same segments"
      : `NOT COMPARABLE: ${listed_differences} people and ${segment_differences} segments differ`;
  return `\n${title}; ${verdict}\n${align([["", "wall", "× bare", "cpu", "× bare", "peak", "first stage after"], ...rows])}`;
}

/** What each stage of the product and each statement of the yardstick took in the last turn. */
export function printStages({ stages_ms, stages_peak_mb }: Result): string {
  const told = (Object.keys(LABELS) as Way[]).filter((way) => Object.keys(stages_ms[way]).length > 0);
  const lines = told.map((way) => {
    const peaks = way === "cold" || way === "warm" ? stages_peak_mb[way] : {};
    const parts = Object.entries(stages_ms[way]).map(([stage, elapsed_ms]) => {
      const peak = peaks[stage];
      return `${stage} ${seconds(elapsed_ms)}${peak === undefined ? "" : ` ${peak} MB`}`;
    });
    return [LABELS[way], parts.join("  ")];
  });
  return align(lines);
}

/** What each way of the product is compared with. */
const YARDSTICKS: Readonly<Partial<Record<Way, Way>>> = {
  load_ledger: "bare_read_ledger",
  load: "bare_read",
  cold: "bare_csv",
  warm: "bare_parquet",
};

const LABELS: Readonly<Record<Way, string>> = {
  bare_read_ledger: "bare typed read, transactions",
  load_ledger: "gatekeeper, load, transactions",
  bare_read: "bare typed read, all files",
  load: "gatekeeper, load, all files",
  bare_csv: "bare from CSV",
  cold: "gatekeeper, cold",
  bare_parquet: "bare from Parquet",
  warm: "gatekeeper, warm",
};

type NumericField = "wall_ms" | "cpu_ms" | "peak_mb" | "start_ms";

function median(measurements: readonly Measurement[], field: NumericField): number {
  return medianOf(measurements.map((measurement) => measurement[field]));
}

function seconds(elapsed_ms: number): string {
  return `${(elapsed_ms / 1000).toFixed(2)} s`;
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}

function align(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
