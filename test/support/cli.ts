import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { constants } from "node:os";

import { ROOT } from "./tidy/source-files.ts";

/** The built program, as users start it; the suite's global setup builds it. */
const PROGRAM = join(ROOT, "dist/pipeline/cli.js");

/** How a run of the program ended. */
export interface Finished {
  /** The exit code; for a process that a signal ended 128 and the signal's number, as a shell says it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartOptions {
  /** The current folder of the process; the project's root by default. */
  readonly folder?: string;
  /** Added to a small environment that says nothing about terminals or colours. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A program that runs. */
export interface Running {
  readonly pid: number;
  readonly finished: Promise<Finished>;
  /** False once the process has ended. */
  isRunning(): boolean;
  kill(signal: NodeJS.Signals): void;
}

/** Starts the built program as a process of its own. */
export function startGatekeeper(arguments_: readonly string[], options: StartOptions = {}): Running {
  const environment = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", ...options.environment };
  const child = spawn(process.execPath, [PROGRAM, ...arguments_], { cwd: options.folder ?? ROOT, env: environment });
  child.stdin.end();
  return {
    pid: child.pid ?? 0,
    finished: finishedOf(child),
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill: (signal) => void child.kill(signal),
  };
}

/** Runs the built program to its end, whatever that is. */
export async function gatekeeper(arguments_: readonly string[], options: StartOptions = {}): Promise<Finished> {
  return startGatekeeper(arguments_, options).finished;
}

/** Throws with everything that was said, unless the program ended well. */
export function succeeded(finished: Finished): Finished {
  if (finished.code !== 0) throw new Error(`exit code ${finished.code}\n${finished.stderr}\n${finished.stdout}`);
  return finished;
}

async function finishedOf(child: ChildProcess): Promise<Finished> {
  let [stdout, stderr] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      const ended = signal === null ? (code ?? 0) : 128 + constants.signals[signal];
      resolve({ code: ended, stdout, stderr });
    });
  });
}
