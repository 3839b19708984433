// Carries out commands of the built program one after another in one process, each as if it were the only one: with its own
// arguments, folder, environment, mask and streams. The program's entry is evaluated for each; its parts are read and compiled
// once, which takes longer than most commands.
//
//   node serve.mjs SOCKET OWNER
//
// It listens at SOCKET, and ends when that file or the process OWNER is gone.

import { existsSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { Writable } from "node:stream";

/** @typedef {{ program: string, arguments: string[], folder: string, environment: Record<string, string> }} Command */

const [SOCKET = "", OWNER = ""] = process.argv.slice(2);
const MASK = process.umask();
/** What the engine and the solver keep between commands is theirs to keep, but not for ever. */
const MOST_MEMORY = 1_500_000_000;

let carriedOut = 0;
let isBusy = false;
let isLarge = false;

/** @type {(text: string) => void} */
let warn = () => {};
// Node would write it beside what the command writes; it belongs to the command.
process.on("warning", ({ name, message }) => warn(`(node:${process.pid}) ${name}: ${message}\n`));

const server = createServer({ allowHalfOpen: true }, (socket) => {
  let asked = "";
  socket.on("error", () => socket.destroy());
  socket.setEncoding("utf8").on("data", (text) => (asked += String(text)));
  socket.on("end", () => void answerTo(socket, /** @type {Command} */ (JSON.parse(asked))));
});
// A server that the program ended leaves its file.
rmSync(SOCKET, { force: true });
server.listen(SOCKET);
setInterval(() => {
  if (!isBusy && (isLarge || !existsSync(SOCKET) || !isRunning(Number(OWNER)))) process.exit();
}, 500);

/**
 * @param {import("node:net").Socket} socket
 * @param {Command} command
 */
async function answerTo(socket, command) {
  socket.end(JSON.stringify(isBusy ? null : await answer(command)));
  if (process.memoryUsage.rss() <= MOST_MEMORY) return;
  // Whoever asks next starts another.
  isLarge = true;
  rmSync(SOCKET, { force: true });
}

/** @param {Command} command */
async function answer({ program, arguments: arguments_, folder, environment }) {
  isBusy = true;
  const [stdout, stderr] = [pipe("stdout"), pipe("stderr")];
  warn = (line) => void stderr.texts.push(line);
  process.chdir(folder);
  process.umask(MASK);
  process.argv = [process.execPath, program, ...arguments_];
  process.exitCode = 0;
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  carriedOut += 1;
  await import(`${program}?${carriedOut}`);
  isBusy = false;
  return { code: process.exitCode, stdout: stdout.texts.join(""), stderr: stderr.texts.join("") };
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * A stream of this process that nobody reads before the command ends, and that is no terminal.
 *
 * @param {"stdout" | "stderr"} name
 */
function pipe(name) {
  /** @type {string[]} */
  const texts = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk, _encoding, done) => {
      texts.push(String(chunk));
      done();
    },
  });
  Object.defineProperty(process, name, { configurable: true, value: stream });
  return { texts };
}
