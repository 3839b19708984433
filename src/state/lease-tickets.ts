import { link, open, readdir, readFile, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { outputNotWritable } from "../errors.ts";
import { openTemporary, removePath } from "../io/atomic-write.ts";
import type { ProcessIdentity } from "../io/process-identity.ts";

/** Who holds the lease, as written in its ticket. */
export interface TicketRecord {
  readonly holder: { readonly pid: number; readonly host: string; readonly command: string };
  readonly process: ProcessIdentity;
  /** The instant of the acquisition, ISO 8601 in UTC. */
  readonly since: string;
}

/** The file `ticket-<fence>` of one acquisition; its modification time is the last heartbeat. */
export interface Ticket {
  readonly fence: number;
  readonly heartbeatMs: number;
  /** Null when the file cannot be read as a ticket. */
  readonly record: TicketRecord | null;
}

/** The ticket with the highest number: the one that counts. Null when nobody holds the lease. */
export async function newest(folder: string): Promise<Ticket | null> {
  for (;;) {
    const fence = Math.max(0, ...(await ticketNumbers(folder)));
    if (fence === 0) return null;
    const text = await readFile(ticketPath(folder, fence), "utf8").catch(nullWhenMissing);
    const beat = await heartbeatMs(folder, fence);
    // Removed between listing and reading: look again.
    if (text !== null && beat !== GONE) return { fence, heartbeatMs: beat, record: parseRecord(text) };
  }
}

/**
 * Creates the ticket with this number, or returns false when another contender was first. It appears with all its content
 * at once: a file is written under a name of its own and linked to the ticket's, which fails when that is taken.
 */
export async function create(folder: string, fence: number, record: TicketRecord, now: Date): Promise<boolean> {
  const path = ticketPath(folder, fence);
  try {
    const draft = await openTemporary(path, 0o600);
    try {
      await draft.handle.writeFile(`${JSON.stringify(record)}\n`);
      await draft.handle.utimes(now, now);
      await draft.handle.sync();
      await link(draft.path, path);
    } finally {
      await draft.handle.close();
      await rm(draft.path, { force: true });
    }
    return true;
  } catch (error) {
    // ENOENT: a faster contender has already cleared our draft away.
    if (codeOf(error) === "EEXIST" || codeOf(error) === "ENOENT") return false;
    throw outputNotWritable({ path, systemCode: codeOf(error) }, { cause: error });
  }
}

const GONE = Number.NEGATIVE_INFINITY;

/** When a ticket's holder last showed that it lives, in milliseconds since 1970; minus infinity when the ticket is gone. */
export async function heartbeatMs(folder: string, fence: number): Promise<number> {
  const found = await stat(ticketPath(folder, fence)).catch(nullWhenMissing);
  return found === null ? GONE : found.mtimeMs;
}

/** False when the ticket is gone: another run took over. Never makes the file again. Throws GK0503 when the system refuses. */
export async function giveHeartbeat(folder: string, fence: number, now: Date): Promise<boolean> {
  const path = ticketPath(folder, fence);
  try {
    return (await utimes(path, now, now).then(() => true, nullWhenMissing)) === true;
  } catch (error) {
    throw outputNotWritable({ path, systemCode: codeOf(error) }, { cause: error });
  }
}

export async function remove(folder: string, fence: number): Promise<void> {
  await removePath(ticketPath(folder, fence));
}

/** Removes the tickets with lower numbers, and the drafts of them that crashes left. */
export async function removeBefore(folder: string, fence: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const number = /^\.?ticket-([1-9][0-9]*)/.exec(name)?.[1];
    if (number !== undefined && Number(number) < fence) await rm(join(folder, name), { force: true });
  }
}

/**
 * The highest number ever recorded in `fence`; 0 for none. The file is only ever appended to, a number a line, so that a
 * holder that slept through its own loss can never lower it.
 */
export async function highestFence(folder: string): Promise<number> {
  const text = (await readFile(join(folder, FENCE_FILE), "utf8").catch(nullWhenMissing)) ?? "";
  return Math.max(
    0,
    ...text
      .split("\n")
      .filter((line) => /^[0-9]+$/.test(line))
      .map(Number),
  );
}

export async function recordFence(folder: string, fence: number): Promise<void> {
  const path = join(folder, FENCE_FILE);
  try {
    const handle = await open(path, "a", 0o600);
    try {
      // The leading line feed keeps the number apart from one that a crash cut short.
      await handle.appendFile(`\n${fence}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw outputNotWritable({ path, systemCode: codeOf(error) }, { cause: error });
  }
}

const FENCE_FILE = "fence";

function ticketPath(folder: string, fence: number): string {
  return join(folder, `ticket-${fence}`);
}

async function ticketNumbers(folder: string): Promise<number[]> {
  const numbers = (await readdir(folder)).map((name) => /^ticket-([1-9][0-9]*)$/.exec(name)?.[1]);
  return numbers.filter((number) => number !== undefined).map(Number);
}

/** A file that another version or a damaged disk left is nobody's we know; only its heartbeat counts then. */
function parseRecord(text: string): TicketRecord | null {
  try {
    const record = JSON.parse(text) as Partial<TicketRecord> | null;
    const pid = record?.holder?.pid;
    return Number.isSafeInteger(pid) && Number(pid) > 0 && record?.process !== undefined
      ? (record as TicketRecord)
      : null;
  } catch {
    return null;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "unknown";
}

function nullWhenMissing(error: unknown): null {
  if (codeOf(error) === "ENOENT") return null;
  throw error;
}
