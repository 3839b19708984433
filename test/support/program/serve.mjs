// Carries out commands of the built program one after another in one process, each as if it were the only one: with its own
// arguments, folder, environment, mask and streams. The program's entry is evaluated for each; its parts are read and compiled
// once, which takes longer than most commands.

import { Writable } from "node:stream";

/** @typedef {{ program: string, arguments: string[], folder: string, environment: Record<string, string> }} Command */

const MASK = process.umask();
let carriedOut = 0;

/** @type {(text: string) => void} */
let warn = () => {};
// Node would write it beside what the command writes; it belongs to the command.
process.on("warning", ({ name, message }) => warn(`(node:${process.pid}) ${name}: ${message}\n`));
process.on("disconnect", () => process.exit());
process.on("message", (command) => void answer(/** @type {Command} */ (command)));

/** @param {Command} command */
async function answer({ program, arguments: arguments_, folder, environment }) {
  const [stdout, stderr] = [pipe("stdout"), pipe("stderr")];
  warn = (text) => void stderr.texts.push(text);
  process.chdir(folder);
  process.umask(MASK);
  process.argv = [process.execPath, program, ...arguments_];
  process.exitCode = 0;
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  carriedOut += 1;
  await import(`${program}?${carriedOut}`);
  process.send?.({ code: process.exitCode, stdout: stdout.texts.join(""), stderr: stderr.texts.join("") });
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
