import { createHash } from "node:crypto";

import type { Engine, SqlValue } from "../engine/engine.ts";
import { inputFileBroken, stopsFileBroken, systemSays } from "../errors.ts";
import { readLines } from "../io/read-lines.ts";
import { falseDenial } from "./denial-ids.ts";
import { falseStandIn } from "./false-stand-in.ts";
import { stopCells } from "./stop-cells.ts";
import {
  attachStopRows,
  STOP_ROW_KINDS,
  STOP_ROWS,
  STOPS_FORMAT,
  STOPS_VERSION,
  type StopRowKind,
  type StopsFile,
} from "./stops-file.ts";
import type { Absorbed, NewRows, StopsStore, StopsWriting } from "./stops-store.ts";

/** What was in a file, and how much of it the store did not know. */
export interface StopsImport extends StopsFile {
  readonly newDenials: number;
  readonly newHolders: number;
  readonly newMerges: number;
  readonly newTombstones: number;
}

/** The header. */
const LINES_BEFORE_DENIALS = 1;

/** Rows handed to the engine at once. */
const BATCH = 20_000;

/**
 * Reads a file that `writeStopsFile` wrote, and adds what the store lacks of it; nothing the store holds is changed or
 * removed. All of the file is checked before anything is added. `file` is how messages name it.
 *
 * Throws GK0109 for a file that is none, is cut short or was changed, GK0303 for one that cannot be read, and GK0502.
 */
export async function readStopsFile(
  engine: Engine,
  stops: StopsStore,
  { path, file }: { readonly path: string; readonly file: string },
  writing: StopsWriting,
): Promise<StopsImport> {
  for (const kind of STOP_ROW_KINDS) await engine.fill(importTable(kind), STOP_ROWS[kind].columns, []);
  const reader = new StopsReader(engine, file);
  try {
    for await (const line of readLines(path)) await reader.push(line);
  } catch (error) {
    throw coded(error, file, reader.line);
  }
  const { listRows, ...found } = await reader.end();
  await attachStopRows(engine, stops);
  await checkIds(engine, file, found);
  const before = stops.rows;
  const rows: NewRows = {
    denials: unknownRows("denial"),
    holders: unknownRows("holder"),
    merges: unknownRows("merge"),
    tombstones: unknownRows("tombstone"),
  };
  await stops.absorb(engine, rows, absorbed(stops, listRows), writing);
  const { denials, holders, merges, tombstones } = stops.rows;
  return {
    ...found,
    newDenials: denials - before.denials,
    newHolders: holders - before.holders,
    newMerges: merges - before.merges,
    newTombstones: tombstones - before.tombstones,
  };
}

/**
 * Every denial must have the id of what it says; a row of somebody erased, whose id nobody can check, must be as an erasure leaves it, of an erasure whose
 * tombstone the file or the store has. Throws GK0109 with the line of the first that is not.
 */
async function checkIds(engine: Engine, file: string, { denials, holders }: StopsFile): Promise<void> {
  const tombstones = [importTable("tombstone"), STOP_ROWS.tombstone.table];
  await engine.materialize(
    "import.erasures",
    tombstones.map((table) => `select tombstones.erasure_id from ${table} as tombstones`).join(" union "),
    "table",
  );
  const broken = (problem: "id" | "erased", line: number) =>
    stopsFileBroken({ problem }, { at: { file, line: LINES_BEFORE_DENIALS + line + 1 } });
  const denial = await falseDenial(engine, importTable("denial"), "import.erasures");
  if (denial !== null) throw broken(denial.isErased ? "erased" : "id", denial.place);
  const holder = await falseStandIn(engine, "holder", importTable("holder"), "import.erasures");
  if (holder !== null) throw broken("erased", denials + holder);
  const merge = await falseStandIn(engine, "merge", importTable("merge"), "import.erasures");
  if (merge !== null) throw broken("erased", denials + holders + merge);
}

/** What the project knows of a list by itself is newer than what the file says. */
function absorbed(stops: StopsStore, listRows: Readonly<Record<string, number>>): Absorbed {
  return { fileIds: [], listRows: { ...listRows, ...stops.listRows } };
}

function importTable(kind: StopRowKind): string {
  return `import.${kind}s`;
}

function unknownRows(kind: StopRowKind): string {
  const { table, columns, id } = STOP_ROWS[kind];
  const names = columns.map(({ name }) => `imported.${name}`).join(", ");
  return `select ${names} from ${importTable(kind)} as imported
    left join ${table} as known on known.${id} = imported.${id} where known.${id} is null`;
}

function coded(error: unknown, file: string, line: number): unknown {
  if (error instanceof RangeError) return stopsFileBroken({ problem: "line" }, { at: { file, line: line + 1 } });
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  return inputFileBroken({ file, reason: systemSays(code) }, { at: { file }, cause: error });
}

/** Takes the lines of a file one by one: header, denials, holders, merges, tombstones, and the hash of them all. */
class StopsReader {
  line = 0;
  readonly #engine: Engine;
  readonly #file: string;
  readonly #hash = createHash("sha256");
  readonly #counts = { denial: 0, holder: 0, merge: 0, tombstone: 0 };
  readonly #lastIds = { denial: "", holder: "", merge: "", tombstone: "" };
  #batch: { kind: StopRowKind; rows: SqlValue[][] } = { kind: "denial", rows: [] };
  #header: ReturnType<typeof headerOf> | null = null;
  #sha256: string | null = null;

  constructor(engine: Engine, file: string) {
    this.#engine = engine;
    this.#file = file;
  }

  async push(bytes: Buffer): Promise<void> {
    this.line += 1;
    const value = parsed(bytes);
    if (this.#header === null) {
      this.#header = headerOf(value ?? {});
      if (this.#header === null) throw this.#broken(isOfNewerVersion(value ?? {}) ? "version" : "format");
    } else if (value === null || this.#sha256 !== null) throw this.#broken("line");
    else if (typeof value["sha256"] === "string") {
      this.#sha256 = value["sha256"];
      return;
    } else await this.#pushRow(value);
    this.#hash.update(bytes);
  }

  /** What the file held. Throws GK0109 unless it was all there and as it was written. */
  async end(): Promise<StopsFile & { readonly listRows: Readonly<Record<string, number>> }> {
    if (this.#header === null) throw this.#broken("format");
    if (this.#sha256 === null) throw this.#broken("end");
    const sha256 = this.#hash.digest("hex");
    const { listRows, ...counts } = this.#header;
    const { denial, holder, merge, tombstone } = this.#counts;
    const isWhole =
      counts.denials === denial &&
      counts.holders === holder &&
      counts.merges === merge &&
      counts.tombstones === tombstone;
    if (sha256 !== this.#sha256 || !isWhole) throw this.#broken("hash");
    await this.#flush();
    return { ...counts, sha256, listRows };
  }

  async #pushRow(value: Record<string, unknown>): Promise<void> {
    const kind = STOP_ROW_KINDS.find((known) => known in value) ?? "denial";
    const cells = stopCells(value[kind], STOP_ROWS[kind]);
    const id = String(cells?.[0] ?? "");
    // The ids ascend, so that none comes twice; each kind comes after the one before it.
    const later = STOP_ROW_KINDS.slice(STOP_ROW_KINDS.indexOf(kind) + 1);
    const isInOrder = id > this.#lastIds[kind] && later.every((other) => this.#counts[other] === 0);
    if (cells === null || !/^[0-9a-f]{64}$/u.test(id) || !isInOrder) throw this.#broken("line");
    this.#lastIds[kind] = id;
    this.#counts[kind] += 1;
    if (this.#batch.kind !== kind || this.#batch.rows.length >= BATCH) await this.#flush();
    if (this.#batch.kind !== kind) this.#batch = { kind, rows: [] };
    this.#batch.rows.push(cells);
  }

  async #flush(): Promise<void> {
    const { kind, rows } = this.#batch;
    await this.#engine.fill(`${importTable(kind)}_batch`, STOP_ROWS[kind].columns, rows);
    const names = STOP_ROWS[kind].columns.map(({ name }) => `batch.${name}`).join(", ");
    await this.#engine.append(importTable(kind), `select ${names} from ${importTable(kind)}_batch as batch`);
    this.#batch = { kind, rows: [] };
  }

  #broken(problem: Parameters<typeof stopsFileBroken>[0]["problem"]) {
    return stopsFileBroken({ problem }, { at: { file: this.#file, line: Math.max(this.line, 1) } });
  }
}

function parsed(bytes: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Version 1, of before there were erasures, has no tombstones. */
function headerOf(header: Record<string, unknown>) {
  const { format, version, denials, holders, merges, list_rows: listRows } = header;
  const tombstones = version === 1 ? 0 : header["tombstones"];
  if (format !== STOPS_FORMAT || (version !== STOPS_VERSION && version !== 1)) return null;
  if (!isCount(denials) || !isCount(holders) || !isCount(merges) || !isCount(tombstones)) return null;
  if (typeof listRows !== "object" || listRows === null || !Object.values(listRows).every(isCount)) return null;
  return { denials, holders, merges, tombstones, listRows: listRows as Record<string, number> };
}

function isOfNewerVersion({ format, version }: Record<string, unknown>): boolean {
  return format === STOPS_FORMAT && typeof version === "number" && version > STOPS_VERSION;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
