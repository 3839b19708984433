import { randomBytes } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What the files of one node say. */
export interface NodeSettings {
  /** Everything of the cluster: configuration, logs, and the lake. */
  readonly folder: string;
  /** The unpacked server. */
  readonly distribution: string;
  readonly port: number;
  /** As Java writes it, such as `1G`. */
  readonly heap: string;
  /**
   * Whether it lives for minutes and many small statements: its code is then compiled fast and not well, memory is collected by one
   * thread, and tasks that ended are forgotten at once, which are looked through several times a second.
   */
  readonly isBrief: boolean;
  /** How it is reached by https. */
  readonly security: Readonly<Record<string, string>>;
}

/** Where files lie that the cluster and whoever uses it both see; the cluster calls it `local:///`. */
export function lakeOf(folder: string): string {
  return join(folder, "lake");
}

/** Where the Iceberg catalog keeps the tables of runs. */
export function tablesOf(folder: string): string {
  return join(lakeOf(folder), "tables");
}

/** Writes the configuration of a coordinator that works too, with a catalog of Iceberg tables and one of plain files. */
export async function writeConfiguration(settings: NodeSettings): Promise<void> {
  const { folder, distribution, port, heap, isBrief, security } = settings;
  const etc = join(folder, "etc");
  await rm(etc, { recursive: true, force: true });
  await mkdir(join(etc, "catalog"), { recursive: true });
  await mkdir(tablesOf(folder), { recursive: true });
  const properties = (entries: Readonly<Record<string, string>>) =>
    `${Object.entries(entries)
      .map(([name, value]) => `${name}=${value}`)
      .join("\n")}\n`;
  const lake = { "fs.native-local.enabled": "true", "local.location": lakeOf(folder) };
  const files: Readonly<Record<string, string>> = {
    "jvm.config": `${jvmOptions(heap, isBrief).join("\n")}\n`,
    "node.properties": properties({
      "node.environment": "local",
      "node.id": "coordinator",
      "node.data-dir": join(folder, "var"),
      "node.bind-ip": "127.0.0.1",
      "node.internal-address": "127.0.0.1",
    }),
    "config.properties": properties({
      coordinator: "true",
      "node-scheduler.include-coordinator": "true",
      "http-server.http.port": String(port),
      "discovery.uri": `http://127.0.0.1:${port}`,
      "plugin.dir": join(distribution, "plugin"),
      ...(isBrief ? { "task.info.max-age": "10s" } : {}),
      "internal-communication.shared-secret": randomBytes(48).toString("base64"),
      ...security,
    }),
    "catalog/lake.properties": properties({
      "connector.name": "iceberg",
      "iceberg.catalog.type": "TESTING_FILE_METASTORE",
      "hive.metastore.catalog.dir": "local:///tables",
      "iceberg.file-format": "PARQUET",
      "iceberg.unique-table-location": "true",
      // Contents are kept by path otherwise, and a file that is written anew is served as it was.
      "iceberg.metadata-cache.enabled": "false",
      ...lake,
    }),
    "catalog/files.properties": properties({
      "connector.name": "hive",
      "hive.metastore": "file",
      "hive.metastore.catalog.dir": "local:///files",
      "hive.parquet.use-column-names": "true",
      "hive.timestamp-precision": "MICROSECONDS",
      ...lake,
    }),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(etc, name), text);
}

function jvmOptions(heap: string, isBrief: boolean): string[] {
  return [
    "-server",
    ...(isBrief
      ? ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
      : ["-XX:G1HeapRegionSize=16M", "-XX:+ExplicitGCInvokesConcurrent"]),
    `-Xmx${heap}`,
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-OmitStackTraceInFastThrow",
    "-XX:ReservedCodeCacheSize=256M",
    "-XX:PerMethodRecompilationCutoff=10000",
    "-XX:PerBytecodeRecompilationCutoff=10000",
    "-Djdk.attach.allowAttachSelf=true",
    "-Djdk.nio.maxCachedBufferSize=2000000",
    "-Dfile.encoding=UTF-8",
    "-Duser.timezone=UTC",
    "-XX:+EnableDynamicAgentLoading",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
    "--add-modules=jdk.incubator.vector",
  ];
}
