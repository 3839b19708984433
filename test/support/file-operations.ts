import promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

/** Something that a process asks of the disk. */
export interface FileOperation {
  /** Its name, its path without what differs between processes, and which of its kind it is: the same in every repetition. */
  readonly key: string;
  readonly name: string;
  readonly path: string;
}

/** Where a process can be interrupted: before an operation, or when half of what it writes is written. */
export type OperationMoment = "before" | "half";

/** Is told of every moment; what it throws is what the disk answers. */
export type OperationWatcher = (operation: FileOperation, moment: OperationMoment) => void;

type Call = (...arguments_: readonly unknown[]) => Promise<unknown>;
type Calls = Record<string, Call>;

/** What changes a disk, or asks that something stays on it. What only reads leaves a crash nothing to spoil. */
const OF_PATHS = [
  "open",
  "mkdir",
  "link",
  "symlink",
  "rename",
  "rm",
  "unlink",
  "chmod",
  "copyFile",
  "cp",
  "writeFile",
  "appendFile",
  "truncate",
  "utimes",
] as const;
const OF_HANDLES = ["write", "writeFile", "appendFile", "sync", "datasync", "truncate", "close"] as const;

/** Does some work, all of whose file operations a watcher is told of. One at a time: the functions of Node itself are exchanged. */
export async function watchingFiles<Result>(watcher: OperationWatcher, work: () => Promise<Result>): Promise<Result> {
  const module = promises as unknown as Calls;
  const originals = new Map(OF_PATHS.map((name) => [name, module[name] as Call]));
  const tell = numbered(watcher);
  for (const [name, original] of originals) {
    module[name] = async (...arguments_) => {
      const path = String(name === "link" || name === "rename" || name === "symlink" ? arguments_[1] : arguments_[0]);
      tell(name, path)("before");
      const result = await original.apply(promises, [...arguments_]);
      if (name === "open") watchHandle(result as Calls, path, tell);
      return result;
    };
  }
  syncBuiltinESMExports();
  try {
    return await work();
  } finally {
    for (const [name, original] of originals) module[name] = original;
    syncBuiltinESMExports();
  }
}

/** The error of a system call that the disk refuses. */
export function diskError(code: "EIO" | "ENOSPC", { name, path }: FileOperation): Error {
  return Object.assign(new Error(`${code}: refused by the test, ${name} '${path}'`), {
    code,
    syscall: name,
    errno: -1,
  });
}

type Tell = (name: string, path: string) => (moment: OperationMoment) => void;

function numbered(watcher: OperationWatcher): Tell {
  const times = new Map<string, number>();
  return (name, path) => {
    const kind = `${name} ${withoutProcess(path)}`;
    times.set(kind, (times.get(kind) ?? 0) + 1);
    const operation = { key: `${kind} #${times.get(kind)}`, name, path };
    return (moment) => watcher(operation, moment);
  };
}

/** The path inside `.gatekeeper` as it is in every process. */
function withoutProcess(path: string): string {
  const [, inside = path] = /\.gatekeeper\/(.*)$/u.exec(path) ?? [];
  return inside
    .replace(/^tmp\/[0-9]+-[0-9a-f]+/u, "tmp/PROCESS")
    .replace(/\.[0-9]+-[0-9]+\.tmp$/u, ".tmp")
    .replace(/ticket-[0-9]+/u, "ticket");
}

function watchHandle(handle: Calls, path: string, tell: Tell): void {
  for (const name of OF_HANDLES) {
    const original = (handle[name] as Call).bind(handle);
    handle[name] = async (...arguments_) => {
      const at = tell(name, path);
      try {
        at("before");
      } catch (error) {
        // The system closes a file even when it reports an error.
        if (name === "close") await original();
        throw error;
      }
      const [data, ...options] = arguments_;
      if (name !== "writeFile" && name !== "appendFile") return original(...arguments_);
      const bytes = typeof data === "string" ? Buffer.from(data, "utf8") : Buffer.from(data as Uint8Array);
      const middle = Math.floor(bytes.byteLength / 2);
      await original(bytes.subarray(0, middle), ...options);
      at("half");
      return original(bytes.subarray(middle), ...options);
    };
  }
}
