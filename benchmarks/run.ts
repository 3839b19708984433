import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { generateScale } from "../fixtures/generate/scale.ts";
import { compare } from "./compare.ts";
import type { Agreement } from "./compare.ts";
import { makeLedgerProject } from "./ledger-project.ts";
import { measure } from "./measure.ts";
import type { Measurement } from "./measure.ts";
import { measureSegments, printSegments, type SegmentFigures } from "./segments.ts";
import { printStages, printSummary } from "./table.ts";

// Measures the job beside the same decisions as one bare script, each in a process of its own, taking turns.
//   npm run bench -- [--transactions 1000000,20000000] [--repeat 3] [--data FOLDER] [--write]
// The files are read once before, so that no way finds them colder than another.

const { values } = parseArgs({
  options: {
    transactions: { type: "string", default: "1000000" },
    repeat: { type: "string", default: "3" },
    data: { type: "string", default: join(tmpdir(), "campaign-gatekeeper-benchmark") },
    write: { type: "boolean", default: false },
  },
});

/**
 * The ways the job is done, each after its yardstick: reading the transactions alone, reading all files, the whole job with
 * nothing known, and with all files known.
 */
const WAYS = [
  "bare_read_ledger",
  "load_ledger",
  "bare_read",
  "load",
  "bare_csv",
  "cold",
  "bare_parquet",
  "warm",
] as const;
export type Way = (typeof WAYS)[number];

/** All measurements of one size of the project. */
export interface Result {
  readonly transactions: number;
  readonly agreement: Agreement;
  readonly measurements: Readonly<Record<Way, readonly Measurement[]>>;
  /** What the stages of the last cold and the last warm run took; what the statements of the last yardsticks took. */
  readonly stages_ms: Readonly<Record<Way, Readonly<Record<string, number>>>>;
  /** Medians of all turns. */
  readonly segments: SegmentFigures;
  /** Memory of the process at the end of each stage, at most, of the last cold and the last warm run. */
  readonly stages_peak_mb: Readonly<Record<"cold" | "warm", Readonly<Record<string, number>>>>;
}

/** The folder of the project that has the transactions alone. */
const LEDGER = "ledger";

const PROGRAM = fileURLToPath(new URL("../../../dist/pipeline/cli.js", import.meta.url));
const BARE = fileURLToPath(new URL("bare.js", import.meta.url));

for (const transactions of values.transactions.split(",").map(Number)) {
  const folder = await projectOf(transactions);
  const result = await measureAll(folder, transactions);
  process.stdout.write(`${printSummary(result)}\n${printStages(result)}\n${printSegments(result.segments)}`);
  if (values.write) writeResult(result);
}

async function projectOf(transactions: number): Promise<string> {
  const folder = resolve(values.data, String(transactions));
  const mark = join(folder, "complete");
  if (existsSync(mark)) return folder;
  process.stderr.write(`generating ${transactions} transactions in ${folder}\n`);
  rmSync(folder, { recursive: true, force: true });
  await generateScale(folder, { transactions, withParquet: true });
  writeFileSync(mark, "");
  return folder;
}

async function measureAll(folder: string, transactions: number): Promise<Result> {
  const measurements = ofEveryWay<Measurement[]>(() => []);
  const stages_ms = ofEveryWay<Record<string, number>>(() => ({}));
  const stages_peak_mb: Record<"cold" | "warm", Record<string, number>> = { cold: {}, warm: {} };
  await readOnce(join(folder, "input"));
  for (let turn = 1; turn <= Number(values.repeat); turn += 1) {
    for (const way of WAYS) {
      process.stderr.write(`${way} ${turn} of ${values.repeat}\n`);
      prepare(way, folder);
      const measurement = await measure(...commandOf(way, folder));
      measurements[way].push(measurement);
      stages_ms[way] = partsOf(way, folder, measurement);
      if (way === "cold" || way === "warm") stages_peak_mb[way] = stagesOf(folder, "peak_memory_mb");
    }
  }
  const agreement = await compare(runFolderOf(folder), join(folder, "bare", "csv"));
  const segments = await measureSegments(folder, Number(values.repeat));
  return { transactions, agreement, measurements, stages_ms, stages_peak_mb, segments };
}

/** Piece by piece: what this process holds at its most counts for the processes that it starts. */
async function readOnce(folder: string): Promise<void> {
  for (const name of readdirSync(folder)) for await (const _ of createReadStream(join(folder, name)));
}

function ofEveryWay<T>(make: () => T): Record<Way, T> {
  return Object.fromEntries(WAYS.map((way) => [way, make()])) as Record<Way, T>;
}

/** What the parts of the last turn took: the product's stages, the yardstick's statements. */
function partsOf(way: Way, folder: string, measurement: Measurement): Record<string, number> {
  if (way === "load" || way === "load_ledger") return {};
  return way === "cold" || way === "warm" ? stagesOf(folder, "elapsed_ms") : statementsOf(measurement);
}

/** Cold and load know nothing; warm keeps the cache and the state, and must do the run itself again. */
function prepare(way: Way, folder: string): void {
  if (way === "load_ledger") makeLedgerProject(folder, LEDGER, []);
  if (way === "cold" || way === "load") rmSync(join(folder, ".gatekeeper"), { recursive: true, force: true });
  if (way === "warm") rmSync(join(folder, ".gatekeeper", "runs"), { recursive: true, force: true });
}

function commandOf(way: Way, folder: string): [string, string[]] {
  const job = ["run", "-C", folder, "--as-of", "2026-11-01", "--log-format", "json"];
  if (way === "cold" || way === "warm") return [PROGRAM, job];
  if (way === "load") return [PROGRAM, [...job, "--until", "load"]];
  if (way === "load_ledger") return [PROGRAM, [...job.with(2, join(folder, LEDGER)), "--until", "load"]];
  const from = way === "bare_parquet" ? "parquet" : "csv";
  const work = way.startsWith("bare_read") ? "read" : "decide";
  const only = way === "bare_read_ledger" ? ["--only", "transactions"] : [];
  return [BARE, ["--from", from, "--work", work, ...only, "--data", folder, "--out", join(folder, "bare", from)]];
}

function runFolderOf(folder: string): string {
  const runs = join(folder, ".gatekeeper", "runs");
  const run = readdirSync(runs).find((name) => existsSync(join(runs, name, "public", "run_results.json")));
  if (run === undefined) throw new Error(`no finished run in ${runs}`);
  return join(runs, run);
}

type StageFigures = Readonly<Record<"elapsed_ms" | "peak_memory_mb", number>> & { readonly stage: string };

function stagesOf(folder: string, figure: "elapsed_ms" | "peak_memory_mb"): Record<string, number> {
  const path = join(runFolderOf(folder), "public", "run_results.json");
  const { stages } = JSON.parse(readFileSync(path, "utf8")) as { stages: StageFigures[] };
  return Object.fromEntries(stages.map((stage) => [stage.stage, stage[figure]]));
}

function statementsOf({ output }: Measurement): Record<string, number> {
  return (JSON.parse(output) as { elapsed_ms: Record<string, number> }).elapsed_ms;
}

function writeResult(result: Result): void {
  const machine = { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model ?? "unknown" };
  mkdirSync(join("benchmarks", "results"), { recursive: true });
  const measurements = Object.fromEntries(
    WAYS.map((way) => [
      way,
      result.measurements[way].map(({ wall_ms, cpu_ms, peak_mb, start_ms }) => ({
        wall_ms,
        cpu_ms,
        peak_mb,
        start_ms,
      })),
    ]),
  );
  const text = JSON.stringify({ machine, ...result, measurements }, null, 2);
  writeFileSync(join("benchmarks", "results", `${result.transactions}.json`), `${text}\n`);
}
