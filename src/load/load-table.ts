import { canonicalJson } from "../io/canonical-json.ts";
import { sha256Text } from "../io/sha256.ts";
import { present } from "../assert.ts";
import type { Clock } from "../domain/clock.ts";
import type { SourceDeclaration } from "../domain/project.ts";
import type { Engine } from "../engine/engine.ts";
import { IS_LOADED } from "./fate.ts";
import { fileIdOf, type InputCache, type LoadedFile } from "./input-cache.ts";
import { factsOf, type LoadedRows } from "./loaded-rows.ts";
import { rawSelect } from "./raw-select.ts";
import { rejectingRepeats, transactionKey } from "./repeated-transactions.ts";

/** What loading a table needs beside its source. */
export interface TableContext {
  readonly engine: Engine;
  readonly cache: InputCache;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly extraColumns: readonly string[];
}

/** A table of the warehouse as loaded: what is known of it, as of a file, and the relation that its rows are in. */
export interface LoadedTable {
  readonly loaded: LoadedFile;
  readonly relation: string;
}

/**
 * Loads one table of the warehouse where it is: its rows, mapped as those of a file are, become a table of this run, and none of them
 * travels. The table is read in one statement, and so at one moment.
 *
 * Rows of a table have no order. They are numbered in the order of their hashes, so that the same rows get the same numbers, and equal
 * rows change nothing among themselves; and the table's id is the sum of the hashes. `relation` is what the run calls it.
 *
 * Throws GK0245, GK0320, GK0321, GK0334 and GK0347.
 */
export async function loadTable(
  source: SourceDeclaration,
  declaration: string,
  relation: string,
  context: TableContext,
): Promise<LoadedTable> {
  const { engine, cache, clock } = context;
  const name = present(source.warehouseTable, "the source is a table");
  const columns = await readTable(source, name, `${relation}_read`, context);
  const { records, sha256 } = await fingerprint(engine, `${relation}_read`);
  const fileId = fileIdOf(sha256, declaration);
  await engine.materialize(relation, numberedSelect(`${relation}_read`, columns, fileId), "table");
  await engine.drop(`${relation}_read`);
  const unique = await withoutRepeats(source, relation, [...columns, "record_index", "file_id"], engine);
  const query: LoadedRows["query"] = async (select) => engine.query(select);
  const rows = { relation: unique, numbered: unique, query };
  const facts = await factsOf(rows, { file: name, source, malformed: [] });
  const firstSeenAt = await cache.firstSeenAt(fileId, clock.now());
  const loaded = { fileId, sourceId: source.source, sha256, bytes: 0, records, malformed: [], ...facts, firstSeenAt };
  return { loaded, relation: unique };
}

/** Reads the table by its mapping, with a hash of each row; returns the columns that it gave. */
async function readTable(
  source: SourceDeclaration,
  name: string,
  relation: string,
  { engine, timeZone, extraColumns }: TableContext,
): Promise<readonly string[]> {
  const { dialect, warehouse } = engine.capabilities;
  const text = await present(warehouse, "the configuration asks for a cluster").table(name, source.at);
  const { columns: header, typedColumns, nestedColumns } = text;
  const context = { timeZone, extraColumns, dialect, header, typedColumns, nestedColumns, fileName: name };
  const select = rawSelect(text.relation, source, context);
  const columns = (await engine.describe(select)).map((column) => column.name);
  const values = columns.map((column) => `coalesce(cast(${column} as varchar), chr(30))`);
  const hash = `sha256_hex(concat_ws(chr(31), ${values.join(", ")}))`;
  await engine.materialize(relation, `select *, ${hash} as row_hash from (${select}) as mapped`, "table");
  return columns;
}

/** Hex digits that fit into 32 bits. */
const LANE = 8;

/**
 * How many rows there are, and a hash of them all that hangs on no order: the sums of the eight parts of each row's SHA-256. It tells a
 * changed table from an unchanged one; against somebody who looks for two tables with the same sums it is no proof.
 */
async function fingerprint(engine: Engine, relation: string): Promise<{ records: number; sha256: string }> {
  const lanes = Array.from({ length: 64 / LANE }, (_, lane) => {
    const part = `hex_number(substr(row_hash, ${lane * LANE + 1}, ${LANE}))`;
    return `cast(coalesce(sum(${part}), 0) as bigint) as lane_${lane + 1}`;
  });
  const [row = {}] = await engine.query(`select count(*) as records, ${lanes.join(", ")} from ${relation}`);
  const values = Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value)]));
  return { records: Number(row["records"]), sha256: sha256Text(canonicalJson(values)) };
}

/** Rows in the order of their hashes, numbered from 0: each of 4,096 parts by itself, so that no single worker sorts them all. */
function numberedSelect(relation: string, columns: readonly string[], fileId: string): string {
  return `select ${columns.map((column) => `hashed.${column}`).join(", ")},
       parts.records_before + row_number() over (partition by hashed.part order by hashed.row_hash) - 1 as record_index,
       '${fileId}' as file_id
     from (select *, substr(row_hash, 1, 3) as part from ${relation}) as hashed
     inner join (
       select part, cast(sum(records) over (order by part) as bigint) - records as records_before
       from (select substr(row_hash, 1, 3) as part, count(*) as records from ${relation} group by substr(row_hash, 1, 3)) as counted
     ) as parts on parts.part = hashed.part`;
}

/** The relation, or one like it in which repeated transactions are rejected where there are any. */
async function withoutRepeats(
  source: SourceDeclaration,
  relation: string,
  columns: readonly string[],
  engine: Engine,
): Promise<string> {
  const key = transactionKey(source);
  if (key === null) return relation;
  const repeated = `select ${key} from ${relation} where ${IS_LOADED} group by ${key} having count(*) > 1`;
  const [found] = await engine.query(`select count(*) as keys from (${repeated}) as repeated`);
  if (Number(found?.["keys"]) === 0) return relation;
  await engine.materialize(`${relation}_unique`, rejectingRepeats(source, key, relation, columns), "table");
  await engine.drop(relation);
  return `${relation}_unique`;
}
