import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cellDifferences, segmentDifferences } from "./compare.ts";
import { makeLedgerProject } from "./ledger-project.ts";
import { measure } from "./measure.ts";
import { medianOf } from "./median.ts";

/** What facts, scores and segments take, and the reports made of them, each beside the same results as one bare statement. */
export interface SegmentFigures {
  /** People whose facts, scores or segment differ; must be 0 for the times to be comparable. */
  readonly differences: number;
  /** Published cells of reports that differ; must be 0 as well. */
  readonly cell_differences: number;
  readonly segments: Figures;
  /** What reports of segments, channels, categories, cohorts, status, due and concentration take beside. */
  readonly reports: Figures;
  /** What stability and migration take beside: two other moments are computed for them. */
  readonly moments: Figures;
}

interface Figures extends StageFigures {
  /** What the bare statement takes for the same. */
  readonly bare_ms: number;
}

interface StageFigures {
  readonly elapsed_ms: number;
  /** Of the process until these figures. */
  readonly peak_mb: number;
}

const PROGRAM = fileURLToPath(new URL("../../../dist/pipeline/cli.js", import.meta.url));
const BARE = fileURLToPath(new URL("bare.js", import.meta.url));

/** The folder of the project whose reports are measured. */
const PROJECT = "reports-project";

/** The stages that segments and reports are made in. */
const STAGES: ReadonlySet<string> = new Set(["segment", "gate", "disclosure"]);

/** Measures the segments of the scale project in `folder` so many times, each way in a process of its own, the files known. */
export async function measureSegments(folder: string, turns: number): Promise<SegmentFigures> {
  const own = makeLedgerProject(folder, PROJECT, ["channel", "category"]);
  await measure(PROGRAM, [...job(own), "--until", "load"]);
  const measured: SegmentFigures[] = [];
  for (let turn = 1; turn <= turns; turn += 1) {
    process.stderr.write(`segments ${turn} of ${turns}\n`);
    measured.push(await measureOnce(folder, own));
  }
  return {
    differences: Math.max(...measured.map(({ differences }) => differences)),
    cell_differences: Math.max(...measured.map(({ cell_differences }) => cell_differences)),
    segments: middle(measured.map(({ segments }) => segments)),
    reports: middle(measured.map(({ reports }) => reports)),
    moments: middle(measured.map(({ moments }) => moments)),
  };
}

/** The median of each figure; of memory, the most. */
function middle(figures: readonly Figures[]): Figures {
  return {
    elapsed_ms: medianOf(figures.map(({ elapsed_ms }) => elapsed_ms)),
    bare_ms: medianOf(figures.map(({ bare_ms }) => bare_ms)),
    peak_mb: Math.max(...figures.map(({ peak_mb }) => peak_mb)),
  };
}

async function measureOnce(folder: string, own: string): Promise<SegmentFigures> {
  writeReports(own, []);
  const out = join(folder, "bare", "segments");
  const { output } = await measure(BARE, ["--from", "none", "--work", "segments", "--data", folder, "--out", out]);
  const bare = (JSON.parse(output) as { elapsed_ms: Record<"segments" | "reports" | "moments", number> }).elapsed_ms;
  const plain = await measureStages(own, []);
  const differences = await segmentDifferences(runOf(own), join(out, "segments.parquet"));
  writeReports(own, [FACTS]);
  const facts = await measureStages(own, []);
  writeReports(own, [FACTS, MOMENTS]);
  const moments = await measureStages(own, ["--compare-as-of", "2026-10-01"]);
  const report = join(runOf(own), "public", "reports", "all");
  return {
    differences,
    cell_differences: await cellDifferences(report, DIMENSIONS, join(out, "cells.parquet")),
    segments: { ...figuresOf(plain.filter(({ stage }) => stage === "segment")), bare_ms: bare.segments },
    reports: { ...beside(facts, plain), bare_ms: bare.reports },
    moments: { ...beside(moments, facts), bare_ms: bare.moments },
  };
}

/** The figures as lines, with how many times the bare statement's each is. */
export function printSegments({ differences, cell_differences, segments, reports, moments }: SegmentFigures): string {
  const line = (label: string, { elapsed_ms, bare_ms, peak_mb }: Figures) =>
    `${label.padEnd(40)} ${seconds(elapsed_ms)}  bare ${seconds(bare_ms)}  ${(elapsed_ms / bare_ms).toFixed(2)} ×  ${peak_mb} MB`;
  const all = {
    elapsed_ms: reports.elapsed_ms + moments.elapsed_ms,
    bare_ms: reports.bare_ms + moments.bare_ms,
    peak_mb: Math.max(reports.peak_mb, moments.peak_mb),
  };
  const verdict =
    differences + cell_differences === 0
      ? "the same segments and cells"
      : `NOT COMPARABLE: ${differences} people and ${cell_differences} cells differ`;
  return [
    `\nof known files, each beside one bare statement for the same; ${verdict}`,
    line("facts, scores and segments", segments),
    line("reports beside", reports),
    line("stability and migration beside", moments),
    line("all reports", all),
    "",
  ].join("\n");
}

function job(project: string): string[] {
  return ["run", "-C", project, "--as-of", "2026-11-01", "--log-format", "json"];
}

async function measureStages(project: string, options: readonly string[]): Promise<Stage[]> {
  rmSync(join(project, ".gatekeeper", "runs"), { recursive: true, force: true });
  await measure(PROGRAM, [...job(project), ...options]);
  const path = join(runOf(project), "public", "run_results.json");
  const { stages } = JSON.parse(readFileSync(path, "utf8")) as { stages: Stage[] };
  return stages.filter(({ stage }) => STAGES.has(stage));
}

function figuresOf(stages: readonly Stage[]): StageFigures {
  const elapsed_ms = stages.reduce((sum, stage) => sum + stage.elapsed_ms, 0);
  return { elapsed_ms, peak_mb: Math.max(...stages.map(({ peak_memory_mb }) => peak_memory_mb)) };
}

/** What a run took beside what another one took for less. */
function beside(more: readonly Stage[], less: readonly Stage[]): StageFigures {
  const [all, known] = [figuresOf(more), figuresOf(less)];
  return { ...all, elapsed_ms: all.elapsed_ms - known.elapsed_ms };
}

interface Stage {
  readonly stage: string;
  readonly elapsed_ms: number;
  readonly peak_memory_mb: number;
}

function runOf(project: string): string {
  const runs = join(project, ".gatekeeper", "runs");
  const run = readdirSync(runs).find((name) => name.startsWith("run-"));
  if (run === undefined) throw new Error(`no run in ${runs}`);
  return join(runs, run);
}

function writeReports(project: string, tables: readonly string[]): void {
  const folder = join(project, "reports");
  rmSync(folder, { recursive: true, force: true });
  if (tables.length === 0) return;
  mkdirSync(folder);
  writeFileSync(join(folder, "all.yaml"), `id: all\naudience: internal\ntables:\n${tables.join("")}`);
}

const FACTS = `  - rows: [segment]
    measures: [customers, customer_share, orders, order_share, revenue, revenue_share, mean_order_value, median_r_score, median_f_score, median_m_score]
    totals: true
  - { rows: [channel], measures: [customers, orders, revenue], totals: true }
  - { rows: [category], measures: [customers, orders, revenue], totals: true }
  - { rows: [cohort_quarter], measures: [customers, orders, revenue], totals: true }
  - { rows: [purchase_status], measures: [customers, revenue], totals: true }
  - { rows: [due], measures: [customers, revenue], totals: true }
  - { rows: [revenue_group], measures: [customers, revenue, cumulative_customer_share, cumulative_revenue_share, gini], totals: true }
`;

const MOMENTS = `  - { rows: [segment], columns: [stability], measures: [customers], totals: true }
  - { rows: [segment], columns: [previous_segment], measures: [customers], totals: true }
`;

/** What each of these tables is by, in order. */
const DIMENSIONS: readonly (readonly string[])[] = [
  ["segment"],
  ["channel"],
  ["category"],
  ["cohort_quarter"],
  ["purchase_status"],
  ["due"],
  ["revenue_group"],
  ["segment", "stability"],
  ["segment", "previous_segment"],
];

function seconds(elapsed_ms: number): string {
  return `${(elapsed_ms / 1000).toFixed(2)} s`;
}
