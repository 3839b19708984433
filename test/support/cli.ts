import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { constants } from "node:os";
import { inject } from "vitest";

import { ProgramServer } from "./program/program-server.ts";
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
  const { folder = ROOT, environment = {} } = options;
  const child = spawn(process.execPath, [PROGRAM, ...arguments_], { cwd: folder, env: environmentWith(environment) });
  child.stdin.end();
  return {
    pid: child.pid ?? 0,
    finished: finishedOf(child),
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill: (signal) => void child.kill(signal),
  };
}

/**
 * Runs a command of the built program to its end, whatever that is: in the process of the worker's server, so that the program
 * is read and compiled once. Where the server is busy, or what is asked depends on how a process started, the command has a
 * process of its own; a test about the process itself asks for one with `startGatekeeper`.
 */
export async function gatekeeper(arguments_: readonly string[], options: StartOptions = {}): Promise<Finished> {
  const { folder = ROOT, environment = {} } = options;
  const isOfStart = Object.keys(environment).some((name) => READ_AT_START.test(name));
  // The help is worded by a package that keeps the language of the first that it gave.
  const isHelp = arguments_.some((word) => word === "--help" || word === "-h");
  if (isOfStart || isHelp) return startGatekeeper(arguments_, options).finished;
  const served = environmentWith({ ...threadsFor(arguments_), ...environment });
  const command = { program: PROGRAM, arguments: arguments_, folder, environment: served };
  server ??= serverOfWorker();
  return (await server.carryOut(command)) ?? startGatekeeper(arguments_, options).finished;
}

/** Two files are tested at once, so an engine with a thread for each core would only wait; `config` shows what the environment says. */
function threadsFor([command]: readonly string[]): Readonly<Record<string, string>> {
  return command === "config" ? {} : { GK_ENGINE__THREADS: "1" };
}

let server: ProgramServer | undefined;

function serverOfWorker(): ProgramServer {
  const { folder, owner } = inject("programServers");
  const worker = process.env["VITEST_POOL_ID"] ?? "0";
  return new ProgramServer({ socket: join(folder, `${worker}.socket`), log: join(folder, `${worker}.log`), owner });
}

/** What Node and its libraries look at when they start, and never again. */
const READ_AT_START = /^(?:NODE_.*|UV_.*|LANG|LANGUAGE|LC_.*|TZ)$/u;

/** Throws with everything that was said, unless the program ended well. */
export function succeeded(finished: Finished): Finished {
  if (finished.code !== 0) throw new Error(`exit code ${finished.code}\n${finished.stderr}\n${finished.stdout}`);
  return finished;
}

function environmentWith(environment: Readonly<Record<string, string>>): Record<string, string> {
  return { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", ...environment };
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
