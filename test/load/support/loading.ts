import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

import { INPUT_TABLE_NAMES, INPUT_TABLES, type InputTableName } from "../../../src/domain/input-tables.ts";
import type { ExpressionText, Project, SourceDeclaration } from "../../../src/domain/project.ts";
import { openDuckDBLoader } from "../../../src/engine/duckdb/loader.ts";
import { type SqlRow, sqlText } from "../../../src/engine/engine.ts";
import { present } from "../../../src/assert.ts";
import { type GatekeeperError, GatekeeperErrors } from "../../../src/errors.ts";
import { InputCache } from "../../../src/load/input-cache.ts";
import { rowsOfSource } from "../../../src/load/raw-table.ts";
import { findRepeatedLines } from "../../../src/load/repeated-lines.ts";
import { type LoadedInput, loadInputs } from "../../../src/load/load-inputs.ts";
import { expectSaidInChinese } from "../../support/chinese.ts";

/** What a test says of a source; the rest are the defaults, and every canonical column is mapped by its own name. */
export interface SourceOptions extends Partial<
  Omit<SourceDeclaration, "table" | "columns" | "where" | "rejectThreshold">
> {
  /** Expressions by canonical column, in place of the columns of the same names. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly where?: string;
  /** In parts per million of a file's records. */
  readonly threshold?: number;
}

/** Input files, a cache and a loader in a folder of their own. */
export interface Loading {
  readonly folder: string;
  readonly cache: string;
  /** The moment the clock shows; a minute after now, so that new files count as settled. */
  now: Date;
  /** Writes an input file and returns its path. */
  write(file: string, content: string | Uint8Array): Promise<string>;
  gzip(file: string, content: string | Uint8Array): Promise<string>;
  /** Writes a SELECT as a Parquet file. */
  parquet(file: string, select: string): Promise<string>;
  /** Loads sources; those of a table together as one project would. */
  load(
    sources: readonly SourceDeclaration[],
    options?: { extraColumns?: string[]; timeZone?: string },
  ): Promise<LoadedInput[]>;
  /** The rows that a loaded file has in its raw table, in the file's order. */
  rows(input: LoadedInput, extraColumns?: readonly string[]): Promise<SqlRow[]>;
  /** The lines that repeat in the sources, as `position of the file in its source/record_index`. */
  repeatedLines(sources: readonly SourceDeclaration[]): Promise<string[]>;
  query(select: string): Promise<SqlRow[]>;
  close(): Promise<void>;
}

/** SQL for the column and the code of a rejected record's problem. */
const REJECT =
  "case when load_status = 'rejected' then split_part(fate, ':', 1) || ':' || split_part(fate, ':', 2) end";

/** Opens the real loader on a new folder. */
export async function openLoading(): Promise<Loading> {
  const folder = await mkdtemp(join(tmpdir(), "gatekeeper-load-"));
  const cache = join(folder, "cache");
  const temporaryFolder = join(folder, "tmp");
  const settings = { threads: 2, memoryLimit: "500MB", temporaryFolder, folders: [folder] };
  const loader = await openDuckDBLoader(settings);
  const write = async (file: string, content: string | Uint8Array) => {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    return path;
  };
  const contextFor = (timeZone: string, extraColumns: readonly string[]) => ({
    loader,
    cache: new InputCache(cache),
    clock: { now: () => loading.now },
    temporaryFolder,
    timeZone,
    extraColumns,
  });
  const loading: Loading = {
    folder,
    cache,
    now: new Date(Date.now() + 60_000),
    write,
    gzip: async (file, content) => write(file, gzipSync(content)),
    parquet: async (file, select) => {
      const path = join(folder, file);
      await mkdir(dirname(path), { recursive: true });
      await loader.writeParquet(select, path);
      return path;
    },
    load: async (sources, { extraColumns = [], timeZone = "Asia/Shanghai" } = {}) =>
      loadInputs(projectWith(folder, sources, extraColumns, timeZone), contextFor(timeZone, extraColumns), () => {}),
    repeatedLines: async (sources) => {
      const inputs = await loading.load(sources);
      const paths = await findRepeatedLines(inputs, contextFor("Asia/Shanghai", []));
      const rows = await Promise.all(
        paths.map(async (path) => loader.query(`select * from read_parquet(${sqlText(path)})`)),
      );
      const files = inputs.map(({ loaded }) => loaded.fileId);
      return rows.flat().map((row) => `${files.indexOf(String(row["file_id"]))}/${String(row["record_index"])}`);
    },
    rows: async (input, extraColumns = []) =>
      loader.query(
        `select *, ${REJECT} as reject from (${rowsOfSource(input.source, traced(cache, input), extraColumns, false)})`,
      ),
    query: async (select) => loader.query(select),
    close: async () => {
      await loader.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return loading;
}

/** A source of one table, with a mapping of the given columns by name unless told otherwise. */
export function source(table: InputTableName, options: SourceOptions & { header?: string } = {}): SourceDeclaration {
  const { columns, where, threshold = 0, header, ...rest } = options;
  const named = header === undefined ? [] : header.split(",").filter((name) => isColumnOf(table, name));
  const mapped = Object.entries(columns ?? Object.fromEntries(named.map((name) => [name, name])));
  return {
    source: table.replaceAll("_", "-"),
    table,
    files: [`input/${table}.csv`],
    warehouseTable: undefined,
    format: "csv",
    csv: { delimiter: ",", quote: '"' },
    encoding: "utf-8",
    maxDecompressedBytes: undefined,
    formats: undefined,
    types: {},
    columns: mapped.map(([column, text]) => ({ column, expression: expressionText(text) })),
    where: where === undefined ? undefined : expressionText(where),
    records: "line",
    rejectThreshold: { text: `${threshold / 10_000}%`, partsPerMillion: threshold },
    refundSign: "negative",
    authority: "subject",
    collectionChannel: undefined,
    rightOfUseAsked: undefined,
    bought: undefined,
    optOuts: [],
    at: { file: "gatekeeper.yaml", line: 12, column: 5 },
    ...rest,
  };
}

/** Makes a file look as if it was last changed at the given moment. */
export async function settle(path: string, at: Date): Promise<void> {
  await utimes(path, at, at);
}

function isColumnOf(table: InputTableName, name: string): boolean {
  return INPUT_TABLES[table].some((column) => column.name === name);
}

function expressionText(text: string): ExpressionText {
  return { text, names: [], at: { file: "gatekeeper.yaml", line: 14, column: 20 } };
}

function projectWith(
  directory: string,
  sources: readonly SourceDeclaration[],
  extraColumns: readonly string[],
  timeZone: string,
): Project {
  const inputs = Object.fromEntries(
    INPUT_TABLE_NAMES.map((table) => [table, sources.filter((own) => own.table === table)]),
  );
  const extras = extraColumns.map((name) => ({ name, dataClass: "personal" }));
  return { directory, timeZone, inputs, extraColumns: extras } as unknown as Project;
}

/** The loaded file as a relation, with the trace that attaching adds. */
function traced(cache: string, { table, loaded: { fileId } }: LoadedInput): string {
  const path = sqlText(join(cache, table, `${fileId}.parquet`));
  return `(select *, file_row_number as record_index, ${sqlText(fileId)} as file_id from read_parquet(${path}, file_row_number = true)) as traced`;
}

/** The codes and messages of what loading refuses, one text each, all of them said in Chinese too; none when it does not refuse. */
export async function refusals(loading: Promise<unknown>): Promise<string[]> {
  try {
    await loading;
    return [];
  } catch (error) {
    const problems = error instanceof GatekeeperErrors ? error.problems : [error as GatekeeperError];
    problems.forEach(expectSaidInChinese);
    return problems.map(({ code, message }) => `${code} ${message}`);
  }
}

/** The single input of a loading. */
export async function onlyInput(loading: Promise<LoadedInput[]>): Promise<LoadedInput> {
  const [input, ...others] = await loading;
  return present(others.length === 0 ? input : undefined, "one file was loaded");
}

/** What became of the records of a file: counts, and each reject as `record column code`. */
export function outcome({ loaded }: LoadedInput) {
  const { records, rowsLoaded, rowsRejected, rowsExcluded, malformed, rejects } = loaded;
  const broken = malformed.map(({ record }) => `${record} malformed`);
  const told = rejects.map(({ record, column, code }) => `${record} ${column} ${code}`);
  return { records, loaded: rowsLoaded, rejected: rowsRejected, excluded: rowsExcluded, rejects: [...broken, ...told] };
}
