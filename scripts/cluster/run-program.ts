import { spawn } from "node:child_process";

/** Runs a program to its end. Throws with the end of what it wrote where it fails, and says what to install where it is missing. */
export async function run(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  folder?: string,
): Promise<void> {
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said = `${said}${chunk.toString()}`.slice(-4000);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "ENOENT" ? new Error(`"${program}" is needed and not installed`) : error);
    });
    child.on("close", resolve);
  });
  if (code !== 0) throw new Error(`${program} failed:\n${said}`);
}
