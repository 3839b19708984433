import { type FileHandle, link, lstat, mkdir, open, readdir, rename, rm, chmod, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { assert } from "../assert.ts";
import { artefactExists, outputNotWritable } from "../errors.ts";

export interface AtomicWriteOptions {
  /** Permission bits of the new file; private by default. */
  readonly mode?: number | undefined;
  /** False skips the syncs, for what can be made again after a power loss; the rename stays atomic. */
  readonly sync?: boolean | undefined;
}

/**
 * Writes a file whole or not at all: a temporary name beside it, synced, renamed, and the folder synced.
 *
 * Replaces an existing file. Throws GK0503 (outputNotWritable) when the system refuses, and leaves no temporary file then.
 */
export async function writeFileAtomic(
  path: string,
  content: Uint8Array | string,
  options: AtomicWriteOptions = {},
): Promise<void> {
  await writeChunksAtomic(path, [content], options);
}

/**
 * Writes a private file (0600) that must not be there yet, whole or not at all; returns false, and changes nothing, when
 * something has the name. Throws GK0503 when the system refuses.
 */
export async function writeNewFile(path: string, content: string): Promise<boolean> {
  const draft = await openTemporary(path, 0o600).catch(refused(path));
  try {
    await draft.handle.writeFile(content).catch(refused(path));
    await draft.handle.sync().catch(refused(path));
    // A link never replaces what is there, as a rename would.
    const isNew = await link(draft.path, path).then(
      () => true,
      (error: unknown) => ((error as NodeJS.ErrnoException).code === "EEXIST" ? false : refused(path)(error)),
    );
    if (isNew) await syncFolder(dirname(path)).catch(refused(path));
    return isNew;
  } finally {
    await draft.handle.close();
    await rm(draft.path, { force: true });
  }
}

/**
 * The same as `writeFileAtomic` for content that arrives in chunks; returns the number of bytes written.
 *
 * An error thrown by `chunks` passes through unchanged, and the file that was there before stays as it was.
 */
export async function writeChunksAtomic(
  path: string,
  chunks: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  { mode = 0o600, sync = true }: AtomicWriteOptions = {},
): Promise<number> {
  const temporary = await openTemporary(path, mode).catch(refused(path));
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      const data = typeof chunk === "string" ? Buffer.from(chunk, "utf8") : chunk;
      await temporary.handle.writeFile(data).catch(refused(path));
      bytes += data.byteLength;
    }
    if (sync) await temporary.handle.sync().catch(refused(path));
    await temporary.handle.close().catch(refused(path));
    await rename(temporary.path, path).catch(refused(path));
    if (sync) await syncFolder(dirname(path)).catch(refused(path));
  } catch (error) {
    await temporary.handle.close().catch(() => {});
    await rm(temporary.path, { force: true });
    throw error;
  }
  return bytes;
}

/** Moves a finished file under its final name for good: the file is synced, then one rename, then the folder. Throws GK0503 when the system refuses. */
export async function moveIntoPlace(temporary: string, final: string): Promise<void> {
  await syncOpened(temporary).catch(refused(temporary));
  await rename(temporary, final).catch(refused(final));
  await syncFolder(dirname(resolve(final))).catch(refused(final));
}

/**
 * Makes a finished folder visible under its final name: every file and folder inside is synced, then one rename, then
 * the parent is synced. A crash leaves either no folder of that name or the whole one.
 *
 * `beforeRename` is awaited when all is synced, and stops everything by throwing. Throws GK0603 (artefactExists) when the final name is taken, even by an empty folder, and GK0503 when the system refuses.
 */
export async function publishFolder(
  temporary: string,
  final: string,
  beforeRename: () => Promise<void> = async () => {},
): Promise<void> {
  // rename(2) silently replaces an empty folder; the project's lease keeps others from coming between check and rename.
  if (await exists(final)) throw artefactExists({ path: final });
  await syncTree(temporary).catch(refused(temporary));
  await beforeRename();
  await rename(temporary, final).catch(refused(final));
  await syncFolder(dirname(resolve(final))).catch(refused(final));
}

/**
 * Makes a folder, and its parents where missing, that only this account can enter (0700). A folder that is already there
 * is closed to others; its parents are left as they are. Throws GK0503 when the system refuses.
 */
export async function makePrivateFolder(path: string): Promise<void> {
  const folder = resolve(path);
  const firstMade = await makeFolders(folder).catch(refused(path));
  if (firstMade === undefined) {
    const { mode } = await stat(folder);
    if ((mode & 0o777) !== 0o700) await chmod(folder, 0o700).catch(refused(path));
    return;
  }
  for (let made = folder; made.length >= firstMade.length; made = dirname(made))
    await syncFolder(dirname(made)).catch(refused(path));
}

/**
 * Makes a folder and its missing parents; returns the first one made, undefined for none. One by one: Node's own recursive
 * mkdir never ends where the system refuses a folder with ENOENT, as it does below /proc.
 */
async function makeFolders(folder: string): Promise<string | undefined> {
  if (await isFolder(folder)) return undefined;
  const firstMade = await makeFolders(dirname(folder));
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have been quicker.
    if (!(await isFolder(folder))) throw error;
    return firstMade;
  }
  return firstMade ?? folder;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Removes a file, or a folder with all it holds, if it is there. Throws GK0503 when the system refuses. */
export async function removePath(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(refused(path));
}

/** The process id in a file name that an interrupted atomic write may leave behind; null for any other name. */
export function writerOfTemporary(name: string): number | null {
  const pid = /^\..+\.([0-9]+)-[0-9]+\.tmp$/.exec(name)?.[1];
  return pid === undefined ? null : Number(pid);
}

let temporaryFilesMade = 0;

/**
 * A new file beside `path`, open for writing, that is nobody else's: O_EXCL settles any clash of names with another process.
 * Throws the system's error.
 */
export async function openTemporary(path: string, mode: number): Promise<{ path: string; handle: FileHandle }> {
  for (;;) {
    temporaryFilesMade += 1;
    const temporary = join(dirname(path), `.${basename(path)}.${process.pid}-${temporaryFilesMade}.tmp`);
    try {
      return { path: temporary, handle: await open(temporary, "wx", mode) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    assert(entry.isFile() || entry.isDirectory(), `${path} is a file or a folder`);
    await (entry.isDirectory() ? syncTree(path) : syncOpened(path));
  }
  await syncFolder(folder);
}

/** A rename is durable only once the folder that holds the name is. */
async function syncFolder(folder: string): Promise<void> {
  await syncOpened(folder);
}

async function syncOpened(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

/** Turns the system's refusal (disk full, read-only, no permission) into the coded error; other errors are our own mistakes. */
function refused(path: string): (error: unknown) => never {
  return (error) => {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw outputNotWritable({ path, systemCode: code }, { cause: error });
  };
}
