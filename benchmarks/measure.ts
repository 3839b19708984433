import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What one process took, from its start to its end. */
export interface Measurement {
  readonly wall_ms: number;
  /** User and system time of all threads: says less about the wait, but survives a busy machine. */
  readonly cpu_ms: number;
  readonly peak_mb: number;
  /** From the start of the process to its first message; of the product: when its first stage begins. */
  readonly start_ms: number;
  readonly output: string;
  /** What it said on standard error. */
  readonly messages: string;
}

const RECORDER = new URL("record-usage.js", import.meta.url).href;

/** Runs a Node program in a process of its own and measures it; throws with its messages when it fails. */
export async function measure(program: string, args: readonly string[]): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), "gatekeeper-usage-"));
  const usageFile = join(folder, "usage.json");
  const started = performance.now();
  try {
    const { output, messages, firstMessageAt } = await run(["--import", RECORDER, program, ...args], usageFile);
    const wall_ms = Math.round(performance.now() - started);
    const usage = JSON.parse(readFileSync(usageFile, "utf8")) as { peak_kb: number; cpu_us: number };
    return {
      wall_ms,
      cpu_ms: Math.round(usage.cpu_us / 1000),
      peak_mb: Math.round(usage.peak_kb / 1024),
      start_ms: Math.round(firstMessageAt - started),
      output,
      messages,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Ended {
  readonly output: string;
  readonly messages: string;
  readonly firstMessageAt: number;
}

function run(args: readonly string[], usageFile: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, BENCHMARK_USAGE_FILE: usageFile },
    });
    let output = "";
    let messages = "";
    let firstMessageAt = Number.NaN;
    child.stderr.once("data", () => (firstMessageAt = performance.now()));
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (messages += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve({ output, messages, firstMessageAt });
      else reject(new Error(`${args.join(" ")} ended with ${code}\n${messages}`));
    });
  });
}
