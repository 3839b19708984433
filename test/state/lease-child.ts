// Run as a program by lease.test.ts. With "hold" it acquires the lease and stays until it is killed or its input ends;
// with "compete" it acquires and releases again and again, and fails when it meets another holder inside.
import { once } from "node:events";
import { appendFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { GatekeeperError } from "../../src/errors.ts";
import { acquireLease } from "../../src/state/lease.ts";

const [mode, folder, work, rounds] = process.argv.slice(2) as [string, string, string, string];
const options = {
  clock: { now: () => new Date() },
  holder: { pid: process.pid, host: hostname(), command: mode },
};

if (mode === "hold") await hold();
else await compete(Number(rounds));

async function hold(): Promise<void> {
  process.stdout.write("ready\n");
  await once(process.stdin, "data");
  try {
    const lease = await acquireLease(folder, options);
    process.stdout.write(`held ${lease.fence}\n`);
    await once(process.stdin, "end");
  } catch (error) {
    if (!(error instanceof GatekeeperError)) throw error;
    process.stdout.write(`refused ${error.code} ${error.message}\n`);
  }
}

async function compete(wins: number): Promise<void> {
  for (let won = 0; won < wins;) {
    try {
      const lease = await acquireLease(folder, options);
      await writeFile(join(work, "inside"), "", { flag: "wx" });
      await appendFile(join(work, "fences"), `${lease.fence}\n`);
      await lease.assertHeld();
      await rm(join(work, "inside"));
      await lease.release();
      won += 1;
    } catch (error) {
      if (!(error instanceof GatekeeperError && error.code === "GK0501")) throw error;
    }
  }
}
