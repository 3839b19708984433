import { readFile, readlink } from "node:fs/promises";

/** What tells a process from others that had or have its number; null where the system does not say (no /proc). */
export interface ProcessIdentity {
  /** Changes when the machine starts again. */
  readonly bootId: string | null;
  /** Numbers mean something within one namespace only: two containers can both hold a process 1. */
  readonly pidNamespace: string | null;
  /** When the process started, in clock ticks since the machine did; another start is another process. */
  readonly startTicks: string | null;
}

/** The identity of a process of this machine, its start null when there is no such process. */
export async function processIdentity(pid: number): Promise<ProcessIdentity> {
  const [bootId, pidNamespace, stat] = await Promise.all([
    readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(nothing),
    readlink("/proc/self/ns/pid").catch(nothing),
    processStat(pid),
  ]);
  return { bootId: bootId?.trim() ?? null, pidNamespace, startTicks: stat?.startTicks ?? null };
}

/**
 * Whether the process with this number and start still runs in this process's own namespace.
 *
 * A killed process that nobody has waited for (a zombie) does not run. Where there is no /proc the number decides alone.
 */
export async function isProcessAlive(pid: number, startTicks: string | null): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs under another account.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  const stat = await processStat(pid);
  if (stat === null) return true;
  return stat.state !== "Z" && stat.state !== "X" && (startTicks === null || stat.startTicks === startTicks);
}

/** Source: proc_pid_stat(5). The name in parentheses may hold anything, so the fields are counted from its last one. */
async function processStat(pid: number): Promise<{ state: string; startTicks: string } | null> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(nothing);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, startTicks] = [fields[0], fields[19]];
  return state === undefined || startTicks === undefined ? null : { state, startTicks };
}

function nothing(): null {
  return null;
}
