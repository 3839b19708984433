import { hostname } from "node:os";
import { assert } from "../assert.ts";
import type { Clock } from "../domain/clock.ts";
import { leaseLost, projectLocked } from "../errors.ts";
import type { LocalizedText } from "../language.ts";
import { makePrivateFolder } from "../io/atomic-write.ts";
import { isProcessAlive, type ProcessIdentity, processIdentity } from "../io/process-identity.ts";
import * as tickets from "./lease-tickets.ts";

export interface LeaseHolder {
  readonly pid: number;
  readonly host: string;
  /** The command's name, without its arguments: they may name a customer. */
  readonly command: string;
}

export interface LeaseOptions {
  readonly clock: Clock;
  readonly holder: LeaseHolder;
  /** Between two heartbeats; 10 seconds by default. */
  readonly heartbeatMs?: number | undefined;
}

/** The right to write to a project, from one acquisition to its release. */
export interface Lease {
  /** Greater than the number of every acquisition before. */
  readonly fence: number;
  /** To be awaited before every publish. Throws GK0502 (leaseLost) when another run has taken over. */
  assertHeld(): Promise<void>;
  /** Gives the project free; a second call does nothing. */
  release(): Promise<void>;
}

const HEARTBEAT_MS = 10_000;
const STALE_AFTER_MS = 5 * 60_000;
/** Every failed attempt means that another contender moved; only a crowd makes so many fail. */
const ATTEMPTS = 100;

/**
 * Makes this process the one writer of a project, or throws GK0501 (projectLocked) naming the process that is.
 *
 * A holder on this machine is passed over as soon as its process is gone; one elsewhere when its last heartbeat is more
 * than 5 minutes ago by `clock`. The folder is made when missing and holds nothing else. Source: operations.md §5.
 */
export async function acquireLease(folder: string, options: LeaseOptions): Promise<Lease> {
  await makePrivateFolder(folder);
  const record: tickets.TicketRecord = {
    holder: options.holder,
    process: await processIdentity(options.holder.pid),
    since: options.clock.now().toISOString(),
  };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const fence = await tryAcquire(folder, record, options.clock);
    if (fence !== null) return new HeldLease(folder, fence, options.clock, options.heartbeatMs ?? HEARTBEAT_MS);
  }
  throw projectLocked({ holder: describe(await tickets.newest(folder)) });
}

/** Who holds a project, without trying to; null when nobody does. One that is not live is passed over by the next run. */
export async function leaseHolder(
  folder: string,
  clock: Clock,
): Promise<{ readonly holder: LocalizedText; readonly isLive: boolean } | null> {
  const ticket = await tickets.newest(folder);
  if (ticket === null) return null;
  const here = { pid: process.pid, host: hostname(), command: "" };
  const own = { holder: here, process: await processIdentity(here.pid), since: "" };
  return { holder: describe(ticket), isLive: await isLive(ticket, own, clock) };
}

/**
 * One attempt: the number of the acquisition, or null when another contender moved and it is worth looking again.
 *
 * Of all contenders for a number one creates its ticket. Two things are looked at only after that, because they may have
 * happened between our look and our ticket: the holder we thought gone gave a heartbeat, or the number had been used and
 * its ticket removed. Then we step back. The holder, in turn, gives its heartbeat before it looks for a newer ticket, so
 * that of a holder and a contender at least one sees the other.
 */
async function tryAcquire(folder: string, record: tickets.TicketRecord, clock: Clock): Promise<number | null> {
  // Read before the tickets: a holder that came in between then either shows its ticket or has taken the number we try.
  const recorded = await tickets.highestFence(folder);
  const current = await tickets.newest(folder);
  if (current !== null && (await isLive(current, record, clock))) throw projectLocked({ holder: describe(current) });
  const fence = Math.max(current?.fence ?? 0, recorded) + 1;
  if (!(await tickets.create(folder, fence, record, clock.now()))) return null;
  const hasNewHeartbeat = current !== null && (await tickets.heartbeatMs(folder, current.fence)) > current.heartbeatMs;
  if (hasNewHeartbeat || (await tickets.highestFence(folder)) >= fence) {
    await tickets.remove(folder, fence);
    return null;
  }
  await tickets.recordFence(folder, fence);
  await tickets.removeBefore(folder, fence);
  return fence;
}

async function isLive(ticket: tickets.Ticket, own: tickets.TicketRecord, clock: Clock): Promise<boolean> {
  const { record } = ticket;
  if (record !== null && isSameMachine(record, own))
    return isProcessAlive(record.holder.pid, record.process.startTicks);
  return clock.now().getTime() - ticket.heartbeatMs <= STALE_AFTER_MS;
}

/** A host name alone is not enough to judge a process by its number: containers share names, and machines start again. */
function isSameMachine(one: tickets.TicketRecord, other: tickets.TicketRecord): boolean {
  const facts = ({ holder, process }: { holder: LeaseHolder; process: ProcessIdentity }) =>
    JSON.stringify([holder.host, process.bootId, process.pidNamespace]);
  return facts(one) === facts(other);
}

function describe(ticket: tickets.Ticket | null): LocalizedText {
  if (ticket === null) return { en: "nobody at this moment", "zh-CN": "此刻无人占用" };
  if (ticket.record === null) return { en: "a holder that cannot be read", "zh-CN": "无法识别占用者" };
  const { holder, since } = ticket.record;
  return {
    en: `process ${holder.pid} on ${holder.host} (${holder.command}), since ${since}`,
    "zh-CN": `${holder.host} 上的进程 ${holder.pid}（${holder.command}），自 ${since} 起`,
  };
}

const TICKET_REMOVED: LocalizedText = { en: "its ticket was removed", "zh-CN": "其占用凭证已被删除" };

class HeldLease implements Lease {
  readonly fence: number;
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #timer: NodeJS.Timeout;
  #state: "held" | "lost" | "released" = "held";

  constructor(folder: string, fence: number, clock: Clock, heartbeatMs: number) {
    this.fence = fence;
    this.#folder = folder;
    this.#clock = clock;
    // A failed heartbeat is not reported here: assertHeld gives one itself before anything is published.
    this.#timer = setInterval(() => void this.#beat().catch(() => {}), heartbeatMs).unref();
  }

  async assertHeld(): Promise<void> {
    assert(this.#state !== "released", "a released lease is not asked for");
    if (this.#state === "held") await this.#beat();
    const newest = await tickets.newest(this.#folder);
    if (this.#state === "held" && newest?.fence === this.fence) return;
    this.#lose();
    throw leaseLost({ fence: this.fence, holder: newest === null ? TICKET_REMOVED : describe(newest) });
  }

  async release(): Promise<void> {
    if (this.#state === "released") return;
    this.#state = "released";
    clearInterval(this.#timer);
    await tickets.remove(this.#folder, this.fence);
  }

  async #beat(): Promise<void> {
    if (!(await tickets.giveHeartbeat(this.#folder, this.fence, this.#clock.now()))) this.#lose();
  }

  #lose(): void {
    if (this.#state === "held") this.#state = "lost";
    clearInterval(this.#timer);
  }
}
