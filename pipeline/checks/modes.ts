import { lstat, readdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";

import { keyOpenToOthers, openToOthers } from "../../src/errors.ts";
import { shellWord } from "../../src/report/shell-word.ts";
import type { Finding, Patient } from "./check.ts";

/** Whether the project's state is closed to other accounts. What is public may be handed to anyone, and is not looked at. */
export async function modes({ directories, shownFrom, messages }: Patient): Promise<Finding> {
  if (directories === null) return { facts: messages.noProject };
  const { looked, open } = await lookInto(directories.root);
  const facts = looked === 0 ? messages.notYetMade : messages.modes(looked, open.length);
  return open.length === 0 ? { facts } : { facts, warnings: [openToOthers(shown(open, shownFrom))] };
}

/** Whether the keys are there, and read by this account alone: any other reader could forge or decrypt. */
export async function keys({ project, folder, shownFrom, messages }: Patient): Promise<Finding> {
  const own = await lookInto(join(folder, "keys"));
  const file = project?.keys.reference.file;
  const elsewhere = file === undefined ? [] : (await lookInto(file)).open;
  const seen = new Set(own.open.map(({ path }) => path));
  const open = [...own.open, ...elsewhere.filter(({ path }) => !seen.has(path))];
  const facts = messages.keys(project?.keys.reference.keyId ?? null, Math.max(0, own.looked - 1));
  return open.length === 0 ? { facts } : { facts, errors: [keyOpenToOthers(shown(open, shownFrom))] };
}

interface OpenPath {
  readonly path: string;
  readonly mode: number;
}

interface Look {
  /** How many files and folders lie there, itself included. */
  readonly looked: number;
  /** Those that other accounts may use, the topmost first. */
  readonly open: readonly OpenPath[];
}

const NOTHING: Look = { looked: 0, open: [] };

/** Looks at a path and everything below. A link counts as what it leads to, but no folder is entered through one. */
async function lookInto(path: string): Promise<Look> {
  const [found, itself] = await Promise.all([stat(path), lstat(path)]).catch(() => [null, null]);
  if (found === null || itself === null) return NOTHING;
  const own = isOpen(found.mode) ? [{ path, mode: found.mode & 0o777 }] : [];
  const names = itself.isDirectory() ? (await readdir(path)).filter((name) => name !== "public").toSorted() : [];
  const inner: Look[] = [];
  for (const name of names) inner.push(await lookInto(join(path, name)));
  return {
    looked: 1 + inner.reduce((sum, { looked }) => sum + looked, 0),
    open: [...own, ...inner.flatMap(({ open }) => open)],
  };
}

/** Windows has no such modes. */
function isOpen(mode: number): boolean {
  return process.platform !== "win32" && (mode & 0o077) !== 0;
}

/** All of them, named by the first. */
function shown(open: readonly OpenPath[], shownFrom: string) {
  const [{ path, mode }] = open as [OpenPath];
  return {
    path: shellWord(relative(shownFrom, path)),
    mode: mode.toString(8).padStart(4, "0"),
    others: open.length - 1,
  };
}
