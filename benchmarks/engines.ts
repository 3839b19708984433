import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { lakeOf } from "../scripts/cluster/configuration.ts";
import { defaultCache } from "../scripts/cluster/distribution.ts";
import { startCluster, stopCluster } from "../scripts/cluster/server.ts";
import { measure, type Measurement } from "./measure.ts";
import { medianOf } from "./median.ts";
import { type Statement, watchStatements } from "./watch-statements.ts";

// Measures the job on the embedded engine and on a cluster of one node on this machine, taking turns, stage by stage.
//   npm run bench:engines -- [--transactions 20000000] [--repeat 3] [--heap 4G] [--data FOLDER] [--write]
// The files are known to both, and the cluster has done the job once before. It refuses to compare when a file of a run differs.

const { values } = parseArgs({
  options: {
    transactions: { type: "string", default: "1000000" },
    repeat: { type: "string", default: "3" },
    heap: { type: "string", default: "4G" },
    data: { type: "string", default: join(tmpdir(), "campaign-gatekeeper-benchmark") },
    write: { type: "boolean", default: false },
  },
});

/** What one stage took on one engine. */
interface StageFigures {
  readonly elapsed_ms: number;
  /** Of the gatekeeper's own process at the end of the stage, at most so far. */
  readonly peak_mb: number;
  /** Of the statement of the stage that took most on the cluster; 0 on the embedded engine, whose memory is the process's own. */
  readonly statement_peak_mb: number;
}

interface Turn {
  readonly measurement: Measurement;
  readonly stages: Readonly<Record<string, StageFigures>>;
  readonly files: Readonly<Record<string, string>>;
}

const ENGINES = ["embedded", "cluster"] as const;
type Engine = (typeof ENGINES)[number];

const PROGRAM = fileURLToPath(new URL("../../../dist/pipeline/cli.js", import.meta.url));

/** What is of the moment in a run's files: when it ran, and how long it took. */
const OF_THE_MOMENT = /run_results\.json$|columns\.json$/u;

const scale = resolve(values.data, values.transactions);
if (!existsSync(join(scale, "complete")))
  throw new Error(`npm run bench -- --transactions ${values.transactions} first`);
const clusterFolder = join(scale, "cluster");
mkdirSync(clusterFolder, { recursive: true });
const cache = defaultCache({ HOME: homedir(), ...process.env });
const { url, pid } = await startCluster({ folder: clusterFolder, cache, heap: values.heap, environment: process.env });
try {
  const project = makeProject(url);
  const turns: Record<Engine, Turn[]> = { embedded: [], cluster: [] };
  await runOn("cluster", project);
  for (let turn = 1; turn <= Number(values.repeat); turn += 1) {
    for (const engine of ENGINES) {
      process.stderr.write(`${engine} ${turn} of ${values.repeat}\n`);
      turns[engine].push(await runOn(engine, project));
    }
  }
  report(turns, serverPeakMb());
} finally {
  await stopCluster(clusterFolder);
}

/** A project beside the scale project with the same files, whose target says which engine runs it. */
function makeProject(server: string): string {
  const own = join(scale, "engines");
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own);
  for (const part of ["campaigns", "keys", "reports"]) cpSync(join(scale, part), join(own, part), { recursive: true });
  const shared = join(lakeOf(clusterFolder), "shared");
  mkdirSync(shared, { recursive: true });
  const text = readFileSync(join(scale, "gatekeeper.yaml"), "utf8").replaceAll("input/", "../input/");
  const trino = `{ server: "${server}", user: bench, schema_prefix: bench, catalog: lake, files_catalog: files,
        shared: { folder: ${shared}, location: "local:///shared" } }`;
  const targets = `targets:\n  embedded: {}\n  cluster:\n    engine:\n      kind: trino\n      trino: ${trino}\n`;
  writeFileSync(join(own, "gatekeeper.yaml"), `${text}\n${targets}`);
  return own;
}

async function runOn(engine: Engine, project: string): Promise<Turn> {
  const runs = join(project, ".gatekeeper", "runs");
  rmSync(runs, { recursive: true, force: true });
  const watch = watchStatements(url);
  const job = ["run", "-C", project, "--as-of", "2026-11-01", "--log-format", "json", "-t", engine];
  const measurement = await measure(PROGRAM, job);
  const statements = await watch.stop();
  const run = join(runs, readdirSync(runs).find((name) => name.startsWith("run-")) ?? "");
  return { measurement, stages: stagesOf(run, measurement, statements), files: hashesIn(run) };
}

interface StageResult {
  readonly stage: string;
  readonly elapsed_ms: number;
  readonly peak_memory_mb: number;
}

function stagesOf(
  run: string,
  { messages }: Measurement,
  statements: readonly Statement[],
): Record<string, StageFigures> {
  const { stages } = JSON.parse(readFileSync(join(run, "public", "run_results.json"), "utf8")) as {
    stages: StageResult[];
  };
  const starts = startsOf(messages);
  return Object.fromEntries(
    stages.map(({ stage, elapsed_ms, peak_memory_mb }) => {
      const from = starts.get(stage) ?? Number.NaN;
      const own = statements.filter(({ created_at }) => created_at >= from && created_at <= from + elapsed_ms);
      const statement_peak_mb = Math.max(0, ...own.map(({ peak_mb }) => peak_mb));
      return [stage, { elapsed_ms, peak_mb: peak_memory_mb, statement_peak_mb }];
    }),
  );
}

/** When each stage began, by the log of the run. */
function startsOf(messages: string): Map<string, number> {
  const events = messages.split("\n").flatMap((line) => {
    if (!line.includes('"stage_started"')) return [];
    return [JSON.parse(line) as { readonly stage: string; readonly time: string }];
  });
  return new Map(events.map(({ stage, time }) => [stage, Date.parse(time)]));
}

function hashesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !OF_THE_MOMENT.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return Object.fromEntries(
    names.map((name) => [name.slice(folder.length), createHash("sha256").update(readFileSync(name)).digest("hex")]),
  );
}

/** Files that one run has and the other has not, or has with other bytes. */
function differences(files: Readonly<Record<string, string>>, others: Readonly<Record<string, string>>): string[] {
  const names = new Set([...Object.keys(files), ...Object.keys(others)]);
  return [...names].filter((name) => files[name] !== others[name]);
}

/** What the server's process took at most; its heap is given whole, so that this says what was set more than what was needed. */
function serverPeakMb(): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Math.round(Number(/^VmHWM:\s+(\d+)/mu.exec(status)?.[1] ?? 0) / 1024);
}

function report(turns: Readonly<Record<Engine, readonly Turn[]>>, server_peak_mb: number): void {
  const [first, ...others] = ENGINES.flatMap((engine) => turns[engine].map(({ files }) => files));
  const different = others.flatMap((files) => differences(first ?? {}, files));
  if (different.length > 0) throw new Error(`NOT COMPARABLE: ${[...new Set(different)].join(", ")} differ`);
  const names = Object.keys(turns.cluster[0]?.stages ?? {});
  const stages = Object.fromEntries(
    names.map((stage) => [
      stage,
      {
        embedded: middle(turns.embedded.map((turn) => turn.stages[stage])),
        cluster: middle(turns.cluster.map((turn) => turn.stages[stage])),
      },
    ]),
  );
  const wall_ms = (engine: Engine) => medianOf(turns[engine].map(({ measurement }) => measurement.wall_ms));
  const peak_mb = (engine: Engine) => Math.max(...turns[engine].map(({ measurement }) => measurement.peak_mb));
  const whole = {
    embedded: { elapsed_ms: wall_ms("embedded"), peak_mb: peak_mb("embedded"), statement_peak_mb: 0 },
    cluster: { elapsed_ms: wall_ms("cluster"), peak_mb: peak_mb("cluster"), statement_peak_mb: 0 },
  };
  process.stdout.write(
    `${values.transactions} transactions, ${values.repeat} turns, heap ${values.heap}; every file of the runs is the same\n`,
  );
  for (const [stage, figures] of Object.entries({ ...stages, whole })) process.stdout.write(lineOf(stage, figures));
  process.stdout.write(`the server's process: ${server_peak_mb} MB\n`);
  if (!values.write) return;
  const machine = { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model ?? "unknown" };
  const result = {
    machine,
    transactions: Number(values.transactions),
    heap: values.heap,
    server_peak_mb,
    whole,
    stages,
  };
  const path = join("benchmarks", "results", `engines-${values.transactions}.json`);
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
}

/** The median of the times; of memory, the most. */
function middle(figures: readonly (StageFigures | undefined)[]): StageFigures {
  const known = figures.filter((figure) => figure !== undefined);
  return {
    elapsed_ms: medianOf(known.map(({ elapsed_ms }) => elapsed_ms)),
    peak_mb: Math.max(...known.map(({ peak_mb }) => peak_mb)),
    statement_peak_mb: Math.max(...known.map(({ statement_peak_mb }) => statement_peak_mb)),
  };
}

function lineOf(stage: string, { embedded, cluster }: Readonly<Record<Engine, StageFigures>>): string {
  const seconds = ({ elapsed_ms }: StageFigures) => `${(elapsed_ms / 1000).toFixed(1)} s`.padStart(8);
  const ratio = `${(cluster.elapsed_ms / embedded.elapsed_ms).toFixed(1)} ×`.padStart(8);
  const memory = [embedded.peak_mb, cluster.peak_mb, cluster.statement_peak_mb].map((mb) => `${mb} MB`.padStart(9));
  return `${stage.padEnd(11)}${seconds(embedded)}${memory[0]}  ${seconds(cluster)}${ratio}${memory[1]} ${memory[2]}\n`;
}
