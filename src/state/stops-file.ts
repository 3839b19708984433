import { createHash } from "node:crypto";

import type { Engine, SqlRow, SqlValue } from "../engine/engine.ts";
import { attachOrEmpty } from "../engine/attach.ts";
import { writeChunksAtomic } from "../io/atomic-write.ts";
import { canonicalJson } from "../io/canonical-json.ts";
import type { CanonicalValue } from "../domain/canonical-value.ts";
import type { StopCells } from "./stop-cells.ts";
import { HOLDER_COLUMNS, MERGE_COLUMNS, STOP_COLUMNS } from "./stop-columns.ts";
import type { StopsStore } from "./stops-store.ts";
import { TOMBSTONE_COLUMNS } from "./tombstones.ts";

/** The name of the format in a file's first line. */
export const STOPS_FORMAT = "campaign-gatekeeper stops";

/** A change in what a line means gets a new number. */
export const STOPS_VERSION = 2;

/** The kinds of rows: how a line names one, and how the store keeps it. */
export const STOP_ROWS: Readonly<Record<StopRowKind, StopRows>> = {
  denial: {
    table: "state.stops",
    columns: STOP_COLUMNS,
    id: "denial_id",
    required: ["denial_id", "kind", "purpose", "channel", "is_point_stop", "authority_rank", "order_at"],
  },
  holder: {
    table: "state.holders",
    columns: HOLDER_COLUMNS,
    id: "holding_id",
    required: ["holding_id", "contact_key", "customer_id"],
  },
  merge: {
    table: "state.merges",
    columns: MERGE_COLUMNS,
    id: "merge_id",
    required: ["merge_id", "from_customer_id", "into_customer_id"],
  },
  tombstone: {
    table: "state.tombstones",
    columns: TOMBSTONE_COLUMNS,
    id: "tombstone_id",
    required: TOMBSTONE_COLUMNS.map(({ name }) => name),
  },
};

/** In the order in which a file has them. */
export const STOP_ROW_KINDS = ["denial", "holder", "merge", "tombstone"] as const;

export type StopRowKind = (typeof STOP_ROW_KINDS)[number];

interface StopRows extends StopCells {
  readonly table: string;
  readonly id: string;
}

/** The first line of a file. */
export interface StopsHeader {
  readonly format: typeof STOPS_FORMAT;
  readonly version: number;
  readonly denials: number;
  readonly holders: number;
  readonly merges: number;
  readonly tombstones: number;
  /** Rows of each suppression list when its file was last loaded: what a shrunken list is recognised by. */
  readonly list_rows: Readonly<Record<string, number>>;
}

/** What a file holds, and the SHA-256 of its lines before the last one. */
export interface StopsFile {
  readonly denials: number;
  readonly holders: number;
  readonly merges: number;
  readonly tombstones: number;
  readonly sha256: string;
}

/**
 * Writes everything the store holds as JSON Lines: a header, the denials, the holders, the merges and the tombstones in the order of their ids, and
 * a last line with the hash of all before it. The same store gives the same bytes. The file appears whole or not at all,
 * for this account only. Described in docs/stops-file.md.
 */
export async function writeStopsFile(engine: Engine, stops: StopsStore, path: string): Promise<StopsFile> {
  await attachStopRows(engine, stops);
  const hash = createHash("sha256");
  const { rows, listRows } = stops;
  let sha256 = "";
  async function* chunks(): AsyncGenerator<string> {
    for await (const text of contentLines(engine, { ...rows, list_rows: listRows })) {
      hash.update(text);
      yield text;
    }
    sha256 = hash.digest("hex");
    yield `${canonicalJson({ sha256 })}\n`;
  }
  await writeChunksAtomic(path, chunks());
  return { ...rows, sha256 };
}

/** Names what the store holds as tables. */
export async function attachStopRows(engine: Engine, stops: StopsStore): Promise<void> {
  const files = {
    denial: stops.files,
    holder: stops.holderFiles,
    merge: stops.mergeFiles,
    tombstone: stops.tombstoneFiles,
  };
  for (const kind of STOP_ROW_KINDS)
    await attachOrEmpty(engine, STOP_ROWS[kind].table, STOP_ROWS[kind].columns, files[kind]);
}

type HeaderFacts = Pick<StopsHeader, "denials" | "holders" | "merges" | "tombstones" | "list_rows">;

async function* contentLines(engine: Engine, facts: HeaderFacts): AsyncGenerator<string> {
  const header: StopsHeader = { format: STOPS_FORMAT, version: STOPS_VERSION, ...facts };
  yield `${canonicalJson({ ...header })}\n`;
  for (const kind of STOP_ROW_KINDS) {
    const { table, columns, id } = STOP_ROWS[kind];
    const names = columns.map(({ name }) => `rows.${name}`).join(", ");
    for await (const block of engine.stream(`select ${names} from ${table} as rows order by rows.${id}`))
      yield block.map((row) => `${canonicalJson({ [kind]: plainRow(row) })}\n`).join("");
  }
}

/** A row without its nulls. */
function plainRow(row: SqlRow): CanonicalValue {
  const cells = Object.entries(row).filter(([, value]) => value !== null);
  return Object.fromEntries(cells.map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: SqlValue): CanonicalValue {
  return typeof value === "bigint" ? Number(value) : value;
}
