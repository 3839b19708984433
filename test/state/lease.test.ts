import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, copyFileSync, existsSync, rmSync, utimesSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { acquireLease, type Lease } from "../../src/state/lease.ts";

const CHILD = fileURLToPath(new URL("lease-child.ts", import.meta.url));
const START = new Date("2026-03-01T02:00:00.000Z");
const MINUTE_MS = 60_000;

let root: string;
let folder: string;
let children: ChildProcess[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "lease-"));
  folder = join(root, "lease");
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await rm(root, { recursive: true, force: true });
});

function clockAt(minutes: number): { now(): Date } {
  return { now: () => new Date(START.getTime() + minutes * MINUTE_MS) };
}

const here = { pid: process.pid, host: hostname(), command: "run" };
const elsewhere = { pid: process.pid, host: "another-host", command: "release" };

async function acquire(holder = here, minutes = 0): Promise<Lease> {
  return acquireLease(folder, { clock: clockAt(minutes), holder });
}

/** Starts a child that waits for our word, then tries to acquire; `next` reads its next line. */
async function startHolder(): Promise<{ child: ChildProcess; next: () => Promise<string> }> {
  const child = spawn(process.execPath, ["--import", "tsx", CHILD, "hold", folder], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => String((await lines.next()).value);
  expect(await next()).toBe("ready");
  return { child, next };
}

describe("one holder at a time", () => {
  test("a second run is refused and told process, host, command and time of the holder", async () => {
    await acquire();
    await expect(acquire({ ...elsewhere, command: "plan" })).rejects.toMatchObject({
      code: "GK0501",
      exitCode: 5,
      message: `another run holds this project: process ${process.pid} on ${hostname()} (run), since 2026-03-01T02:00:00.000Z`,
    });
  });

  test("after a release the next run gets the lease and a greater number", async () => {
    const first = await acquire();
    await first.release();
    await first.release();
    const second = await acquire();
    expect([first.fence, second.fence]).toEqual([1, 2]);
    expect((await readdir(folder)).toSorted()).toEqual(["fence", "ticket-2"]);
  });

  test("the number grows even when every ticket was removed by hand", async () => {
    await (await acquire()).release();
    await (await acquire()).release();
    expect(await readdir(folder)).toEqual(["fence"]);
    expect((await acquire()).fence).toBe(3);
  });

  test("a number that a crash cut short in the fence file does not lower the next one", async () => {
    await mkdir(folder);
    await writeFile(join(folder, "fence"), "\n11\n\n1");
    expect((await acquire()).fence).toBe(12);
    expect((await readFile(join(folder, "fence"), "utf8")).split("\n")).toContain("12");
  });

  test("two acquisitions at once within one process give one lease", async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, async () => acquire()));
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "GK0501" });
  });
});

describe("a holder on another host", () => {
  test("holds for five minutes after its last heartbeat and not longer", async () => {
    await acquire(elsewhere, 0);
    await expect(acquire(here, 5)).rejects.toMatchObject({ code: "GK0501" });
    expect((await acquire(here, 5.01)).fence).toBe(2);
  });

  test("a heartbeat keeps the lease", async () => {
    let minutes = 0;
    const clock = { now: () => clockAt(minutes).now() };
    const lease = await acquireLease(folder, { clock, holder: elsewhere, heartbeatMs: 5 });
    minutes = 20;
    await expect.poll(async () => (await stat(join(folder, "ticket-1"))).mtime).toEqual(clockAt(20).now());
    await expect(acquire(here, 24)).rejects.toMatchObject({ code: "GK0501" });
    await lease.release();
  });

  test("a holder of the same host name but another machine or container is not judged by its process number", async () => {
    const lease = await acquire();
    const path = join(folder, `ticket-${lease.fence}`);
    const record = JSON.parse(await readFile(path, "utf8")) as { holder: { pid: number }; process: { bootId: string } };
    record.holder.pid = 2 ** 22 + 1;
    record.process.bootId = "another";
    await writeFile(path, JSON.stringify(record));
    await utimes(path, START, START);
    await expect(acquire(here, 4)).rejects.toMatchObject({ code: "GK0501" });
    expect((await acquire(here, 6)).fence).toBe(2);
  });

  test("a ticket that cannot be read holds until it is stale", async () => {
    await mkdir(folder);
    await writeFile(join(folder, "ticket-7"), "{");
    await utimes(join(folder, "ticket-7"), START, START);
    await expect(acquire(here, 1)).rejects.toThrow("a holder that cannot be read");
    expect((await acquire(here, 6)).fence).toBe(8);
  });
});

describe("a lease that was taken over", () => {
  test("is refused before the next publish, and its release leaves the new holder alone", async () => {
    const slept = await acquire(elsewhere, 0);
    await slept.assertHeld();
    const successor = await acquire(here, 10);
    await expect(slept.assertHeld()).rejects.toMatchObject({ code: "GK0502", exitCode: 5 });
    await expect(slept.assertHeld()).rejects.toThrow(`process ${process.pid} on ${hostname()} (run)`);
    await slept.release();
    await successor.assertHeld();
    await expect(acquire(elsewhere, 10)).rejects.toMatchObject({ code: "GK0501" });
  });

  test("a heartbeat after the loss does not bring the old ticket back", async () => {
    const slept = await acquireLease(folder, { clock: clockAt(0), holder: elsewhere, heartbeatMs: 5 });
    await acquire(here, 10);
    await sleep(50);
    expect(await readdir(folder)).not.toContain(`ticket-${slept.fence}`);
  });

  test("a lease whose ticket was removed by hand is lost", async () => {
    const lease = await acquire();
    await rm(join(folder, "ticket-1"));
    await expect(lease.assertHeld()).rejects.toThrow("its ticket was removed");
  });
});

describe("what happens between a contender's look and its ticket", () => {
  /** A contender ten minutes after the holder's last heartbeat; `meanwhile` runs when it judges the ticket it has read. */
  async function contend(meanwhile: () => void): Promise<Lease> {
    await acquire(elsewhere, 0);
    let looks = 0;
    const now = () => {
      looks += 1;
      if (looks === 2) meanwhile();
      return clockAt(10).now();
    };
    return acquireLease(folder, { clock: { now }, holder: here });
  }

  test("a heartbeat of the holder saves its lease", async () => {
    const failure = contend(() => utimesSync(join(folder, "ticket-1"), clockAt(9).now(), clockAt(9).now()));
    await expect(failure).rejects.toMatchObject({ code: "GK0501" });
    expect((await readdir(folder)).toSorted()).toEqual(["fence", "ticket-1"]);
  });

  test("another contender's acquisition is seen", async () => {
    const failure = contend(() => {
      copyFileSync(join(folder, "ticket-1"), join(folder, "ticket-2"));
      utimesSync(join(folder, "ticket-2"), clockAt(10).now(), clockAt(10).now());
      appendFileSync(join(folder, "fence"), "\n2\n");
      rmSync(join(folder, "ticket-1"));
    });
    await expect(failure).rejects.toMatchObject({ code: "GK0501" });
    expect((await readdir(folder)).toSorted()).toEqual(["fence", "ticket-2"]);
  });

  test("a number that another contender used and gave back is not used again", async () => {
    const lease = await contend(() => {
      appendFileSync(join(folder, "fence"), "\n2\n");
      rmSync(join(folder, "ticket-1"));
    });
    expect(lease.fence).toBe(3);
  });
});

describe("real processes", () => {
  test("a holder killed with kill -9 is passed over at once, even by the same clock", async () => {
    const { child, next } = await startHolder();
    child.stdin?.write("go\n");
    expect(await next()).toBe("held 1");
    await expect(acquireLease(folder, { clock: { now: () => new Date() }, holder: here })).rejects.toThrow(
      `process ${child.pid} on`,
    );
    child.kill("SIGKILL");
    await once(child, "exit");
    expect((await acquireLease(folder, { clock: { now: () => new Date() }, holder: here })).fence).toBe(2);
  });

  test.skipIf(!existsSync("/proc/self/stat"))(
    "a process number that another process has since taken is no holder",
    async () => {
      const lease = await acquire();
      const path = join(folder, `ticket-${lease.fence}`);
      const record = JSON.parse(await readFile(path, "utf8")) as { process: { startTicks: string | null } };
      record.process.startTicks = "1";
      await writeFile(path, JSON.stringify(record));
      expect((await acquire()).fence).toBe(2);
    },
  );

  test("of two contenders for a dead holder's lease exactly one gets it, and the other names it", async () => {
    const dead = await startHolder();
    dead.child.stdin?.write("go\n");
    await dead.next();
    dead.child.kill("SIGKILL");
    await once(dead.child, "exit");
    const [one, two] = await Promise.all([startHolder(), startHolder()]);
    one.child.stdin?.write("go\n");
    two.child.stdin?.write("go\n");
    const [said, alsoSaid] = await Promise.all([one.next(), two.next()]);
    const [winner, loser] = said.startsWith("held") ? [one, alsoSaid] : [two, said];
    expect([said, alsoSaid]).toContain("held 2");
    expect(loser).toMatch(/^refused GK0501 /);
    expect(loser).toContain(`process ${winner.child.pid} on`);
  });

  test("contenders that acquire and release without pause are never inside together, and every number is new", async () => {
    const rounds = 50;
    const exits = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const child = spawn(process.execPath, ["--import", "tsx", CHILD, "compete", folder, root, String(rounds)], {
          stdio: "inherit",
        });
        children.push(child);
        return once(child, "exit");
      }),
    );
    expect(exits.map(([code]) => code as number)).toEqual([0, 0, 0]);
    const fences = (await readFile(join(root, "fences"), "utf8")).trim().split("\n").map(Number);
    expect(fences).toHaveLength(3 * rounds);
    expect(fences).toEqual([...new Set(fences)].toSorted((a, b) => a - b));
  });
});
