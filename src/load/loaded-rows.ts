import type { SourceDeclaration } from "../domain/project.ts";
import { sqlText, type SqlRow } from "../engine/engine.ts";
import type { Loader } from "../engine/loader.ts";
import { IS_EXCLUDED, IS_LOADED, IS_REJECTED, readReject } from "./fate.ts";
import type { LoadedFile, RejectedRecord } from "./input-cache.ts";
import { recordNumber } from "./record-number.ts";
import { moreThanKept, REJECTS_MAX, REJECTS_NAMED } from "./rejects.ts";
import { findUnknownWord } from "./words-never-guessed.ts";

/** The rows that a file or a table became, and who answers questions about them. */
export interface LoadedRows {
  /** SQL to put after `from`. */
  readonly relation: string;
  /** The same with `record_index`. */
  readonly numbered: string;
  readonly query: (select: string) => Promise<SqlRow[]>;
}

/** What the rows say of themselves. */
export type RowFacts = Pick<
  LoadedFile,
  "rowsLoaded" | "rowsRejected" | "rowsExcluded" | "rejects" | "unknownWord" | "lostStatuses" | "listRows"
>;

/** What a message about them names. */
interface Subject {
  readonly file: string;
  readonly source: SourceDeclaration;
  readonly malformed: LoadedFile["malformed"];
}

/** The rows of a Parquet file that the loader wrote. */
export function rowsOfFile(path: string, loader: Loader): LoadedRows {
  const file = sqlText(path);
  return {
    relation: `read_parquet(${file})`,
    numbered: `(select *, file_row_number as record_index from read_parquet(${file}, file_row_number = true)) as numbered`,
    query: async (select) => loader.query(select),
  };
}

/** Counts the rows by their fate and finds what must be told of them. Throws GK0320 for more rejects than are kept. */
export async function factsOf(rows: LoadedRows, { file, source, malformed }: Subject): Promise<RowFacts> {
  const counts = await countByFate(rows);
  if (counts.rejected > REJECTS_MAX) {
    const firsts = await rejectsOf(rows, malformed, REJECTS_NAMED);
    const records = counts.loaded + counts.rejected + counts.excluded + malformed.length;
    const told = { rejected: counts.rejected, records };
    throw moreThanKept(file, told, source, firsts);
  }
  const mayLoseStatus =
    counts.rejected > 0 && source.table === "customers" && source.columns.some(({ column }) => column === "status");
  return {
    rowsLoaded: counts.loaded,
    rowsRejected: counts.rejected + malformed.length,
    rowsExcluded: counts.excluded,
    rejects: counts.rejected === 0 ? [] : await rejectsOf(rows, malformed),
    unknownWord: await findUnknownWord(source.table, rows, malformed),
    lostStatuses: mayLoseStatus ? await lostStatusesOf(rows, malformed) : [],
    listRows: source.table === "suppressions" ? await listRowsOf(rows) : {},
  };
}

/** Where no record has a fate, which is the rule, the file's own statistics say so and nothing is read. */
async function countByFate({
  relation,
  query,
}: LoadedRows): Promise<Record<"loaded" | "rejected" | "excluded", number>> {
  const [all] = await query(`select count(*) as records from ${relation}`);
  const [others] = await query(
    `select count(*) as others, count(*) filter (where ${IS_EXCLUDED}) as excluded from ${relation} where not (${IS_LOADED})`,
  );
  const [records = 0, notLoaded = 0, excluded = 0] = [all?.["records"], others?.["others"], others?.["excluded"]].map(
    Number,
  );
  return { loaded: records - notLoaded, rejected: notLoaded - excluded, excluded };
}

async function rejectsOf(
  { numbered, query }: LoadedRows,
  malformed: LoadedFile["malformed"],
  limit = REJECTS_MAX,
): Promise<RejectedRecord[]> {
  const found = await query(
    `select record_index, fate from ${numbered} where ${IS_REJECTED} order by record_index limit ${limit}`,
  );
  return found.map((row) => ({
    record: recordNumber(Number(row["record_index"]), malformed),
    ...readReject(String(row["fate"])),
  }));
}

/** Whoever is deceased or restricted must not be lost with a registration date that cannot be read. */
async function lostStatusesOf({ numbered, query }: LoadedRows, malformed: LoadedFile["malformed"]): Promise<number[]> {
  const found = await query(
    `select record_index from ${numbered}
     where ${IS_REJECTED} and status is not null and status <> 'active' order by record_index`,
  );
  return found.map((row) => recordNumber(Number(row["record_index"]), malformed));
}

async function listRowsOf({ relation, query }: LoadedRows): Promise<Record<string, number>> {
  const found = await query(
    `select list_id, count(*) as listed from ${relation} where ${IS_LOADED} group by list_id order by list_id`,
  );
  return Object.fromEntries(found.map((row) => [String(row["list_id"]), Number(row["listed"])]));
}
