import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { isProcessAlive, processIdentity } from "../../src/io/process-identity.ts";

const isLinux = existsSync("/proc/self/stat");

test("this process is alive, and a process that ended is not", async () => {
  const { startTicks } = await processIdentity(process.pid);
  expect(await isProcessAlive(process.pid, startTicks)).toBe(true);
  const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(child, "exit");
  expect(await isProcessAlive(child.pid ?? 0, null)).toBe(false);
});

test.runIf(isLinux)(
  "a process keeps its identity, another has another start, and all share machine and namespace",
  async () => {
    const child = spawn("sleep", ["30"], { stdio: "ignore" });
    const [own, again, other] = await Promise.all([process.pid, process.pid, child.pid ?? 0].map(processIdentity));
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(again).toEqual(own);
    expect(other?.startTicks).toMatch(/^[0-9]+$/);
    expect(other?.startTicks).not.toBe(own?.startTicks);
    expect([other?.bootId, other?.pidNamespace]).toEqual([own?.bootId, own?.pidNamespace]);
  },
);

test.runIf(isLinux)("a process with the same number but another start is another process", async () => {
  expect(await isProcessAlive(process.pid, "1")).toBe(false);
});

test.runIf(isLinux)("an ended process that its parent never waited for is not alive", async () => {
  // The shell becomes a program that waits for no child before its child ends.
  const parent = spawn("sh", ["-c", "sleep 0.3 & echo $!; exec sleep 30"], { stdio: ["ignore", "pipe", "ignore"] });
  try {
    const [output] = (await once(parent.stdout, "data")) as [Buffer];
    const pid = Number(output.toString());
    expect(await isProcessAlive(pid, null)).toBe(true);
    await expect.poll(async () => isProcessAlive(pid, null), { timeout: 10_000 }).toBe(false);
    expect(process.kill(pid, 0)).toBe(true);
  } finally {
    parent.kill("SIGKILL");
  }
});
