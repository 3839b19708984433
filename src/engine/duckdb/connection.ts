import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";

import { makePrivateFolder } from "../../io/atomic-write.ts";
import { sqlText } from "../engine.ts";

/** Limits and folders of one DuckDB instance. */
export interface DuckDBSettings {
  readonly threads: number;
  /** For example `1500MB`. */
  readonly memoryLimit: string;
  /** Where it spills; also readable and writable by statements. */
  readonly temporaryFolder: string;
  /** Folders and files its statements may read (DuckDB lets them be written too, so keep the list short). */
  readonly folders: readonly string[];
  readonly files?: readonly string[];
  /** Rules by which it may not rewrite statements, by the names it has for them. */
  readonly disabledOptimizers?: readonly string[];
}

/** An in-memory DuckDB that is open for the given settings only. */
export interface DuckDBHandle {
  readonly connection: DuckDBConnection;
  /**
   * Another connection to the same tables, for a result that is read while other statements run: the next statement of a connection
   * ends its open result, which then looks as if it had no more rows. Whoever asks closes it.
   */
  readonly connect: () => Promise<DuckDBConnection>;
  readonly close: () => void;
}

/**
 * Opens an in-memory instance and locks it down: no extension is loaded, only the declared folders are reachable, the
 * session zone is UTC, and no later statement can change any of it.
 */
export async function openDuckDB(settings: DuckDBSettings): Promise<DuckDBHandle> {
  await makePrivateFolder(settings.temporaryFolder);
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(settings.threads),
    memory_limit: settings.memoryLimit,
    temp_directory: settings.temporaryFolder,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    preserve_insertion_order: "true",
  });
  const connection = await instance.connect();
  await connection.run(lockDown(settings).join("; "));
  return {
    connection,
    connect: async () => instance.connect(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** How much is done of the statement that runs, from 0 to 1; null where the engine cannot say. */
export function shareDone({ progress: { percentage } }: DuckDBConnection): number | null {
  return percentage >= 0 && percentage <= 100 ? percentage / 100 : null;
}

function lockDown(settings: DuckDBSettings): string[] {
  const list = (paths: readonly string[]) => `[${paths.map(sqlText).join(", ")}]`;
  return [
    "set global timezone = 'UTC'",
    `set disabled_optimizers = ${sqlText((settings.disabledOptimizers ?? []).join(","))}`,
    `set allowed_directories = ${list([settings.temporaryFolder, ...settings.folders])}`,
    `set allowed_paths = ${list(settings.files ?? [])}`,
    "set enable_progress_bar = true",
    "set enable_progress_bar_print = false",
    "set enable_external_access = false",
    "set lock_configuration = true",
  ];
}
