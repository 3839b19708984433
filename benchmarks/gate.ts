import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { generateGate, generateNight } from "../fixtures/generate/scale.ts";
import { measure, type Measurement } from "./measure.ts";
import { medianOf } from "./median.ts";

// Measures the gate beside a bare script, each in a process of its own, taking turns.
//   npm run bench:gate -- [--customers 2000000] [--registered 10000000] [--repeat 3] [--data FOLDER] [--write]
//
// The bare script (`bare-gate.sql`) is what a careful hand would write who knows the data: for each campaign one SELECT that joins
// customers with their contact points, keeps whoever has consent (a semi-join), takes out whoever is on the stop list, on the register or
// over the cap (three anti-joins), and writes the list as CSV. It compares spellings, since it knows them to be clean, knows of one authority, of
// no merges, other places, hours, preferences or late files, and keeps no reason, proof or record. Both must list the same people.
//   bare_csv       the script from the same CSV files: beside cold, when the product knows nothing
//   bare_parquet   the script from typed Parquet of them: beside warm (all files known) and nightly (known files, and one night's new)
//   bare_evidence  the same, and then what became of each candidate and every reason (`bare-gate-evidence.sql`): what keeping reasons alone takes
// Of the product the stages of the gate are also given apart from loading and from writing the proofs.

const { values } = parseArgs({
  options: {
    customers: { type: "string", default: "200000" },
    registered: { type: "string", default: "1000000" },
    repeat: { type: "string", default: "3" },
    data: { type: "string", default: join(tmpdir(), "campaign-gatekeeper-benchmark") },
    write: { type: "boolean", default: false },
  },
});

const WAYS = ["bare_csv", "cold", "bare_parquet", "bare_evidence", "warm", "nightly"] as const;
type Way = (typeof WAYS)[number];

/** The yardstick of each way. */
const YARDSTICKS = {
  bare_csv: "bare_csv",
  cold: "bare_csv",
  bare_parquet: "bare_parquet",
  bare_evidence: "bare_parquet",
  warm: "bare_parquet",
  nightly: "bare_parquet",
} as const satisfies Record<Way, Way>;

const CAMPAIGNS = ["spring-call", "spring-sms", "spring-email"];
/** The stages in which the gate's work is done: the fold, the gates with their reasons, and the choice among who is left. */
const GATE_STAGES = ["consent", "gate", "allocation"];

const PROGRAM = fileURLToPath(new URL("../../../dist/pipeline/cli.js", import.meta.url));
const BARE = fileURLToPath(new URL("bare.js", import.meta.url));

interface Turn extends Measurement {
  /** Of the product: what each stage took. */
  readonly stages_ms: Readonly<Record<string, number>>;
  /** Of the product: files that were parsed in this turn. */
  readonly files_parsed: number;
  /** Of the product: contact values that the parser of telephone numbers and addresses saw in this turn. */
  readonly values_normalised: number;
}

const customers = Number(values.customers);
const registered = Number(values.registered);
const folder = await projectOf();
const turns: Record<Way, Turn[]> = {
  bare_csv: [],
  cold: [],
  bare_parquet: [],
  bare_evidence: [],
  warm: [],
  nightly: [],
};
for (let turn = 1; turn <= Number(values.repeat); turn += 1) {
  for (const way of WAYS) {
    process.stderr.write(`${way} ${turn} of ${values.repeat}\n`);
    turns[way].push(await takeTurn(way));
  }
}
const differences = await listDifferences();
process.stdout.write(summary());
if (values.write) writeResult();

async function projectOf(): Promise<string> {
  const own = resolve(values.data, `gate-${customers}-${registered}`);
  if (existsSync(join(own, "complete"))) return own;
  process.stderr.write(`generating ${customers} customers and ${registered} registered numbers in ${own}\n`);
  rmSync(own, { recursive: true, force: true });
  await generateGate(own, { customers, registered });
  writeFileSync(join(own, "complete"), "");
  return own;
}

/** Cold knows nothing. Warm knows the files and not the run. Nightly is the day after, with the files of one more night. */
async function takeTurn(way: Way): Promise<Turn> {
  const night = ["transactions", "consent_events", "contact_history"].map((name) => `input/${name}-night.csv`);
  if (way === "bare_csv" || way === "bare_parquet" || way === "bare_evidence") {
    const from = way === "bare_csv" ? "gate-csv" : "gate-parquet";
    const work = way === "bare_evidence" ? "gate,gate-evidence" : "gate";
    const args = ["--from", from, "--work", work, "--data", folder, "--out", join(folder, "bare", "gate")];
    const measurement = await measure(BARE, args);
    const { elapsed_ms } = JSON.parse(measurement.output) as { elapsed_ms: Record<string, number> };
    return { ...measurement, stages_ms: elapsed_ms, files_parsed: 0, values_normalised: 0 };
  }
  if (way === "cold") for (const path of night) rmSync(join(folder, path), { force: true });
  if (way === "cold") rmSync(join(folder, ".gatekeeper"), { recursive: true, force: true });
  if (way === "warm") rmSync(join(folder, ".gatekeeper", "runs"), { recursive: true, force: true });
  if (way === "nightly") await generateNight(folder, customers);
  const known = { files: cachedFiles(), values: await knownValues() };
  const asOf = way === "nightly" ? "2026-11-02" : "2026-11-01";
  const measurement = await measure(PROGRAM, ["run", "-C", folder, "--as-of", asOf, "--log-format", "json"]);
  const files_parsed = [...cachedFiles()].filter((file) => !known.files.has(file)).length;
  const values_normalised = (await knownValues()) - known.values;
  return { ...measurement, stages_ms: stagesOf(newestRun()), files_parsed, values_normalised };
}

/** The Parquet files of the cache: each is an input file that was parsed once. */
function cachedFiles(): ReadonlySet<string> {
  return new Set(cached().filter((name) => !name.startsWith("contact-values")));
}

/** How many contact values are in the cache: each was normalised once. */
async function knownValues(): Promise<number> {
  const files = cached().filter((name) => name.startsWith("contact-values"));
  if (files.length === 0) return 0;
  const paths = files.map((name) => quoted(folder, ".gatekeeper", "cache", name)).join(", ");
  const [row] = await ask(`select count(*) as known from read_parquet([${paths}])`);
  return Number(row?.["known"]);
}

function cached(): readonly string[] {
  const cache = join(folder, ".gatekeeper", "cache");
  const names = existsSync(cache) ? readdirSync(cache, { recursive: true, encoding: "utf8" }) : [];
  return names.filter((name) => name.endsWith(".parquet"));
}

function quoted(...parts: readonly string[]): string {
  return `'${join(...parts).replaceAll("'", "''")}'`;
}

async function ask(select: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(select);
  const rows = reader.getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

/** The only run but the nightly one is that of the first day. */
function newestRun(): string {
  const runs = join(folder, ".gatekeeper", "runs");
  const finished = readdirSync(runs).filter((name) => existsSync(join(runs, name, "public", "run_results.json")));
  const [newest] = finished.map((name) => join(runs, name)).toSorted((a, b) => asOfOf(b).localeCompare(asOfOf(a)));
  if (newest === undefined) throw new Error(`no finished run in ${runs}`);
  return newest;
}

function asOfOf(run: string): string {
  const { as_of } = JSON.parse(readFileSync(join(run, "private", "manifest.json"), "utf8")) as { as_of: unknown };
  return JSON.stringify(as_of);
}

function stagesOf(run: string): Record<string, number> {
  const results = JSON.parse(readFileSync(join(run, "public", "run_results.json"), "utf8")) as {
    stages: { stage: string; elapsed_ms: number }[];
  };
  return Object.fromEntries(results.stages.map(({ stage, elapsed_ms }) => [stage, elapsed_ms]));
}

/** How many people one of the two lists and the other does not, over the three campaigns of the first day's run. */
async function listDifferences(): Promise<{ readonly listed: number; readonly differences: number }> {
  const runs = join(folder, ".gatekeeper", "runs");
  const firstDay = readdirSync(runs)
    .map((name) => join(runs, name))
    .toSorted((a, b) => asOfOf(a).localeCompare(asOfOf(b)))[0];
  if (firstDay === undefined) throw new Error(`no finished run in ${runs}`);
  const sum = { listed: 0, differences: 0 };
  for (const campaign of CAMPAIGNS) {
    const own = `select person_id from ${quoted(firstDay, "private", "staged", `${campaign}.parquet`)}`;
    const bare = `select customer_id as person_id from ${quoted(folder, "bare", "gate", `${campaign}.csv`)}`;
    const [row] = await ask(`select (select count(*) from (${own})) as listed,
      (select count(*) from (${own} except ${bare})) + (select count(*) from (${bare} except ${own})) as differences`);
    sum.listed += Number(row?.["listed"]);
    sum.differences += Number(row?.["differences"]);
  }
  return sum;
}

function summary(): string {
  const verdict =
    differences.differences === 0 ? "the same people" : `NOT COMPARABLE: ${differences.differences} people differ`;
  const wallOf = (way: Way) => medianOf(turns[way].map(({ wall_ms }) => wall_ms));
  const lines = WAYS.map((way) => {
    const [wall, yardstick] = [wallOf(way), wallOf(YARDSTICKS[way])];
    const gate = medianOf(turns[way].map(({ stages_ms }) => gateTime(stages_ms)));
    const cpu = medianOf(turns[way].map(({ cpu_ms }) => cpu_ms));
    const peak = Math.max(...turns[way].map(({ peak_mb }) => peak_mb));
    const parsed = Math.max(...turns[way].map(({ files_parsed }) => files_parsed));
    const normalised = Math.max(...turns[way].map(({ values_normalised }) => values_normalised));
    const ofGate = `fold, gates and allocation ${seconds(gate)} (${times(gate / yardstick)}), files parsed ${parsed}, values normalised ${normalised}`;
    const figures = [
      seconds(wall).padStart(9),
      times(wall / yardstick),
      `cpu ${seconds(cpu)}`,
      `${peak} MB`.padStart(8),
    ];
    return `${way.padEnd(13)} ${figures.join("  ")}  ${way === YARDSTICKS[way] ? "" : ofGate}`;
  });
  const stages = WAYS.map((way) => {
    const last = turns[way].at(-1)?.stages_ms ?? {};
    const parts = Object.entries(last).map(([stage, elapsed_ms]) => `${stage} ${seconds(elapsed_ms)}`);
    return `${way.padEnd(13)} ${parts.join("  ")}`;
  });
  const title = `${customers} customers, ${registered} registered numbers, ${differences.listed} listed; ${verdict}`;
  return `\n${title}\n${lines.join("\n")}\n\n${stages.join("\n")}\n`;
}

function gateTime(stages_ms: Readonly<Record<string, number>>): number {
  return GATE_STAGES.reduce((sum, stage) => sum + (stages_ms[stage] ?? 0), 0);
}

function seconds(elapsed_ms: number): string {
  return `${(elapsed_ms / 1000).toFixed(2)} s`;
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}

function writeResult(): void {
  const machine = { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model ?? "unknown" };
  mkdirSync(join("benchmarks", "results"), { recursive: true });
  const measurements = Object.fromEntries(WAYS.map((way) => [way, turns[way].map(figuresOf)]));
  const text = JSON.stringify({ machine, customers, registered, ...differences, measurements }, null, 2);
  writeFileSync(join("benchmarks", "results", `gate-${customers}.json`), `${text}\n`);
}

/** What is kept of a turn: all but what it said. */
function figuresOf({ output: _output, messages: _messages, ...figures }: Turn): Omit<Turn, "output" | "messages"> {
  return figures;
}
