import { existsSync, readFileSync } from "node:fs";

import type { Finished, Running } from "./cli.ts";

/** How a program ended, and the most memory it had: resident, in megabytes; null where the system does not tell. */
export interface Measured extends Finished {
  readonly peakMb: number | null;
}

const EVERY_MS = 20;

/** Watches a program to its end. The system keeps the peak itself, so only the last moments before the end can be missed. */
export async function withPeakMemory(running: Running): Promise<Measured> {
  let peakMb = readPeak(running.pid);
  const timer = setInterval(() => {
    peakMb = readPeak(running.pid) ?? peakMb;
  }, EVERY_MS);
  try {
    const finished = await running.finished;
    return { ...finished, peakMb };
  } finally {
    clearInterval(timer);
  }
}

function readPeak(pid: number): number | null {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return null;
  const kilobytes = /^VmHWM:\s+(\d+) kB$/mu.exec(readOrNothing(file))?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}

/** A process may end between two looks. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
