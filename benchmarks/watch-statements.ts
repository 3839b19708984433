import { setTimeout as pause } from "node:timers/promises";

/** A statement that the cluster was seen at. */
export interface Statement {
  readonly created_at: number;
  /** Memory of all its tasks at most. */
  readonly peak_mb: number;
}

interface QueryInfo {
  readonly queryId: string;
  readonly queryStats: { readonly createTime: string; readonly peakUserMemoryReservation: string };
}

/** Looks twice a second at what the cluster is doing, until told to stop: it forgets statements soon. */
export function watchStatements(url: string): { stop(): Promise<readonly Statement[]> } {
  const seen = new Map<string, Statement>();
  const ended = new AbortController();
  const watching = (async () => {
    while (!ended.signal.aborted) {
      await look(url, seen);
      await pause(500);
    }
    await look(url, seen);
  })();
  const stop = async () => {
    ended.abort();
    await watching;
    return [...seen.values()];
  };
  return { stop };
}

async function look(url: string, seen: Map<string, Statement>): Promise<void> {
  const response = await fetch(`${url}/v1/query`, { headers: { "X-Trino-User": "benchmark" } });
  for (const { queryId, queryStats } of (await response.json()) as QueryInfo[])
    seen.set(queryId, {
      created_at: Date.parse(queryStats.createTime),
      peak_mb: Math.round(bytesOf(queryStats.peakUserMemoryReservation) / 2 ** 20),
    });
}

/** As the cluster writes sizes: `12.34MB`. */
function bytesOf(size: string): number {
  const [, number, unit = "B"] = /^([\d.]+)(\w+)$/u.exec(size) ?? [];
  return Number(number) * 1024 ** ["B", "kB", "MB", "GB", "TB"].indexOf(unit);
}
